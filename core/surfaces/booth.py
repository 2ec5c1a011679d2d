"""Booth's function."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Spacing, Window
from .landscape import Landscape


@dataclass(frozen=True)
class Booth(Landscape):
    """A plain bowl with its axes on the diagonals, of condition number 9.

    L = (w + 2 b - 7)^2 + (2 w + b - 5)^2, with its minimum 0 at (1, 3). A usual test function,
    named after A. D. Booth.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "booth"
    start: ClassVar[tuple[float, float]] = (-3.0, -1.0)
    spacing: ClassVar[Spacing] = "log"
    minima: ClassVar[tuple[tuple[float, float], ...]] = ((1.0, 3.0),)

    window: Window = field(default=Window(-4.0, 6.0, -2.0, 8.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        one, two = w + 2.0 * b - 7.0, 2.0 * w + b - 5.0
        return one * one + two * two

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        one, two = w + 2.0 * b - 7.0, 2.0 * w + b - 5.0
        return 2.0 * one + 4.0 * two, 4.0 * one + 2.0 * two
