"""What the surfaces made of data share: equal inputs are evaluated once, large grids in pieces."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..dataset import Dataset

# Rows times distinct inputs in one piece of work. The few arrays of that size (96 kB each) stay in
# the processor's cache, and malloc gives them again without asking the system (which it does from
# 128 kB on): a grid takes twice as long in pieces of 256 kB.
_CHUNK_ELEMENTS = 12_000


class DistinctPoints(NamedTuple):
    """A dataset with the points that share an x put together; arrays of shape (distinct,)."""

    x: FloatArray
    counts: FloatArray
    means: FloatArray
    constant: float  # what the targets' spread around their means adds to the loss


def distinct_points(dataset: Dataset) -> DistinctPoints:
    """Put together the points of the dataset that share an x."""
    x, which, counts = np.unique(dataset.x, return_inverse=True, return_counts=True)
    with np.errstate(all="ignore"):  # targets may be as large as floats are
        means = np.bincount(which, weights=dataset.y) / counts
        within = dataset.y - means[which]
        constant = 0.5 * float(within @ within)
    return DistinctPoints(x, counts.astype(np.float64), means, constant)


def in_chunks(
    function: Callable[[FloatArray], FloatArray],
    params: FloatArray,
    shape: tuple[int, ...],
    points: int,
) -> FloatArray:
    """Return function(params) reshaped to `shape`, worked out in pieces that stay in the cache.

    Parameters
    ----------
    function
        Takes params of shape (rows, 2), and makes arrays of (rows, points) on the way.
    params
        Shape (*batch, 2).
    shape
        Of the answer.
    points
        How many points each row is evaluated at.
    """
    rows = np.ascontiguousarray(params, dtype=np.float64).reshape(-1, 2)
    size = max(1, _CHUNK_ELEMENTS // points)
    if len(rows) <= size:
        return function(rows).reshape(shape)
    pieces = [function(rows[at : at + size]) for at in range(0, len(rows), size)]
    return np.concatenate(pieces).reshape(shape)


def sigmoid(rows: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return f = 1 / (1 + exp(-(w x + b))) and its slope f (1 - f), each (rows, distinct).

    Exact and silent however large w and b are: exp is only taken of what is not above 0.
    """
    z = rows[:, :1] * x + rows[:, 1:]
    decayed = np.exp(-np.abs(z))
    whole = 1.0 + decayed
    return np.where(z >= 0.0, 1.0, decayed) / whole, decayed / (whole * whole)
