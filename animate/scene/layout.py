"""Where the panels stand: a scene's table turned into boxes, by arithmetic in design pixels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from gradreel.core.errors import InvalidInput

from ..style.theme import DESIGN_SIZE
from .panel import Margins

TOP = 66.0
BOTTOM = 56.0
SIDES = 22.0
"""Room kept free of panels: for the title, for the step and caption, and at both sides."""


class Box(NamedTuple):
    """A rectangle in design pixels; y goes up from the bottom of the picture."""

    left: float
    bottom: float
    width: float
    height: float

    def pixels(self, scale: float, height: int) -> tuple[slice, slice]:
        """Return rows and columns of the box in a picture of a height, in pixels."""
        top, right = self.bottom + self.height, self.left + self.width
        return (
            slice(
                max(height - math.ceil(top * scale), 0), height - math.floor(self.bottom * scale)
            ),
            slice(max(math.floor(self.left * scale), 0), math.ceil(right * scale)),
        )


class Span(NamedTuple):
    """The cells that a panel fills: rows and columns from first to last, both included."""

    top_row: int
    bottom_row: int
    first_column: int
    last_column: int


NARROW_SIDE = 508.0
"""Shorter side of a tall or square picture, in design pixels: its text is so much larger."""

WIDE = 1.2
"""A picture whose width is less than so many times its height is no wide one."""


def is_wide(size: tuple[float, float]) -> bool:
    """Whether the panels stand as a scene's table says; in a tall or square picture they do not."""
    return size[0] >= WIDE * size[1]


def design_size(size: tuple[int, int]) -> tuple[float, float, float]:
    """Return width and height in design pixels, and picture pixels per design pixel.

    A wide picture of another shape than 16:9 has more room in one direction; nothing is stretched.
    A tall or square one is looked at on a phone: its design is smaller, so the smallest text, 16 of
    it, has 34 pixels where the shorter side has 1080.
    """
    if not is_wide(size):
        scale = min(size) / NARROW_SIDE
        return size[0] / scale, size[1] / scale, scale
    scale = min(size[0] / DESIGN_SIZE[0], size[1] / DESIGN_SIZE[1])
    return size[0] / scale, size[1] / scale, scale


def spans(rows: Sequence[Sequence[str]]) -> dict[str, Span]:
    """Find the rectangle of cells that each name fills."""
    if not rows or len({len(row) for row in rows}) != 1:
        raise InvalidInput("The rows of a layout differ in length; name a panel for each column.")
    found: dict[str, Span] = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        cells = [(r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if n == name]
        (top, first), (bottom, last) = cells[0], cells[-1]
        if len(cells) != (bottom - top + 1) * (last - first + 1) or first > last:
            raise InvalidInput(f"Panel {name!r} fills no rectangle; name it in neighbouring cells.")
        found[name] = Span(top, bottom, first, last)
    return found


def arrange(
    rows: Sequence[Sequence[str]],
    margins: Mapping[str, Margins],
    shares: tuple[Sequence[float], Sequence[float]],
    size: tuple[float, float],
) -> dict[str, Box]:
    """Return the box of each panel's axes.

    Each column and row gets the margins that its own panels need; `shares` (of the columns, of
    the rows) divide what is left, so panels in one row or column line up.

    Parameters
    ----------
    size
        Width and height of the picture in design pixels.
    """
    boxes = {}
    for name, cell in cells(rows, margins, shares, size).items():
        margin = margins[name]
        boxes[name] = _box(
            name,
            cell.left + margin.left,
            cell.left + cell.width - margin.right,
            cell.bottom + margin.bottom,
            cell.bottom + cell.height - margin.top,
        )
    return boxes


def cells(
    rows: Sequence[Sequence[str]],
    margins: Mapping[str, Margins],
    shares: tuple[Sequence[float], Sequence[float]],
    size: tuple[float, float],
) -> dict[str, Box]:
    """Return what `arrange` gives each panel, with the margins around its axes.

    No two of them overlap.
    """
    places = spans(rows)
    columns = _tracks(
        [
            [
                (margins[name].left, margins[name].right)
                for name, span in places.items()
                if span.first_column == span.last_column == column
            ]
            for column in range(len(rows[0]))
        ],
        shares[0],
        size[0] - 2 * SIDES,
    )
    lines = _tracks(
        [
            [
                (margins[name].top, margins[name].bottom)
                for name, span in places.items()
                if span.top_row == span.bottom_row == row
            ]
            for row in range(len(rows))
        ],
        shares[1],
        size[1] - TOP - BOTTOM,
    )
    found = {}
    for name, span in places.items():
        left = SIDES + columns[span.first_column]
        right = SIDES + columns[span.last_column + 1]
        top = size[1] - TOP - lines[span.top_row]
        bottom = size[1] - TOP - lines[span.bottom_row + 1]
        found[name] = Box(left, bottom, right - left, top - bottom)
    return found


def _box(name: str, left: float, right: float, bottom: float, top: float) -> Box:
    if right - left < 1 or top - bottom < 1:
        raise InvalidInput(
            f"Panel {name!r} has no room left beside its labels; give it a larger share or the "
            "picture fewer panels."
        )
    return Box(left, bottom, right - left, top - bottom)


def _tracks(
    margins: Sequence[Sequence[tuple[float, float]]], shares: Sequence[float], length: float
) -> list[float]:
    """Return where each column (or row) begins, and where the last one ends."""
    shares = shares or [1.0] * len(margins)
    if len(shares) != len(margins) or min(shares) <= 0:
        raise InvalidInput(
            f"The shares {tuple(shares)} were given for {len(margins)} columns or rows; give a "
            "positive one for each."
        )
    needed = [
        sum(max((m[side] for m in track), default=0.0) for side in (0, 1)) for track in margins
    ]
    free = length - sum(needed)
    sizes = [need + free * share / sum(shares) for need, share in zip(needed, shares, strict=True)]
    return [0.0, *accumulate(sizes)]
