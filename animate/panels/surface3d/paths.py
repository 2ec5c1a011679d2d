"""One optimizer's path over a relief, and the head at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.headed_walk import HeadedWalk
from ...drawing.strokes import Stroke
from ...drawing.trail import thin
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .block import Block
from .turntable import View

SPACING = 4.0
"""Pixels over the ground between the vertices that let a path follow the relief."""

_MOST = 6000  # vertices of a path
_BEHIND = "80"  # opacity, in hexadecimal, of what is seen through the relief


class Track(HeadedWalk):
    """The path of one run over a relief: solid where it is seen, thin where the relief hides it."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, block: Block, window: Window
    ) -> None:
        super().__init__(axes, context, name, window)
        self._block = block
        side = min(axes.bbox.width, axes.bbox.height)
        self._density = side / 2 / SPACING  # vertices for 1 of the block's coordinates
        self._vertices, self._steps = self._follow(side)
        color, halo = context.theme.path_color(name), context.theme.halo
        pixels = IdentityTransform()
        self.behind: Stroke = Stroke(axes, color + _BEHIND, 2.8, layer=0.2, transform=pixels)
        self.rim: Stroke = Stroke(axes, halo, 8.3, layer=0.3, transform=pixels)
        self.line: Stroke = Stroke(
            axes, color, 4.4, layer=0.4, transform=pixels, dashed=name in context.theme.dashed
        )
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
        pixel = view.project(self._block.place(self.seen(moment.step)))
        self.head.set_point(pixel, pixel)
        self.dress_head(moment)

    def _walked(self, moment: Moment, place: FloatArray) -> FloatArray:
        """Return the points of the relief passed so far, (n, 3), up to the head."""
        whole = min(moment.whole, self.last)
        count = int(np.searchsorted(self._steps, whole, side="right"))
        if self.missing(moment):
            return self._vertices[:count]
        rest = self._subdivided(np.array([self.params[whole], place]))[0]
        return np.concatenate([self._vertices[:count], self._on_relief(rest)])

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
        points[~self.window.contains(params)] = np.nan
        return points
