"""The pull of each point of a dataset on w and on b, and what the pulls add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Dataset, LinearRegression, Neuron, Surface, Trajectory, allow
from gradreel.core.arrays import FloatArray, IntArray
from gradreel.core.between import eased, expect_same_points, shares_moved
from gradreel.core.dataset import DATASET
from gradreel.core.errors import InvalidInput
from gradreel.core.surfaces.points import sigmoid

from ...drawing.trail import between
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from .pull_column import Column, columns_of

MOST_ROWS = 600
"""Of more points, neighbours share a row, which shows their mean."""

_SOME = 200  # steps at which the scale is looked for


@dataclass(frozen=True)
class PullsPanel:
    """What each point asks of w and of b: (f(x) - y) f'(x) x, and the same without the x.

    A row for each point, sorted by x, a bar to the left or right for its pull; both columns are on
    one scale. A point with x = 0 has no pull on w. Below, on one scale of their own, the sums: the
    gradient. For Neuron and LinearRegression, whose loss is half the squared error.

    Its parts are "w" and "b".

    Attributes
    ----------
    optimizer
        At whose params; the first run's if left out.
    before
        The same points before some x were set to 0. Where the timeline changes the panel
        (`Change`), their pulls on w go meanwhile, as the points of a `DataPanel` slide.
    """

    optimizer: str | None = None
    before: Dataset | None = None

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.optional(allow.name), before=allow.optional(DATASET))

    @property
    def margins(self) -> Margins:
        """A little room; the columns bring their own."""
        return Margins(left=22, right=8, bottom=6, top=6)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for as much as its words need."""
        return Stacking(least=190)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnPulls:
        """Choose the scales and write what stands."""
        axes.set_axis_off()
        run = context.trajectory(context.first(self.optimizer))
        points = points_of(context.surface, self._before(context))
        last = int(min(max(context.clock.last_step, 1), run.steps))
        scales = np.max([_scales(each, run, last) for each in (points.at(0.0), points)], axis=0)
        becoming = points.before is not None
        columns = columns_of(
            axes, context, points.zeros, (float(scales[0]), float(scales[1])), becoming=becoming
        )
        return DrawnPulls(points, run, columns, context.panel)

    def _before(self, context: PanelContext) -> Dataset | None:
        """Return the points as they are at first, None where they never change."""
        return self.before if context.clock.changes(context.panel) else None


class Points(NamedTuple):
    """The points of a surface, sorted by x; arrays of shape (points,).

    Attributes
    ----------
    bends
        Whether f is a sigmoid, or else a straight line.
    before
        Their x before they changed; None if they never do.
    order
        Their numbers in the dataset.
    """

    x: FloatArray
    y: FloatArray
    bends: bool
    before: FloatArray | None
    order: IntArray

    @property
    def zeros(self) -> tuple[int, int]:
        """How many points have x = 0, and how many there are."""
        return int((self.x == 0).sum()), len(self.x)

    def at(self, progress: float) -> Points:
        """Return the points at a progress of their change."""
        if self.before is None or progress == 1:
            return self
        way = eased(shares_moved(len(self.x), progress))[self.order]
        return self._replace(x=self.before + way * (self.x - self.before))

    def pulls(self, params: FloatArray) -> FloatArray:
        """Return the pulls on w and b, shape (points, 2), nan where there are no params."""
        if not np.isfinite(params).all():
            return np.full((len(self.x), 2), np.nan)
        with np.errstate(over="ignore", invalid="ignore"):
            if self.bends:
                f, slope = (rows[0] for rows in sigmoid(params[np.newaxis], self.x))
            else:
                f, slope = params[0] * self.x + params[1], np.ones_like(self.x)
            pull = (f - self.y) * slope
            both: FloatArray = np.column_stack([pull * self.x, pull])
        return both


def points_of(surface: Surface, before: Dataset | None = None) -> Points:
    """Return the points of a surface; InvalidInput if their pulls are not known."""
    if not isinstance(surface, Neuron | LinearRegression):
        raise InvalidInput(
            f"The pulls of the points of {surface.name} are not known; give a scene with a pulls "
            "panel the surface Neuron or LinearRegression."
        )
    data = surface.dataset
    if before is not None:
        expect_same_points(before, data)
    order = np.lexsort((data.x if before is None else before.x, data.x))
    was = None if before is None else before.x[order]
    return Points(data.x[order], data.y[order], isinstance(surface, Neuron), was, order)


def _scales(points: Points, run: Trajectory, last: int) -> tuple[float, float]:
    """Return the largest pull of a point and the largest sum, of some steps of the run."""
    most_pull = most_sum = 0.0
    for step in range(0, last + 1, max(1, last // _SOME)):
        pulls = points.pulls(run.params[step])
        sums = np.nan_to_num(pulls.sum(axis=0), posinf=0.0, neginf=0.0)
        most_pull = max(most_pull, float(np.nan_to_num(np.abs(pulls), posinf=0.0).max()))
        most_sum = max(most_sum, float(np.abs(sums).max()))
    return most_pull or 1.0, most_sum or 1.0


def in_rows(values: FloatArray) -> FloatArray:
    """Return at most `MOST_ROWS` means of neighbours."""
    if len(values) <= MOST_ROWS:
        return values
    starts = np.linspace(0, len(values), MOST_ROWS, endpoint=False).astype(int)
    counts = np.diff(np.append(starts, len(values)))
    means: FloatArray = np.add.reduceat(values, starts) / counts
    return means


class DrawnPulls:
    """A pulls panel whose words stand.

    Attributes
    ----------
    parts
        The colour of each part, by its name.
    """

    columns: Sequence[Column]

    def __init__(
        self, points: Points, run: Trajectory, columns: Sequence[Column], panel: str
    ) -> None:
        self._points, self._run, self.columns, self._panel = points, run, columns, panel
        self.parts: dict[str, str] = {column.name: column.color for column in columns}

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the bars and the sums at the params of the moment."""
        points = self._points.at(moment.changes.get(self._panel, 0.0))
        pulls = points.pulls(between(self._run.params, moment.step))
        row = min(moment.whole, self._run.steps)
        sums = points.pulls(self._run.params[row]).sum(axis=0)
        artists: list[Artist] = []
        for axis, column in enumerate(self.columns):
            column.set(in_rows(pulls[:, axis]), float(pulls[:, axis].sum()), float(sums[axis]))
            artists += column.part.at(moment)
        return artists
