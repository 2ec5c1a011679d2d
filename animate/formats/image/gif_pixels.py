"""Which colour of its palette each pixel of a GIF shows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..clip import Frame
from .frame_colors import CLEAR, Changed, FrameColors
from .gif_palette import count_colors

COLORS = 1 << 24
STAYING, PASSING, EXACT = range(3)

WORST = 24.0
"""Mean squared distance of a picture from its frame above which no thrift is allowed: 39 dB. Soft
pictures that move as a whole would lose too much; in others little moves at a time."""

CLEAR_INDEX = 255
"""The index of a transparent pixel."""

ROUNDS = 4
AT_ONCE = 256
"""Colours that are held against the palette together: so many fit into a processor's cache."""

SLICE = 1 << 16
"""Pixels that are looked at together: a picture in which all change needs no more memory."""


class Thrift(NamedTuple):
    """How far from its own colour a pixel may be shown to save bytes.

    A pixel takes the palette's colour with the least ``distance² + price × bits``, where ``bits``
    says how rare that colour is; ``reach`` is the largest distance², in RGB of 0 to 255.
    """

    price: float
    reach: float


NEAREST = Thrift(0, 0)
"""Every pixel shows the colour nearest to its own."""


class Paint(NamedTuple):
    """What a film is painted with.

    Attributes
    ----------
    palette
        Colours (at most 255, 3) uint8.
    bits
        How rare each is where things move, for what stays, what passes and what is exact.
    thrifts
        How each of these is painted.
    """

    palette: NDArray[np.uint8]
    bits: tuple[NDArray[np.float64], ...]
    thrifts: tuple[Thrift, ...]

    @classmethod
    def of(
        cls,
        palette: NDArray[np.uint8],
        samples: Sequence[Frame],
        staying: Thrift = NEAREST,
        passing: Thrift = NEAREST,
    ) -> Paint:
        """Look at frames for which colours are common where things move."""
        moving = count_colors([_moving(*pair) for pair in pairwise(samples)] or samples)
        thrifts = (staying, passing, NEAREST)
        bits = tuple(_rareness(palette.astype(np.float32), *moving, each) for each in thrifts)
        return cls(palette, bits, thrifts)


class Painter:
    """Turns frames into indices of a palette, so that few bytes say them and nobody sees it.

    - A pixel that does not change in the frames does not change in what is painted.
    - A colour that the palette has is shown exactly: flat areas, lines and the ground stay clean.
    - The soft edges between prefer common colours, or the one already there, to the nearest one
      (entropy-constrained quantization: Chou, Lookabaugh and Gray, 1989). What is gone with the
      next picture is painted with more thrift than what stays and is looked at.

    Parameters
    ----------
    paint
        Palette and thrift.
    """

    def __init__(self, paint: Paint) -> None:
        self._colors = _known(paint.palette)
        self._planes = np.ascontiguousarray(self._colors.T)
        self._size = len(paint.palette)
        self._thrift, self._bits = paint.thrifts, paint.bits
        # Index plus one of each colour, staying, passing and exact; 0 where it is not known yet.
        # Only the pages that are written to take memory.
        self._chosen = np.zeros(3 * COLORS, np.uint8)
        self._frames = FrameColors()
        self._now: Frame | None = None
        self._next: Changed | None = None
        self._shown: NDArray[np.uint8] | None = None

    def paint(self, frame: Frame, after: Frame) -> NDArray[np.uint8]:
        """Return the index (height, width) of each pixel, given the frame shown ``after`` it."""
        now = self._next if self._next and self._next.frame is frame else self._followed(frame)
        self._now, self._next = frame, self._frames.follow(after)
        if self._shown is None:
            self._shown = np.full(frame.shape[:2], CLEAR_INDEX, np.uint8)
        shown, places = self._shown.copy(), now.pixels
        passing = np.zeros(shown.size, bool)
        passing[self._next.pixels] = True
        colors, there = now.colors, shown.reshape(-1)[places]
        kinds = np.where(passing[places], PASSING, STAYING)
        new, error = self._choose(colors, kinds, there)
        if error > WORST * shown.size:
            new, _ = self._choose(colors, np.full_like(kinds, EXACT), there)
        shown.reshape(-1)[places] = new
        self._shown = shown
        return shown

    def alone(self, frame: Frame) -> NDArray[np.uint8]:
        """Return the index of each pixel, as they are whatever was shown before."""
        self._frames = FrameColors()
        self._now = self._next = self._shown = None
        return self.paint(frame, frame)

    def _followed(self, frame: Frame) -> Changed:
        """Find what changes with a frame that was not foreseen."""
        if self._now is not None:
            self._frames.follow(self._now)  # back from what was foreseen
        return self._frames.follow(frame)

    def _choose(
        self, colors: NDArray[np.uint32], kinds: NDArray[np.intp], there: NDArray[np.uint8]
    ) -> tuple[NDArray[np.uint8], float]:
        """Return what pixels show that change, and the sum of the squared distances."""
        new, error = np.empty(len(colors), np.uint8), 0.0
        for start in range(0, len(colors), SLICE):
            part = slice(start, start + SLICE)
            new[part], more = self._choose_some(colors[part], kinds[part], there[part])
            error += more
        return new, error

    def _choose_some(
        self, colors: NDArray[np.uint32], kinds: NDArray[np.intp], there: NDArray[np.uint8]
    ) -> tuple[NDArray[np.uint8], float]:
        clear = colors == CLEAR
        colors = np.where(clear, 0, colors)
        new = self._look_up(colors + kinds * COLORS)
        far = self._apart(new, colors)
        error = far[~clear].sum(dtype=float)
        new[clear] = CLEAR_INDEX
        soft = np.flatnonzero((far > 0) & ~clear)  # what the palette has is shown exactly
        kinds, there, far = kinds[soft], there[soft], far[soft]
        far_there = self._apart(there, colors[soft])
        price, reach = (np.array(part)[kinds] for part in zip(*self._thrift, strict=True))
        bits = np.choose(kinds, [each[new[soft]] for each in self._bits])
        stays = (far_there <= reach) & (far_there <= far + price * bits)
        new[soft[stays]] = there[stays]
        return new, float(error + (far_there - far)[stays].sum(dtype=float))

    def _apart(self, indices: NDArray[np.uint8], colors: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return the squared distances of what indices show from colours."""
        apart = [
            table[indices] - (colors >> shift & 255).astype(np.float32)
            for table, shift in zip(self._planes, (0, 8, 16), strict=True)
        ]
        squared: NDArray[np.float32] = sum(map(np.square, apart))
        return squared

    def _look_up(self, keys: NDArray[np.intp]) -> NDArray[np.uint8]:
        found: NDArray[np.uint8] = self._chosen[keys]
        if not found.all():
            unknown = np.unique(keys[found == 0])
            self._chosen[unknown] = self._index(unknown) + 1
            found = self._chosen[keys]
        found -= 1
        return found

    def _index(self, keys: NDArray[np.intp]) -> NDArray[np.uint8]:
        """Return the index for each of ``keys``, colours and how they are to be painted."""
        kind = keys // COLORS
        best = np.empty(len(keys), np.uint8)
        for which, (thrift, bits) in enumerate(zip(self._thrift, self._bits, strict=True)):
            mine = kind == which
            palette = self._colors[: self._size]
            best[mine] = _cheapest(channels(keys[mine] % COLORS), palette, thrift, bits)
        return best


def _known(palette: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the colour of each index: beyond the palette one to which nothing is near."""
    colors = np.full((CLEAR_INDEX + 1, 3), np.inf, np.float32)
    colors[: len(palette)] = palette
    return colors


def _cheapest(
    colors: NDArray[np.float32],
    palette: NDArray[np.float32],
    thrift: Thrift,
    bits: NDArray[np.float64],
) -> NDArray[np.intp]:
    """Return the index that each colour (n, 3) takes."""
    best = np.empty(len(colors), np.intp)
    rarity = (thrift.price * bits[: len(palette)]).astype(np.float32)
    squares, twice = np.square(palette).sum(axis=1), -2 * palette.T
    for start in range(0, len(colors), AT_ONCE):
        some = colors[start : start + AT_ONCE]
        cost = some @ twice
        cost += np.square(some).sum(axis=1)[:, None]
        cost += squares
        least = cost.min(axis=1, keepdims=True)
        beyond = cost > np.where(least > 0, np.maximum(least, thrift.reach), 0)
        cost += rarity
        np.putmask(cost, beyond, np.inf)
        best[start : start + AT_ONCE] = cost.argmin(axis=1)
    return best


def _rareness(
    palette: NDArray[np.float32],
    colors: NDArray[np.float64],
    area: NDArray[np.float64],
    thrift: Thrift,
) -> NDArray[np.float64]:
    """Return how many bits each index takes when colours are chosen with that in mind."""
    bits: NDArray[np.float64] = np.zeros(CLEAR_INDEX + 1)
    if not thrift.price or not len(colors):
        return bits
    for _ in range(ROUNDS):
        best = _cheapest(colors.astype(np.float32), palette, thrift, bits)
        share = np.bincount(best, area, CLEAR_INDEX + 1) + 0.25
        bits = -np.log2(share / share.sum())
    return bits


def _moving(frame: Frame, later: Frame) -> Frame:
    """Return those pixels of ``later`` (1, n, 3 or 4) that differ from ``frame``."""
    moved: Frame = later[(frame != later).any(axis=-1)][None]
    return moved


def channels(colors: NDArray[np.integer]) -> NDArray[np.float32]:
    """Return red, green and blue (n, 3) of colours that are one number each."""
    parts = [colors & 255, colors >> 8 & 255, colors >> 16 & 255]
    return np.stack(parts, axis=1).astype(np.float32)
