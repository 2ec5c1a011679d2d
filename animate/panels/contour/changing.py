"""The ground of a map while its surface changes into another, with what stands on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Surface, Window, minima_of
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at
from gradreel.core.between import surface_between

from ...drawing.band_picture import BandPicture
from ...drawing.dots import Dot, DotLook
from ...drawing.pixel_map import PixelMap
from ...drawing.stars import starts_of
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .ground import LINE, OPACITY, Ground
from .landmarks import STAR, border_of, rim_of

KEYS = 16
"""Stretches of a change at whose ends the surface is evaluated; in each pair of them the losses
follow the parabola through the three ends: as near as straight through twice as many."""

INPUTS = 48
"""Numbers to which the x of data on their way are rounded there: a tenth of the time, and no line
is off by a pixel."""


class _Key(NamedTuple):
    """A surface at the end of a stretch: its losses at the corners, and its minimum or nan."""

    loss: FloatArray
    minimum: FloatArray


class ChangingGround:
    """What lies under the paths of a map at each progress of its change.

    Parameters
    ----------
    context
        With the surface that the map changes into.
    before
        The surface that it is at first.
    names
        Of the runs whose starts are marked.
    """

    def __init__(
        self, axes: Axes, context: PanelContext, before: Surface, ground: Ground,
        names: Sequence[str],
    ) -> None:  # fmt: skip
        self._panel, self._levels = context.panel, ground.levels
        self._before, self._after = before, context.surface
        self._window, self._to_pixels = ground.whole, PixelMap(axes)
        theme = context.theme
        bands = max(len(self._levels.scaled_edges) - 1, 1)
        self._picture = BandPicture(axes, theme, bands, line=LINE, opacity=OPACITY)
        start, star = DotLook("o", theme.halo, theme.ink), DotLook("*", theme.ink, theme.halo)
        rims = rim_of(axes)  # both lie below the trails, whose layer is 0
        self._star = Dot(axes, star, size=STAR, rim=1.2 * rims, layer=-0.4)
        starts = starts_of(map(context.trajectory, names))
        self._starts = [Dot(axes, start, size=9, rim=1.6 * rims, layer=-0.4) for _ in starts]
        for dot, place in zip(self._starts, starts, strict=True):
            dot.set_point(place, self._to_pixels(place))
            dot.set_visible(bool(self._window.contains(place)))
        self._border = border_of(axes)
        self._key = lru_cache(maxsize=KEYS + 1)(self._evaluated)

    def at(self, moment: Moment) -> list[Artist]:
        """Return what lies under the paths, set to a moment, in the order of drawing."""
        progress = moment.changes.get(self._panel, 0.0)
        shown = self.shown(progress)
        with np.errstate(all="ignore"):  # a loss may be infinite or missing
            scaled = self._levels.scale(np.where(np.isfinite(shown.loss), shown.loss, np.nan))
        if self._levels.flat:
            places = np.where(np.isfinite(scaled), 0.5, np.nan)
        else:
            places = np.where(np.isnan(scaled), np.nan, self._levels.places(scaled))
        self._picture.set_places(places)
        seen = bool(self._window.contains(shown.minimum))  # nan is nowhere
        self._star.set_visible(seen)
        self._star.set_point(shown.minimum, self._to_pixels(shown.minimum))
        return [self._picture, self._border, *self._starts, self._star]

    def shown(self, progress: float) -> _Key:
        """Return the losses and the minimum that are shown at a progress."""
        first = min(2 * math.floor(progress * KEYS / 2), KEYS - 2)
        share = progress * KEYS - first
        shares = ((share - 1) * (share - 2) / 2, share * (2 - share), share * (share - 1) / 2)
        keys = [self._key(first + each) for each in range(3)]
        with np.errstate(all="ignore"):
            loss, minimum = (
                shares[0] * one + shares[1] * middle + shares[2] * other
                for one, middle, other in zip(*keys, strict=True)
            )
        return _Key(loss, minimum)

    def _evaluated(self, number: int) -> _Key:
        inputs = INPUTS if 0 < number < KEYS else None
        surface = surface_between(self._before, self._after, number / KEYS, inputs=inputs)
        window: Window = self._window
        w = window.w_min + self._picture.across * (window.w_max - window.w_min)
        b = window.b_min + self._picture.upright * (window.b_max - window.b_min)
        loss = loss_at(surface, np.stack(np.meshgrid(w, b), axis=-1))
        minima = minima_of(surface)
        return _Key(loss, minima[0] if len(minima) == 1 else np.full(2, np.nan))
