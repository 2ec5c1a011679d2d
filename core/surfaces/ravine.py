"""A narrow ravine."""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..window import Spacing, Window
from .landscape import Landscape


@dataclass(frozen=True)
class Ravine(Landscape):
    """A winding ravine with steep walls and a floor that falls gently.

    L = 0.1 w^2 + 20 (b - sin(w))^2, with its minimum 0 at (0, 0). The walls are 200 times as curved
    as the floor.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "ravine"
    start: ClassVar[tuple[float, float]] = (-3.6, 1.6)
    spacing: ClassVar[Spacing] = "log"

    window: Window = field(default=Window(-5.0, 5.0, -2.6, 2.6), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        off = b - np.sin(w)
        return 0.1 * (w * w) + 20.0 * (off * off)

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        off = 40.0 * (b - np.sin(w))
        return 0.2 * w - off * np.cos(w), off
