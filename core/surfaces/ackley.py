"""Ackley's function."""

import math
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..window import Window
from .landscape import Landscape


@dataclass(frozen=True)
class Ackley(Landscape):
    """A funnel with an egg-box on it: many small hollows around one deep hole.

    L = -20 exp(-0.2 r) - exp((cos(2 pi w) + cos(2 pi b)) / 2) + 20 + e with r = sqrt((w^2 + b^2) /
    2); its minimum is 0 at (0, 0). The hole ends in a point, where the gradient is said to be 0.
    Ackley, "A connectionist machine for genetic hillclimbing", 1987.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "ackley"
    start: ClassVar[tuple[float, float]] = (2.7, -3.2)

    window: Window = field(default=Window(-4.0, 4.0, -4.0, 4.0), kw_only=True)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        funnel = 20.0 * np.exp(-0.2 * _radius(w, b))
        return (20.0 - funnel) + (math.e - _boxes(w, b))

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        radius = _radius(w, b)
        # 2 / r where the point is not, 0 at the point
        away = np.where(radius > 0.0, radius, 1.0)
        funnel = 2.0 * np.exp(-0.2 * radius) / away
        boxes = math.pi * _boxes(w, b)
        slope_w = funnel * w + boxes * np.sin(2.0 * math.pi * w)
        return slope_w, funnel * b + boxes * np.sin(2.0 * math.pi * b)


def _radius(w: FloatArray, b: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(0.5 * (w * w + b * b)))


def _boxes(w: FloatArray, b: FloatArray) -> FloatArray:
    waves = np.cos(2.0 * math.pi * w) + np.cos(2.0 * math.pi * b)
    return np.asarray(np.exp(0.5 * waves))
