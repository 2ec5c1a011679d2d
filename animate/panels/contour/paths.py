"""One optimizer's trail on the contour panel, and the head at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Window

from ...drawing.headed_walk import HeadedWalk
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke, TrailStroke
from ...drawing.trail import thin
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .fading import Fading, faint
from .marks import Marks


class Path(HeadedWalk):
    """The trail (a line on a light rim) and the head of one run.

    Parameters
    ----------
    apart
        Steps from one mark on the trail to the next, 0 for no marks.
    fade
        Steps over which the trail fades to what the older part looks like, 0 for never.
    whole
        The window that the path must have marks for; that of the axes if left out.

    Attributes
    ----------
    strokes
        All of the trail, in the order in which it is drawn.
    """

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, apart: int = 0, fade: int = 0,
        whole: Window | None = None,
    ) -> None:  # fmt: skip
        shown = Window(*axes.get_xlim(), *axes.get_ylim())
        super().__init__(axes, context, name, shown)
        self._to_pixels = PixelMap(axes)
        self._trail = thin(self.params, self._to_pixels(self.params))
        points, pixels = self._trail.points, self._to_pixels(self._trail.points)
        color, halo = context.theme.path_color(name), context.theme.halo
        self.color = color
        self.rim: TrailStroke = TrailStroke(axes, halo, 8.9, points, pixels)
        self.line: TrailStroke = TrailStroke(
            axes, faint(context.theme, color) if fade else color, 4.7, points, pixels,
            dashed=name in context.theme.dashed,
        )  # fmt: skip
        self.strokes: list[Stroke] = [self.rim, self.line]
        self.fading: Fading | None = None
        if fade:
            self.fading = Fading(axes, context.theme, color, self, fade)
            self.strokes += self.fading.strokes
        self.marks: Marks | None = None
        if apart:
            played = self.params[: self.last + 1]
            w_min, w_max, b_min, b_max = whole or shown
            box = self._to_pixels(np.array([(w_min, b_min), (w_max, b_max)]))
            pixels = self._to_pixels(played)
            self.marks = Marks(axes, context.theme, color, played, pixels, apart, box)
            self.strokes += self.marks.strokes

    def look_through(self, window: Window, to_pixels: PixelMap) -> None:
        """Show the path as axes do whose limits have become those of a window."""
        self.look_at(window)
        self._to_pixels = to_pixels
        if self.fading is not None:
            self.fading.to_pixels = to_pixels
        for stroke in self.strokes:
            if stroke is not self.line:
                stroke.put_through(self._to_pixels)
        self.line.put_as(self.rim)

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
        if self.fading is not None:
            oldest = self.fading.set(moment.step)
            place = self.fading.end(oldest)
            self.line.set_end(self._trail.count(int(oldest)), place, self._to_pixels(place))
        if self.marks is not None:
            self.marks.set(moment.whole)
        self.head.set_point(seen, self._to_pixels(seen))
        self.dress_head(moment)
