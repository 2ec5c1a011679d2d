"""Names that a user gives, as names of folders and files, and as words in the text of a golden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from gradreel.core.errors import InvalidInput
from gradreel.core.output_paths import not_on_windows

ALL, ONLY_MISSING = "all", "only-missing"
"""What stands for goldens on pytest's command line, and so can be the name of none."""

LONGEST = 200
"""Bytes of a name: file systems give 255, and what is added to it needs some."""


def golden_name(name: str) -> str:
    """Return the name of a golden's folder if a golden can be called so.

    Raises
    ------
    InvalidInput
        It could lead elsewhere, or not be a folder everywhere.
    """
    composed = unicodedata.normalize("NFC", name) if isinstance(name, str) else ""
    if (
        not re.fullmatch(r"\w[\w .+-]*", composed)
        or composed in (ALL, ONLY_MISSING)
        or not_on_windows(composed)
        or len(composed.encode()) > LONGEST
    ):
        raise InvalidInput(
            f"A golden is called {name!r}; give it a name of letters, digits, '_', '-' and '.' "
            f"other than {ALL} and {ONLY_MISSING}, at most {LONGEST} bytes long, that Windows "
            "allows as well."
        )
    return composed


def test_name(test: str) -> str:
    """Return what the golden of a test is called if nobody said it.

    Examples
    --------
    >>> test_name("tests/test_a.py::TestB::test_bowl[two-0.5]")
    'bowl-two-0.5'
    """
    path, _, parameters = test.partition("[")
    function = path.rpartition("::")[2].removeprefix("test_")
    given = re.sub(r"[^\w .+-]", "_", parameters.removesuffix("]"))
    return f"{function}-{given}" if given else function


def file_name(label: str) -> str:
    """Return what the picture of a frame is called: "hold 1" is in hold_1.png."""
    return f"{_stem(label)}.png"


def file_names(labels: Sequence[str]) -> dict[str, str]:
    """Return the picture of each label, no two of them one file on any system.

    Examples
    --------
    >>> list(file_names(["start", "a b", "a_b", "A_B", "α"]).values())
    ['start.png', 'a_b.png', 'a_b_2.png', 'A_B_3.png', 'α.png']
    """
    return {label: f"{stem}.png" for label, stem in zip(labels, file_stems(labels), strict=True)}


def old_file_name(label: str) -> str:
    """Return what a picture was called when letters were those of ASCII alone."""
    return re.sub(r"[^A-Za-z0-9.+-]+", "_", label) + ".png"


def file_stems(words: Iterable[str]) -> list[str]:
    """Return for each word, also where two are alike, a name of its own without a suffix."""
    found: list[str] = []
    taken: set[str] = set()
    for word in words:
        first = stem = _stem(word)
        number = 1
        while stem.casefold() in taken:
            number += 1
            stem = f"{first}_{number}"
        taken.add(stem.casefold())
        found.append(stem)
    return found


def _stem(word: str) -> str:
    letters = re.sub(r"[^\w.+-]+", "_", unicodedata.normalize("NFC", word)) or "_"
    short = letters.encode()[:LONGEST].decode(errors="ignore")
    return f"{short}_" if not_on_windows(f"{short}.png") else short


_NOT_PRINTED = "".join(map(chr, (*range(32), 127, 0x85, 0x2028, 0x2029)))
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def escaped(word: str, marks: str) -> str:
    r"""Return a word in which none of the marks is left, nor the end of a line.

    What has none of them stays as it is; `unescaped` gives the word back.

    Examples
    --------
    >>> escaped("a, b\n", ",")
    'a\\u002c b\\u000a'
    """
    special = re.compile(rf"[{re.escape(marks + _NOT_PRINTED)}\ud800-\udfff]|\\(?=u)")
    return special.sub(lambda found: f"\\u{ord(found[0]):04x}", word)


def unescaped(text: str) -> str:
    """Return what `escaped` was given."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
