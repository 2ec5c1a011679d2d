"""Which colour of its palette each pixel of a GIF shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..clip import Frame
from .frame_colors import CLEAR, Changed, FrameColors, colors_of
from .gif_palette import count_colors

COLORS = 1 << 24
STAYING, PASSING, EXACT = range(3)

WORST = 24.0
"""Mean squared distance of a picture from its frame above which no thrift is allowed: 39 dB. Soft
pictures that move as a whole would lose too much; in others little moves at a time."""

CLEAR_INDEX = 255
"""The index of a transparent pixel."""

NOTHING = np.zeros(0, np.intp)
"""No pixels."""

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
        moving = count_colors(list(_moving(samples)) or samples)
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
        self._packed = np.full(CLEAR_INDEX + 1, CLEAR, np.uint32)  # as frames have their colours
        self._size = len(paint.palette)
        self._packed[: self._size] = colors_of(paint.palette[None])[0]
        self._costs, self._reach = _tables(paint.bits, paint.thrifts)
        # Index plus one of each colour, staying, passing and exact; 0 where it is not known yet.
        # Only the pages that are written to take memory.
        self._chosen = np.zeros(3 * COLORS, np.uint8)
        self._shown: NDArray[np.uint8] | None = None

    def paint(self, now: Changed, passing: NDArray[np.intp] = NOTHING) -> NDArray[np.uint8]:
        """Return the index (height, width) of each pixel of a frame.

        Parameters
        ----------
        now
            What has changed since the frame that was painted last.
        passing
            The pixels that change with the next one.
        """
        if self._shown is None:
            self._shown = np.full(now.frame.shape[:2], CLEAR_INDEX, np.uint8)
        shown, places = self._shown.copy(), now.pixels
        passes = np.zeros(shown.size, bool)
        passes[passing] = True
        there = shown.reshape(-1)[places]
        kinds = np.where(passes[places], PASSING, STAYING)
        new, error = self._choose(now.colors, kinds, there)
        if error > WORST * shown.size:
            new, _ = self._choose(now.colors, np.full_like(kinds, EXACT), there)
        shown.reshape(-1)[places] = new
        self._shown = shown
        return shown

    def alone(self, frame: Frame) -> NDArray[np.uint8]:
        """Return the index of each pixel, as they are whatever was shown before."""
        self._shown = None
        return self.paint(FrameColors().follow(frame))

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
        if (clear := colors == CLEAR).any():
            new, seen = np.full(len(colors), CLEAR_INDEX, np.uint8), ~clear
            new[seen], error = self._choose_some(colors[seen], kinds[seen], there[seen])
            return new, error
        new = self._look_up(colors + kinds * COLORS)
        soft = np.flatnonzero(self._packed[new] != colors)  # what the palette has is shown exactly
        kinds, there, chosen, wanted = kinds[soft], there[soft], new[soft], channels(colors[soft])
        far, far_there = self._apart(chosen, wanted), self._apart(there, wanted)
        stays = far_there <= np.minimum(self._reach[kinds], far + self._costs[kinds, chosen])
        new[soft[stays]] = there[stays]
        return new, float(np.where(stays, far_there, far).sum(dtype=float))

    def _apart(
        self, indices: NDArray[np.uint8], colors: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the squared distances of what indices show from colours (3, n)."""
        apart = self._planes.take(indices, axis=1) - colors
        squared: NDArray[np.float32] = np.square(apart).sum(axis=0)
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
        palette, colors = self._colors[: self._size], channels(keys % COLORS).T
        return _cheapest(colors, keys // COLORS, palette, self._costs, self._reach)


def _known(palette: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the colour of each index: beyond the palette one to which nothing is near."""
    colors = np.full((CLEAR_INDEX + 1, 3), np.inf, np.float32)
    colors[: len(palette)] = palette
    return colors


def _cheapest(
    colors: NDArray[np.float32],
    kinds: NDArray[np.intp],
    palette: NDArray[np.float32],
    costs: NDArray[np.float64],
    reach: NDArray[np.float32],
) -> NDArray[np.uint8]:
    """Return the index that each colour (n, 3) takes, each of its kind (n,); see `_tables`."""
    best = np.empty(len(colors), np.uint8)
    costs = costs[:, : len(palette)].astype(np.float32)
    squares, twice = np.square(palette).sum(axis=1), -2 * palette.T
    for start in range(0, len(colors), AT_ONCE):
        some, kind = colors[start : start + AT_ONCE], kinds[start : start + AT_ONCE]
        cost = some @ twice
        cost += np.square(some).sum(axis=1)[:, None]
        cost += squares
        least = cost.min(axis=1, keepdims=True)
        beyond = cost > np.where(least > 0, np.maximum(least, reach[kind, None]), 0)
        cost += costs[kind]
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
    exact, kinds = colors.astype(np.float32), np.zeros(len(colors), np.intp)
    for _ in range(ROUNDS):
        best = _cheapest(exact, kinds, palette, *_tables([bits], [thrift]))
        share = np.bincount(best, area, CLEAR_INDEX + 1) + 0.25
        bits = -np.log2(share / share.sum())
    return bits


def _moving(samples: Sequence[Frame]) -> Iterator[Frame]:
    """Yield the pixels (1, n, 3 or 4) of each later sample that differ from the one before."""
    frames = FrameColors()
    for number, sample in enumerate(samples):
        moved = frames.follow(sample).pixels
        if number:
            yield sample.reshape(-1, sample.shape[2])[moved][None]


def _tables(
    bits: Sequence[NDArray[np.float64]], thrifts: Sequence[Thrift]
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return what the bits of each index cost, (kinds, 256), and how far each kind may go."""
    costs = [each.price * of for each, of in zip(thrifts, bits, strict=True)]
    return np.array(costs), np.array([each.reach for each in thrifts], np.float32)


def channels(colors: NDArray[np.integer]) -> NDArray[np.float32]:
    """Return red, green and blue (3, n) of colours that are one number each."""
    return np.stack([colors & 255, colors >> 8 & 255, colors >> 16 & 255]).astype(np.float32)
