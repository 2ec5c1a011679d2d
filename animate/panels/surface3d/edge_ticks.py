"""Which numbers stand along the edges of the block."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.ticker import MaxNLocator

from .block import Block

_TICKS = 4  # intervals between the numbers along an edge, at the most


def edge_ticks(low: float, high: float, *, clear: float = 0.04) -> list[float]:
    """Round numbers along an edge, clear of its ends, where another edge begins."""
    unit = 1e10 if max(abs(low), abs(high)) > 1e290 else 1.0  # matplotlib's sums would overflow
    low, high = low / unit, high / unit
    values = MaxNLocator(nbins=_TICKS, steps=[1, 2, 5, 10]).tick_values(low, high)
    clear *= high - low
    return [float(value) * unit for value in values if low + clear <= value <= high - clear]


def loss_ticks(block: Block) -> tuple[list[float], bool]:
    """Losses to be written along the upright edge, and whether they are powers of ten."""
    if len(block.levels) < 2:
        return [], False
    low, high = float(block.levels[0]), float(block.levels[-1])
    powers = [10.0**n for n in range(*_exponents(low, high))]
    gaps = np.diff(block.levels / max(abs(low), abs(high)))
    if np.allclose(gaps, gaps.mean(), atol=1e-8) or len(powers) < 2:
        return edge_ticks(low, high, clear=0), False
    return powers, True


def _exponents(low: float, high: float) -> tuple[int, int]:
    """First and one past the last power of ten between two losses, none if they are not above 0."""
    if low <= 0:
        return (0, 0)
    return math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1
