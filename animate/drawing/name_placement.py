"""Where the names at the heads of the paths stand, so that heads that meet keep readable names.

For each name, places around its head are rated at a few moments of the timeline (the knots): names
must not leave the panel, cover a head or another name, and rather not cover a path. The cheapest
sequence of places is found over the whole run at once (Viterbi's algorithm), where a name may move
only to a neighbouring place from one knot to the next; what still overlaps is pushed apart. So a
name gives way in time, glides there and then rests: a text that rests can be read, and costs a GIF
nothing.
The result depends on the runs and the timeline alone: no frame needs the frame before it.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

DIRECTIONS = 16
GAPS = (7.0, 30.0, 60.0, 95.0)
"""Distances, in design pixels, between a head's marker and its name."""

SLACK = 60.0
"""A name rests until the place that suits it best is farther away than this, in design pixels."""

CELL = 10.0
"""Side, in design pixels, of the cells in which a path counts as in a name's way, once in each."""

HELD = 12
"""A knot that is shown as often as this is a picture to be looked at: names stand at their best."""

# What a place costs, per pixel (per cell of a path, per place moved) ...
_OUTSIDE = 50.0
_COVERS_HEAD = 60.0
_COVERS_NAME = 60.0
_COVERS_PATH = 7.0
_FAR = 0.3
_MOVE = 1.5
# ... and how long the best ones are sought.
_SWEEPS = 2  # the second lets the names placed first answer to those placed after them
_AHEAD = 25  # knots; a name that has to move goes where it will be right for a while
_ROUNDS = 26
_LAST_ROUNDS = 14
_LAYER = 4  # knots that are taken to have the same ink


@dataclass(frozen=True)
class Ground:
    """What the names have to keep clear of.

    Attributes
    ----------
    heads
        (knots, names, 2) place of each head.
    sizes
        (names, 2) width and height of each name.
    radius
        Half the side of a head's marker.
    bounds
        Left, bottom, right, top of the panel.
    fixed
        (places, 2) other marks, the start and the minimum.
    inked
        (cells, 3) x, y and the knot since which a path runs there.
    shown
        (knots,) how often each knot is on screen; one that is held counts for as long.
    scale
        Pixels per design pixel.
    plates
        (knots, plates, 2, 2) centre and half the size of what is written there already; half a size
        of minus infinity where it is not shown.
    arrows
        The same of the arrows from there, which names had better not cover.
    """

    heads: FloatArray
    sizes: FloatArray
    radius: float
    bounds: tuple[float, float, float, float]
    fixed: FloatArray
    inked: FloatArray
    shown: NDArray[np.intp]
    scale: float
    plates: FloatArray = field(default_factory=lambda: np.zeros((0, 0, 2, 2)))
    arrows: FloatArray = field(default_factory=lambda: np.zeros((0, 0, 2, 2)))


def place(ground: Ground) -> FloatArray:
    """Return the centre of each name at each knot, (knots, names, 2)."""
    knots, names, _ = ground.heads.shape
    offsets = [_candidates(size, ground) for size in ground.sizes]
    ink = _Ink(ground)
    own = [_own_cost(ground, ink, i, offsets[i]) for i in range(names)]
    chosen = np.zeros((knots, names, 2))
    placed: list[int] = []
    for sweep in range(_SWEEPS):
        for i in range(names):
            others = [j for j in (range(names) if sweep else placed) if j != i]
            cost = own[i] + _names_cost(ground, i, offsets[i], chosen, others)
            path = _cheapest(cost * ground.shown[:, None])
            chosen[:, i] = offsets[i][path]
            placed.append(i)
    return _pushed_apart(ground, _rested(ground, ground.heads + chosen))


def _candidates(size: FloatArray, ground: Ground) -> FloatArray:
    """Offsets at which a name touches its head's marker from `DIRECTIONS` sides, for each gap.

    The name rolls around the marker: (len(GAPS) * DIRECTIONS, 2), gaps outermost.
    """
    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    compass = np.column_stack([np.cos(turn), np.sin(turn)])
    compass /= np.abs(compass).max(axis=1, keepdims=True)  # onto a square
    reach = [size / 2 + ground.radius + gap * ground.scale for gap in GAPS]
    return np.concatenate([compass * half for half in reach])


def _own_cost(ground: Ground, ink: _Ink, i: int, offsets: FloatArray) -> FloatArray:
    """Cost of each place of name `i` at each knot, other names left aside: (knots, places)."""
    half = ground.sizes[i] / 2
    centres = ground.heads[:, i, None] + offsets
    left, bottom, right, top = ground.bounds
    low, high = centres - half - (left, bottom), (right, top) - (centres + half)
    outside = np.maximum(-low, 0).sum(axis=-1) + np.maximum(-high, 0).sum(axis=-1)
    cost: FloatArray = _OUTSIDE * outside + _gap_cost(ground.scale)
    marks = [ground.heads[:, j] for j in range(ground.heads.shape[1]) if j != i]
    marks += [np.broadcast_to(mark, (len(centres), 2)) for mark in ground.fixed]
    for mark in marks:
        # Twice as far from another's head as from its own: whose name it is must be plain.
        cost += _COVERS_HEAD * _overlap(centres - mark[:, None], half + 2 * ground.radius)
    for rate, boxes in ((_COVERS_NAME, ground.plates), (_COVERS_PATH, ground.arrows)):
        for spot, size in _each(boxes):
            cost += rate * _overlap(centres - spot[:, None], half + size[:, None])
    return cost + _COVERS_PATH * ink.covered(centres, half)


def _each(boxes: FloatArray) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Go through boxes: centre and half the size of each at all knots, (knots, 2) both."""
    for number in range(boxes.shape[1]):
        yield boxes[:, number, 0], boxes[:, number, 1]


def _gap_cost(scale: float) -> FloatArray:
    near_first = np.repeat(_FAR * np.asarray(GAPS), DIRECTIONS)
    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    # Beside the head reads more easily than above or below it, and to its right most easily.
    habit = np.tile(1.0 - np.cos(turn) + np.abs(np.sin(turn)), len(GAPS))
    return scale * (near_first + habit)


def _names_cost(
    ground: Ground, i: int, offsets: FloatArray, chosen: FloatArray, others: Sequence[int]
) -> FloatArray:
    centres = ground.heads[:, i, None] + offsets
    cost = np.zeros(centres.shape[:2])
    for j in others:
        apart = centres - (ground.heads[:, j] + chosen[:, j])[:, None]
        cost += _COVERS_NAME * _overlap(apart, (ground.sizes[i] + ground.sizes[j]) / 2)
    return cost


def _overlap(apart: FloatArray, reach: FloatArray) -> FloatArray:
    """How deep two boxes whose centres are `apart` overlap, 0 where they do not."""
    depth: FloatArray = np.maximum(reach - np.abs(apart), 0).min(axis=-1)
    return depth


class _Ink:
    """Where paths run, counted: how many inked cells a rectangle holds takes four look-ups."""

    def __init__(self, ground: Ground) -> None:
        left, bottom, right, top = ground.bounds
        self._corner, self._cell = np.array([left, bottom]), CELL * ground.scale
        across, upright = (int(side / self._cell) + 1 for side in (right - left, top - bottom))
        places = ((ground.inked[:, :2] - self._corner) / self._cell).astype(np.intp)
        x, y = np.clip(places, 0, (across - 1, upright - 1)).T
        self._layers = -(-len(ground.heads) // _LAYER)
        since = np.minimum(ground.inked[:, 2].astype(np.intp) // _LAYER, self._layers - 1)
        counts = np.zeros((self._layers, across + 1, upright + 1), np.int32)
        np.add.at(counts, (since, x + 1, y + 1), 1)
        self._counts = counts.cumsum(axis=0).cumsum(axis=1).cumsum(axis=2)

    def covered(self, centres: FloatArray, half: FloatArray) -> NDArray[np.int64]:
        """Count the inked cells under each place, (knots, places)."""
        most = np.array(self._counts.shape[1:]) - 1
        layer = (np.arange(len(centres)) // _LAYER)[:, None]
        low = np.floor((centres - half - self._corner) / self._cell).astype(np.intp)
        high = np.ceil((centres + half - self._corner) / self._cell).astype(np.intp)
        low, high = np.clip(low, 0, most), np.clip(high, 0, most)
        found: NDArray[np.int64] = (
            self._counts[layer, high[..., 0], high[..., 1]]
            - self._counts[layer, low[..., 0], high[..., 1]]
            - self._counts[layer, high[..., 0], low[..., 1]]
            + self._counts[layer, low[..., 0], low[..., 1]]
        )
        return found


def _cheapest(cost: FloatArray) -> NDArray[np.intp]:
    """Cheapest sequence of places, each the same as the one before or next to it.

    Parameters
    ----------
    cost
        (knots, places).

    Returns
    -------
    (knots,) index of the place.
    """
    before, moving = _neighbours(cost.shape[1])
    total = np.append(cost[0], np.inf)  # the last one stands for "no such place"
    moves = np.empty(cost.shape, dtype=np.intp)
    for knot, here in enumerate(cost[1:], start=1):
        options = total[before] + moving
        moves[knot] = options.argmin(axis=0)
        total[:-1] = options.min(axis=0) + here
    came_from = before[moves[1:], np.arange(cost.shape[1])]
    path = [int(total.argmin())]
    for places in reversed(came_from):
        path.append(int(places[path[-1]]))
    return np.array(path[::-1], dtype=np.intp)


def _neighbours(places: int) -> tuple[NDArray[np.intp], FloatArray]:
    """Places that each place can be reached from, (moves, places), and what each move costs.

    Where there is no such place, the index is one past the last.
    """
    gap, direction = np.divmod(np.arange(places), DIRECTIONS)
    moves = [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)]
    before = []
    for nearer, turn in moves:
        other = (gap + nearer) * DIRECTIONS + (direction + turn) % DIRECTIONS
        before.append(np.where((other >= 0) & (other < places), other, places))
    return np.array(before), np.array([[_MOVE * any(move)] for move in moves])


def _rested(ground: Ground, centres: FloatArray) -> FloatArray:
    """Let each name stay where it is until its head has gone on too far or reaches it."""
    rested, slack = centres.copy(), SLACK * ground.scale
    for i, half in enumerate(ground.sizes / 2):
        rest = centres[0, i]
        for k in range(len(centres)):
            held = ground.shown[k] >= HELD
            strayed = np.abs(centres[k, i] - rest).max() > slack
            reached = (np.abs(ground.heads[k, i] - rest) < half + ground.radius).all()
            if held:
                rest = centres[k, i]
            elif strayed or reached:
                ahead = centres[min(k + _AHEAD, len(centres) - 1), i] - centres[k, i]
                rest = centres[k, i] + np.clip(ahead, -0.8 * slack, 0.8 * slack)
            rested[k, i] = rest
    return rested


def _pushed_apart(ground: Ground, centres: FloatArray) -> FloatArray:
    """Round off the moves and push apart what still overlaps, all knots at once.

    Names may move only so far from one knot to the next, so where heads pass each other quickly the
    cheapest places still overlap for a moment. Smoothing in time and pushing apart in turn spreads
    the way out over the knots around; the last rounds only push.
    """
    half, held = ground.sizes / 2, (ground.shown >= HELD)[:, None, None]
    low, high = np.array(ground.bounds[:2]) + half, np.array(ground.bounds[2:]) - half
    for number in range(_ROUNDS):
        if number < _ROUNDS - _LAST_ROUNDS:
            ends = np.pad(centres, ((1, 1), (0, 0), (0, 0)), mode="edge")
            smooth = (ends[:-2] + 2 * centres + ends[2:]) / 4
            centres = np.where(held, centres, smooth)
        for i in range(len(half)):
            for j in range(i):
                push = _push(centres[:, i] - centres[:, j], half[i] + half[j])
                centres[:, i] += push / 2
                centres[:, j] -= push / 2
            for j in range(len(half)):
                apart = centres[:, i] - ground.heads[:, j]
                room = ground.radius * (1 if i == j else 1.8)
                centres[:, i] += _push(apart, half[i] + room)
            for spot, size in _each(ground.plates):
                centres[:, i] += _push(centres[:, i] - spot, half[i] + size)
        centres = np.clip(centres, low, np.maximum(high, low))
    return centres


def _push(apart: FloatArray, reach: FloatArray) -> FloatArray:
    """The shortest way out for boxes whose centres are `apart`, 0 where none overlap."""
    depth = reach + 1.0 - np.abs(apart)  # a pixel between them
    axis = depth.argmin(axis=1)
    knots = np.arange(len(apart))
    push = np.zeros_like(apart)
    way = np.where(apart[knots, axis] < 0, -1.0, 1.0)
    push[knots, axis] = np.where((depth > 0).all(axis=1), way * depth[knots, axis], 0.0)
    return push
