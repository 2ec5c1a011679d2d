"""What a path needs of its vertices so that its cost is bounded by pixels, not by steps.

A run of 100,000 steps covers no more pixels than one of 300. Two rules drop what cannot be seen.
Both look only at the past, so the trail at step k is the same whatever comes after it:

1. a vertex nearer than half a pixel to the last kept one is dropped;
2. a stretch between kept vertices that only runs over pixels already inked is dropped.

The second bounds what the first cannot: a run that jumps about for ever in a small place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

NEAR = 0.5
"""A vertex that moved less than this many pixels is dropped."""

# Side, in pixels, of the squares that count as inked: no larger than `NEAR`, so every stretch of a
# path that goes on over new ground leads into a new square, and the pen is not lifted within it.
_SQUARE = NEAR
_FAR = 20_000.0  # pixels; no picture is larger, so beyond it there is nothing to ink
_MOST_SAMPLES = 256  # of one stretch
_BLOCK = 4096  # stretches looked at together


@dataclass(frozen=True)
class Trail:
    """The vertices of a path worth drawing.

    Attributes
    ----------
    points
        (vertices, 2) data coordinates, a row of nan where the pen is lifted.
    steps
        (vertices,) the step at which each vertex was reached; never decreases.
    """

    points: FloatArray
    steps: NDArray[np.intp]

    def count(self, step: int) -> int:
        """Count the vertices reached by `step`; the start is one at least."""
        return max(int(self.steps.searchsorted(step, side="right")), 1)


def thin(points: FloatArray, pixels: FloatArray) -> Trail:
    """Drop the vertices that nobody could see.

    Where rows are not finite the trail has a gap; a place alone between two gaps becomes two equal
    vertices, a dot (see `strokes.dotted`).

    Parameters
    ----------
    points
        (steps + 1, 2) data coordinates.
    pixels
        (steps + 1, 2) the same in pixels of the picture.
    """
    kept, gaps, alone = _far_enough(pixels)
    inked = _new_ink(pixels[kept], gaps)
    vertices: list[FloatArray] = [points[kept[0]]]
    steps: list[np.intp] = [kept[0]]

    def add(step: np.intp, *rows: FloatArray) -> None:
        vertices.extend(rows)
        steps.extend([step] * len(rows))

    lifted = np.full(2, np.nan)
    pen = 0
    # Stroke i runs from kept vertex i to kept vertex i + 1, if there is no gap between them.
    for stroke in np.flatnonzero(inked | (gaps[1:] >= 0)).tolist():
        before, after = kept[stroke], kept[stroke + 1]
        gap = gaps[stroke + 1]
        if gap >= 0:
            if alone[stroke]:
                add(gap, points[before])
            add(gap, lifted)
        elif stroke != pen:
            # A lifted pen shows only with the stroke that follows it.
            add(after, lifted, points[before])
        add(after, points[after])
        pen = stroke + 1
    if alone[-1]:
        add(kept[-1] + 1, points[kept[-1]])
    return Trail(np.array(vertices), np.array(steps, dtype=np.intp))


class _Kept(NamedTuple):
    """The vertices worth keeping.

    Attributes
    ----------
    steps
        At which each was reached.
    gaps
        The first step of the gap before each, -1 where there is none.
    alone
        Whether each stands between two gaps (the start and its gap count as such).
    """

    steps: NDArray[np.intp]
    gaps: NDArray[np.intp]
    alone: NDArray[np.bool_]


def _far_enough(pixels: FloatArray) -> _Kept:
    """Keep the start, what is at least `NEAR` from the kept one before, and what ends a gap."""
    finite = np.asarray(np.isfinite(pixels).all(axis=1, keepdims=True))
    x, y = (axis.tolist() for axis in np.where(finite, pixels, np.nan).T)
    kept, gaps = [0], [-1]
    gap = -1 if finite[0] else 0
    alone = [bool(finite[0])]  # until a stroke leads on
    last_x, last_y = x[0], y[0]
    for i in range(1, len(x)):
        moved = max(abs(x[i] - last_x), abs(y[i] - last_y))
        if moved != moved:  # noqa: PLR0124 - nan
            if gap < 0 and x[i] != x[i]:
                gap = i
            if x[i] != x[i]:
                continue
        if gap >= 0 or moved >= NEAR:
            if gap < 0:
                alone[-1] = False
            kept.append(i)
            gaps.append(gap)
            alone.append(gap >= 0)
            last_x, last_y, gap = x[i], y[i], -1
    # What stands still to the end is where the head is; only what a gap follows is seen no more.
    if gap < 0:
        alone[-1] = False
    return _Kept(np.array(kept, np.intp), np.array(gaps, np.intp), np.array(alone))


def _new_ink(pixels: FloatArray, gaps: NDArray[np.intp]) -> NDArray[np.bool_]:
    """For each stretch between neighbours, whether it inks a square that none before it did."""
    drawn = gaps[1:] < 0
    fresh = np.zeros(len(pixels) - 1, dtype=bool)
    inked = np.zeros(0, dtype=np.int64)
    for begin in range(0, len(fresh), _BLOCK):  # in blocks: memory must not grow with the steps
        squares, stretch = _squares(pixels[begin : begin + _BLOCK + 1])
        inks = drawn[begin + stretch]
        squares, stretch = squares[inks], stretch[inks]
        squares, first = np.unique(squares, return_index=True)
        new = np.isin(squares, inked, assume_unique=True, invert=True)
        fresh[begin + stretch[first[new]]] = True
        inked = np.union1d(inked, squares)
    return fresh


def _squares(pixels: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Squares that each stretch runs over, its first excepted, and the stretch each belongs to."""
    pixels = np.nan_to_num(np.clip(pixels, -_FAR, _FAR))  # a gap is drawn over by nobody
    start, move = pixels[:-1], np.diff(pixels, axis=0)
    counts = np.ceil(np.abs(move).max(axis=1) / _SQUARE).astype(np.intp).clip(1, _MOST_SAMPLES)
    stretch = np.repeat(np.arange(len(start)), counts)
    number = np.arange(len(stretch)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    share = (number / counts[stretch])[:, None]
    squares = np.floor((start[stretch] + share * move[stretch]) / _SQUARE).astype(np.int64)
    return squares[:, 0] * int(8 * _FAR) + squares[:, 1], stretch


def between(rows: FloatArray, index: float) -> FloatArray:
    """Return the row at a real-valued index, on a straight line between two; the last at the end.

    Parameters
    ----------
    rows
        (count, ...).
    """
    index = min(index, len(rows) - 1)
    k = int(index + 1e-6)
    share = max(index - k, 0.0)
    here: FloatArray = rows[k]
    if share == 0:
        return here
    with np.errstate(invalid="ignore"):  # on a log axis a value of 0 is infinitely far down
        there: FloatArray = here + share * (rows[k + 1] - here)
    return there


def end_in(params: FloatArray, low: FloatArray, high: FloatArray) -> tuple[int, FloatArray]:
    """Return the last step inside a window, and where a path ends in it or leaves it, shape (2,).

    Parameters
    ----------
    params
        (steps + 1, 2), finite.
    low, high
        Corners of the window, (2,).
    """
    inside = np.flatnonzero(((params >= low) & (params <= high)).all(axis=1))
    last = int(inside[-1]) if len(inside) else len(params) - 1
    here = params[last]
    if last < len(params) - 1:
        move = params[last + 1] - here
        edge = np.where(move > 0, high, low)
        with np.errstate(over="ignore"):  # the other coordinate may hardly move
            shares = np.divide(edge - here, move, out=np.full(2, np.inf), where=move != 0)
        here = here + min(float(shares.min()), 1.0) * move
    ended: FloatArray = np.clip(here, low, high)
    return last, ended
