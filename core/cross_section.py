"""The loss along a path: a section through the surface."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from . import Surface
from .arrays import FloatArray
from .asking import gradient_at, loss_at
from .errors import InvalidInput
from .trajectory import Trajectory
from .window import DIVERGED_BEYOND

_ROWS = 4000  # of the cross-section of a whole run, at the least; a long run brings more by itself


_MOST_PER_STEP = 16


class Section(NamedTuple):
    """The surface along a path; arrays of shape (steps * per_step + 1,), steps per_step rows apart.

    Attributes
    ----------
    distance
        Length of the path so far, in units of the params.
    loss
        there.
    slope
        Derivative of the loss by the distance, in the direction of the step that begins or goes on
        there; at the end, of the last one.
    per_step
        Rows for a step.
    """

    distance: FloatArray
    loss: FloatArray
    slope: FloatArray
    per_step: int

    @property
    def steps(self) -> int:
        """How many whole steps it goes along."""
        return (len(self.distance) - 1) // self.per_step

    def until(self, step: int) -> Section:
        """Return what belongs to the steps up to this one."""
        rows = step * self.per_step + 1
        return Section(self.distance[:rows], self.loss[:rows], self.slope[:rows], self.per_step)

    def places(self, which: str) -> FloatArray:
        """Return the curve to be drawn, (rows, 2): the slope at whole steps only.

        Between two steps the direction stays and jumps at the next: what the optimizer feels is at
        the steps.
        """
        if which == "loss":
            return np.column_stack([self.distance, self.loss])
        return np.column_stack([self.distance, self.slope])[:: self.per_step]


def cross_section(surface: Surface, params: FloatArray) -> Section:
    """Cut a surface along the straight pieces of a path.

    Parameters
    ----------
    params
        (steps + 1, 2), finite, at least one step.
    """
    moves = np.diff(params, axis=0)
    per_step = int(np.clip(_ROWS // len(moves), 1, _MOST_PER_STEP))
    share = (np.arange(per_step) / per_step)[:, None]
    between_steps = params[:-1, None] + share * moves[:, None]
    places = np.vstack([between_steps.reshape(-1, 2), params[-1:]])
    lengths = np.hypot(moves[:, 0], moves[:, 1])
    moved = np.where(lengths > 0, lengths, 1.0)
    directions = np.repeat(moves / moved[:, None], per_step, axis=0)
    directions = np.vstack([directions, directions[-1:]])
    slope = (gradient_at(surface, places) * directions).sum(axis=-1)
    distance = np.concatenate([[0.0], np.repeat(lengths / per_step, per_step).cumsum()])
    return Section(distance, loss_at(surface, places), slope, per_step)


def section_shown(surface: Surface, run: Trajectory, last_step: float) -> Section:
    """Cut along all of a run that is shown.

    A step more is looked at: it says where the last one shown leads. Where the run has no finite
    numbers any more the section ends.

    Raises
    ------
    InvalidInput
        If the run has no finite step.
    """
    last = math.ceil(last_step)
    params = run.params[: last + 2]
    finite = (np.abs(params) <= DIVERGED_BEYOND).all(axis=-1)  # which nan is not
    params = params[: len(params) if finite.all() else int(finite.argmin())]
    if len(params) < 2:
        raise InvalidInput(
            f"{run.name} has no finite step, so its path has no slope; show another run."
        )
    return cross_section(surface, params).until(last)
