"""From where to where an axis goes, and which powers of ten stand along it."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.ticker import MaxNLocator

from gradreel.core.arrays import FloatArray

LARGEST = 1e300
"""No axis holds larger numbers, as sums of them must be finite; they count as absent."""


def limits_of(values: FloatArray, room: float = 0.06) -> tuple[float, float]:
    """Return the least and the largest finite value with some room; 0 to 1 if there is none."""
    values = values[np.abs(values) <= LARGEST]
    if not len(values):
        return (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    margin = margin_of(low, high, room)
    return low - margin, high + margin


def margin_of(low: float, high: float, room: float) -> float:
    """Return a share of what lies between two numbers; half of one where that is hardly anything.

    Between 1 and 1.000000001 no axis could write numbers that are worth reading.
    """
    size = max(abs(low), abs(high))
    return room * (high - low) if high - low > 1e-9 * size else 0.5 * size or 0.5


def decades(low: float, high: float) -> list[float]:
    """Powers of ten within the limits, at most four of them, evenly apart.

    Where there are fewer than two, a scale could not be read: numbers between them then.
    """
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    if last <= first:
        digits = (1, 2, 5) if high < 10 * low else (1, 3)
        numbers = [
            m * 10.0**n for n in range(math.floor(math.log10(low)), last + 1) for m in digits
        ]
        within = [each for each in numbers if low <= each <= high]
        if len(within) > 1:
            return within
        even = MaxNLocator(nbins=3, steps=[1, 2, 5, 10]).tick_values(low, high)
        return [float(each) for each in even if low <= each <= high]
    apart = max(1, math.ceil((last - first) / 3))
    return [10.0**n for n in range(last, first - 1, -apart)]
