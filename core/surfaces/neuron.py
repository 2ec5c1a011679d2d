"""The lecture's loss surface: one sigmoid neuron fitted to data."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray, kept_array
from ..dataset import Dataset, sparse_dataset
from ..window import Spacing, Window, checked_window
from .points import DistinctPoints, distinct_points, in_chunks, sigmoid

_NEWTON_STEPS = 100
_WINDOW = Window(-4.8, 1.6, -3.6, 2.6)


@dataclass(frozen=True)
class Neuron:
    """Squared error of a neuron with one weight w, one bias b and a sigmoid.

    f(x) = 1 / (1 + exp(-(w x + b))) and L(w, b) = 1/2 * sum_i (f(x_i) - y_i)^2, a sum over the
    points, not a mean.

    Points that share an x share f(x), so each distinct x is evaluated once: with n_u points at x_u
    of mean target m_u, L = 1/2 * sum_u n_u (f(x_u) - m_u)^2 + constant. In the lecture's data 400
    of the 500 points share x = 0.

    Attributes
    ----------
    dataset
        The points to fit; the lecture's by default.
    window
        The part of the plane to show; the default shows the lecture's start (-4, -3), both plateaus
        and the valley.
    """

    name = "neuron"
    start: ClassVar[tuple[float, float]] = (-4.0, -3.0)
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
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2).

        dL/db = sum_u n_u (f - m_u) f (1 - f), and dL/dw is the same with each term times x_u.
        """
        return in_chunks(self._gradient_of_rows, params, params.shape, len(self._points.x))

    @property
    def minimum(self) -> FloatArray | None:
        """Where L is least, shape (2,), read-only; None where Newton's method does not settle.

        Found once, by damped Newton steps from (0, 0), so it is the minimum that belongs to that
        start. There is none where the data can be fitted ever better by ever larger params, or
        where all x are equal (then a whole line is best).
        """
        return self._settled

    @cached_property
    @np.errstate(all="ignore")  # inputs may be as large as floats are
    def _settled(self) -> FloatArray | None:
        params = np.zeros(2)
        for _ in range(_NEWTON_STEPS):
            step = self._newton_step(params)
            if step is None or not np.isfinite(step).all():
                return None
            # Rounding alone may lift the loss by some 1e-16 of itself once the step is tiny.
            highest = self.loss(params) * (1.0 + 1e-12)
            while self.loss(params + step) > highest:
                step = 0.5 * step
            params = params + step
            if np.abs(step).max() <= 1e-12 * (1.0 + np.abs(params).max()):
                return kept_array("the minimum", params)
        return None

    def __reduce__(self) -> tuple[type["Neuron"], tuple[Dataset, Window]]:
        return (Neuron, (self.dataset, self.window))  # what is cached is found again

    @cached_property
    def _points(self) -> DistinctPoints:
        return distinct_points(self.dataset)

    def _loss_of_rows(self, rows: FloatArray) -> FloatArray:
        points = self._points
        error = sigmoid(rows, points.x)[0] - points.means
        loss: FloatArray = 0.5 * (points.counts * (error * error)).sum(axis=-1) + points.constant
        return loss

    def _gradient_of_rows(self, rows: FloatArray) -> FloatArray:
        points = self._points
        f, slope = sigmoid(rows, points.x)
        terms = (points.counts * (f - points.means)) * slope
        return np.stack([(terms * points.x).sum(axis=-1), terms.sum(axis=-1)], axis=-1)

    def _newton_step(self, params: FloatArray) -> FloatArray | None:
        """Newton's step at one point, or Gauss-Newton's where L is not convex; None if flat."""
        points = self._points
        f, slope = sigmoid(params[np.newaxis], points.x)
        inputs = np.stack([points.x, np.ones_like(points.x)])
        gauss_newton = (points.counts * slope * slope)[0]
        newton = gauss_newton + (points.counts * (f - points.means) * slope * (1.0 - 2.0 * f))[0]
        # Measured against the data, not the Hessian: where f is all but 0 or 1 both are all flat.
        flat = 1e-14 * np.trace((points.counts * inputs) @ inputs.T)
        for weights in (newton, gauss_newton):
            hessian = (weights * inputs) @ inputs.T
            if not np.isfinite(hessian).all():
                return None
            if np.linalg.eigvalsh(hessian)[0] > flat:
                return np.asarray(np.linalg.solve(hessian, -self.gradient(params)))
        return None
