"""A saddle."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class Saddle(Landscape):
    """Up along w and down along b, from a flat point between.

    L = (w^2 - b^2) / 2. It has no minimum: what is only a little off the ridge b = 0 falls for
    ever, after it has seemed to stand still at (0, 0).

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "saddle"
    start: ClassVar[tuple[float, float]] = (-1.6, 0.002)
    minima: ClassVar[tuple[tuple[float, float], ...]] = ()

    window: Window = field(default=Window(-2.0, 2.0, -2.0, 2.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        return 0.5 * (w * w - b * b)

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        return w, -b
