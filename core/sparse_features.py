"""Many features of which few are not 0 at a time, as the words of a language in a few texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import allow
from .arrays import BoolArray
from .checks import whole_number

_MOST = 10**6


@dataclass(frozen=True)
class SparseFeatures:
    """Features of a network, and which of them are not 0 in each batch.

    A batch draws some of them by Zipf's law, as texts do words: the one of rank k = 1, 2, ... with
    a chance in proportion to 1 / k. So a few are dense, and by far the most are sparse. The first
    batches are the same however many are asked for.

    Attributes
    ----------
    count
        How many features.
    drawn
        How many draws a batch makes; those drawn twice count once.
    seed
        Seed of numpy's default generator.

    Examples
    --------
    >>> seen = SparseFeatures(2000).seen(batches=100)
    >>> seen.shape, round(float(1 - seen.mean()), 2)
    ((100, 2000), 0.96)
    """

    count: int = 2000
    drawn: int = 120
    seed: int = 0

    def __post_init__(self) -> None:
        some = allow.whole(least=1, most=_MOST)
        allow.settle(self, count=some, drawn=some, seed=allow.whole(least=0))

    def seen(self, batches: int) -> BoolArray:
        """Return which features are not 0 in each of the first batches, shape (batches, count)."""
        batches = whole_number("batches", batches, least=1)
        chances = np.cumsum(1 / np.arange(1, self.count + 1))
        rng = np.random.default_rng(self.seed)
        seen = np.zeros((batches, self.count), bool)
        for row in seen:
            drawn = np.searchsorted(chances, rng.random(self.drawn) * chances[-1], side="right")
            row[np.minimum(drawn, self.count - 1)] = True
        return seen
