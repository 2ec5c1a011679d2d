"""What a map stands on: bands of equal colour between lines of equal loss.

A part of the map is drawn by the levels of the whole map, so a place keeps its colour however near
one looks; thinner lines of finer levels tell how the loss goes between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba_array

from gradreel.core import Surface, Window
from gradreel.core.arrays import BoolArray, FloatArray
from gradreel.core.asking import loss_at

from ...drawing.levels import NOWHERE, Levels
from ...drawing.plain_axes import in_corner
from ...scene.panel import PanelContext
from ...style.theme import points

CELL = 3.2
"""Side, in pixels of the picture, of the cells at whose corners the surface is evaluated; contours
run straight through a cell."""

LEAST_CELLS = 160
"""Cells along a side of a small picture, whose contours must not lose their shape."""

LINE, OPACITY = 0.7, 0.35
"""Width of a line of equal loss, in design pixels, and its opacity."""

FINER_OPACITY = 0.26

_PARTS: list[int] = [digit * 10**n for n in range(4) for digit in (1, 2, 5)]
_FEW = 160  # corners along each side that are looked at to choose the finer levels


@dataclass(frozen=True, eq=False)
class Losses:
    """A surface over a window: the losses at the corners of a grid, rows along b."""

    w: FloatArray
    b: FloatArray
    loss: FloatArray

    @classmethod
    def over(cls, surface: Surface, window: Window, across: int, upright: int) -> Losses:
        """Evaluate a surface in so many places along both sides of a window."""
        w = np.linspace(window.w_min, window.w_max, across)
        b = np.linspace(window.b_min, window.b_max, upright)
        return cls(w, b, loss_at(surface, np.stack(np.meshgrid(w, b), axis=-1)))

    @classmethod
    def seen(cls, axes: Axes, surface: Surface, window: Window) -> Losses:
        """Evaluate a surface as closely as axes of this size show it."""
        sides = (axes.bbox.width, axes.bbox.height)
        across, upright = (max(int(side / CELL), LEAST_CELLS) + 1 for side in sides)
        return cls.over(surface, window, across, upright)


@dataclass(frozen=True, eq=False)
class Ground:
    """By which levels a map is drawn.

    Attributes
    ----------
    levels
        Edges of the bands.
    whole
        The window of the whole map, whose levels they are.
    zoom
        The window that it zooms to, if any.
    parts
        Into how many finer lines divide each band.
    finer
        How clearly those are seen, 0 to 1.
    """

    levels: Levels
    whole: Window
    zoom: Window | None = None
    parts: int = 1
    finer: float = 0.0

    def draw(self, axes: Axes, context: PanelContext, losses: Losses) -> None:
        """Draw the losses of a window."""
        levels, scaled = self.levels, self.levels.scale(losses.loss)
        known = np.ma.masked_invalid(scaled)
        if levels.flat or not known.count():
            words = levels.flat or NOWHERE
            _draw_flat(axes, context, np.isfinite(losses.loss), words)
            return
        colors = context.theme.bands(len(levels.scaled_edges) - 1)
        axes.contourf(
            losses.w, losses.b, known, levels=levels.scaled_edges, colors=colors, extend="both",
            zorder=0.5,
        )  # fmt: skip
        drawn = [(levels.scaled_edges, OPACITY)]
        if self.finer > 0:  # the lowest edge, around the lowest corner only, tells nothing near by
            finer = levels.finer(self.parts)[1:]
            drawn = [(levels.scaled_edges[1:], OPACITY), (finer, FINER_OPACITY * self.finer)]
        low, high = float(known.min()), float(known.max())
        for edges, opacity in drawn:
            # Of the levels of the whole map most are in no part of it, and cost much time.
            seen = edges[(edges > low) & (edges < high)] if self.finer > 0 else edges
            if not len(seen):
                continue
            axes.contour(
                losses.w, losses.b, known, levels=seen, colors=context.theme.ink, alpha=opacity,
                linewidths=points(LINE), linestyles="solid", zorder=0.6,
            )  # fmt: skip


def finer_parts(levels: Levels, surface: Surface, window: Window) -> int:
    """Return into how many parts finer lines divide a band, so that a window has enough lines.

    Half as many as there are bands: the lines of the whole map crowd more. Where the window is flat
    no line runs through it, however fine.
    """
    if levels.flat:
        return 1
    loss = Losses.over(surface, window, _FEW, _FEW).loss
    places = levels.places(levels.scale(loss[np.isfinite(loss)]))
    crossed = float(np.ptp(places)) if len(places) else 0.0
    if not crossed:
        return 1
    enough = (len(levels.edges) - 1) / 2
    return next((parts for parts in _PARTS[:-1] if parts * crossed >= enough), _PARTS[-1])


def _draw_flat(axes: Axes, context: PanelContext, known: BoolArray, words: str) -> None:
    """Colour what has a loss as the middle of all bands, and say in the corner why."""
    rgba = np.zeros((*known.shape, 4), np.uint8)
    rgba[known] = 255 * to_rgba_array(context.theme.bands(3)[1])
    axes.imshow(
        rgba, extent=(*axes.get_xlim(), *axes.get_ylim()), origin="lower", aspect="auto",
        interpolation="nearest", zorder=0.5,
    )  # fmt: skip
    in_corner(axes, words, color=context.theme.ink)
