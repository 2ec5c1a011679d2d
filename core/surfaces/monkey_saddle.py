"""The monkey saddle."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class MonkeySaddle(Landscape):
    """Three ways down and three up: room for two legs and a tail.

    L = w^3 - 3 w b^2. It has no minimum: whatever leaves the flat middle (0, 0), where the
    curvature is 0 too, falls for ever.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "monkey_saddle"
    start: ClassVar[tuple[float, float]] = (1.4, 0.05)
    minima: ClassVar[tuple[tuple[float, float], ...]] = ()

    window: Window = field(default=Window(-2.0, 2.0, -2.0, 2.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        return w * (w * w - 3.0 * (b * b))

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        return 3.0 * (w * w - b * b), -6.0 * (w * b)
