"""One optimizer's path over a relief, and the head at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.dots import HEAD, Dot, DotLook
from ...drawing.strokes import Stroke
from ...drawing.trail import end_in, thin
from ...drawing.walk import Walk
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .block import Block
from .turntable import View

SPACING = 4.0
"""Pixels over the ground between the vertices that let a path follow the relief."""

_MOST = 6000  # vertices of a path
_BEHIND = "80"  # opacity, in hexadecimal, of what is seen through the relief


class Track(Walk):
    """The path of one run over a relief: solid where it is seen, thin where the relief hides it.

    The head glides between two steps. One that is outside the window stays at its edge, hollow;
    one that diverged stays where it was last finite, or where its path left the window, as a cross.
    """

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, block: Block, window: Window
    ) -> None:
        super().__init__(context.trajectory(name))
        self.name = name
        self._block, self._window = block, window
        self._low = np.array([window.w_min, window.b_min])
        self._high = np.array([window.w_max, window.b_max])
        self._inside, self._end = end_in(self.held[: self.last + 1], self._low, self._high)
        side = min(axes.bbox.width, axes.bbox.height)
        self._density = side / 2 / SPACING  # vertices for 1 of the block's coordinates
        self._vertices, self._steps = self._follow(side)
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
        pixels = IdentityTransform()
        self.behind = Stroke(axes, color + _BEHIND, 2.8, layer=0.2, transform=pixels)
        self.rim = Stroke(axes, halo, 8.3, layer=0.3, transform=pixels)
        self.line = Stroke(axes, color, 4.4, layer=0.4, transform=pixels)
        self.head = Dot(axes, self._look, size=HEAD, rim=2.8)
        self.head.set_transform(pixels)

    @property
    def artists(self) -> list[Artist]:
        """All that moves, in the order in which it is drawn."""
        return [self.behind, self.rim, self.line, self.head]

    def set(self, moment: Moment, view: View) -> None:
        """Set path and head to the moment, as seen in the view."""
        place = self.place(moment.step)
        points = self._walked(moment, place)
        pixels = view.project(points)
        hidden = self._block.hidden(points, view)
        # A stretch is hidden where both its ends are: the two kinds of line meet without a gap.
        begins = hidden & ~np.append(hidden[1:], True)
        seen = np.where((hidden & ~begins)[:, None], np.nan, pixels)
        unseen = np.where(hidden[:, None], pixels, np.nan)
        for stroke, ends in ((self.rim, seen), (self.line, seen), (self.behind, unseen)):
            stroke.set_points(ends, ends)
        self._set_head(moment, place, view)

    def _walked(self, moment: Moment, place: FloatArray) -> FloatArray:
        """Return the points of the relief passed so far, (n, 3), up to the head."""
        whole = min(moment.whole, self.last)
        count = int(np.searchsorted(self._steps, whole, side="right"))
        if self.missing(moment):
            return self._vertices[:count]
        rest = self._subdivided(np.array([self.params[whole], place]))[0]
        return np.concatenate([self._vertices[:count], self._on_relief(rest)])

    def _set_head(self, moment: Moment, place: FloatArray, view: View) -> None:
        gone, outside = self.gone(moment), not bool(self._window.contains(place))
        for_good = outside and moment.step > self._inside
        seen = self._end if for_good else np.clip(place, self._low, self._high)
        pixel = view.project(self._block.place(seen))
        self.head.set_point(pixel, pixel)
        self.head.set_visible(not self.missing(moment))
        self.head.set_look(
            self._look_gone if gone else self._look_outside if outside else self._look
        )

    def _follow(self, side: float) -> tuple[FloatArray, NDArray[np.intp]]:
        """Return the vertices on the relief, (n, 3), and the step at which each is reached."""
        ground = self._block.ground(self.params)
        trail = thin(self.params, ground * (side / 2))
        points, stretch = self._subdivided(trail.points)
        return self._on_relief(points), trail.steps[np.minimum(stretch, len(trail.steps) - 1)]

    def _subdivided(self, params: FloatArray) -> tuple[FloatArray, NDArray[np.intp]]:
        """Put vertices between those given, and say at which of the given ones each counts."""
        ground = self._block.ground(params)
        length = np.hypot(*np.diff(ground, axis=0).T)
        length = np.minimum(np.nan_to_num(length), 8.0)  # a leap beyond the window needs no more
        density = min(self._density, _MOST / max(float(length.sum()), 1e-9))
        counts = np.ceil(length * density).astype(np.intp).clip(1)
        stretch = np.repeat(np.arange(len(length)), counts)
        number = np.arange(len(stretch)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
        share = (number / counts[stretch])[:, None]
        between = params[stretch] + share * (params[stretch + 1] - params[stretch])
        first = np.zeros(1, dtype=np.intp)
        return np.concatenate([params[:1], between]), np.concatenate([first, stretch + 1])

    def _on_relief(self, params: FloatArray) -> FloatArray:
        """Return points on the relief, (n, 3), nan for those that are outside the window."""
        points = self._block.place(params)
        points[~self._window.contains(params)] = np.nan
        return points
