"""The cheapest way of one name through a take: near to where it is wanted, clear of obstacles.

The name may stand at the crossings of a lattice, whose neighbours are one frame apart, or just
where it is wanted. What it costs to be there at each frame is known ahead, so the cheapest way over
all frames is found at once (dynamic programming): the name sets out in time, goes around what is in
its way, also what only comes there later, and rests where it can.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

_MOVING = 0.5  # what a pixel of a move costs; one that is too far from where it is wanted costs 1
_HELD = 30.0  # times as much in a held picture
_OFF = 0.5  # for not being just where it is wanted
_DIAGONAL = 0.999 / math.sqrt(2)  # so that one frame is enough to go across a cell
_TURNS = [(row, column) for row in (0, -1, 1) for column in (0, -1, 1)]


@dataclass(frozen=True)
class Obstacle:
    """What a name's centre keeps off.

    Attributes
    ----------
    centres
        (frames, 2).
    reach
        (2,) half its size.
    cost
        Of being in it for a frame.
    """

    centres: FloatArray
    reach: FloatArray
    cost: float

    def holds(self, places: FloatArray) -> NDArray[np.bool_]:
        """Whether each place is in it, (frames,)."""
        return np.array((np.abs(places - self.centres) < self.reach).all(axis=1), np.bool_)

    def during(self, frames: slice) -> Obstacle:
        """Return what it is in some frames."""
        return Obstacle(self.centres[frames], self.reach, self.cost)

    def span(self, lines: Sequence[FloatArray]) -> list[list[int]]:
        """The first line within it and the one behind the last, along each axis, at each frame."""
        edges = []
        for axis, at in enumerate(lines):
            edges.append(np.searchsorted(at, self.centres[:, axis] - self.reach[axis], "right"))
            edges.append(np.searchsorted(at, self.centres[:, axis] + self.reach[axis], "left"))
        found: list[list[int]] = np.transpose(edges).tolist()
        return found


def way(
    wanted: FloatArray,
    held: NDArray[np.bool_],
    hard: Sequence[Obstacle],
    soft: Sequence[Obstacle],
    room: Sequence[FloatArray],
    fastest: float,
) -> FloatArray:
    """Return the centre of a name at each frame, (frames, 2).

    Parameters
    ----------
    wanted
        (frames, 2) where it had best be, within the room.
    held
        (frames,) where the picture is held: it had best be just there.
    hard, soft
        What it keeps off; it leaves its place for the hard ones alone.
    room
        Its least and its largest centre.
    fastest
        How far it may move from one frame to the next.
    """
    steps = np.hypot(*np.diff(wanted, axis=0).T)
    rough = np.zeros(len(wanted), np.bool_)
    rough[1:] = steps > fastest
    for each in hard:
        rough |= each.holds(wanted)
    lattice, count = _Lattice(room, fastest), len(wanted)
    centres = wanted
    # Enough to go from one side of the room to the other; else all the time there is.
    for margin in (2 + math.ceil(float(np.max(room[1] - room[0])) / fastest), count):
        centres = wanted.copy()
        for frames in _around(rough, margin):
            obstacles = [each.during(frames) for each in (*hard, *soft)]
            costs = lattice.costs(wanted[frames], held[frames], obstacles)
            ties = frames.start > 0, frames.stop < count
            centres[frames] = lattice.cheapest(wanted[frames], costs, ties)
        if not any(each.holds(centres).any() for each in hard):
            break
    return centres


def _around(rough: NDArray[np.bool_], margin: int) -> list[slice]:
    """The frames around those that are rough."""
    numbers = np.flatnonzero(rough)
    if not len(numbers):
        return []
    groups = np.split(numbers, np.flatnonzero(np.diff(numbers) > 2 * margin + 2) + 1)
    return [slice(max(int(each[0]) - margin - 1, 0), int(each[-1]) + margin + 1) for each in groups]


class _Lattice:
    """Crossings at which a name may stand, numbered row by row, with a rim where it may not."""

    def __init__(self, room: Sequence[FloatArray], fastest: float) -> None:
        self._fastest = fastest
        spacing = _DIAGONAL * fastest
        self._lines = [
            np.linspace(low, high, math.ceil((high - low) / spacing) + 1)
            for low, high in zip(*room, strict=True)
        ]
        self._apart = [float(each[1] - each[0]) if len(each) > 1 else 1.0 for each in self._lines]
        self._rows, self._width = len(self._lines[1]) + 3, len(self._lines[0]) + 3
        self._inner = (slice(1, self._rows - 2), slice(1, self._width - 2))

    def cheapest(self, wanted: FloatArray, costs: _Costs, ties: tuple[bool, bool]) -> FloatArray:
        """Return the cheapest way, (frames, 2); where it is tied, it begins or ends as wanted."""
        links = self._links(wanted)
        # What the cheapest way up to a frame costs, to each crossing and to the wanted place.
        totals = np.full((len(wanted), self._rows * self._width), np.inf, np.float32)
        there = costs.wanted.copy()
        for k in range(len(wanted)):
            here = totals[k].reshape(self._rows, -1)[self._inner]
            if k == 0:
                here[:] = np.inf if ties[0] else costs.at(k)
                continue
            before, flat = totals[k - 1], totals[k]
            here[:] = self._spread(before.reshape(self._rows, -1))
            near = links.near[k - 1]
            flat[near] = np.minimum(flat[near], there[k - 1] + links.hops[k - 1])
            here += costs.at(k)
            back = (before[links.near[k]] + links.hops[k]).min()
            there[k] += min(there[k - 1] + links.stay[k], back)
            least = min(here.min(), there[k])  # or the sums would lose the small costs
            here -= least
            there[k] -= least
        if ties[1]:
            totals[-1] = np.inf
        return self._traced(wanted, totals, there, links)

    def costs(
        self, wanted: FloatArray, held: NDArray[np.bool_], obstacles: Sequence[Obstacle]
    ) -> _Costs:
        """Return what it costs to be at each crossing, and at the wanted place."""
        weight = np.where(held, _HELD, 1.0)[:, None]
        across, upright = (
            (np.abs(lines - wanted[:, axis, None]) * weight).astype(np.float32)
            for axis, lines in enumerate(self._lines)
        )
        there = np.zeros(len(wanted))
        for each in obstacles:
            there += each.cost * each.holds(wanted)
        spans = [(each.cost, each.span(self._lines)) for each in obstacles]
        return _Costs(across, upright + _OFF, there, spans)

    def _spread(self, before: NDArray[np.float32]) -> NDArray[np.float32]:
        """The least cost to come to each crossing from one beside it."""
        across, upright = (_MOVING * apart for apart in self._apart)
        rows = np.minimum(before[:-1, :-3], before[:-1, 2:-1])
        rows += across
        np.minimum(rows, before[:-1, 1:-2], out=rows)
        found = np.minimum(rows[:-2], rows[2:])
        found += upright
        return np.minimum(found, rows[1:-1], out=found)

    def _links(self, wanted: FloatArray) -> _Links:
        numbers, gaps = [], []
        for axis, (lines, apart) in enumerate(zip(self._lines, self._apart, strict=True)):
            first = ((wanted[:, axis] - lines[0]) / apart).astype(np.intp) - 1
            number = np.minimum(first, len(lines) - 2)[:, None] + np.arange(4)
            inside = (number >= 0) & (number < len(lines))
            gap = np.abs(lines[np.clip(number, 0, len(lines) - 1)] - wanted[:, axis, None])
            numbers.append(np.clip(number + 1, 0, len(lines) + 2))
            gaps.append(np.where(inside, gap, np.inf))
        near = numbers[1][:, :, None] * self._width + numbers[0][:, None]
        across, upright = gaps[0][:, None], gaps[1][:, :, None]
        reached = np.hypot(across, upright) <= self._fastest
        hops = np.where(reached, _MOVING * (across + upright), np.inf)
        steps = np.hypot(*np.diff(wanted, axis=0, prepend=wanted[:1]).T)
        stay = np.where(steps <= self._fastest, 0.0, np.inf)
        return _Links(near.reshape(len(wanted), -1), hops.reshape(len(wanted), -1), stay)

    def _traced(
        self, wanted: FloatArray, totals: NDArray[np.float32], there: FloatArray, links: _Links
    ) -> FloatArray:
        """Follow the cheapest way back from the last frame."""
        turns = np.array([row * self._width + column for row, column in _TURNS])
        across, upright = (_MOVING * apart for apart in self._apart)
        moves = np.array([abs(row) * upright + abs(column) * across for row, column in _TURNS])
        found, k = wanted.copy(), len(wanted) - 1
        at = -1 if there[k] <= totals[k].min() else int(totals[k].argmin())
        for k in range(len(wanted) - 1, -1, -1):
            if at >= 0:
                row, column = divmod(at, self._width)
                found[k] = self._lines[0][column - 1], self._lines[1][row - 1]
            if k == 0:
                break
            if at < 0:
                beside, cost, stay = links.near[k], links.hops[k], links.stay[k]
            else:
                beside, cost = at + turns, moves
                stay = links.hops[k - 1][links.near[k - 1] == at].min(initial=np.inf)
            options = totals[k - 1][beside] + cost
            best = int(options.argmin())
            at = int(beside[best]) if options[best] < there[k - 1] + stay else -1
        return found


@dataclass(frozen=True)
class _Links:
    """The crossings near each wanted place, what it costs to go between, and to stay there."""

    near: NDArray[np.intp]
    hops: FloatArray
    stay: FloatArray


@dataclass(frozen=True)
class _Costs:
    """What it costs to be at each crossing at each frame, and at the wanted place."""

    across: NDArray[np.float32]
    upright: NDArray[np.float32]
    wanted: FloatArray
    spans: Sequence[tuple[float, list[list[int]]]]

    def at(self, k: int) -> NDArray[np.float32]:
        """Return the costs at a frame, (rows, columns)."""
        found: NDArray[np.float32] = self.across[k] + self.upright[k][:, None]
        for cost, edges in self.spans:
            left, right, foot, top = edges[k]
            if left < right and foot < top:
                found[foot:top, left:right] += cost
        return found
