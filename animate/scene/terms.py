"""Terms in a text: words that name a part of the picture, `its [history](history/v) grows`.

While such a caption is on screen the part glows, and the words have its colour. Whoever wants the
words alone asks for them as they are spoken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

_FORMULA = r"\$(?:\\.|[^$\\])*\$"
_TOKEN = re.compile(
    rf"\[(?P<words>(?:{_FORMULA}|[^\[\]$])+)\]\((?P<target>[^()\[\]]+)\)|{_FORMULA}|\\?.",
    re.DOTALL,
)


class Piece(NamedTuple):
    """Words on end that name one target, or none."""

    words: str
    target: str = ""


@lru_cache(maxsize=512)
def pieces(text: str) -> tuple[Piece, ...]:
    """Take a text apart into words that name a target and words that do not.

    Examples
    --------
    >>> [tuple(piece) for piece in pieces("its [history $v$](rate/v) grows")]
    [('its ', ''), ('history $v$', 'rate/v'), (' grows', '')]
    """
    found: list[Piece] = []
    for token in _TOKEN.finditer(text) if "](" in text else ():
        if token["target"]:
            found.append(Piece(token["words"], token["target"]))
        elif found and not found[-1].target:
            found[-1] = Piece(found[-1].words + token[0])
        else:
            found.append(Piece(token[0]))
    return tuple(found) or (Piece(text),)


def spoken(text: str) -> str:
    """Return the words of a text, without what they name."""
    return "".join(piece.words for piece in pieces(text))


def targets_in(text: str) -> tuple[str, ...]:
    """Return what the words of a text name, each once."""
    return tuple(dict.fromkeys(piece.target for piece in pieces(text) if piece.target))


def pieces_of_lines(words: Sequence[Piece], lines: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Return the pieces of each line of a text that was broken at its spaces.

    A line that is no part of the text, one that was shortened, names nothing.
    """
    whole = "".join(piece.words for piece in words)
    owner = [piece.target for piece in words for _ in piece.words]
    found: list[tuple[Piece, ...]] = []
    at = 0
    for line in lines:
        begin = whole.find(line, at)
        if begin < 0:
            found.append((Piece(line),))
            continue
        at = begin + len(line)
        runs = groupby(range(begin, at), key=owner.__getitem__)
        found.append(tuple(Piece("".join(whole[i] for i in run), name) for name, run in runs))
    return found
