"""What the panels of a sweep show: a number for each of its runs, at each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gradreel.core import Spacing, Surface, Sweep, allow
from gradreel.core.arrays import BoolArray, FloatArray, IntArray
from gradreel.core.sweep_course import SweepCourse

from ...drawing.stars import distance_to, star_of
from ...scene.number_format import near
from ...scene.panel import PanelContext

_DEEPEST = 1e-4  # of the start, and the lowest that is told apart
_TALLEST = 10.0  # times the start, and the highest that is told apart

Show = Literal["value", "arrival", "leaving"]


SWEEP = allow.instance_of(Sweep, SweepCourse, words="a Sweep, such as sweep returns")
SPACINGS = allow.sequence_of(allow.choice("linear", "log"))


@dataclass(frozen=True)
class SweepView:
    """What a panel shows of a sweep.

    Attributes
    ----------
    sweep
        Its runs, or what is left of them without their paths.
    spacings
        Of each hyperparameter, "linear" or "log".
    show
        "value", how far from the minimum each run is at the step (its loss where the window has
        none); "arrival", the step from which it stays there, as far as that has come; "leaving",
        the step from which it is out of a window without a minimum.
    radius
        How near counted as there.
    """

    sweep: Sweep | SweepCourse
    spacings: tuple[Spacing, ...]
    show: Show
    radius: float

    def __post_init__(self) -> None:
        allow.settle(
            self,
            sweep=SWEEP,
            spacings=SPACINGS,
            show=allow.choice("value", "arrival", "leaving"),
            radius=allow.number(above=0),
        )

    def label(self, context: PanelContext) -> str:
        """What the numbers are."""
        if self.show == "arrival":
            return f"steps until within {near(self.radius)} of {star_of(context.surface)}"
        if self.show == "leaving":
            return "steps until out of the window"
        return distance_to(context.surface) or "loss above the lowest in the window"

    def values(self, surface: Surface) -> FloatArray:
        """Return the numbers, shape (steps + 1, *grid); nan where there is none (yet)."""
        if self.show == "value":
            return self.course(surface).away
        # A run that starts there took no step; on a scale by factors it stands at the first.
        reached = np.maximum(self.reached, 1.0)
        with np.errstate(invalid="ignore"):
            return np.where(self.reached <= self._steps, reached, np.nan)

    def course(self, surface: Surface) -> SweepCourse:
        """Return how far each run is at each step."""
        if isinstance(self.sweep, SweepCourse):
            return self.sweep
        return self.sweep.course(surface, self.radius)

    @property
    def _steps(self) -> IntArray:
        """The steps, shape (steps + 1, 1, ...), to go with the grid."""
        return np.arange(self.sweep.steps + 1).reshape(-1, *[1] * self.sweep.arrive.ndim)

    @property
    def reached(self) -> FloatArray:
        """The step at which each run did what is looked for, nan if it did not; shape (*grid,)."""
        return self.sweep.left if self.show == "leaving" else self.sweep.arrive

    def fastest(self, step: int) -> BoolArray:
        """Say which runs were the first to do it, once a step is reached, shape (*grid,)."""
        known = np.isfinite(self.reached)
        first = np.min(self.reached, where=known, initial=np.inf)
        return np.asarray((self.reached == first) & (first <= step) & (self.show != "value"))

    def range(self, values: FloatArray) -> tuple[float, float]:
        """Return the lowest and highest number that are told apart."""
        finite = values[np.isfinite(values) & (values > 0)]
        if not finite.size:
            return 1.0, float(max(self.sweep.steps, 2))
        low, high = float(finite.min()), float(finite.max())
        if self.show == "value":
            begun = values[0][np.isfinite(values[0])]
            start = float(begun.max(initial=0.0)) or high
            low, high = max(low, _DEEPEST * start), min(high, _TALLEST * start)
        return (low, high) if low < high else (low / 1.5, high * 1.5)

    def lost(self, step: int) -> BoolArray:
        """Say which runs have diverged by a step, shape (*grid,)."""
        at = self.sweep.diverged_at
        return np.asarray((at >= 0) & (at <= step) & np.isnan(self.sweep.left))
