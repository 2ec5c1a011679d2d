"""Where the panels stand in a square picture: small ones in a column beside the map, text below.

There is no room below the map for what a tall picture shows there. Beside it panels find one, some
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
    below: list[str] = [plot]
    column: list[str] = []
    texts: list[str] = []
    for name in others:
        stacking = wants[name].stacking
        if stacking.grows and not stacking.small:
            continue  # too large for a place beside or below the map
        for chosen in (column, below) if stacking.small else (texts,):
            chosen.append(name)
            needed = max(_needed(wants, below), _needed(wants, column))
            if needed + _needed(wants, texts) <= room.height:
                break
            chosen.remove(name)
    found = Beside({}, {})
    foot = room.bottom
    for name in reversed(texts):
        found.cells[name] = Box(room.left, foot, room.width, _least(wants[name]))
        foot += _least(wants[name])
    high = room.bottom + room.height - foot
    width = room.width * SHARE if column else room.width
    _fill(found, wants, below, Box(room.left, foot, width, high))
    _fill(found, wants, column, Box(room.left + width, foot, room.width - width, high))
    for name, cell in found.cells.items():
        found.boxes[name] = _inside(cell, wants[name].margins)
    found.boxes[plot] = _no_taller(found.boxes[plot], narrowest)
    return found


def _fill(found: Beside, wants: Mapping[str, Small], names: Sequence[str], room: Box) -> None:
    """Put panels below each other; what is left over they share."""
    spare = room.height - _needed(wants, names)
    shares = sum(wants[name].stacking.grows for name in names)
    top = room.bottom + room.height
    for name in names:
        height = _least(wants[name]) + spare * wants[name].stacking.grows / shares
        top -= height
        found.cells[name] = Box(room.left, top, room.width, height)


def _needed(wants: Mapping[str, Small], names: Sequence[str]) -> float:
    return sum(_least(wants[name]) for name in names)


def _least(small: Small) -> float:
    least = LEAST_SMALL if small.stacking.small else small.stacking.least
    return small.margins.top + small.margins.bottom + least


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
