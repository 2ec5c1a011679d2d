"""One optimizer's trail on the contour panel, and the head at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray

from ..ink import Dot, Stroke
from ..timeline import Moment
from ..trail import thin
from .panel import Shot

HEAD = 15.0
"""Size of a head's marker, in design pixels."""


class Path:
    """The trail (a line on a light rim) and the head of one run.

    The head glides between two steps. One that is outside the window stays at its edge, hollow;
    one that diverged stays where it was last finite, as a cross.
    """

    def __init__(self, axes: Axes, shot: Shot, name: str) -> None:
        trajectory = shot.trajectory(name)
        self.name = name
        self.params = trajectory.params
        finite = np.isfinite(self.params).all(axis=-1)
        self.last = int(np.flatnonzero(finite)[-1])
        self.diverged_at = int(trajectory.outcome.diverged_at)  # -1 if it did not
        self._axes = axes
        self._to_pixels = axes.transData.transform
        self._trail = thin(self.params, self._to_pixels(self.params))
        self._pixels = self._to_pixels(self._trail.points)
        self._color = shot.theme.path_color(name)
        self._halo = shot.theme.halo
        self._marker = shot.mark(name).marker
        self.rim = Stroke(axes, self._halo, 6.4)
        self.line = Stroke(axes, self._color, 3.4)
        self.head = Dot(axes, self._marker, self._color, self._halo, size=HEAD, rim=2)

    def place(self, step: float) -> FloatArray:
        """Where the run is at a real-valued step, shape (2,), data coordinates."""
        step = min(step, float(self.last))
        k = int(step + 1e-6)
        share = max(step - k, 0.0)
        here: FloatArray = self.params[k]
        return here if share == 0 else here + share * (self.params[k + 1] - here)

    @property
    def leaves_window(self) -> bool:
        """Whether any step of the run is outside the window."""
        (w_min, w_max), (b_min, b_max) = self._limits()
        w, b = self.params[: self.last + 1].T
        return bool(((w < w_min) | (w > w_max) | (b < b_min) | (b > b_max)).any())

    def _limits(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return self._axes.get_xlim(), self._axes.get_ylim()

    def seen(self, step: float) -> tuple[FloatArray, bool]:
        """Where the head is drawn, and whether the run itself is outside the window there."""
        place = self.place(step)
        (w_min, w_max), (b_min, b_max) = self._limits()
        inside = np.clip(place, (w_min, b_min), (w_max, b_max))
        return inside, bool((inside != place).any())

    def gone(self, moment: Moment) -> bool:
        """Whether the run has diverged by then."""
        return 0 <= self.diverged_at <= moment.whole

    def set(self, moment: Moment) -> None:
        """Set trail and head to the moment."""
        place, (seen, outside) = self.place(moment.step), self.seen(moment.step)
        count = self._trail.count(min(moment.whole, self.last))
        data = np.vstack([self._trail.points[:count], place])
        pixels = np.vstack([self._pixels[:count], self._to_pixels(place)])
        for line in (self.rim, self.line):
            line.set_points(data, pixels)
        gone = self.gone(moment)
        self.head.set_point(seen, self._to_pixels(seen))
        self.head.set_marker("X" if gone else self._marker)
        hollow = outside and not gone
        self.head.set_markerfacecolor(self._halo if hollow else self._color)
        self.head.set_markeredgecolor(self._color if hollow else self._halo)
