"""The history of squared gradients of a run: its sums, their roots, and the rates."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES, has_quantity, series

from ...drawing.limits import LARGEST
from ...scene.panel import PanelContext

HISTORY, RATE = "sum_of_squares", "effective_learning_rate"


class History(NamedTuple):
    """What the squares and the bars show; arrays of shape (steps, 2), nan where there is nothing.

    Attributes
    ----------
    sums
        Of the squared gradients, that of the step included.
    rates
        That multiplied the gradient.
    set_rate
        The learning rate that was set; nan if there is not one.
    words
        How the rate is made, as a formula.
    """

    sums: FloatArray
    rates: FloatArray
    set_rate: float
    words: str

    @property
    def last(self) -> int:
        """The last step with a row."""
        return len(self.sums) - 1

    def sum_at(self, step: float, axis: int) -> float:
        """Return the sum at a real-valued step: what step k adds comes in evenly until step k.

        Before the first there is nothing. Where the next is not known the sum stays.
        """
        step = min(step, float(self.last))
        row = math.floor(step)
        before = 0.0 if row < 0 else float(self.sums[row, axis])
        after = float(self.sums[min(row + 1, self.last), axis])
        return before + (step - row) * (after - before) if math.isfinite(after) else before


def history_of(context: PanelContext, name: str) -> History:
    """Return the history of a run; InvalidInput, which says what it has, if it keeps none."""
    run = context.trajectory(name)
    steps = int(max(context.clock.last_step, 1))  # the last one shown has its numbers too
    sums = _both(run, HISTORY, steps)
    optimizer = context.optimizers.get(name)
    given = getattr(optimizer, "learning_rate", None)
    set_rate = float(given) if isinstance(given, int | float) else math.nan
    if has_quantity(run, RATE):
        rates = _both(run, RATE, steps)
    else:
        with np.errstate(all="ignore"):
            rates = _kept(set_rate / np.sqrt(sums))
    rooted = getattr(optimizer, "exponent", 0.5) == 0.5
    return History(sums, rates, set_rate, r"$\eta/\sqrt{v_t}$" if rooted else r"$\eta/v_t$")


def _both(run: Trajectory, channel: str, steps: int) -> FloatArray:
    return _kept(np.column_stack([series(run, channel, each) for each in COORDINATES])[: steps + 1])


def _kept(values: FloatArray) -> FloatArray:
    """What no axis could hold counts as absent."""
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(values) <= LARGEST, values, np.nan)
