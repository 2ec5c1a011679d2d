"""Where a single run is at each step, and where there is nothing to show of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..scene.clock import Moment


class Walk:
    """A run as the map and the block show it; the one rule for steps without numbers.

    A step at which the params or the loss are not finite has no place: there is a gap in the path,
    no head, and the words say "no number". Only where nothing finite follows has the run diverged,
    and its head stays as a cross. All other panels go by the same steps, as the run that a scene
    gives them is nan there (`Trajectory.shown`).

    Attributes
    ----------
    params
        (steps + 1, 2), rows of nan in gaps and after the end.
    held
        The same with the place before in each of those rows.
    last
        The last step that has a place.
    diverged_at
        The step at which the run diverged, -1 if it did not.
    """

    def __init__(self, run: Trajectory) -> None:
        self.params: FloatArray = run.params
        known = np.asarray(np.isfinite(self.params).all(axis=-1))
        if not known.any():
            raise InvalidInput(f"{run.name} has a number at no step; show another run.")
        steps = np.arange(len(known))
        self.last: int = int(steps[known][-1])
        # Before the first number the run is held where that one is.
        before = np.maximum.accumulate(np.where(known, steps, -1))
        self.held: FloatArray = self.params[np.where(before < 0, int(known.argmax()), before)]
        self.diverged_at: int = int(run.outcome.diverged_at)
        self._known = known

    @property
    def gaps(self) -> NDArray[np.intp]:
        """The steps before the last one that have no place."""
        return np.asarray(np.flatnonzero(~self._known[: self.last]))

    def place(self, step: float) -> FloatArray:
        """Where the run is at a real-valued step, shape (2,), or was before a gap."""
        step = min(step, float(self.last))
        k = int(step + 1e-6)
        share = max(step - k, 0.0)
        here: FloatArray = self.held[k]
        if share == 0 or not (self._known[k] and self._known[k + 1]):
            return here
        there: FloatArray = here + share * (self.params[k + 1] - here)
        return there

    def missing(self, moment: Moment) -> bool:
        """Whether the run has no place at the moment, but will have one again."""
        return moment.whole < self.last and not self._known[moment.whole]

    def gone(self, moment: Moment) -> bool:
        """Whether the run has diverged by then."""
        return 0 <= self.diverged_at <= moment.whole
