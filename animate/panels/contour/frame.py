"""The frame of the window that a map zooms to."""

from __future__ import annotations

from matplotlib.axes import Axes

from gradreel.core import Window

from ...drawing.moving import weight
from ...scene.panel import PanelContext
from .windows import between

CLOSES = 0.15
"""Progress at which the frame has closed in on the coming window; it comes from the map's edges."""


def frame_at(whole: Window, zoom: Window, progress: float) -> Window:
    """Return where the frame is on the map at a progress of the zoom."""
    share = min(progress / CLOSES, 1.0)
    return between(whole, zoom, share * share * (3 - 2 * share))


def draw_frame(axes: Axes, context: PanelContext, window: Window) -> None:
    """Draw a frame, on a light rim, around a part of the map."""
    corners = (
        [window.w_min, window.w_max, window.w_max, window.w_min, window.w_min],
        [window.b_min, window.b_min, window.b_max, window.b_max, window.b_min],
    )
    for color, width in ((context.theme.halo, 5.0), (context.theme.ink, 2.2)):
        axes.plot(
            *corners, color=color, linewidth=weight(axes, width), solid_joinstyle="miter",
            zorder=2.1,
        )  # fmt: skip
