"""Where the panels stand in a tall or square picture: below each other, the map first.

In the order of the scene's rows, as far as there is room at a size that can be read. Small panels
that stand side by side in the scene's table do so here; if there is too little room, others
do too. Where that leaves panels without a place, in a square picture, small ones stand beside the
map, and if one that is spoken of finds none yet, plots are smaller. What still finds none is left
out, or takes turns if it is spoken of (turns.py); in a tall picture none of the lecture is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .beside import Small, beside
from .layout import Box, spans
from .panel import Margins, Stacking

FLATTEST, TALLEST = 1.3, 0.77
"""Width of a map divided by its height, at the most and at the least."""


SMALLER = (1.0, 0.85, 0.7, 0.5)
"""Sizes that are tried in turn until all that is spoken of has a place."""

JUTTING = 20.0
"""Least room beyond the right end of an axis, whose last number juts out by half."""


class Stack(NamedTuple):
    """The boxes of the axes and the cells around them, by name: of those that find a place.

    Attributes
    ----------
    inner
        Those that leave the numbers below to the next one; see `Stacking.axis`.
    small
        Those in a column beside the map; see `Stacking.small`.
    """

    boxes: dict[str, Box]
    cells: dict[str, Box]
    inner: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


class Wants(NamedTuple):
    """What a panel needs: room around its axes, also as an inner and a small one, and the rest."""

    margins: Margins
    inner: Margins
    small: Margins
    stacking: Stacking

    def of_size(self, size: float) -> Wants:
        """Return what it needs to be smaller; words are as large as ever."""
        least, tight = self.stacking.least, self.stacking.tight
        smaller = max(size * least, tight) if tight else least
        return self._replace(stacking=self.stacking._replace(least=smaller))


class _Line(NamedTuple):
    """Panels beside each other, and their margins here."""

    names: list[str]
    wants: list[Wants]
    margins: list[Margins]

    @property
    def around(self) -> tuple[float, float]:
        """The room above and below the axes."""
        return max(m.top for m in self.margins), max(m.bottom for m in self.margins)

    @property
    def least(self) -> float:
        return sum(self.around) + max(each.stacking.least for each in self.wants)

    @property
    def grows(self) -> float:
        return max(each.stacking.grows for each in self.wants)

    @property
    def square(self) -> bool:
        return self.wants[0].stacking.square

    @property
    def axis(self) -> tuple[int, str]:
        """What two lines must have in common to share the numbers below."""
        axes = {each.stacking.axis for each in self.wants}
        return len(self.names), axes.pop() if len(axes) == 1 else ""


def stacked(
    rows: Sequence[Sequence[str]], wants: Mapping[str, Wants], first: Sequence[str], room: Box,
    named: Collection[str] = (),
) -> Stack:  # fmt: skip
    """Return where the panels stand.

    Parameters
    ----------
    rows
        The table of a wide picture.
    first
        Panels that find a place before others do, whatever their order on the picture.
    room
        Where there is room for panels, in design pixels.
    named
        Panels that are spoken of: they come next, and rather than that one of them is left out all
        are smaller.
    """
    # A map is always spoken of, unless the scene says what else to keep.
    keep = first or [name for name in wants if wants[name].stacking.square][:1]
    first = [name for name in dict.fromkeys([*keep, *named]) if name in wants]
    found: list[Stack] = []
    for size in SMALLER:
        smaller = {name: each.of_size(size) for name, each in wants.items()}
        found.append(_below_each_other(rows, smaller, first, room))
        if len(found[-1].boxes) < len(wants):
            found.append(_beside_the_map(rows, smaller, first, room))
        if any(each.boxes.keys() >= {*first} for each in found):
            break

    def worth(stack: Stack) -> tuple[list[bool], int, int]:
        shown = stack.boxes.keys()
        return [name in shown for name in keep], len(shown & {*named}), len(shown)

    return max(found, key=worth)


def _below_each_other(
    rows: Sequence[Sequence[str]], wants: Mapping[str, Wants], first: Sequence[str], room: Box
) -> Stack:
    table = _Table(rows, wants)
    chosen: list[str] = []
    for name in dict.fromkeys([*first, *table.order]):
        if not chosen or _height(table.lines([*chosen, name], paired=True)) <= room.height:
            chosen.append(name)
    if _height(table.lines(table.order, paired=True)) <= room.height:  # one more may need less
        chosen = table.order
    lines = table.lines(chosen, paired=False)
    if _height(lines) > room.height:
        lines = table.lines(chosen, paired=True)
    return _placed(lines, room)


def _beside_the_map(
    rows: Sequence[Sequence[str]], wants: Mapping[str, Wants], first: Sequence[str], room: Box
) -> Stack:
    order = _Table(rows, wants).order
    plot = order[0]
    if not wants[plot].stacking.square:
        return Stack({}, {})
    others = (name for name in dict.fromkeys([*first, *order]) if name != plot)
    smaller = {name: Small(each.small, each.stacking) for name, each in wants.items()}
    found = beside([plot, *others], smaller, room, TALLEST)
    small = frozenset(name for name in found.boxes if wants[name].stacking.small)
    return Stack(found.boxes, found.cells, small=small)


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.least for line in lines)


class _Table:
    """The panels in the order of the picture, and who may stand beside whom."""

    def __init__(self, rows: Sequence[Sequence[str]], wants: Mapping[str, Wants]) -> None:
        self._wants, self._spans = wants, spans(rows)
        self.order = sorted(self._spans, key=lambda name: not wants[name].stacking.square)

    def lines(self, names: Collection[str], *, paired: bool) -> list[_Line]:
        """Return who stands in each line, from above."""
        found: list[list[str]] = []
        for name in (each for each in self.order if each in names):
            if found and self._beside(found[-1], name, paired):
                found[-1].append(name)
            else:
                found.append([name])
        lines = [self._line(each) for each in found]
        for i, (line, below) in enumerate(pairwise(lines)):
            if line.axis == below.axis and line.axis[1]:
                lines[i] = line._replace(margins=[each.inner for each in line.wants])
        return lines

    def _line(self, names: list[str]) -> _Line:
        wants = [self._wants[name] for name in names]
        return _Line(names, wants, [each.margins for each in wants])

    def _beside(self, line: Sequence[str], name: str, paired: bool) -> bool:
        if len(line) > 1 or not all(self._wants[n].stacking.half for n in (*line, name)):
            return False
        left, right = self._spans[line[0]], self._spans[name]
        return paired or (left.top_row, left.last_column + 1) == (right.top_row, right.first_column)


def _placed(lines: Sequence[_Line], room: Box) -> Stack:
    """Share out the height that is left over, and put the lines below each other."""
    plots = [line for line in lines if line.grows]
    left = max((line.margins[0].left for line in plots), default=0.0)
    right = max((line.margins[-1].right for line in plots if line.axis[1]), default=0.0)
    right = max(right, JUTTING)
    heights = _grown(lines, room, left)
    inner = [
        name
        for line in lines
        for name, each, margins in zip(*line, strict=True)
        if margins is not each.margins
    ]
    stack = Stack({}, {}, inner=frozenset(inner))
    top = room.bottom + (room.height + sum(heights)) / 2
    for line, height in zip(lines, heights, strict=True):
        width = room.width / len(line.names)
        for number, name in enumerate(line.names):
            cell = Box(room.left + number * width, top - height, width, height)
            stack.cells[name] = cell
            stack.boxes[name] = _box(cell, line, number, (left, right))
        top -= height
    return stack


def _grown(lines: Sequence[_Line], room: Box, left: float) -> list[float]:
    """Return the height of each line: what it needs and its share of what is left over."""
    heights = [line.least for line in lines]
    if room.height < sum(heights):  # a single panel: it gets what there is
        return [room.height * height / sum(heights) for height in heights]
    most = [
        (room.width - left - line.margins[0].right) / TALLEST + sum(line.around)
        if line.square
        else float("inf")
        for line in lines
    ]
    while (free := room.height - sum(heights)) > 1e-6:
        growing = [i for i, line in enumerate(lines) if line.grows and heights[i] < most[i] - 1e-6]
        if not growing:
            break
        total = sum(lines[i].grows for i in growing)
        for i in growing:
            heights[i] = min(heights[i] + free * lines[i].grows / total, most[i])
    return heights


def _box(cell: Box, line: _Line, number: int, ends: tuple[float, float]) -> Box:
    """Return the box of a panel's axes; the ends of those that fill a line are aligned."""
    (above, below), margins, stacking = (
        line.around,
        line.margins[number],
        line.wants[number].stacking,
    )
    start = max(ends[0], margins.left) if stacking.grows else margins.left
    end = max(ends[1], margins.right) if stacking.axis else margins.right
    width, height = cell.width - start - end, cell.height - above - below
    begin = cell.left + start
    if stacking.square and width > FLATTEST * height:
        begin, width = begin + (width - FLATTEST * height) / 2, FLATTEST * height
    return Box(begin, cell.bottom + below, width, height)
