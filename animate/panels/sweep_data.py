"""What the panels of a sweep show: a number for each of its runs, at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gradreel.core import Spacing, Surface, Sweep, minima_of, nearest_minimum
from gradreel.core.arrays import BoolArray, FloatArray

from .panel import Shot, check_choice

_DEEPEST = 1e-4  # of the start, and the lowest that is told apart
_TALLEST = 10.0  # times the start, and the highest that is told apart

Show = Literal["value", "arrival"]


@dataclass(frozen=True)
class SweepView:
    """What a panel shows of a sweep.

    Attributes
    ----------
    sweep : its runs.
    spacings : of each hyperparameter, "linear" or "log".
    show : "value", how far from the minimum each run is at the step (its loss where none is
        known), or "arrival", the step from which it stays there, as far as that has come.
    radius : how near counted as there.
    """

    sweep: Sweep
    spacings: tuple[Spacing, ...]
    show: Show
    radius: float

    def __post_init__(self) -> None:
        check_choice("show", self.show, ("value", "arrival"))

    def label(self, shot: Shot) -> str:
        """What the numbers are."""
        if self.show == "arrival":
            return f"steps until within {self.radius:g} of ★"
        return "distance to ★" if len(minima_of(shot.surface)) else "loss, from the lowest found"

    def values(self, surface: Surface) -> FloatArray:
        """Return the numbers, shape (steps + 1, *grid); nan where there is none (yet)."""
        steps = self.sweep.trajectory.steps
        if self.show == "value":
            return _values(self.sweep, surface)
        count = np.arange(steps + 1).reshape(-1, *[1] * self.sweep.arrive.ndim)
        # A run that starts there took no step; on a scale by factors it stands at the first.
        arrived = np.maximum(self.sweep.arrive, 1.0)
        with np.errstate(invalid="ignore"):
            return np.where(self.sweep.arrive <= count, arrived, np.nan)

    def range(self, values: FloatArray) -> tuple[float, float]:
        """Return the lowest and highest number that are told apart."""
        finite = values[np.isfinite(values) & (values > 0)]
        if not finite.size:
            return 1.0, float(max(self.sweep.trajectory.steps, 2))
        low, high = float(finite.min()), float(finite.max())
        if self.show == "value":
            begun = values[0][np.isfinite(values[0])]
            start = float(begun.max(initial=0.0)) or high
            low, high = max(low, _DEEPEST * start), min(high, _TALLEST * start)
        return (low, high) if low < high else (low / 1.5, high * 1.5)

    def lost(self, step: int) -> BoolArray:
        """Say which runs have diverged by a step, shape (*grid,)."""
        at = self.sweep.diverged_at
        return np.asarray((at >= 0) & (at <= step))


def _values(sweep: Sweep, surface: Surface) -> FloatArray:
    if len(minima_of(surface)):
        return nearest_minimum(sweep.trajectory, surface)
    loss = sweep.trajectory.loss
    lowest = loss[np.isfinite(loss)].min(initial=np.inf)
    return np.asarray(loss - lowest) if np.isfinite(lowest) else loss
