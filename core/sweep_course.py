"""What a picture of a sweep needs to know: how far each run is at each step, and how it ended."""

from dataclasses import dataclass

import numpy as np

from .arrays import FloatArray, IntArray
from .arrival import arrival, departure, nearest_minimum
from .brief_repr import brief_repr
from .surface import Surface, minima_in_window
from .trajectory import Trajectory


@dataclass(frozen=True, eq=False)
class SweepCourse:
    """A sweep without its paths: one number for each run and step, instead of a dozen.

    Attributes
    ----------
    names, values, arrive, diverged_at, left
        As those of a `Sweep`.
    start
        Of all runs, shape (2,).
    course
        How far each run is from the nearest minimum, or its loss where the window of the surface
        has none; shape (steps + 1, *grid), nan where it is lost or not known yet.
    loss
        At the last step, shape (*grid,).
    lowest
        The lowest loss that any run has in the window; None where the course is a distance.
    """

    names: tuple[str, ...]
    values: tuple[FloatArray, ...]
    start: FloatArray
    course: FloatArray
    loss: FloatArray
    arrive: FloatArray
    diverged_at: IntArray
    left: FloatArray
    lowest: float | None = None

    __repr__ = brief_repr

    @property
    def steps(self) -> int:
        """How many steps each run was given."""
        return len(self.course) - 1

    @property
    def away(self) -> FloatArray:
        """How far each run is from the minimum, or its loss from the lowest one in the window.

        Shape (steps + 1, *grid). A run that has left the window downhill is at 0.
        """
        if self.lowest is None:
            return self.course
        above = np.asarray(np.maximum(self.course - self.lowest, 0.0))
        steps = np.arange(self.steps + 1).reshape(-1, *[1] * self.left.ndim)
        # Who has left is as low as can be shown, also after it is lost far below.
        with np.errstate(invalid="ignore"):
            return np.where(self.left <= steps, 0.0, above)


@dataclass(frozen=True, eq=False)
class Course:
    """The same of some runs in a row, whatever was varied; `SweepCourse` names the arrays."""

    course: FloatArray
    loss: FloatArray
    arrive: FloatArray
    diverged_at: IntArray
    left: FloatArray
    lowest: float | None


def course_of(trajectory: Trajectory, surface: Surface, radius: float) -> Course:
    """Return what a picture needs of a batch of runs."""
    has_minimum = len(minima_in_window(surface)) > 0
    return Course(
        nearest_minimum(trajectory, surface) if has_minimum else trajectory.loss,
        trajectory.loss[-1],
        arrival(trajectory, surface, radius),
        trajectory.outcome.diverged_at,
        departure(trajectory, surface),
        None if has_minimum else _lowest(trajectory, surface),
    )


def _lowest(trajectory: Trajectory, surface: Surface) -> float:
    inside = surface.window.contains(trajectory.params)
    return float(np.nanmin(trajectory.loss, where=inside, initial=np.inf))
