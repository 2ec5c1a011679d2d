"""The quadratic bowl, on which the theory of optimizers is exact."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..checks import finite_number
from ..window import Spacing, Window, checked_window

_WINDOW = Window(-2.0, 2.0, -2.0, 2.0)


@dataclass(frozen=True)
class Quadratic:
    """A bowl with curvatures 1 and `condition_number` along two perpendicular axes.

    L = (u^2 + condition_number * v^2) / 2, where u = w cos(angle) + b sin(angle) and
    v = -w sin(angle) + b cos(angle). The minimum is 0 at (0, 0).

    Gradient descent on it converges for learning rates below 2 / condition_number and diverges
    above (for condition numbers of at least 1).

    Attributes
    ----------
    condition_number
        Ratio of the larger curvature to the smaller, at least 1.
    angle
        Direction of the flat axis u, in radians from the w axis; 0 leaves w flat and b steep.
    window
        The part of the plane to show.
    """

    name = "quadratic"
    start: ClassVar[tuple[float, float]] = (-1.6, 1.4)
    spacing: ClassVar[Spacing] = "linear"

    condition_number: float = 10.0
    angle: float = 0.0
    window: Window = _WINDOW

    def __post_init__(self) -> None:
        condition_number = finite_number("condition_number", self.condition_number, least=1.0)
        object.__setattr__(self, "condition_number", condition_number)
        object.__setattr__(self, "angle", finite_number("angle", self.angle))
        object.__setattr__(self, "window", checked_window(self.window))

    @property
    def minimum(self) -> FloatArray:
        """(0, 0), shape (2,)."""
        return np.zeros(2)

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        u, v = self._along_axes(params)
        return np.asarray(0.5 * (u * u + self.condition_number * (v * v)))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        u, v = self._along_axes(params)
        steep = self.condition_number * v
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return np.stack([cos * u - sin * steep, sin * u + cos * steep], axis=-1)

    def _along_axes(self, params: FloatArray) -> tuple[FloatArray, FloatArray]:
        w, b = params[..., 0], params[..., 1]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return cos * w + sin * b, cos * b - sin * w
