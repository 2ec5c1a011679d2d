"""Logistic regression: the neuron with cross-entropy in place of the squared error."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray, kept_array
from ..dataset import Dataset, sparse_dataset
from ..errors import InvalidInput
from ..window import Spacing, Window, checked_window
from .points import DistinctPoints, distinct_points, in_chunks, sigmoid

_WINDOW = Window(-4.8, 1.6, -3.6, 2.6)
_NEWTON_STEPS = 100


@dataclass(frozen=True)
class LogisticRegression:
    """Cross-entropy of a neuron with one weight w, one bias b and a sigmoid.

    f(x) = 1 / (1 + exp(-(w x + b))) and L(w, b) = -sum_i (y_i log f(x_i) + (1 - y_i) log(1 -
    f(x_i))), a sum over the points, not a mean. It is convex, without the plateaus of the squared
    error. Points that share an x are evaluated once.

    Attributes
    ----------
    dataset
        The points to fit, with every y from 0 to 1; the lecture's by default.
    window
        The part of the plane to show; the default suits the default data.
    """

    name = "logistic_regression"
    start: ClassVar[tuple[float, float]] = (-4.0, -3.0)
    spacing: ClassVar[Spacing] = "linear"

    dataset: Dataset = field(default_factory=sparse_dataset)
    window: Window = _WINDOW

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", checked_window(self.window))
        outside = (self.dataset.y < 0.0) | (self.dataset.y > 1.0)
        if outside.any():
            first = int(np.argmax(outside))
            raise InvalidInput(
                f"The dataset's y is {self.dataset.y[first]:g} at index {first}; for a "
                "cross-entropy give every y from 0 to 1."
            )

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        shape = params.shape[:-1]
        return in_chunks(self._loss_of_rows, params, shape, len(self._points.x))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        return in_chunks(self._gradient_of_rows, params, params.shape, len(self._points.x))

    @property
    def minimum(self) -> FloatArray | None:
        """Where L is least, shape (2,), read-only; None where Newton's method does not settle.

        There is none where a threshold parts the y of 0 from those of 1 (then larger params fit
        ever better), or where all x are equal (then a whole line is best).
        """
        return self._settled

    @cached_property
    @np.errstate(all="ignore")  # inputs may be as large as floats are
    def _settled(self) -> FloatArray | None:
        params = np.zeros(2)
        for _ in range(_NEWTON_STEPS):
            hessian = self._hessian(params)
            if not np.isfinite(hessian).all():
                return None
            if np.linalg.eigvalsh(hessian)[0] <= 1e-14 * len(self.dataset):
                return None
            step = np.linalg.solve(hessian, -self.gradient(params))
            if not np.isfinite(step).all():
                return None
            highest = self.loss(params) * (1.0 + 1e-12)
            while self.loss(params + step) > highest:
                step = 0.5 * step
            params = params + step
            if np.abs(step).max() <= 1e-12 * (1.0 + np.abs(params).max()):
                return kept_array("the minimum", params)
        return None

    def __reduce__(self) -> tuple[type["LogisticRegression"], tuple[Dataset, Window]]:
        return (LogisticRegression, (self.dataset, self.window))  # what is cached is found again

    @cached_property
    def _points(self) -> DistinctPoints:
        return distinct_points(self.dataset)

    def _hessian(self, params: FloatArray) -> FloatArray:
        points = self._points
        weights = (points.counts * sigmoid(params[np.newaxis], points.x)[1])[0]
        inputs = np.stack([points.x, np.ones_like(points.x)])
        return np.asarray((weights * inputs) @ inputs.T)

    def _loss_of_rows(self, rows: FloatArray) -> FloatArray:
        points = self._points
        z = rows[:, :1] * points.x + rows[:, 1:]
        # -log f = max(-z, 0) + log(1 + exp(-|z|)), -log(1 - f) the same of -z: nothing overflows.
        straight = points.means * np.maximum(-z, 0.0) + (1.0 - points.means) * np.maximum(z, 0.0)
        terms = points.counts * (straight + np.log1p(np.exp(-np.abs(z))))
        return np.asarray(terms.sum(axis=-1))

    def _gradient_of_rows(self, rows: FloatArray) -> FloatArray:
        points = self._points
        terms = points.counts * (sigmoid(rows, points.x)[0] - points.means)
        return np.stack([(terms * points.x).sum(axis=-1), terms.sum(axis=-1)], axis=-1)
