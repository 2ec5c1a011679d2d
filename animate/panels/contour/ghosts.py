"""Whole paths of other runs, faint in the background: what was, or would be, without a head."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgba

from gradreel.core.arrays import FloatArray

from ...drawing.moving import weight
from ...drawing.pixel_map import PixelMap
from ...drawing.trail import thin
from ...drawing.walk import Walk
from ...scene.panel import PanelContext
from ...style.theme import Theme, points
from .legend import Plot

FAINT = 0.45
"""Opacity of a ghost."""


GHOST = {"halo": 7.5, "line": 3.6}
"""Widths of the lines of a ghost, in design pixels."""


def ghost_ink(theme: Theme, name: str, line: str) -> str:
    """Return the colour, with its opacity, of a line of a ghost."""
    color = theme.halo if line == "halo" else theme.path_color(name)
    return to_hex(to_rgba(color, FAINT), keep_alpha=True)


def ghost_vertices(axes: Axes, context: PanelContext, name: str) -> FloatArray:
    """Return the vertices of a whole path that axes of these limits need, (n, 2)."""
    walk = Walk(context.trajectory(name))
    played = walk.params[: walk.last + 1]
    return thin(played, PixelMap(axes)(played)).points


def draw_ghosts(axes: Axes, context: PanelContext, names: Sequence[str]) -> None:
    """Draw the whole path of each run, on a light rim, below all paths that move."""
    for name in names:
        w, b = ghost_vertices(axes, context, name).T
        for line, width in GHOST.items():
            color = context.theme.halo if line == "halo" else context.theme.path_color(name)
            axes.plot(
                w, b, color=color, linewidth=weight(axes, width), alpha=FAINT, zorder=1.5,
                solid_capstyle="round", solid_joinstyle="round",
            )  # fmt: skip


def said(context: PanelContext, names: Sequence[str]) -> tuple[str, str]:
    """Say whose the faint paths are, and say it in fewer words."""
    whose = ", ".join(context.mark(name).label for name in names)
    return f"faint: {whose}", whose


def ghost_sign(plot: Plot, theme: Theme) -> None:
    """Draw a piece of a faint path."""
    plot([-11, 11], [0, 0], "-", color=theme.ink, linewidth=points(3.6), alpha=FAINT)
