"""Rastrigin's function."""

import math
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class Rastrigin(Landscape):
    """A wide bowl full of hollows, each of them a trap.

    L = 20 + w^2 - 10 cos(2 pi w) + b^2 - 10 cos(2 pi b), with its minimum 0 at (0, 0). Rastrigin,
    "Systems of extremal control", 1974.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "rastrigin"
    start: ClassVar[tuple[float, float]] = (3.3, -2.6)

    window: Window = field(default=Window(-4.5, 4.5, -4.5, 4.5), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        hollows = (1.0 - np.cos(2.0 * math.pi * w)) + (1.0 - np.cos(2.0 * math.pi * b))
        return w * w + b * b + 10.0 * hollows

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        wave = 20.0 * math.pi
        slope_w = 2.0 * w + wave * np.sin(2.0 * math.pi * w)
        return slope_w, 2.0 * b + wave * np.sin(2.0 * math.pi * b)
