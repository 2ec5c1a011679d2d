"""The last steps of a trail, fading with their age into what the older ones look like."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb

from gradreel.core.arrays import FloatArray

from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke
from ...drawing.walk import Walk
from ...style.theme import Theme

FAINT = 0.35
"""Share of its colour that an old part of a trail keeps; the rest is that of its rim."""

MOST = 2_000
"""Steps over which a trail fades, at the most: all of them are drawn at each frame."""

_PIECES = 10


def faint(theme: Theme, color: str, share: float = FAINT) -> str:
    """Return a colour of which so much is left on the rim of a trail."""
    pairs = zip(to_rgb(color), to_rgb(theme.halo), strict=True)
    red, green, blue = (share * own + (1 - share) * rim for own, rim in pairs)
    return to_hex((red, green, blue))


class Fading:
    """The last `steps` of a trail in pieces of equal age, each of one colour.

    They go along all places of the run, not along the vertices of its trail: these leave out what
    runs over old ink, which is fainter.
    """

    to_pixels: PixelMap

    def __init__(self, axes: Axes, theme: Theme, color: str, walk: Walk, steps: int) -> None:
        self._walk, self._steps, self.to_pixels = walk, steps, PixelMap(axes)
        shares = np.linspace(FAINT, 1.0, _PIECES + 1)[1:]
        self.strokes: list[Stroke] = [
            Stroke(axes, faint(theme, color, share), 4.7) for share in shares
        ]

    def set(self, step: float) -> float:
        """Show the pieces at a step and return the step at which the oldest begins."""
        ends = np.clip(
            step - self._steps * np.linspace(1, 0, _PIECES + 1), 0.0, float(self._walk.last)
        )
        for stroke, first, last in zip(self.strokes, ends[:-1], ends[1:], strict=True):
            points = self._between(float(first), float(last))
            stroke.set_visible(len(points) > 1)
            stroke.set_points(points, self.to_pixels(points))
        return float(ends[0])

    def _between(self, first: float, last: float) -> FloatArray:
        if first >= last:
            return np.zeros((0, 2))
        whole = self._walk.params[math.floor(first) + 1 : math.ceil(last)]
        return np.concatenate([self.end(first)[None], whole, self.end(last)[None]])

    def end(self, step: float) -> FloatArray:
        """Return where the run is at a step, (2,); nan in a gap."""
        known = np.isfinite(self._walk.params[int(step + 1e-6)]).all()
        return self._walk.place(step) if known else np.full(2, np.nan)
