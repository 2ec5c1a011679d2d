"""The window that a map shows: on its way to the zoom, and widened to the shape of its axes."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.errors import InvalidInput


def between(first: Window, last: Window, share: float) -> Window:
    """Return the window at a share of the way from one to the other.

    The sides shrink by equal factors in equal times, which looks even, towards one fixed point.
    """
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


MOST_NEAR = 16.0
"""How much nearer than the whole a map is drawn that zooms: nobody looks at paths from afar."""


def nearest(whole: Window, zoom: Window) -> Window:
    """Return the window of a zoom, or on the way to it one that is not too small."""
    shrinks = max(
        (whole.w_max - whole.w_min) / (zoom.w_max - zoom.w_min),
        (whole.b_max - whole.b_min) / (zoom.b_max - zoom.b_min),
    )
    return between(whole, zoom, min(math.log(MOST_NEAR) / math.log(max(shrinks, 1.0001)), 1.0))


def equal_sided(window: Window, axes: Axes) -> Window:
    """Return a window, widened on both sides alike, in which a unit of w is as long as one of b.

    A window whose sides are so different that its shape has no numbers stays as it is.
    """
    width, height = window.w_max - window.w_min, window.b_max - window.b_min
    unit = min(axes.bbox.width / width, axes.bbox.height / height)
    across, upright = axes.bbox.width / unit, axes.bbox.height / unit
    more_w, more_b = max(across - width, 0.0) / 2, max(upright - height, 0.0) / 2
    edges = (window.w_min - more_w, window.w_max + more_w, window.b_min - more_b,
             window.b_max + more_b)  # fmt: skip
    try:
        return Window(*edges)
    except InvalidInput:
        return window
