"""A map on its way to its zoom: the axes and all that lies on them, as something that moves.

Drawn by matplotlib, a window of the map takes twenty times as long as a frame that plays. On the
way each frame shows another window; so the bands are looked up in few evaluations of the surface
(see drawing/band_picture.py), and ticks, numbers, stars and paths are only put elsewhere. Where the
map rests it is drawn as any other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at

from ...drawing.band_picture import BandPicture
from ...drawing.pixel_map import PixelMap
from ...drawing.plain_axes import in_corner
from ...drawing.strokes import Stroke
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .frame import FRAME, corners_of, frame_at
from .ghosts import GHOST, ghost_ink, ghost_vertices
from .ground import FINER_OPACITY, LINE, OPACITY, Ground
from .landmarks import Landmarks, TargetLines, border_of
from .moving_ticks import MovingTicks

STRETCH = 1.6
"""By how much a window shrinks, at the most, from one evaluation of the surface to the next."""

FINER = 2
"""Corners of an evaluation to one of the picture, along each side."""


class _Key(NamedTuple):
    """The losses at the corners of a grid over a window, rows along b."""

    window: Window
    loss: FloatArray


class Zooming:
    """What lies under the paths of a map at each progress of its zoom, and where the paths are.

    Parameters
    ----------
    window_at
        Tells the window of the map at a progress of its zoom.

    Attributes
    ----------
    to_pixels
        Where all that lies on the map is in the picture, since `look`.
    """

    def __init__(
        self, axes: Axes, context: PanelContext, ground: Ground,
        window_at: Callable[[float], Window], ghosts: Sequence[str], names: Sequence[str],
        *, targets: bool,
    ) -> None:  # fmt: skip
        self._axes, self._panel, self._ground = axes, context.panel, ground
        self._surface, self._window_at = context.surface, window_at
        self.to_pixels: PixelMap = PixelMap(axes)
        theme, levels = context.theme, ground.levels
        bands = max(len(levels.scaled_edges) - 1, 1)
        self._picture = BandPicture(axes, theme, bands, line=LINE, opacity=OPACITY)
        self._border = border_of(axes)
        self._ticks = MovingTicks(axes)
        self._marks = Landmarks(axes, context, (*names, *ghosts))
        self._lines = TargetLines(axes, context) if targets else None
        self._words: list[Artist] = []
        if levels.flat:
            self._words = [in_corner(axes, levels.flat, color=theme.ink, moves=True)]
        self._frame = [
            Stroke(axes, getattr(theme, color), width, layer=-0.5) for color, width in FRAME.items()
        ]
        self._ghosts = [
            Stroke(axes, ghost_ink(theme, name, line), GHOST[line], layer=-0.6)
            for name in ghosts
            for line in GHOST
        ]
        for stroke, name in zip(self._ghosts, [n for n in ghosts for _ in GHOST], strict=True):
            vertices = ghost_vertices(axes, context, name)
            stroke.set_points(vertices, vertices)
        whole, zoom = window_at(0.0), window_at(1.0)
        shrinks = max(
            abs(math.log((zoom.w_max - zoom.w_min) / (whole.w_max - whole.w_min))),
            abs(math.log((zoom.b_max - zoom.b_min) / (whole.b_max - whole.b_min))),
        )
        self._keys = max(math.ceil(shrinks / math.log(STRETCH)), 1)
        self._key = lru_cache(maxsize=2)(self._evaluated)

    def look(self, moment: Moment) -> Window:
        """Let the axes show the window of a moment, and return it."""
        progress = moment.changes.get(self._panel, 0.0)
        window = self._window_at(progress)
        limits = self._axes.viewLim  # not by set_xlim, which looks for axes that share them
        limits.intervalx = (window.w_min, window.w_max)
        limits.intervaly = (window.b_min, window.b_max)
        low, high = np.array(window).reshape(2, 2).T
        self.to_pixels.look_at(low, high)
        return window

    def at(self, moment: Moment) -> list[Artist]:
        """Return what lies under the paths, set to a moment, in the order of drawing."""
        progress = moment.changes.get(self._panel, 0.0)
        window, to_pixels = self._window_at(progress), self.to_pixels
        self._set_bands(progress, window)
        self._marks.put(window, to_pixels)
        for stroke in self._ghosts:
            stroke.put_through(to_pixels)
        whole, zoom = self._ground.whole, self._ground.zoom
        assert zoom is not None
        corners = corners_of(frame_at(whole, zoom, progress))
        for stroke in self._frame:
            stroke.set_points(corners, to_pixels(corners))
        lines = [] if self._lines is None else self._lines.across(window, to_pixels)
        return [
            self._picture, *self._words, self._border, *self._ticks.at(to_pixels), *lines,
            *self._ghosts, *self._frame, *self._marks.dots,
        ]  # fmt: skip

    def _set_bands(self, progress: float, window: Window) -> None:
        levels = self._ground.levels
        key = self._key(min(math.floor(progress * self._keys), self._keys - 1))
        loss = self._looked_up(key, window)
        with np.errstate(all="ignore"):  # a loss may be infinite or missing
            scaled = levels.scale(np.where(np.isfinite(loss), loss, np.nan))
        if levels.flat:
            self._picture.set_places(np.where(np.isfinite(scaled), 0.5, np.nan))
            return
        places = np.where(np.isnan(scaled), np.nan, levels.places(scaled))
        self._picture.set_places(places, self._ground.parts, FINER_OPACITY * progress)

    def _looked_up(self, key: _Key, window: Window) -> FloatArray:
        """Return the losses at the corners of the picture, straight between those of the key."""
        (rows, columns), known = key.loss.shape, key.window
        across = window.w_min + self._picture.across * (window.w_max - window.w_min)
        upright = window.b_min + self._picture.upright * (window.b_max - window.b_min)
        x = (across - known.w_min) / (known.w_max - known.w_min) * (columns - 1)
        y = (upright - known.b_min) / (known.b_max - known.b_min) * (rows - 1)
        left = np.clip(np.floor(x), 0, columns - 2).astype(np.intp)
        foot = np.clip(np.floor(y), 0, rows - 2).astype(np.intp)
        x, y = x - left, (y - foot)[:, None]
        with np.errstate(all="ignore"):
            rising = key.loss[foot] + y * (key.loss[foot + 1] - key.loss[foot])
            found = rising[:, left] + x * (rising[:, left + 1] - rising[:, left])
        return np.asarray(found)

    def _evaluated(self, number: int) -> _Key:
        """Evaluate the surface over all that a stretch of the zoom shows."""
        ends = [self._window_at(each / self._keys) for each in (number, number + 1)]
        # The picture's last corners lie up to a cell beyond the axes.
        past = max(self._picture.across[-1], self._picture.upright[-1]) - 1
        low_w, low_b = min(e.w_min for e in ends), min(e.b_min for e in ends)
        high_w, high_b = max(e.w_max for e in ends), max(e.b_max for e in ends)
        wide, tall = past * (high_w - low_w), past * (high_b - low_b)
        window = Window(low_w - wide, high_w + wide, low_b - tall, high_b + tall)
        counts = [FINER * len(each) for each in (self._picture.across, self._picture.upright)]
        w = np.linspace(window.w_min, window.w_max, counts[0])
        b = np.linspace(window.b_min, window.b_max, counts[1])
        return _Key(window, loss_at(self._surface, np.stack(np.meshgrid(w, b), axis=-1)))
