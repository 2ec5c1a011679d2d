"""How names move between the places that were planned for them, frame by frame.

Two rules hold at every frame, whatever was planned and whatever the frame rate: no name lies on
another, and none moves farther than `fastest` from one frame to the next, or it could not be
followed. To stay where one is breaks neither, so a step that keeps both is always found: a name
goes straight to its place, else as far as there is room, or around what stands in its way. It also
goes around the heads, and gives way to one that comes upon it. Where the picture is held, names
rest at their best places; they set out early enough to be there.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

FASTEST = 0.95
"""How far a name may move from one frame to the next, in heights of its letters."""

ROUNDED = 0.5
"""What a move may grow by where texts are drawn at whole pixels."""

_ROUNDS = 8
_PUNCTUAL = 0.9  # of its speed is what a name counts on to be in time: it may have to swerve
_CLEAR = 1.0  # between two names
_EXACT = 1e-6
_LATTICE = 24  # places along each side that are tried where names must be put anew


_Box = tuple[float, float, float, float]  # its middle, and half its size


@dataclass(frozen=True)
class Manners:
    """What names keep to.

    Attributes
    ----------
    sizes : (names, 2) width and height of each name.
    bounds : left, bottom, right, top of where they may be.
    fastest : how far a name may move from one frame to the next.
    radius : half the side of a head's marker.
    """

    sizes: FloatArray
    bounds: tuple[float, float, float, float]
    fastest: float
    radius: float = 0.0

    @property
    def room(self) -> tuple[FloatArray, FloatArray]:
        """Least and largest centre of each name, (names, 2) both; the middle if it is too wide."""
        half = self.sizes / 2
        low, high = np.array(self.bounds[:2]) + half, np.array(self.bounds[2:]) - half
        middle = (low + high) / 2
        return np.minimum(low, middle), np.maximum(high, middle)

    def apart(self, i: int, j: int) -> FloatArray:
        """How far apart the centres of two names must be, in one direction or the other."""
        reach: FloatArray = (self.sizes[i] + self.sizes[j]) / 2 + _CLEAR
        return reach


def glide(
    wanted: FloatArray, holds: NDArray[np.intp], manners: Manners, heads: FloatArray | None = None
) -> FloatArray:
    """Return the centre of each name at each frame, as near to the wanted one as the rules allow.

    Parameters
    ----------
    wanted : (frames, names, 2).
    holds : (frames,) a number for the frames of each held picture, -1 for those between.
    heads : (frames, heads, 2) the markers; names keep off them where they are quick enough.

    Returns
    -------
    (frames, names, 2).
    """
    heads = np.zeros((len(wanted), 0, 2)) if heads is None else heads
    wanted = _rested(np.clip(wanted, *manners.room), holds, manners)
    aims = _in_time(_eased(wanted, holds, manners), holds, manners)
    free = ~(_overlapping(aims, manners) | _hiding(aims, heads, manners))
    steps = np.hypot(*np.moveaxis(np.diff(aims, axis=0), -1, 0)).max(axis=1, initial=0)
    centres = np.empty_like(aims)
    here = centres[0] = disjoint(aims[0], manners)
    crowd = _Crowd(manners)
    there = bool((here == aims[0]).all())
    for k in range(1, len(aims)):
        there = there and bool(free[k] and steps[k - 1] <= manners.fastest)
        here = aims[k] if there else crowd.step(here, aims[k], heads[k])
        there = there or bool((here == aims[k]).all())
        centres[k] = here
    return centres


def disjoint(centres: FloatArray, manners: Manners) -> FloatArray:
    """Return places where no name lies on another, (names, 2): the nearest free ones, in turn.

    Names that are too many for the room they have stay where they overlap least.
    """
    (low, high), found = manners.room, centres.copy()
    for i in range(len(found)):
        places = [
            np.linspace(low[i, axis], high[i, axis], _LATTICE if axis == 0 else 3 * _LATTICE)
            for axis in (0, 1)
        ]
        lattice = np.stack(np.meshgrid(*places), axis=-1).reshape(-1, 2)
        tried = np.concatenate([found[i : i + 1], lattice])
        covered = np.zeros(len(tried))
        for j in range(i):
            depth = manners.apart(i, j) - _EXACT - np.abs(tried - found[j])
            covered += np.where((depth > 0).all(axis=1), depth.min(axis=1), 0.0)
        far = np.hypot(*(tried - found[i]).T)
        found[i] = tried[np.lexsort([far, covered])[0]]
    return found


def _rested(wanted: FloatArray, holds: NDArray[np.intp], manners: Manners) -> FloatArray:
    """Let names stand still, and on no other name, while the picture is held."""
    rested = wanted.copy()
    for number in np.unique(holds[holds >= 0]):
        frames = np.flatnonzero(holds == number)
        rested[frames] = disjoint(wanted[frames[len(frames) // 2]], manners)
    return rested


def _eased(wanted: FloatArray, holds: NDArray[np.intp], manners: Manners) -> FloatArray:
    """Slow the names down, half of it before and half after a rush, and keep them apart."""
    held, eased = (holds >= 0)[:, None, None], wanted
    for _ in range(_ROUNDS):
        eased = np.where(held, wanted, _slowed(eased, manners.fastest))
        pushed = _pushed(eased, manners)
        eased = np.where(held, wanted, np.clip(pushed, *manners.room))
    return np.where(held, wanted, _slowed(eased, manners.fastest))


def _slowed(places: FloatArray, fastest: float) -> FloatArray:
    """The middle of the largest slow sequence below and the least above, along each axis."""
    slowed = (_largest(places, fastest) - _largest(-places, fastest)) / 2
    # Where nothing had to be slowed down, to the bit what it was: what rests must rest.
    rested: FloatArray = np.where(np.abs(slowed - places) < _EXACT, places, slowed)
    return rested


def _pushed(places: FloatArray, manners: Manners) -> FloatArray:
    """Push names that overlap apart, half of the way each, and in time: as a slow bump.

    While two names overlap, from the first frame to the last, they give way in one direction: who
    passes another passes it on one side.
    """
    pushed = places.copy()
    for i, j in combinations(range(places.shape[1]), 2):
        gap = pushed[:, i] - pushed[:, j]
        bump = _bump(gap, manners.apart(i, j), manners.fastest)
        pushed[:, i] += bump / 2
        pushed[:, j] -= bump / 2
    return pushed


def _bump(gap: FloatArray, reach: FloatArray, fastest: float) -> FloatArray:
    """How what is `gap` away from something gives way to it, as slow bumps: (frames, 2)."""
    bumps = np.zeros_like(gap)
    over = (np.abs(gap) < reach - _EXACT).all(axis=1)
    edges = np.flatnonzero(np.diff(over, prepend=False, append=False))
    for begin, end in edges.reshape(-1, 2):
        axis, way, needed = _way_out(gap[begin:end], reach)
        bump = np.zeros(len(gap))
        bump[begin:end] = needed
        bumps[:, axis] += _largest(bump, fastest) * way
    return bumps


def _way_out(gap: FloatArray, reach: FloatArray) -> tuple[int, float, FloatArray]:
    """The axis and the way along it by which two names part with least ado, and how far."""
    ways = [(axis, way) for axis in (0, 1) for way in (1.0, -1.0)]
    needed = [reach[axis] - way * gap[:, axis] for axis, way in ways]
    best = min(range(len(ways)), key=lambda number: float(needed[number].max()))
    return *ways[best], needed[best]


def _largest(values: FloatArray, slope: float) -> FloatArray:
    """The least sequence above the values, (n, ...), that rises and falls by `slope` at most."""
    ramp = slope * np.arange(len(values)).reshape(-1, *[1] * (values.ndim - 1))
    after = np.maximum.accumulate(values + ramp, axis=0) - ramp
    before = np.maximum.accumulate((values - ramp)[::-1], axis=0)[::-1] + ramp
    largest: FloatArray = np.maximum(after, before)
    return largest


def _in_time(places: FloatArray, holds: NDArray[np.intp], manners: Manners) -> FloatArray:
    """Keep each place near enough to that of the next held picture to be there in time."""
    aims = places.copy()
    begins = np.flatnonzero((holds[1:] >= 0) & (holds[1:] != holds[:-1])) + 1
    for begin in begins[::-1]:
        # Names leave a held picture when it ends, but for another one that follows it at once.
        held = holds[:begin] >= 0
        held &= holds[:begin] != holds[begin - 1]
        since = int(np.flatnonzero(held)[-1]) + 1 if held.any() else 0
        bound = _PUNCTUAL * manners.fastest * np.arange(begin - since, 0, -1)[:, None, None]
        way = aims[since:begin] - aims[begin]
        length = np.hypot(way[..., :1], way[..., 1:])
        share = np.minimum(bound / np.maximum(length, _EXACT), 1.0)
        aims[since:begin] = np.where(share < 1, aims[begin] + way * share, aims[since:begin])
    return aims


def _overlapping(places: FloatArray, manners: Manners) -> NDArray[np.bool_]:
    """Whether any two names overlap, at each frame."""
    found = np.zeros(len(places), np.bool_)
    for i, j in combinations(range(places.shape[1]), 2):
        gap = np.abs(places[:, i] - places[:, j])
        found |= (gap < manners.apart(i, j) - _EXACT).all(axis=1)
    return found


def _hiding(places: FloatArray, heads: FloatArray, manners: Manners) -> NDArray[np.bool_]:
    """Whether any name covers a head, at each frame."""
    gaps = np.abs(places[:, :, None] - heads[:, None])
    reach = manners.sizes[:, None] / 2 + manners.radius
    hidden = (gaps < reach).all(axis=-1).reshape(len(places), -1)
    return np.array(hidden.any(axis=1), np.bool_)


class _Crowd:
    """The names at one frame, as plain numbers: a few of them are quicker without arrays.

    Attributes
    ----------
    now : where each name is.
    """

    def __init__(self, manners: Manners) -> None:
        names = range(len(manners.sizes))
        self._names, self._fastest = names, manners.fastest
        self._low, self._high = (side.tolist() for side in manners.room)
        self._apart = [[(manners.apart(i, j) - _EXACT).tolist() for j in names] for i in names]
        self._reach = (manners.sizes / 2 + manners.radius).tolist()
        self.now: list[list[float]] = []
        self._spots: list[list[list[float]]] = []

    def step(self, here: FloatArray, aims: FloatArray, heads: FloatArray) -> FloatArray:
        """Move each name towards its aim, as far as it may in one frame and has room."""
        start, goals, spots = here.tolist(), aims.tolist(), heads.tolist()
        # A head that has come over a name does not hold it there.
        self._spots = [
            [at for at in spots if not self._hides(i, start[i], at)] for i in self._names
        ]
        self.now = [self._short(*pair) for pair in zip(start, goals, strict=True)]
        if not any(self._blocked(i, self.now[i], range(i)) for i in self._names):
            return self._clear(start, spots)
        self.now = [list(place) for place in start]
        waiting = [i for i in self._names if not self._moved(i, self._short(start[i], goals[i]))]
        for i in waiting:  # now that the others have moved
            if not self._moved(i, self._short(start[i], goals[i])):
                self.now[i] = self._short(start[i], self._corner(i, goals[i]))
        return self._clear(start, spots)

    def _clear(self, start: list[list[float]], heads: list[list[float]]) -> FloatArray:
        """Let the names give way to the heads that they cover."""
        for i in self._names:
            self._flee(i, start[i], heads)
        return np.array(self.now)

    def _moved(self, i: int, place: list[float]) -> bool:
        """Move a name to a place if that is free."""
        free = not self._blocked(i, place, self._names)
        if free:
            self.now[i] = place
        return free

    def _flee(self, i: int, start: list[float], heads: list[list[float]]) -> None:
        """Let a name that covers a head give way: by the shortest way that is free, if any."""
        x, y = self.now[i]
        across, upright = (reach + _EXACT for reach in self._reach[i])
        ways = [
            way
            for at in heads
            if self._hides(i, [x, y], at)
            for side in (-1, 1)
            for way in ([at[0] + side * across, y], [x, at[1] + side * upright])
        ]
        for way in sorted(ways, key=lambda way: math.dist(start, way)):
            room = zip(self._low[i], way, self._high[i], strict=True)
            inside = all(low <= at <= high for low, at, high in room)
            free = inside and not any(self._hides(i, way, at) for at in heads)
            if free and self._moved(i, self._short(start, way)):
                return

    def _short(self, start: list[float], goal: list[float]) -> list[float]:
        """Return the goal, or how far one frame allows to go towards it."""
        length = math.dist(start, goal)
        if length <= self._fastest:
            return goal
        share = self._fastest / length
        return [a + (b - a) * share for a, b in zip(start, goal, strict=True)]

    def _blocked(self, i: int, place: list[float], others: range) -> bool:
        """Whether a name at a place would lie on another, or come over a head."""
        return _within(place, self._around(i, others))

    def _around(self, i: int, others: range) -> list[_Box]:
        """What stands in a name's way: where its centre must not be."""
        names = [(*self.now[j], *self._apart[i][j]) for j in others if j != i]
        return names + [(*spot, *self._reach[i]) for spot in self._spots[i]]

    def _hides(self, i: int, place: list[float], spot: list[float]) -> bool:
        """Whether a name at a place covers a head."""
        across, upright = self._reach[i]
        return _within(place, [(spot[0], spot[1], across, upright)])

    def _corner(self, i: int, aim: list[float]) -> list[float]:
        """The first corner of the shortest way to the aim, or near it, around the other names.

        It runs along their edges (Dijkstra's algorithm over the few lines on which these lie).
        """
        start = (self.now[i][0], self.now[i][1])
        lines = [self._lines(i, axis, aim[axis]) for axis in (0, 1)]
        around = self._around(i, self._names)
        length, came = {start: 0.0}, {start: start}
        queue = [(0.0, start)]
        while queue:
            so_far, place = heappop(queue)
            if so_far > length[place]:
                continue
            for other in _next(place, lines, around):
                total = so_far + math.dist(place, other)
                if total < length.get(other, math.inf):
                    length[other], came[other] = total, place
                    heappush(queue, (total, other))
        place = min(length, key=lambda at: (math.dist(at, aim), length[at]))
        while came[place] != start:
            place = came[place]
        return list(place)

    def _lines(self, i: int, axis: int, aim: float) -> list[float]:
        """Where a name can turn, along an axis: here, at its aim, at the edges of the others."""
        found = {self.now[i][axis], aim}
        for box in self._around(i, self._names):
            middle, reach = box[axis], box[2 + axis] + _EXACT
            edges = (middle - reach, middle + reach)
            found |= {edge for edge in edges if self._low[i][axis] <= edge <= self._high[i][axis]}
        return sorted(found)


def _within(place: Sequence[float], boxes: Sequence[_Box]) -> bool:
    """Whether a place is within one of some boxes."""
    x, y = place
    for left, foot, across, upright in boxes:
        if abs(x - left) < across and abs(y - foot) < upright:
            return True
    return False


def _next(
    place: tuple[float, float], lines: Sequence[Sequence[float]], around: Sequence[_Box]
) -> Iterator[tuple[float, float]]:
    """Go through the crossings next to one that a name can be moved to."""
    x, y = place
    for axis in (0, 1):
        at = lines[axis].index(place[axis])
        for number in (at - 1, at + 1):
            if 0 <= number < len(lines[axis]):
                other = lines[axis][number]
                turned = (other, y) if axis == 0 else (x, other)
                if not _within(((x + turned[0]) / 2, (y + turned[1]) / 2), around):
                    yield turned
