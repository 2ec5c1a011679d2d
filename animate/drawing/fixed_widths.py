"""Widths of texts in pictures without texts: sums of their letters' widths, as the font has them.

What stands beside a text stands where the text ends, also where the text is left out. But the
versions of FreeType and matplotlib differ in how wide they draw a text, by hinting, kerning and
ligatures: a picture that is to be the same with all of them must not ask how wide it was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from matplotlib.ft2font import LoadFlags

from ..style.fonts import FIRST, opened_font

_written = ContextVar("written", default=True)

_SIGNS = re.compile(r"\\[A-Za-z]+|[{}$^_\\]")
_ABSENT = 1.0  # of its size: how wide a letter is that the font lacks, most of them ideographs


@contextmanager
def texts(*, written: bool) -> Iterator[None]:
    """Let this thread measure texts as they are drawn or, if they are not, by their letters."""
    before = _written.set(written)
    try:
        yield
    finally:
        _written.reset(before)


def is_fixed() -> bool:
    """Whether texts are measured by their letters alone."""
    return not _written.get()


def fixed_width(words: str, size: float, weight: str | int, family: str = FIRST) -> float:
    """Return how wide a text counts, in the unit of `size`: no formula is laid out for it.

    Examples
    --------
    >>> fixed_width("ii", 10, "normal") == 2 * fixed_width("i", 10, "normal")
    True
    """
    letters = _SIGNS.sub(_letter, words) if "$" in words else words
    return size * sum(_em(letter, weight, family) for letter in letters)


def _letter(sign: re.Match[str]) -> str:
    """Return what counts for a command of a formula: a letter; for its brackets nothing."""
    return "n" if len(sign[0]) > 1 else ""


@cache
def _em(letter: str, weight: str | int, family: str) -> float:
    font = opened_font(family, weight)
    if ord(letter) not in font.get_charmap():
        return _ABSENT
    font.set_size(1000, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 1000
