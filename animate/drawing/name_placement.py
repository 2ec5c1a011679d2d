"""How well each place would suit a name at the head of a path, all through a take.

A name had best stand near its head, clear of heads, of other marks and of paths, and inside its
panel. Every place of a lattice is rated at every picture, so that the cheapest way through all of
them can be found at once (see resting.py). Within a leader's length of its head a name is well off
wherever it stands: it need not move with a head that hardly moves, a text that rests can be read,
and it costs a GIF nothing.
The result depends on the runs and the timeline alone: no frame needs the frame before it.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from .leader import FAR

CELL = 10.0
"""Side, in design pixels, of the cells in which a path counts as in a name's way, once in each."""

# What it costs to stand at a place for a second, ...
_LEADER = 1.0  # to be so far from its head that a line must tie it to it, and again every
_AS_FAR, _FARTHER = 16.0, 0.1  # design pixels that it is farther off, the more the farther
_COVERS_PATH = 1.2  # per cell of a path
_COVERS_HEAD = 4.0  # per pixel, as what follows
_COVERS_PLATE = 8.0
_COVERS_ARROW = 1.0
_NEARER_OTHER = 0.1  # than its own head
# ... and what tells apart places that are as good.
_GAP = 0.02
_HABIT = 0.15  # beside its head reads more easily than above or below it, best to its right
_LAYER = 2  # pictures that are taken to have the same ink


@dataclass(frozen=True)
class Ground:
    """What the names have to keep clear of.

    Attributes
    ----------
    heads
        (pictures, names, 2) place of each head.
    sizes
        (names, 2) width and height of each name.
    radius
        Half the side of a head's marker.
    bounds
        Left, bottom, right, top of the panel.
    fixed
        (places, 2) other marks, the start and the minimum.
    inked
        (cells, 3) x, y and the picture since which a path runs there.
    shown
        (pictures,) how long each is on screen, in knots that are evenly apart.
    scale
        Pixels per design pixel.
    plates
        (pictures, plates, 2, 2) centre and half the size of what is written there already; half a
        size of minus infinity where it is not shown.
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


@dataclass(frozen=True)
class Lattice:
    """Places at which a name's centre may stand: the crossings of lines.

    Attributes
    ----------
    x, y
        Where the lines run, evenly apart.
    """

    x: FloatArray
    y: FloatArray

    @classmethod
    def around(cls, spot: FloatArray, low: FloatArray, high: FloatArray, apart: float) -> Lattice:
        """Return the one that fills a room and has a crossing at a spot, if that is inside."""
        lines = []
        for middle, least, most in zip(np.clip(spot, low, high), low, high, strict=True):
            before, after = (math.floor(side / apart) for side in (middle - least, most - middle))
            lines.append(middle + apart * np.arange(-before, after + 1))
        return cls(*lines)


def best_spot(ground: Ground, i: int) -> FloatArray:
    """Return where a name reads best by the head of the picture that is shown longest, (2,)."""
    reach = ground.sizes[i, 0] / 2 + ground.radius + _AS_FAR / 2 * ground.scale
    spot: FloatArray = ground.heads[int(ground.shown.argmax()), i] + (reach, 0.0)
    return spot


def costs(ground: Ground, i: int, lattice: Lattice) -> NDArray[np.float32]:
    """What each place costs the name `i` a second, other names left aside: (pictures, y, x)."""
    half = ground.sizes[i] / 2
    own = _Apart.of(ground.heads[:, i], lattice)
    gap = np.maximum(own.beyond(half) - ground.radius, 0) / ground.scale
    found: NDArray[np.float32] = _GAP * gap
    farther = np.maximum(gap - FAR, 0) / _AS_FAR
    found += _LEADER * ((gap > FAR) + farther + _FARTHER * farther * farther)
    found += _HABIT * own.habit()
    found += 2 * _COVERS_HEAD * own.depth(half + 1.2 * ground.radius)
    marks = [ground.heads[:, j] for j in range(ground.heads.shape[1]) if j != i]
    for mark in marks:
        other = np.maximum(_Apart.of(mark, lattice).most(half) - ground.radius, 0)
        found += _NEARER_OTHER * np.maximum(gap - other / ground.scale, 0)
    for mark in marks + [np.broadcast_to(mark, (1, 2)) for mark in ground.fixed]:
        # Twice as far from another's head as from its own: whose name it is must be plain.
        found += _COVERS_HEAD * _Apart.of(mark, lattice).depth(half + 2 * ground.radius)
    for rate, boxes in ((_COVERS_PLATE, ground.plates), (_COVERS_ARROW, ground.arrows)):
        for spot, size in _each(boxes):
            found += rate * _Apart.of(spot, lattice).depth(half + size)
    found += _COVERS_PATH * _ink(ground, lattice, half)
    return found


def _each(boxes: FloatArray) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Go through boxes: centre and half the size of each at all pictures, (pictures, 2) both."""
    for number in range(boxes.shape[1]):
        yield boxes[:, number, 0], boxes[:, number, 1]


@dataclass(frozen=True)
class _Apart:
    """How far each line of a lattice is from a spot: (pictures, 1, x) and (pictures, y, 1)."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]

    @classmethod
    def of(cls, spots: FloatArray, lattice: Lattice) -> _Apart:
        x, y = (lines - spots[:, axis, None] for axis, lines in enumerate((lattice.x, lattice.y)))
        return cls(x.astype(np.float32)[:, None, :], y.astype(np.float32)[:, :, None])

    def beyond(self, half: FloatArray) -> NDArray[np.float32]:
        """How far a box around each place is from the spot."""
        across, upright = (np.float32(each) for each in half)
        x = np.maximum(np.abs(self.x) - across, 0)
        y = np.maximum(np.abs(self.y) - upright, 0)
        found: NDArray[np.float32] = np.sqrt(x * x + y * y)
        return found

    def most(self, half: FloatArray) -> NDArray[np.float32]:
        """The same along the axis where it is farther."""
        across, upright = (np.float32(each) for each in half)
        found: NDArray[np.float32] = np.maximum(np.abs(self.x) - across, np.abs(self.y) - upright)
        return found

    def depth(self, reach: FloatArray) -> NDArray[np.float32]:
        """How deep the spot is in a box around each place, 0 outside; (2,) or (pictures, 2)."""
        across, upright = np.moveaxis(np.asarray(reach, np.float32), -1, 0)[..., None, None]
        x, y = (np.maximum(across - np.abs(self.x), 0), np.maximum(upright - np.abs(self.y), 0))
        found: NDArray[np.float32] = np.minimum(x, y)
        return found

    def habit(self) -> NDArray[np.float32]:
        """From 0 where a place is right of the spot to 2 where it is left, a little more above."""
        far = np.sqrt(self.x * self.x + self.y * self.y) + np.float32(1)
        found: NDArray[np.float32] = 1 + (np.abs(self.y) - self.x) / far
        return found


def _ink(ground: Ground, lattice: Lattice, half: FloatArray) -> NDArray[np.float32]:
    """Count the inked cells under a name at each place, (pictures, y, x).

    They are counted from the corner on, so how many a rectangle holds takes four look-ups.
    """
    left, bottom, right, top = ground.bounds
    corner, cell = np.array([left, bottom]), CELL * ground.scale
    most = [int(side / cell) + 1 for side in (right - left, top - bottom)]
    places = ((ground.inked[:, :2] - corner) / cell).astype(np.intp)
    x, y = np.clip(places, 0, np.array(most) - 1).T
    layers = -(-len(ground.heads) // _LAYER)
    since = np.minimum(ground.inked[:, 2].astype(np.intp) // _LAYER, layers - 1)
    counts = np.zeros((layers, most[1] + 1, most[0] + 1), np.float32)
    np.add.at(counts, (since, y + 1, x + 1), 1)
    counts = counts.cumsum(axis=0).cumsum(axis=1).cumsum(axis=2)
    for axis, lines in enumerate((lattice.x, lattice.y)):
        low = np.floor((lines - half[axis] - corner[axis]) / cell).astype(np.intp)
        high = np.ceil((lines + half[axis] - corner[axis]) / cell).astype(np.intp)
        low, high = np.clip(low, 0, most[axis]), np.clip(high, 0, most[axis])
        counts = np.take(counts, high, 2 - axis) - np.take(counts, low, 2 - axis)
    found: NDArray[np.float32] = counts[np.arange(len(ground.heads)) // _LAYER]
    return found
