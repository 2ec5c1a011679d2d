"""The function of Styblinski and Tang."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class StyblinskiTang(Landscape):
    """Four hollows of which one is the deepest.

    L = (w^4 - 16 w^2 + 5 w + b^4 - 16 b^2 + 5 b) / 2, with its minimum -78.332 at
    (-2.9035, -2.9035). Styblinski and Tang, "Experiments in nonconvex optimization: stochastic
    approximation with function smoothing and simulated annealing", 1990.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "styblinski_tang"
    start: ClassVar[tuple[float, float]] = (-0.2, 0.1)
    minima: ClassVar[tuple[tuple[float, float], ...]] = ((-2.903534027771177, -2.903534027771177),)

    window: Window = field(default=Window(-4.5, 4.5, -4.5, 4.5), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        return 0.5 * (_part(w) + _part(b))

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        return _slope(w), _slope(b)


def _part(x: FloatArray) -> FloatArray:
    square = x * x
    return square * (square - 16.0) + 5.0 * x


def _slope(x: FloatArray) -> FloatArray:
    return x * (2.0 * (x * x) - 16.0) + 2.5
