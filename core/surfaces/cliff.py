"""A plateau with a cliff."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class Cliff(Landscape):
    """A plateau that is all but flat, a cliff, and a flat floor.

    L = r^8 / (1 + r^8) + 0.02 r^2 with r^2 = w^2 + b^2, with its minimum 0 at (0, 0). On the
    plateau the gradient is about 0.1 and on the cliff, where r is 1, twenty times as large: a
    learning rate that crosses the one in good time is thrown by the other.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "cliff"
    start: ClassVar[tuple[float, float]] = (-2.4, 1.2)

    window: Window = field(default=Window(-2.8, 2.8, -2.1, 2.1), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        square = w * w + b * b
        eighth = (square * square) * (square * square)
        # Written so that the plateau is 1 and not inf / inf far out.
        return (1.0 - 1.0 / (1.0 + eighth)) + 0.02 * square

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        square = w * w + b * b
        fourth = square * square
        whole = 1.0 + fourth * fourth
        slope = 8.0 * (fourth * square) / whole / whole + 0.04
        return slope * w, slope * b
