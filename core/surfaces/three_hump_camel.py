"""The three-hump camel."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class ThreeHumpCamel(Landscape):
    """Three hollows in a row, the middle one the deepest.

    L = 2 w^2 - 1.05 w^4 + w^6 / 6 + w b + b^2, with its minimum 0 at (0, 0). Dixon and Szegö,
    "Towards global optimisation 2", 1978.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "three_hump_camel"
    start: ClassVar[tuple[float, float]] = (1.0, 2.0)

    window: Window = field(default=Window(-2.4, 2.4, -2.4, 2.4), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        u = w * w
        return (2.0 - 1.05 * u + (u * u) / 6.0) * u + w * b + b * b

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        u = w * w
        return w * (4.0 - 4.2 * u + u * u) + b, w + 2.0 * b
