"""What a path needs of its vertices so that its cost is bounded by pixels, not by steps.

A run of 100,000 steps covers no more pixels than one of 300. Two rules drop what cannot be seen.
Both look only at the past, so the trail at step k is the same whatever comes after it:

1. a vertex nearer than half a pixel to the last kept one is dropped;
2. a stretch between kept vertices that only runs over pixels already inked is dropped.

The second bounds what the first cannot: a run that jumps about for ever in a small place.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    points : (vertices, 2) data coordinates, a row of nan where the pen is lifted.
    steps : (vertices,) the step at which each vertex was reached; never decreases.
    """

    points: FloatArray
    steps: NDArray[np.intp]

    def count(self, step: int) -> int:
        """Count the vertices reached by `step`; the start is one at least."""
        return max(int(np.searchsorted(self.steps, step, side="right")), 1)


def thin(points: FloatArray, pixels: FloatArray) -> Trail:
    """Drop the vertices that nobody could see.

    Parameters
    ----------
    points : (steps + 1, 2) data coordinates; rows that are not finite end the trail's pen stroke.
    pixels : (steps + 1, 2) the same in pixels of the picture.
    """
    kept = _far_enough(pixels)
    inked = _new_ink(pixels[kept])
    vertices: list[FloatArray] = [points[kept[0]]]
    steps: list[np.intp] = [kept[0]]
    pen = 0
    for stroke in np.flatnonzero(
        inked
    ).tolist():  # stroke i runs from kept vertex i to kept vertex i + 1
        if stroke != pen:
            vertices += [np.full(2, np.nan), points[kept[stroke]]]
            # A lifted pen shows only with the stroke that follows it.
            steps += [kept[stroke + 1], kept[stroke + 1]]
        vertices.append(points[kept[stroke + 1]])
        steps.append(kept[stroke + 1])
        pen = stroke + 1
    return Trail(np.array(vertices), np.array(steps, dtype=np.intp))


def _far_enough(pixels: FloatArray) -> NDArray[np.intp]:
    """Indices of the vertices at least `NEAR` from the kept one before; the start is kept."""
    kept = [0]
    finite = np.isfinite(pixels).all(axis=1, keepdims=True)
    x, y = (axis.tolist() for axis in np.where(finite, pixels, np.nan).T)
    last_x, last_y = x[0], y[0]
    for i in range(1, len(x)):
        moved = max(abs(x[i] - last_x), abs(y[i] - last_y))
        if moved >= NEAR:  # false for nan: a diverged run's trail ends
            kept.append(i)
            last_x, last_y = x[i], y[i]
    return np.array(kept, dtype=np.intp)


def _new_ink(pixels: FloatArray) -> NDArray[np.bool_]:
    """For each stretch between neighbours, whether it inks a square that none before it did."""
    fresh = np.zeros(len(pixels) - 1, dtype=bool)
    inked = np.zeros(0, dtype=np.int64)
    for begin in range(0, len(fresh), _BLOCK):  # in blocks: memory must not grow with the steps
        squares, stretch = _squares(pixels[begin : begin + _BLOCK + 1])
        squares, first = np.unique(squares, return_index=True)
        new = np.isin(squares, inked, assume_unique=True, invert=True)
        fresh[begin + stretch[first[new]]] = True
        inked = np.union1d(inked, squares)
    return fresh


def _squares(pixels: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Squares that each stretch runs over, its first excepted, and the stretch each belongs to."""
    pixels = np.clip(pixels, -_FAR, _FAR)
    start, move = pixels[:-1], np.diff(pixels, axis=0)
    counts = np.ceil(np.abs(move).max(axis=1) / _SQUARE).astype(np.intp).clip(1, _MOST_SAMPLES)
    stretch = np.repeat(np.arange(len(start)), counts)
    number = np.arange(len(stretch)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    share = (number / counts[stretch])[:, None]
    squares = np.floor((start[stretch] + share * move[stretch]) / _SQUARE).astype(np.int64)
    return squares[:, 0] * int(8 * _FAR) + squares[:, 1], stretch
