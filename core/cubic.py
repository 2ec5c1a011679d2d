"""The cubic convolution that lays a smooth surface through losses on a grid, also around holes.

Keys, "Cubic convolution interpolation for digital image processing", 1981.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .arrays import BoolArray, FloatArray, IntArray


class Cell(NamedTuple):
    """Where places lie along an axis: the point before, the part of the cell gone, its length."""

    first: IntArray
    part: FloatArray
    inside: BoolArray
    length: float


def cell_of(places: FloatArray, axis: FloatArray) -> Cell:
    """Find the places, of any shape, along an even axis."""
    length = float(axis[-1] - axis[0]) / (len(axis) - 1)
    with np.errstate(all="ignore"):  # a place may be infinitely far away
        gone = (places - axis[0]) / length
    # The last point may come out a rounding error beyond itself.
    inside = np.asarray((gone >= -1e-9) & (gone <= len(axis) - 1 + 1e-9))
    gone = np.where(inside, gone, 0.0)
    index = np.clip(gone.astype(np.int64), 0, len(axis) - 2)
    return Cell(index, gone - index, inside, length)


def weights(cell: Cell) -> list[FloatArray]:
    """Return what the points at -1, 0, 1 and 2 of the cells count."""
    s = cell.part
    return [
        s * (s * (1.0 - 0.5 * s) - 0.5),
        s * s * (1.5 * s - 2.5) + 1.0,
        s * (s * (2.0 - 1.5 * s) + 0.5),
        s * s * (0.5 * s - 0.5),
    ]


def slopes(cell: Cell) -> list[FloatArray]:
    """Return the derivatives of the weights."""
    s = cell.part
    by_part = [
        s * (2.0 - 1.5 * s) - 0.5,
        s * (4.5 * s - 5.0),
        s * (4.0 - 4.5 * s) + 0.5,
        s * (1.5 * s - 1.0),
    ]
    return [slope / cell.length for slope in by_part]


def with_border(values: FloatArray) -> FloatArray:
    """Add a row or column on each side, such that a quadratic goes on; nan beside a hole."""
    return _with_rows(_with_rows(values).T).T


def _with_rows(rows: FloatArray) -> FloatArray:
    before = 3.0 * (rows[0] - rows[1]) + rows[2]
    after = 3.0 * (rows[-1] - rows[-2]) + rows[-3]
    return np.concatenate([before[np.newaxis], rows, after[np.newaxis]])


def convolved(
    padded: FloatArray,
    cells: tuple[Cell, Cell],
    by_w: Sequence[FloatArray],
    by_b: Sequence[FloatArray],
) -> FloatArray:
    """Return the sum over the 4 x 4 points around each place.

    Parameters
    ----------
    padded
        The losses of the grid with their border, all of them finite.
    cells
        The places along w and along b.
    by_w, by_b
        What the four points along w, and the four rows along b, count.
    """
    along_w, along_b = cells
    total = np.zeros(np.shape(along_w.part))
    for down, weight_b in enumerate(by_b):
        for right, weight_w in enumerate(by_w):
            points = padded[along_b.first + down, along_w.first + right]
            total = total + weight_b * weight_w * points
    return total


def convolved_around_holes(
    padded: FloatArray,
    cells: tuple[Cell, Cell],
    by_w: Sequence[FloatArray],
    by_b: Sequence[FloatArray],
) -> FloatArray:
    """Return the same where losses may be nan: a place is nan where a corner of its cell is.

    Farther points that are missing are made up from the others, as at the border of the grid.
    """
    along_w, along_b = cells
    rows = []
    for down in range(4):
        points = [padded[along_b.first + down, along_w.first + right] for right in range(4)]
        rows.append(_weighted(points, by_w))
    return _weighted(rows, by_b)


def _weighted(points: Sequence[FloatArray], weights: Sequence[FloatArray]) -> FloatArray:
    before, left, right, after = points
    no_before, no_after = np.isnan(before), np.isnan(after)
    straight = no_before & no_after
    before = np.where(
        straight, 2.0 * left - right, np.where(no_before, 3.0 * (left - right) + after, before)
    )
    after = np.where(
        straight, 2.0 * right - left, np.where(no_after, 3.0 * (right - left) + points[0], after)
    )
    each = (before, left, right, after)
    return np.asarray(sum(weight * point for weight, point in zip(weights, each, strict=True)))
