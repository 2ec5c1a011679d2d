"""A run of which a window is shown, and the head at the end of its path."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ..scene.clock import Moment
from ..scene.panel import PanelContext
from .dots import HEAD, Dot, DotLook
from .trail import end_in
from .walk import Walk


class HeadedWalk(Walk):
    """A run with a head that glides between two steps.

    One that is outside the window stays at its edge, hollow, and where its path leaves if it does
    for good; one that diverged stays where it was last finite, or where its path left the window,
    as a cross.
    """

    def __init__(self, axes: Axes, context: PanelContext, name: str, window: Window) -> None:
        super().__init__(context.trajectory(name))
        self.name = name
        self.look_at(window)
        color, halo = context.theme.path_color(name), context.theme.halo
        marker = context.mark(name).marker
        self._look, self._look_outside = DotLook(marker, color, halo), DotLook(marker, halo, color)
        self._look_gone = DotLook("X", color, halo)
        self.head: Dot = Dot(axes, self._look, size=HEAD, rim=2.8)

    def look_at(self, window: Window) -> None:
        """Let a window be the one that is shown."""
        self.window = window
        self._low = np.array([window.w_min, window.b_min])
        self._high = np.array([window.w_max, window.b_max])
        self._inside, self._end = end_in(self.held[: self.last + 1], self._low, self._high)

    def outside(self, step: float) -> bool:
        """Whether the run is outside the window."""
        return not self.window.contains(self.place(step))

    def seen(self, step: float) -> FloatArray:
        """Where the head is drawn, shape (2,), data coordinates: on the edge if it is outside."""
        if step > self._inside and self.outside(step):
            return self._end
        return np.clip(self.place(step), self._low, self._high)

    def dress_head(self, moment: Moment) -> None:
        """Give the head the look that it has at the moment, none in a gap."""
        self.head.set_visible(not self.missing(moment))
        outside = self._look_outside if self.outside(moment.step) else self._look
        self.head.set_look(self._look_gone if self.gone(moment) else outside)
