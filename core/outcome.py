"""How a run ends: what has numbers, and since when it is lost."""

from dataclasses import dataclass

import numpy as np

from .arrays import BoolArray, FloatArray, IntArray
from .counted import counted
from .window import DIVERGED_BEYOND


@dataclass(frozen=True, eq=False)
class Outcome:
    """How a run, or each run of a batch, ended.

    Attributes
    ----------
    diverged_at
        Shape (*batch,): the step at which it diverged, -1 where it finished.
    """

    diverged_at: IntArray

    @property
    def finished(self) -> BoolArray:
        """Whether each run went to its last step, shape (*batch,)."""
        return np.asarray(self.diverged_at < 0)

    def __str__(self) -> str:
        if self.finished.all():
            return "finished"
        if self.diverged_at.ndim == 0:
            return f"diverged at step {self.diverged_at}"
        return (
            f"{np.count_nonzero(~self.finished)} of {counted(self.finished.size, 'run')} diverged"
        )


def divergence(params: FloatArray, loss: FloatArray) -> IntArray:
    """Return the first step from which on each run is lost, -1 where it never is.

    Parameters
    ----------
    params
        Shape (steps + 1, *batch, 2).
    loss
        Shape (steps + 1, *batch).

    Returns
    -------
    IntArray
        Shape (*batch,).
    """
    known = within_bounds(params) & np.isfinite(loss)
    lost = len(known) - np.where(known.any(axis=0), known[::-1].argmax(axis=0), len(known))
    return np.where(lost < len(known), lost, -1)


def first_lost(params: FloatArray, loss: FloatArray) -> IntArray:
    """Return the first step at which each run has no numbers, -1 where it always has some."""
    lost = ~(within_bounds(params) & np.isfinite(loss))
    return np.where(lost.any(axis=0), lost.argmax(axis=0), -1)


def within_bounds(params: FloatArray) -> BoolArray:
    """Say which params, shape (*batch, 2), are finite and not too large to be shown: (*batch,)."""
    # A comparison with nan is False, so this covers nan and inf too.
    return np.asarray((np.abs(params) <= DIVERGED_BEYOND).all(axis=-1))


def for_good(holds: BoolArray) -> FloatArray:
    """Return the first step from which something holds to the end, nan where it does not."""
    rows = np.arange(1, len(holds) + 1).reshape(-1, *([1] * (holds.ndim - 1)))
    first = np.where(holds, 0, rows).max(axis=0)
    return np.where(first < len(holds), first, np.nan)
