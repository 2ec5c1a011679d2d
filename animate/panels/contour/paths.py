"""One optimizer's trail on the contour panel, and the head at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.dots import HEAD, Dot, DotLook
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import TrailStroke
from ...drawing.trail import end_in, thin
from ...drawing.walk import Walk
from ...scene.clock import Moment
from ...scene.panel import PanelContext


class Path(Walk):
    """The trail (a line on a light rim) and the head of one run.

    The head glides between two steps. One that is outside the window stays at its edge, hollow,
    and where its path leaves if it does for good; one that diverged stays where it was last finite,
    or where its path left the window, as a cross.
    """

    def __init__(self, axes: Axes, context: PanelContext, name: str) -> None:
        super().__init__(context.trajectory(name))
        self.name = name
        (w_min, w_max), (b_min, b_max) = axes.get_xlim(), axes.get_ylim()
        self._low, self._high = np.array([w_min, b_min]), np.array([w_max, b_max])
        self._to_pixels = PixelMap(axes)
        self._trail = thin(self.params, self._to_pixels(self.params))
        points, pixels = self._trail.points, self._to_pixels(self._trail.points)
        color, halo, marker = (
            context.theme.path_color(name),
            context.theme.halo,
            context.mark(name).marker,
        )
        self._look = DotLook(marker, color, halo)
        self._look_outside, self._look_gone = (
            DotLook(marker, halo, color),
            DotLook("X", color, halo),
        )
        self.rim = TrailStroke(axes, halo, 8.9, points, pixels)
        self.line = TrailStroke(axes, color, 4.7, points, pixels)
        self.head = Dot(axes, self._look, size=HEAD, rim=2.8)
        self._inside, self._end = end_in(self.held[: self.last + 1], self._low, self._high)

    def seen(self, step: float) -> FloatArray:
        """Where the head is drawn, shape (2,), data coordinates: on the edge if it is outside."""
        if self.outside(step) and step > self._inside:
            return self._end
        return np.clip(self.place(step), self._low, self._high)

    def outside(self, step: float) -> bool:
        """Whether the run is outside the window."""
        place = self.place(step)
        return bool(((place < self._low) | (place > self._high)).any())

    def leaves(self, window: Window) -> bool:
        """Whether any step of the run is outside a window."""
        w, b = self.held.T
        beyond = (w < window.w_min) | (w > window.w_max) | (b < window.b_min) | (b > window.b_max)
        return bool(beyond.any())

    def set(self, moment: Moment) -> None:
        """Set trail and head to the moment."""
        place, seen = self.place(moment.step), self.seen(moment.step)
        count = self._trail.count(min(moment.whole, self.last))
        missing = self.missing(moment)
        end = self._to_pixels(place)
        if missing:
            place, end = np.full(2, np.nan), np.full(2, np.nan)
        for line in (self.rim, self.line):
            line.set_end(count, place, end)
        self.head.set_point(seen, self._to_pixels(seen))
        self.head.set_visible(not missing)
        outside = self._look_outside if self.outside(moment.step) else self._look
        self.head.set_look(self._look_gone if self.gone(moment) else outside)
