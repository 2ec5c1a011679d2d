"""How a text that is too wide for its place is made to fit: the one rule for all panels.

It is written smaller, down to the least size that can be read from the last row; then its long
words are abbreviated (`ABBREVIATED`); then it is shortened in its middle, so that its beginning and
its end stay, between two words where it has any. Texts that differ go on differing. Formulas are
kept whole or left out.

Lengths are in design pixels.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from ..style.fonts import families_of
from ..style.own_settings import setting
from ..style.theme import drawing
from .fixed_widths import fixed_width, is_fixed
from .moving import figure_of
from .text import PictureText

LEAST = 16.0
"""Size of the smallest text: 1/45 of the picture's height."""

ELLIPSIS = "…"

ABBREVIATED = {"gradient": "grad.", "distance": "dist.", "minimum": "min.", "momentum": "mom."}
"""Words that a text without room for them has in short, rather than being cut."""

_SMALL_WORD = 3  # letters of a word that no name ends with: "Without the…"
HINTED = 1.06  # a small text on screen may be wider than its outlines by as much
_SMALLER = 0.995  # a size that did not fit gives way to one smaller by so much at the least
_SHARES = (0.5, 0.3, 0.7, 0.1, 0.9, 1.0, 0.0)  # of what is kept, at the beginning
_SIDES = 0.2  # of a size: what the first and the last letter of a text may lack at its sides
_LONG_WORDS = re.compile(rf"\b({'|'.join(ABBREVIATED)})\b")
_UNITS = re.compile(r"\$(?:\\.|[^$\\])*\$|\\?.", re.DOTALL)
_SPACED = re.compile(rf"(?:{_UNITS.pattern.removesuffix('.')}\S)+\s*|\s+")


@dataclass(frozen=True)
class Fitter:
    """Makes texts of one weight fit, on the screen and in a file of vectors.

    Attributes
    ----------
    dpi
        Of the picture, 100 at the design size.
    """

    dpi: float
    weight: str = "normal"

    @classmethod
    def of(cls, axes: Axes, weight: str = "normal") -> Fitter:
        """Return one for the picture of some axes."""
        return cls(figure_of(axes).dpi, weight)

    def width(self, words: str, size: float) -> float:
        """Return the room that a text takes in a line."""
        if not words:
            return 0.0
        if "\n" in words:
            return max(self.width(line, size) for line in words.split("\n"))
        text = PictureText(0, 0, words, size=size, weight=self.weight)
        drawn = text.advance(self.dpi) * 100 / self.dpi
        return drawn if "$" in words else max(drawn, HINTED * outlined(words, size, self.weight))

    def size_of(self, words: str, room: float, size: float) -> float:
        """Return the size at which a text fits into its room; `LEAST` if it fits at none.

        Small letters are wider for their size, on the screen: what fits by proportion may not.
        """
        needed, found = self.width(words, size), size
        while needed > room and found > LEAST:
            found = max(found * min(room / needed, _SMALLER), LEAST)
            needed = self.width(words, found)
        return found

    def fit(self, words: str, room: float, size: float) -> tuple[str, float]:
        """Return a text and its size, `size` at the most, so that it fits into its room."""
        texts, size = self.fit_each([words], [room], size)
        return texts[0], size

    def choose(self, wordings: Sequence[str], room: float, size: float) -> tuple[str, float]:
        """Return the first of several wordings that fits uncut, or else the last, and its size."""
        fits = (words for words in wordings if self.width(words, LEAST) <= room)
        return self.fit(next(fits, wordings[-1]), room, size)

    def fit_each(
        self, texts: Sequence[str], rooms: Sequence[float], size: float
    ) -> tuple[list[str], float]:
        """Return texts of one size, each of which fits into its room."""
        sizes = [self.size_of(*pair, size) for pair in zip(texts, rooms, strict=True)]
        size = min(sizes, default=size)
        return self.shortened(self._abbreviated(texts, rooms, size), rooms, size), size

    def fit_row(
        self, texts: Sequence[str], room: float, size: float, others: Sequence[str] = ()
    ) -> tuple[list[str], float]:
        """Return texts of one size that fit into one row; of the longest most is left out.

        None is cut to what would be one of `others`.
        """
        needed, least = sum(self.width(words, size) for words in texts), min(LEAST, size)
        while needed > room and size > least:
            size = max(size * min(room / needed, _SMALLER), least)
            needed = sum(self.width(words, size) for words in texts)
        widths = sorted(self.width(words, size) for words in texts)
        left, most = room, float("inf")
        for number, each in enumerate(widths if sum(widths) > room else []):
            most = left / (len(widths) - number)
            if each > most:
                break
            left -= each
        rooms = [most] * len(texts)
        return self.shortened(self._abbreviated(texts, rooms, size), rooms, size, others), size

    def shortened(
        self, texts: Sequence[str], rooms: Sequence[float], size: float, others: Sequence[str] = ()
    ) -> list[str]:
        """Shorten the texts too wide for their rooms, so that none becomes another.

        `others` stand elsewhere in the picture.
        """
        pairs = list(zip(texts, rooms, strict=True))
        for share in _SHARES:
            found = [self._cut(words, room, size, share) for words, room in pairs]
            cut = {each.strip(ELLIPSIS) for each in found if ELLIPSIS in each}
            if len(set(found)) == len(set(texts)) and cut.isdisjoint((*texts, *others)):
                return found
        number = {words: str(1 + i) for i, words in enumerate(dict.fromkeys(texts))}
        return [self._cut(words, room, size, 1.0, number[words]) for words, room in pairs]

    def whole_words(self, texts: Sequence[str], rooms: Sequence[float], size: float) -> list[str]:
        """Shorten texts to their first words, "Gradient…", unless one would look like another."""
        found, texts = [], self._abbreviated(texts, rooms, size)
        for words, room in zip(texts, rooms, strict=True):
            parts = words.split()
            kept = [" ".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
            shorter = [e for e in kept if e not in texts and len(e.split()[-1]) > _SMALL_WORD]
            fits = (each for each in (words, *(f"{each}{ELLIPSIS}" for each in shorter))
                    if self.width(each, size) <= room)  # fmt: skip
            found.append(next(fits, words))
        return self.shortened(found if len(set(found)) == len(set(texts)) else texts, rooms, size)

    def _abbreviated(
        self, texts: Sequence[str], rooms: Sequence[float], size: float
    ) -> Sequence[str]:
        """Abbreviate the texts too wide for their rooms that then fit, if all go on differing."""
        found = []
        for words, room in zip(texts, rooms, strict=True):
            short = _LONG_WORDS.sub(lambda each: ABBREVIATED[each[0]], words)
            helps = self.width(short, size) <= room < self.width(words, size)
            found.append(short if helps else words)
        return found if len(set(found)) == len(set(texts)) else texts

    def lines(self, words: str, room: float, size: float) -> list[str]:
        """Break a text at its spaces; a word that is wider than a line is shortened."""
        return [self._cut(line, room, size, 0.5) for line in self.broken(_words(words), room, size)]

    def broken(
        self, units: Sequence[str], room: float, size: float, said: Callable[[str], str] = str
    ) -> list[str]:
        """Join units to lines; `said` is what a line says, with the numbers that it names."""
        lines = [""]
        for unit in units:
            longer = f"{lines[-1]} {unit}".strip()
            if not lines[-1] or self.width(said(longer), size) <= room:
                lines[-1] = longer
            else:
                lines.append(unit)
        return lines

    def in_two(self, words: str, room: float, size: float) -> str:
        """Break a text that is too wide for a line into two, if nothing is left out then."""
        if self.width(words, size) <= room:
            return words
        lines = self.lines(words, room, size)
        whole = len(lines) == 2 and " ".join(lines) == words
        return "\n".join(lines) if whole else words

    def _cut(self, words: str, room: float, size: float, share: float, number: str = "") -> str:
        """Leave out as little of the middle as must be; `number` stands behind what was cut."""
        if self.width(words, size) <= room:
            return words
        whole = self._fewer(_SPACED.findall(words), room, size, share, number)
        if any(len(word) >= _SMALL_WORD for word in whole.replace(ELLIPSIS, " ").split()):
            return whole
        return self._fewer(_UNITS.findall(words), room, size, share, number)

    def _fewer(
        self, units: Sequence[str], room: float, size: float, share: float, number: str
    ) -> str:
        """Leave out the fewest of some units, words or letters, in the middle."""
        fewest, most = 0, len(units) - 1
        while fewest < most:
            kept = (fewest + most + 1) // 2
            if self.width(_without_middle(units, kept, share, number), size) <= room:
                fewest = kept
            else:
                most = kept - 1
        return _without_middle(units, fewest, share, number)


def outlined(words: str, size: float, weight: str) -> float:
    """Return the width of a text, in the unit of `size`, by the font's outlines.

    FreeType's hinting does not change them, as it changes the text on screen.
    """
    if is_fixed():
        return fixed_width(words, size, weight)
    return _outlined(words, size, weight, tuple(setting("font.family", families_of(()))))


def widest(texts: Iterable[str], size: float, weight: str) -> float:
    """Return the width of the widest of some texts by the font's outlines.

    A text is as wide as its letters, but for the sides of the first and the last one: so of those
    that have the same letters' widths and the same ends one is measured, if it may be the widest.
    """

    @lru_cache
    def taken(letter: str) -> float:
        return outlined(f"0{letter}0", size, weight) - outlined("00", size, weight)

    rough = {words: round(sum(map(taken, words)), 3) for words in sorted(texts)}
    least = max(rough.values()) - _SIDES * size
    kinds = {(wide, text[:1], text[-1:]): text for text, wide in rough.items() if wide >= least}
    return max(outlined(words, size, weight) for words in kinds.values())


@lru_cache(maxsize=4096)
def _outlined(words: str, size: float, weight: str, families: tuple[str, ...]) -> float:
    with drawing():  # so that it is the same whoever asks first
        font = FontProperties(family=list(families), weight=weight, size=size)
        return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])


def _words(text: str) -> list[str]:
    """Split at spaces, but not within a formula."""
    parts = [""]
    for unit in _UNITS.findall(text):
        if unit.isspace():
            parts.append("")
        else:
            parts[-1] += unit
    return [part for part in parts if part]


def _without_middle(units: Sequence[str], kept: int, share: float, number: str) -> str:
    """The first and the last units, so many in all, with a sign between them."""
    words = any(len(each) > 1 and each[-1].isspace() for each in units)
    # Of few words the first says most; of letters each end gets its share.
    head = math.ceil(kept * share) if words else round(kept * share)
    first, last = "".join(units[:head]), "".join(units[len(units) - kept + head :])
    return first.rstrip() + ELLIPSIS + number + last.lstrip()
