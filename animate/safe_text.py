"""Text out of files, names and other programs, made safe for where it is shown.

A terminal obeys escape sequences, LaTeX and the formats of captions have marks of their own. Only
the standard library is imported: the command line says its errors through this, also that numpy
is missing.
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Sequence
from html import escape

LONGEST_GIVEN = 200
"""Characters that an error repeats of one thing that was given."""

LONGEST_SENTENCE = 580
"""Characters of an error."""

_READ_AT_MOST = 20_000
"""Characters of an error that are looked at: more is only found in what somebody made to harm."""

_JOINERS = "\u200c\u200d"
"""Persian, Hindi and emoji need these; all else of their kind hides or turns round what is read."""

# A quotation mark stands at the border of a word, an apostrophe within one.
_QUOTED = re.compile(rf"(?<!\w)(['\"`])((?:(?!\1).){{{LONGEST_GIVEN},}}?)\1(?!\w)")
_WORD = re.compile(rf"\S{{{LONGEST_GIVEN},}}")

# Players of SubRip take these for markup, and there is no way to escape them.
_TAG = re.compile(r"<(\s*/?[A-Za-z][^<>]*)>")
_STYLE = re.compile(r"\{(?=\\)")

_TEX_SPECIAL = re.compile(r'[\\{}%#$&~^"]')


def one_line(text: str) -> str:
    r"""Return the text as one line that a terminal shows as it is.

    Ends of lines and tabs become spaces. Other control characters, halves of surrogate pairs, and
    signs that change the direction of writing or are not seen, are written as Python writes them.

    Examples
    --------
    >>> one_line("a\tb\x1b]0;title\x07")
    'a b\\x1b]0;title\\x07'
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _JOINERS:
        return ascii(character)[1:-1]
    return character


def shortened(text: str, most: int = LONGEST_GIVEN) -> str:
    """Return the text, cut in the middle if it is longer than `most` characters.

    Examples
    --------
    >>> shortened("abcdefghij", 5)
    'ab…ij'
    """
    if len(text) <= most:
        return text
    tail = (most - 1) // 2
    return f"{text[: most - 1 - tail]}…{text[len(text) - tail :]}"


def sentence(text: str) -> str:
    """Return an error as one short line: what it repeats of others is cut in the middle."""
    words = one_line(" ".join(shortened(text, _READ_AT_MOST).split()))
    words = _QUOTED.sub(lambda found: f"{found[1]}{shortened(found[2])}{found[1]}", words)
    words = _WORD.sub(lambda found: shortened(found[0]), words)
    return shortened(words, LONGEST_SENTENCE)


def to_type(words: Sequence[str]) -> str:
    """Return a command as it is typed into a shell: quoted where a name has spaces or marks.

    Examples
    --------
    >>> to_type(["gradreel", "render", "my scene.py"])
    "gradreel render 'my scene.py'"
    """
    if os.name != "nt":
        return shlex.join(words)
    from subprocess import list2cmdline  # noqa: PLC0415 - for cmd.exe alone

    return list2cmdline(words)


def vtt_text(text: str) -> str:
    """Return the text for a cue of WebVTT, in which nothing is markup."""
    return escape(one_line(text), quote=False)


def vtt_note(text: str) -> str:
    """Return the text for a comment in WebVTT, which an arrow would end."""
    return one_line(text).replace("-->", "→")


def srt_text(text: str) -> str:
    """Return the text for a caption of SubRip.

    It knows no escapes: characters that look alike, or a space, stand where markup or a line of
    times would be seen.
    """
    arrows = one_line(text).replace("-->", "→")
    return _STYLE.sub("{ ", _TAG.sub(r"‹\1›", arrows))


def tex_unsafe(name: str) -> str:
    """Return what of a file's name cannot stand in LaTeX, each character once; "" if all can."""
    found = [*_TEX_SPECIAL.findall(name), *(c for c in name if one_line(c) != c)]
    return "".join(dict.fromkeys(found))
