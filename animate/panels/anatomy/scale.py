"""How long a side of a square is worth: a scale that changes seldom, and by round numbers."""

from __future__ import annotations

import math

import numpy as np

from gradreel.core.arrays import FloatArray

AHEAD = 15
"""A finer scale is chosen only when it will do for this many steps."""

_ROUND = (1, 2, 5)
_FINEST, _COARSEST = -12, 12  # powers of ten


def squares(lengths: FloatArray, reach: float) -> FloatArray:
    """Return the worth of one square at each step, (steps,): 1, 2 or 5 times a power of ten.

    Steps shrink by orders of magnitude, so no single scale shows them all. Each is at most `reach`
    squares long; and as a scale looks `AHEAD` steps ahead, one that is about to be needed again is
    kept.

    Parameters
    ----------
    lengths
        (steps,) of what is to be shown; one that is not finite needs nothing.
    reach
        Squares that there are for it.
    """
    sizes = np.array([m * 10.0**n for n in range(_FINEST, _COARSEST + 1) for m in _ROUND])
    needed = np.nan_to_num(lengths, nan=0.0, posinf=0.0) / reach
    chosen = np.minimum(np.searchsorted(sizes, needed * (1 - 1e-12)), len(sizes) - 1)
    padded = np.concatenate([chosen, np.full(AHEAD, chosen[-1])])
    windows = np.lib.stride_tricks.sliding_window_view(padded, AHEAD + 1)
    worth: FloatArray = sizes[windows.max(axis=1)]
    return worth


def exactly(worth: float) -> str:
    """Write a square's worth in full: 0.00002, not 2e-5, while that can be read.

    Examples
    --------
    >>> [exactly(x) for x in (50.0, 0.5, 2e-05, 1e-06)]
    ['50', '0.5', '0.00002', '1e−6']
    """
    exponent = math.floor(math.log10(worth) + 1e-9)
    if -6 < exponent < 6:
        return f"{worth:,.{max(-exponent, 0)}f}"
    return f"{round(worth / 10.0**exponent)}e{exponent}".replace("-", "\N{MINUS SIGN}")
