"""How many maps stand in a row, so that each is large and its head can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gradreel.core.errors import InvalidInput

GAP = 14.0
"""Between two neighbours, in design pixels."""

_WIDEST = 2.2  # times as wide as high: more makes a map no better
_LOWEST = 24.0


class Tiling(NamedTuple):
    """A grid of equal maps; lengths in design pixels.

    Attributes
    ----------
    columns, rows
        Of the grid; the last row may have places left.
    width, height
        Of each map, without its head.
    """

    columns: int
    rows: int
    width: float
    height: float


class Wish(NamedTuple):
    """A width that maps should have, if they are as high as this then: words need the width."""

    width: float
    height: float


def tiling(
    count: int, size: tuple[float, float], head: float, foot: float, wishes: Sequence[Wish]
) -> Tiling:
    """Return the grid whose maps are largest, of those in which most wishes come true.

    Parameters
    ----------
    size
        Width and height of the room for all of them.
    head
        Height of the words above each map.
    foot
        Height of a line below all of them, which is drawn if no place is left in the last row.
    wishes
        What the maps should have room for.

    Raises
    ------
    InvalidInput
        There is no room.
    """
    found: list[tuple[int, float, Tiling]] = []
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        below = foot if columns * rows == count else 0.0
        width = (size[0] - GAP * (columns - 1)) / columns
        height = (size[1] - below - GAP * (rows - 1)) / rows - head
        if min(width, height) < _LOWEST:
            continue
        come_true = sum(width >= wish.width and height >= wish.height for wish in wishes)
        area = min(width, _WIDEST * height) * min(height, width)
        found.append((come_true, area, Tiling(columns, rows, width, height)))
    if not found:
        raise InvalidInput(
            f"A grid of {count} maps was given a panel of {size[0]:.0f} x {size[1]:.0f} pixels; "
            "give the panel more room or show fewer runs."
        )
    return max(found)[2]
