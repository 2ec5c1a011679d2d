"""The six-hump camel."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class SixHumpCamel(Landscape):
    """Six hollows, two of them the deepest, opposite each other.

    L = (4 - 2.1 w^2 + w^4 / 3) w^2 + w b + 4 (b^2 - 1) b^2, with its minima -1.0316 at
    (0.0898, -0.7127) and (-0.0898, 0.7127). Dixon and Szegö, "Towards global optimisation 2", 1978.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "six_hump_camel"
    start: ClassVar[tuple[float, float]] = (-1.2, -0.9)
    minima: ClassVar[tuple[tuple[float, float], ...]] = (
        (0.08984201310031806, -0.7126564030207396),
        (-0.08984201310031806, 0.7126564030207396),
    )

    window: Window = field(default=Window(-2.1, 2.1, -1.2, 1.2), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        u, v = w * w, b * b
        return (4.0 - 2.1 * u + (u * u) / 3.0) * u + w * b + 4.0 * ((v - 1.0) * v)

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        u, v = w * w, b * b
        slope_w = w * (8.0 - 8.4 * u + 2.0 * (u * u)) + b
        return slope_w, w + b * (16.0 * v - 8.0)
