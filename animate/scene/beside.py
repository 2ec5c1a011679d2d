"""Where the panels stand in a square picture: small ones in a column beside the map, text below.

There is no room below the map for what a tall picture shows there. Beside it small panels find one,
without the numbers of their axes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .layout import Box
from .panel import Margins, Stacking

LEAST_SMALL = 38.0
"""Height of a small panel's axes at the least, in design pixels."""

SHARE = 0.56
"""Of the width, for the map."""


class Small(NamedTuple):
    """What a panel needs beside a map, or below it."""

    margins: Margins
    stacking: Stacking


class Beside(NamedTuple):
    """The boxes of the axes and the cells around them, by name."""

    boxes: dict[str, Box]
    cells: dict[str, Box]


def beside(order: Sequence[str], wants: Mapping[str, Small], room: Box, narrowest: float) -> Beside:
    """Return where the panels stand; the first of `order` is the map.

    Parameters
    ----------
    order
        The map, then the others from the most important on.
    narrowest
        Width of a map divided by its height at the least.
    """
    plot, *others = order
    column: list[str] = []
    texts: list[str] = []
    high = _high(wants[plot]) + wants[plot].stacking.least
    for name in others:
        chosen = column if wants[name].stacking.small else texts
        if wants[name].stacking.small is None and wants[name].stacking.grows:
            continue  # too large for a place beside or below the map
        chosen.append(name)
        needed = max(high, sum(map(_small, _of(wants, column))))
        if needed + sum(map(_text, _of(wants, texts))) > room.height:
            chosen.remove(name)
    found = Beside({}, {})
    foot = room.bottom
    for name in reversed(texts):
        found.cells[name] = Box(room.left, foot, room.width, _text(wants[name]))
        foot += _text(wants[name])
    upper = Box(room.left, foot, room.width, room.bottom + room.height - foot)
    width = room.width * SHARE if column else room.width
    found.cells[plot] = Box(upper.left, upper.bottom, width, upper.height)
    spare = (upper.height - sum(map(_small, _of(wants, column)))) / max(len(column), 1)
    top = upper.bottom + upper.height
    for name in column:
        height = _small(wants[name]) + spare
        top -= height
        found.cells[name] = Box(upper.left + width, top, room.width - width, height)
    for name, cell in found.cells.items():
        found.boxes[name] = _inside(cell, wants[name].margins)
    found.boxes[plot] = _no_taller(found.boxes[plot], narrowest)
    return found


def _of(wants: Mapping[str, Small], names: Sequence[str]) -> list[Small]:
    return [wants[name] for name in names]


def _high(small: Small) -> float:
    return small.margins.top + small.margins.bottom


def _small(small: Small) -> float:
    return _high(small) + LEAST_SMALL


def _text(small: Small) -> float:
    return _high(small) + small.stacking.least


def _inside(cell: Box, margins: Margins) -> Box:
    return Box(
        cell.left + margins.left,
        cell.bottom + margins.bottom,
        cell.width - margins.left - margins.right,
        cell.height - margins.top - margins.bottom,
    )


def _no_taller(box: Box, narrowest: float) -> Box:
    """Return the upper part of a box that is not too narrow for its height."""
    height = min(box.height, box.width / narrowest)
    return box._replace(bottom=box.bottom + box.height - height, height=height)
