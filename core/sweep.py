"""What becomes of an optimizer over a grid of hyperparameters, in one batched call."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from . import kinds
from .allow import refuse
from .allow import text as allow_text
from .arrays import FloatArray, IntArray, kept_array
from .arrival import NEAR, arrival, departure
from .brief_repr import brief_repr
from .checks import whole_number
from .descend import MEMORY_LIMIT, check_memory, descend
from .errors import InvalidInput
from .optimizer import Optimizer
from .scheduled import with_hyperparameters
from .surface import Surface
from .sweep_course import SweepCourse, course_of
from .trajectory import Trajectory
from .window import Spacing

# Values in a range; more than any picture shows.
_MOST = 10_000


class SweepRange(NamedTuple):
    """Values to sweep over, shape (count,), and how they lie: evenly, or by equal factors."""

    values: FloatArray
    spacing: Spacing


@dataclass(frozen=True, eq=False)
class Sweep:
    """Runs over the grid of all combinations of some hyperparameters.

    Attributes
    ----------
    names
        Of the hyperparameters that vary, in the order of the axes of the grid.
    values
        Of each of them, shape (count,): the grid has the shape of these counts.
    arrive
        The step from which each run stays near a minimum for good, nan if it does not; shape
        (*grid,). Where no minimum of the surface is known, all are nan.
    diverged_at
        The step at which each run diverged, -1 where it finished; shape (*grid,).
    trajectory
        All runs, params of shape (steps + 1, *grid, 2), with their channels.
    left
        The step from which each run stays outside of a window without a minimum, downhill; nan if
        it does not, shape (*grid,).
    """

    names: tuple[str, ...]
    values: tuple[FloatArray, ...]
    arrive: FloatArray
    diverged_at: IntArray
    trajectory: Trajectory
    left: FloatArray

    __repr__ = brief_repr

    @property
    def steps(self) -> int:
        """How many steps each run was given."""
        return self.trajectory.steps

    def course(self, surface: Surface, radius: float = NEAR) -> SweepCourse:
        """Return what a picture needs of it, without the paths.

        Parameters
        ----------
        surface
            On which it was run.
        radius
            How near a minimum counts as there.
        """
        known = course_of(self.trajectory, surface, radius)
        start = self.trajectory.params[0].reshape(-1, 2)[0]
        return SweepCourse(
            self.names, self.values, start, known.course, known.loss, self.arrive,
            self.diverged_at, self.left, known.lowest,
        )  # fmt: skip


def sweep(
    optimizer: Optimizer,
    surface: Surface,
    start: ArrayLike,
    *,
    steps: int,
    vary: Mapping[str, ArrayLike],
    radius: float = NEAR,
    memory_limit: float = MEMORY_LIMIT,
) -> Sweep:
    """Run an optimizer with every combination of some hyperparameters, in one call.

    Parameters
    ----------
    optimizer
        The rule, and the hyperparameters that do not vary; scheduled or not.
    surface, start, steps, memory_limit
        As for `descend`; one start, shape (2,).
    vary
        Values by the name of the hyperparameter, each of shape (count,); `parse_range` makes them.
    radius
        How near a minimum counts as there, in units of the params.

    Returns
    -------
    Sweep
        The runs, one for each combination, and how each ended.

    Raises
    ------
    InvalidInput
        If the optimizer has no such hyperparameter, nothing varies, or what `descend` refuses: runs
        that need more memory than they may.
    """
    values, _, steps = checked_sweep(optimizer, surface, start, steps, vary)
    check_memory(optimizer, math.prod(map(len, values.values())), steps, memory_limit)
    grids = np.meshgrid(*values.values(), indexing="ij")
    trajectory = descend(
        with_hyperparameters(optimizer, dict(zip(values, grids, strict=True))),
        surface,
        start,
        steps=steps,
        memory_limit=memory_limit,
    )
    return Sweep(
        tuple(values),
        tuple(values.values()),
        arrival(trajectory, surface, radius),
        trajectory.outcome.diverged_at,
        trajectory,
        departure(trajectory, surface),
    )


def checked_sweep(
    optimizer: Optimizer,
    surface: Surface,
    start: ArrayLike,
    steps: int,
    vary: Mapping[str, ArrayLike],
) -> tuple[dict[str, FloatArray], FloatArray, int]:
    """Return the values by hyperparameter, the start and the steps of a sweep, as it takes them.

    Raises
    ------
    InvalidInput
        One is of another kind, nothing varies, or there are several starts.
    """
    kinds.optimizer("sweep was given optimizer", optimizer)
    kinds.surface("sweep was given surface", surface)
    if not isinstance(vary, Mapping):
        raise refuse("sweep was given vary", vary, "a dict of values by hyperparameters")
    values = {name: kept_array(name, given) for name, given in vary.items()}
    if not values or any(each.ndim != 1 or not each.size for each in values.values()):
        raise InvalidInput(
            f"A sweep over {', '.join(values) or 'nothing'} was asked for; name at least one "
            "hyperparameter, each with one or more values in a row."
        )
    at = kept_array("start", start)
    if at.shape != (2,):
        raise InvalidInput(f"The start of a sweep has shape {at.shape}; give one point (w, b).")
    return values, at, whole_number("steps", steps, least=1)


def parse_range(text: str) -> SweepRange:
    """Return the values that "first:last:count", or "log:first:last:count", names.

    Both ends are among them; they lie evenly, or with log by equal factors.

    Parameters
    ----------
    text
        Such as "0:1:5", three numbers, or "log:0.001:1:40".

    Returns
    -------
    SweepRange
        The values, shape (count,).

    Raises
    ------
    InvalidInput
        If the text is no such range, or a log scale does not begin above 0.

    Examples
    --------
    >>> parse_range("0:1:5").values.tolist()
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    allow_text("parse_range was given text", text)
    spaced, given = ("log", text[4:]) if text.startswith("log:") else ("linear", text)
    try:
        first, last, count = given.split(":")
        low, high, steps = float(first), float(last), int(count)
        if not (np.isfinite([low, high]).all() and low < high and 2 <= steps <= _MOST):
            raise ValueError
    except ValueError:
        raise InvalidInput(
            f"The range {text!r} was given; give first:last:count or log:first:last:count with "
            f"first < last and a count from 2 to {_MOST:,}, as in log:0.001:1:40."
        ) from None
    if spaced == "log" and low <= 0:
        raise InvalidInput(f"The range {text!r} is on a log scale; begin above 0.")
    with np.errstate(all="ignore"):
        values = (np.geomspace if spaced == "log" else np.linspace)(low, high, steps)
    if not (np.isfinite(values).all() and (np.diff(values) > 0).all()):
        raise InvalidInput(
            f"The range {text!r} has no {steps:,} numbers that floats tell apart; give ends that "
            "are neither so near nor so far."
        )
    return SweepRange(values, "log" if spaced == "log" else "linear")
