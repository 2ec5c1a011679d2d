"""Whole paths of other runs, faint in the background: what was, or would be, without a head."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from ...drawing.moving import weight
from ...drawing.pixel_map import PixelMap
from ...drawing.trail import thin
from ...drawing.walk import Walk
from ...scene.panel import PanelContext
from ...style.theme import Theme, points
from .legend import Plot

FAINT = 0.45
"""Opacity of a ghost."""


def draw_ghosts(axes: Axes, context: PanelContext, names: Sequence[str]) -> None:
    """Draw the whole path of each run, on a light rim, below all paths that move."""
    to_pixels = PixelMap(axes)
    for name in names:
        walk = Walk(context.trajectory(name))
        played = walk.params[: walk.last + 1]
        w, b = thin(played, to_pixels(played)).points.T
        for color, width, opacity in (
            (context.theme.halo, 7.5, FAINT),
            (context.theme.path_color(name), 3.6, FAINT),
        ):
            axes.plot(
                w, b, color=color, linewidth=weight(axes, width), alpha=opacity, zorder=1.5,
                solid_capstyle="round", solid_joinstyle="round",
            )  # fmt: skip


def said(context: PanelContext, names: Sequence[str]) -> str:
    """Say whose the faint paths are."""
    return f"faint: {', '.join(context.mark(name).label for name in names)}"


def ghost_sign(plot: Plot, theme: Theme) -> None:
    """Draw a piece of a faint path."""
    plot([-11, 11], [0, 0], "-", color=theme.ink, linewidth=points(3.6), alpha=FAINT)
