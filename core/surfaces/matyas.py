"""Matyas's function."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..arrays import FloatArray
from ..window import Spacing, Window
from .landscape import Landscape


@dataclass(frozen=True)
class Matyas(Landscape):
    """A shallow trough along the diagonal: a bowl of condition number 25.

    L = 0.26 (w^2 + b^2) - 0.48 w b, with its minimum 0 at (0, 0). A usual test function, named
    after J. Matyas.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "matyas"
    start: ClassVar[tuple[float, float]] = (4.0, -1.0)
    spacing: ClassVar[Spacing] = "log"

    window: Window = field(default=Window(-5.0, 5.0, -5.0, 5.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        across, along = w - b, w + b  # the axes: this way nothing cancels
        return 0.25 * (across * across) + 0.01 * (along * along)

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        return 0.52 * w - 0.48 * b, 0.52 * b - 0.48 * w
