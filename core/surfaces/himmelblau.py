"""Himmelblau's function."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Spacing, Window
from .landscape import Landscape


@dataclass(frozen=True)
class Himmelblau(Landscape):
    """Four valleys of equal depth: small differences decide which one is found.

    L = (w^2 + b - 11)^2 + (w + b^2 - 7)^2, with four minima of 0, one of them at (3, 2).
    Himmelblau, "Applied nonlinear programming", 1972.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "himmelblau"
    start: ClassVar[tuple[float, float]] = (-0.5, -1.0)
    spacing: ClassVar[Spacing] = "log"
    minima: ClassVar[tuple[tuple[float, float], ...]] = (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    )

    window: Window = field(default=Window(-5.0, 5.0, -5.0, 5.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        one, two = w * w + b - 11.0, w + b * b - 7.0
        return one * one + two * two

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        one, two = w * w + b - 11.0, w + b * b - 7.0
        return 4.0 * (w * one) + 2.0 * two, 2.0 * one + 4.0 * (b * two)
