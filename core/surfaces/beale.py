"""Beale's function."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Spacing, Window
from .landscape import Landscape


@dataclass(frozen=True)
class Beale(Landscape):
    """Flat in the middle, steep at the corners, with a long curved way to the minimum.

    L = (1.5 - w + w b)^2 + (2.25 - w + w b^2)^2 + (2.625 - w + w b^3)^2, with its minimum 0 at
    (3, 0.5). Beale, "On an iterative method for finding a local minimum of a function of more than
    one variable", 1958.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "beale"
    start: ClassVar[tuple[float, float]] = (1.0, 1.5)
    spacing: ClassVar[Spacing] = "log"
    minima: ClassVar[tuple[tuple[float, float], ...]] = ((3.0, 0.5),)

    window: Window = field(default=Window(-1.0, 4.2, -1.0, 2.2), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        one, two, three = _errors(w, b)
        return one * one + two * two + three * three

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        one, two, three = _errors(w, b)
        square = b * b
        by_w = one * (b - 1.0) + two * (square - 1.0) + three * (square * b - 1.0)
        by_b = w * (one + 2.0 * (two * b) + 3.0 * (three * square))
        return 2.0 * by_w, 2.0 * by_b


def _errors(w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    square = b * b
    return 1.5 - w + w * b, 2.25 - w + w * square, 2.625 - w + w * (square * b)
