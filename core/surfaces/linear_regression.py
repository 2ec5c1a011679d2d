"""Linear regression: a straight line fitted to data."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray, kept_array
from ..dataset import Dataset, sparse_dataset
from ..window import Spacing, Window, checked_window
from .points import DistinctPoints, distinct_points, in_chunks

_WINDOW = Window(-2.0, 3.0, -1.0, 2.0)


@dataclass(frozen=True)
class LinearRegression:
    """Squared error of a straight line with slope w and intercept b.

    L(w, b) = 1/2 * sum_i (w x_i + b - y_i)^2, a sum over the points, not a mean: a quadratic bowl,
    whose curvatures are the eigenvalues of [[sum x^2, sum x], [sum x, points]]. Points that share
    an x are evaluated once.

    Attributes
    ----------
    dataset
        The points to fit; the lecture's by default.
    window
        The part of the plane to show; the default suits the default data.
    """

    name = "linear_regression"
    start: ClassVar[tuple[float, float]] = (-1.6, 1.6)
    spacing: ClassVar[Spacing] = "linear"

    dataset: Dataset = field(default_factory=sparse_dataset)
    window: Window = _WINDOW

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", checked_window(self.window))

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        shape = params.shape[:-1]
        return in_chunks(self._loss_of_rows, params, shape, len(self._points.x))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        return in_chunks(self._gradient_of_rows, params, params.shape, len(self._points.x))

    @property
    def minimum(self) -> FloatArray | None:
        """The least-squares line, shape (2,), read-only.

        None where all x are equal, or so large or so near to each other that floats have no line.
        """
        return self._line

    @cached_property
    def _line(self) -> FloatArray | None:
        x, counts, means, _ = self._points
        if len(x) == 1:
            return None
        total = counts.sum()
        with np.errstate(all="ignore"):
            middle_x, middle_y = (counts * x).sum() / total, (counts * means).sum() / total
            off = counts * (x - middle_x)
            slope = (off * (means - middle_y)).sum() / (off * (x - middle_x)).sum()
            line = np.array([slope, middle_y - slope * middle_x])
        return kept_array("the minimum", line) if np.isfinite(line).all() else None

    def __reduce__(self) -> tuple[type["LinearRegression"], tuple[Dataset, Window]]:
        return (LinearRegression, (self.dataset, self.window))  # what is cached is found again

    @cached_property
    def _points(self) -> DistinctPoints:
        return distinct_points(self.dataset)

    def _errors(self, rows: FloatArray) -> FloatArray:
        return rows[:, :1] * self._points.x + rows[:, 1:] - self._points.means

    def _loss_of_rows(self, rows: FloatArray) -> FloatArray:
        errors = self._errors(rows)
        squares = (self._points.counts * (errors * errors)).sum(axis=-1)
        return np.asarray(0.5 * squares + self._points.constant)

    def _gradient_of_rows(self, rows: FloatArray) -> FloatArray:
        terms = self._points.counts * self._errors(rows)
        return np.stack([(terms * self._points.x).sum(axis=-1), terms.sum(axis=-1)], axis=-1)
