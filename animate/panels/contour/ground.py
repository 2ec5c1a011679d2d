"""What a map stands on: bands of equal colour between lines of equal loss."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba_array

from gradreel.core import Window
from gradreel.core.asking import loss_at

from ...drawing.levels import Levels, levels_of
from ...drawing.plain_axes import in_corner
from ...scene.panel import PanelContext
from ...style.theme import points

CELL = 3.2
"""Side, in pixels of the picture, of the cells at whose corners the surface is evaluated; contours
run straight through a cell."""

LEAST_CELLS = 160
"""Cells along a side of a small picture, whose contours must not lose their shape."""


def draw_ground(
    axes: Axes, context: PanelContext, window: Window, bands: int, spacing: str
) -> Levels:
    """Draw the bands of a window and return their levels."""
    sides = (axes.bbox.width, axes.bbox.height)
    across, upright = (max(int(side / CELL), LEAST_CELLS) + 1 for side in sides)
    w = np.linspace(window.w_min, window.w_max, across)
    b = np.linspace(window.b_min, window.b_max, upright)
    loss = loss_at(context.surface, np.stack(np.meshgrid(w, b), axis=-1))
    banded = levels_of(loss, bands, spacing)
    if banded.flat:
        _draw_flat(axes, context, banded)
        return banded
    levels, loss = banded.scaled_edges, np.ma.masked_invalid(banded.scaled)
    colors = context.theme.bands(len(levels) - 1)
    axes.contourf(w, b, loss, levels=levels, colors=colors, extend="both", zorder=0.5)
    axes.contour(
        w, b, loss, levels=levels, colors=context.theme.ink, alpha=0.35,
        linewidths=points(0.7), linestyles="solid", zorder=0.6,
    )  # fmt: skip
    return banded


def _draw_flat(axes: Axes, context: PanelContext, banded: Levels) -> None:
    """Colour what has a loss as the middle of all bands, and say in the corner why."""
    rgba = np.zeros((*banded.scaled.shape, 4), np.uint8)
    rgba[np.isfinite(banded.scaled)] = 255 * to_rgba_array(context.theme.bands(3)[1])
    axes.imshow(
        rgba, extent=(*axes.get_xlim(), *axes.get_ylim()), origin="lower", aspect="auto",
        interpolation="nearest", zorder=0.5,
    )  # fmt: skip
    in_corner(axes, banded.flat, color=context.theme.ink)
