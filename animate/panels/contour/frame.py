"""The frame of the window that a map zooms to."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.moving import weight
from ...scene.panel import PanelContext
from .windows import between

FRAME = {"halo": 5.0, "ink": 2.2}
"""Widths of the lines of a frame, in design pixels, by the theme's name of their colours."""

CLOSES = 0.15
"""Progress at which the frame has closed in on the coming window; it comes from the map's edges."""


def frame_at(whole: Window, zoom: Window, progress: float) -> Window:
    """Return where the frame is on the map at a progress of the zoom."""
    share = min(progress / CLOSES, 1.0)
    return between(whole, zoom, share * share * (3 - 2 * share))


def corners_of(window: Window) -> FloatArray:
    """Return the corners of a window, (5, 2), the first twice."""
    low_w, high_w, low_b, high_b = window
    return np.array([(low_w, low_b), (high_w, low_b), (high_w, high_b), (low_w, high_b),
                     (low_w, low_b)])  # fmt: skip


def draw_frame(axes: Axes, context: PanelContext, window: Window) -> None:
    """Draw a frame, on a light rim, around a part of the map."""
    for color, width in FRAME.items():
        axes.plot(
            *corners_of(window).T, color=getattr(context.theme, color),
            linewidth=weight(axes, width), solid_joinstyle="miter", zorder=2.1,
        )  # fmt: skip
