"""The loss surface as contours, with the optimizers' paths, heads and names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba_array
from matplotlib.transforms import IdentityTransform, ScaledTranslation

from gradreel.core import Surface, Window, allow
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at
from gradreel.core.errors import InvalidInput
from gradreel.core.surface import window

from ...drawing.levels import MOST_BANDS, Levels, levels_of
from ...drawing.moving import figure_of, weight
from ...drawing.pixel_map import PixelMap
from ...drawing.plain_axes import in_corner, name_axes, number_sparsely
from ...drawing.stars import legend_of, stars_in, starts_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext
from ...style.theme import TEXT, points
from .names import Names
from .paths import Path

CELL = 3.2
"""Side, in pixels of the picture, of the cells at whose corners the surface is evaluated; contours
run straight through a cell."""

LEGEND = 118.0
"""Room for what the stars are, beside the label of w, in design pixels."""


# Characters that a number has room for beside the map; below, half of the last one juts out.
_W_ROOM, _B_ROOM = 7, 6

B_LABEL = 54.0
"""Distance of the label of b from the axes, in design pixels."""

LEAST_CELLS = 160
"""Cells along a side of a small picture, whose contours must not lose their shape."""


@dataclass(frozen=True)
class ContourPanel:
    """Contours of L(w, b), red high and blue low, and the paths over them.

    Attributes
    ----------
    window
        Part of the surface that is shown; the surface's own if left out.
    bands
        How many bands of equal colour; where their edges crowd the surface is steep.
    spacing
        Of the edges: "linear" in the loss, or "log" (of the loss above its least value).
    w_label, b_label
        Of the axes.
    names
        Whether the optimizers' names stand at the heads of their paths.
    optimizers
        Whose paths; everybody's if left out.
    zoom
        Part of the surface that is shown when the panel has changed (see the verb Change).
    """

    window: Window | None = None
    bands: int = 28
    spacing: Literal["linear", "log"] = "linear"
    w_label: str = "$w$"
    b_label: str = "$b$"
    names: bool = True
    optimizers: Sequence[str] = ()
    zoom: Window | None = None

    def __post_init__(self) -> None:
        allow.settle(
            self,
            window=allow.optional(window),
            bands=allow.whole(least=2, most=MOST_BANDS),
            spacing=allow.choice("linear", "log"),
            w_label=allow.text,
            b_label=allow.text,
            names=allow.flag,
            optimizers=allow.sequence_of(allow.name),
            zoom=allow.optional(window),
        )

    @property
    def margins(self) -> Margins:
        """Room for the numbers and names of the axes."""
        return Margins(left=70, right=20, bottom=58, top=6)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnContour:
        """Draw the surface, its minima and the starts."""
        window = self.window or context.surface.window
        axes.set_xlim(window.w_min, window.w_max)
        axes.set_ylim(window.b_min, window.b_max)
        self._surface(axes, context, window)
        self._dress(axes)
        paths = [Path(axes, context, name) for name in self.optimizers or context.trajectories]
        marks = self._marks(axes, context, window)
        drawn = DrawnContour(axes, paths)
        if self.names:
            drawn.names = Names(
                axes,
                context,
                paths,
                marks,
                lambda progress: self._window_at(context.surface, progress),
            )
        return drawn

    def changed(self, surface: Surface, progress: float) -> ContourPanel:
        """Return the panel with the window that it has on its way to the zoom.

        The sides shrink by equal factors in equal times, which looks even, towards one fixed point.
        """
        if self.zoom is None:
            return self
        return replace(self, window=self._window_at(surface, progress), zoom=None)

    def _window_at(self, surface: Surface, progress: float) -> Window:
        window = self.window or surface.window
        return window if self.zoom is None else _between(window, self.zoom, progress)

    def _surface(self, axes: Axes, context: PanelContext, window: Window) -> None:
        sides = (axes.bbox.width, axes.bbox.height)
        across, upright = (max(int(side / CELL), LEAST_CELLS) + 1 for side in sides)
        w = np.linspace(window.w_min, window.w_max, across)
        b = np.linspace(window.b_min, window.b_max, upright)
        loss = loss_at(context.surface, np.stack(np.meshgrid(w, b), axis=-1))
        banded = levels_of(loss, self.bands, self.spacing)
        if banded.flat:
            _draw_flat(axes, context, banded)
            return
        levels, loss = banded.scaled_edges, np.ma.masked_invalid(banded.scaled)
        colors = context.theme.bands(len(levels) - 1)
        axes.contourf(w, b, loss, levels=levels, colors=colors, extend="both", zorder=0.5)
        axes.contour(
            w, b, loss, levels=levels, colors=context.theme.ink, alpha=0.35,
            linewidths=points(0.7), linestyles="solid", zorder=0.6,
        )  # fmt: skip

    def _dress(self, axes: Axes) -> None:
        axes.tick_params(length=points(6), width=points(1.2), pad=points(5))
        w_less, b_less = (
            number_sparsely(axis, room)
            for axis, room in ((axes.xaxis, _W_ROOM), (axes.yaxis, _B_ROOM))
        )
        names = (self.w_label + w_less, self.b_label + b_less)
        name_axes(axes, *names, TEXT.body, pads=(4, 4), less=LEGEND)
        # At a fixed place: however wide the numbers are, the label must not leave its cell.
        beside = ScaledTranslation(-points(B_LABEL) / 72, 0, figure_of(axes).dpi_scale_trans)
        axes.yaxis.set_label_coords(0, 0.5, transform=axes.transAxes + beside)

    def _marks(self, axes: Axes, context: PanelContext, window: Window) -> FloatArray:
        """Draw starts and minima and return their places, in data coordinates."""
        names = self.optimizers or context.trajectories
        starts = starts_of(map(context.trajectory, names))
        stars = stars_in(context.surface, window)
        for start in starts:
            axes.plot(
                *start, "o", markersize=weight(axes, 9), color=context.theme.halo,
                markeredgecolor=context.theme.ink, markeredgewidth=points(1.6), zorder=2.2,
            )  # fmt: skip
        for star in stars:
            axes.plot(
                *star, "*", markersize=weight(axes, 20), color=context.theme.ink,
                markeredgecolor=context.theme.halo, markeredgewidth=points(1.2), zorder=2.2,
            )  # fmt: skip
        if len(stars):
            _legend(axes, context, legend_of(stars))
        places = np.concatenate([starts, stars])
        return np.asarray(places[window.contains(places)])


def _draw_flat(axes: Axes, context: PanelContext, banded: Levels) -> None:
    """Colour what has a loss as the middle of all bands, and say in the corner why."""
    rgba = np.zeros((*banded.scaled.shape, 4), np.uint8)
    rgba[np.isfinite(banded.scaled)] = 255 * to_rgba_array(context.theme.bands(3)[1])
    axes.imshow(
        rgba, extent=(*axes.get_xlim(), *axes.get_ylim()), origin="lower", aspect="auto",
        interpolation="nearest", zorder=0.5,
    )  # fmt: skip
    in_corner(axes, banded.flat, color=context.theme.ink)


def _legend(axes: Axes, context: PanelContext, words: str) -> None:
    """Say below the panel, where no path runs, what the stars are."""
    scale = figure_of(axes).dpi / 100
    star = (axes.bbox.x1 - 104 * scale, axes.bbox.y0 - 44 * scale)
    axes.plot(
        *star, "*", markersize=points(16), color=context.theme.ink, markeredgewidth=0,
        transform=IdentityTransform(), clip_on=False,
    )  # fmt: skip
    left, foot = star[0] + 14 * scale, star[1] - 6 * scale
    PictureText(left, foot, words, size=TEXT.tick + 1, color=context.theme.muted).put(axes)


class DrawnContour:
    """A contour panel whose surface stands."""

    def __init__(self, axes: Axes, paths: Sequence[Path]) -> None:
        self.paths = paths
        self.names: Names | None = None
        self._to_pixels = PixelMap(axes)

    def name_places(self, moment: Moment) -> FloatArray:
        """Return where the names stand at a moment, (names, 2)."""
        return np.zeros((0, 2)) if self.names is None else self.names.places.at(moment)

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the pixels of a point (w, b), or of where a run is at a step."""
        if point is not None:
            return self._to_pixels(np.array(point, np.float64))
        found = [path for path in self.paths if path.name == (optimizer or path.name)]
        if not found:
            raise InvalidInput(
                f"A callout points at the path of {optimizer!r}; the panel has those of "
                f"{', '.join(path.name for path in self.paths)}."
            )
        return self._to_pixels(found[0].seen(step))

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the trails, then the lines to far names, the heads, and the names on top."""
        for path in self.paths:
            path.set(moment)
        artists: list[Artist] = [line for path in self.paths for line in (path.rim, path.line)]
        heads: list[Artist] = [path.head for path in self.paths]
        if self.names is None:
            return artists + heads
        self.names.set(moment)
        return [*artists, *self.names.leaders, *heads, *self.names.texts]


def _between(first: Window, last: Window, share: float) -> Window:
    """Return the window at a share of the way from one to the other."""
    if share in (0.0, 1.0):
        return last if share else first
    ends = []
    for low, high, to_low, to_high in (
        (first.w_min, first.w_max, last.w_min, last.w_max),
        (first.b_min, first.b_max, last.b_min, last.b_max),
    ):
        ratio = (to_high - to_low) / (high - low)
        # What share of the whole way the window has gone when its side has shrunk by ratio**share.
        gone = share if math.isclose(ratio, 1) else (1 - ratio**share) / (1 - ratio)
        ends += [low + (to_low - low) * gone, high + (to_high - high) * gone]
    return Window(*ends)
