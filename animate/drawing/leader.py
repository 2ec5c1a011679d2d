"""The line that ties a name to what it names, where it stands far from it."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ..style.theme import Theme
from .strokes import Stroke

FAR = 16.0
"""A name farther than this from what it names, in design pixels, is tied to it."""


class Leader:
    """A thin line from a point to the nearest place of a name's box.

    Parameters
    ----------
    apart
        How far a name stands from its point at the least, in pixels.
    """

    def __init__(self, axes: Axes, theme: Theme, apart: float, scale: float) -> None:
        self.stroke: Stroke = Stroke(axes, theme.ink, 1.7, layer=0.5, transform=IdentityTransform())
        self._far = apart + FAR * scale

    def set(self, point: FloatArray, centre: FloatArray, half: FloatArray, *, seen: bool) -> None:
        """Tie a box, by its centre and half its size, to a point; one that is hidden is not."""
        nearest = np.clip(point, centre - half, centre + half)
        self.stroke.set_visible(seen and math.dist(point, nearest) > self._far)
        ends = np.array([point, nearest])
        self.stroke.set_points(ends, ends)
