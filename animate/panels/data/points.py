"""The points of a dataset: where they stand, also while x are set to 0, and what is drawn there."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gradreel.core import Dataset
from gradreel.core.arrays import BoolArray, FloatArray, IntArray
from gradreel.core.between import data_between, eased, shares_moved

from ...drawing.moving import MOVING, figure_of, weight
from ...style.theme import Theme, points
from .input_rows import InputRow

STRIP = (0.20, 0.06)
"""Where the points with x = 0 stand: to the left of all others, from the one to the other share of
the range of x."""

_GOLDEN = 0.6180339887498949  # multiples of it, without their whole part, lie evenly apart


class Batches(Protocol):
    """What tells which points a step uses: `MiniBatch` of gradreel.core, for one."""

    def batch(self, step: int) -> IntArray:
        """Return the indices of the points."""
        ...


class Cloud:
    """Where the points stand, in the coordinates of the axes.

    Attributes
    ----------
    low, high
        Range of x; with the 0, towards which the fit goes on, if any x are 0.
    strip
        Left and right edge of the strip for the points with x = 0; None if there are none.
    limits
        Of the axis.
    """

    before: Dataset
    after: Dataset
    low: float
    high: float

    def __init__(self, before: Dataset, after: Dataset) -> None:
        self.before, self.after = before, after
        sparse = bool((after.x == 0).any())
        x = np.concatenate([before.x, after.x])
        self.low, self.high = float(x.min()), float(x.max())
        if sparse:
            self.low, self.high = min(self.low, 0.0), max(self.high, 0.0)
        reach = (self.high - self.low) or 1.0
        self.strip: tuple[float, float] | None = None
        if sparse:
            self.strip = (
                self.low - STRIP[0] * reach,
                self.low - STRIP[1] * reach,
            )
        left = self.strip[0] if self.strip else self.low
        self.limits: tuple[float, float] = (left - 0.03 * reach, self.high + 0.04 * reach)
        self._starts, self._ends = self._standing(before.x), self._standing(after.x)

    def places(self, progress: float) -> FloatArray:
        """Return the points at a progress of the change, shape (points, 2)."""
        way = eased(shares_moved(len(self.after), progress))
        x = self._starts + way * (self._ends - self._starts)
        return np.column_stack([x, self.after.y])

    def zeros(self, progress: float) -> BoolArray:
        """Say which points are at x = 0 at a progress of the change, shape (points,)."""
        share = shares_moved(len(self.after), progress)
        arrived, left = share >= 1, share > 0
        before, after = self.before.x == 0, self.after.x == 0
        return np.asarray((after & (before | arrived)) | (before & ~left))

    def data(self, progress: float) -> Dataset:
        """Return the points as data at a progress of the change: those of a map beside them."""
        return data_between(self.before, self.after, progress)

    def _standing(self, x: FloatArray) -> FloatArray:
        """Return x, and a place in the strip where it is 0."""
        if self.strip is None:
            return x
        left, right = self.strip
        spread = 0.08 + 0.84 * (np.arange(len(x)) * _GOLDEN % 1.0)
        return np.where(x == 0, left + (right - left) * spread, x)


class CloudDots:
    """The points: full where the input is on, pale where it is 0; and their count.

    Parameters
    ----------
    row
        The row that tells how many are 0.
    moves
        Whether they are drawn anew for each frame.
    """

    def __init__(self, axes: Axes, theme: Theme, cloud: Cloud, row: InputRow, moves: bool) -> None:
        self._cloud, self._row = cloud, row
        self.off: Line2D = _dots(axes, theme.muted, 5.0, moves)
        self.off.set_alpha(0.7)
        self.on: Line2D = _dots(axes, theme.ink, 6.5, moves)
        self.artists: list[Artist] = [self.off, self.on, *row.artists]

    def set(self, progress: float) -> None:
        """Set points and count to a progress of the change."""
        places, zeros = self._cloud.places(progress), self._cloud.zeros(progress)
        self.on.set_data(*places[~zeros].T)
        self.off.set_data(*places[zeros].T)
        self._row.set(int(zeros.sum()))


class Rings:
    """A ring around each point that a step uses.

    Parameters
    ----------
    last
        The last step that is taken.
    """

    def __init__(self, axes: Axes, theme: Theme, cloud: Cloud, batch: Batches, last: int) -> None:
        self._cloud, self._batch, self._last = cloud, batch, last
        self.rings: Line2D = _dots(axes, "none", 12.0, moves=True)
        self.rings.set_markeredgecolor(theme.spare)
        self.rings.set_markeredgewidth(weight(axes, 2.2))

    def set(self, step: int, progress: float) -> None:
        """Ring the points of the step that is taken next; at the end, of the last one."""
        used = self._batch.batch(min(step, self._last))
        self.rings.set_data(*self._cloud.places(progress)[used].T)


def _dots(axes: Axes, color: str, size: float, moves: bool) -> Line2D:
    """Dots of one size and colour, below the fits; many, so they shrink with the picture."""
    dots = Line2D(
        [], [], linestyle="none", marker="o", markersize=points(size), color=color,
        markeredgewidth=0, transform=axes.transData, animated=moves,
        zorder=MOVING if moves else 2,
    )  # fmt: skip
    figure_of(axes).add_artist(dots)
    dots.set_clip_on(False)
    return dots
