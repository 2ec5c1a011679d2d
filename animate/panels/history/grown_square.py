"""A square that grows by a strip with each step."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES

from ...drawing.framed_part import Part, Words, free
from ...drawing.moving import figure_of, weight
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import PanelContext
from .layout import AREA, SIDE, Layout
from .sides import History

APART = 4.0
"""Pixels between two edges of strips that are drawn; those between them merge."""

_LIT = 2.0  # a strip that is narrower is still drawn so wide, in design pixels


class GrownSquare:
    """The square of one parameter, its strips, and its numbers below."""

    name: str
    color: str

    def __init__(
        self, axes: Axes, context: PanelContext, history: History, layout: Layout, name: str
    ) -> None:
        self.name, self._history, self._axis = name, history, COORDINATES.index(name)
        self._corner = np.array([layout.lefts[self._axis], layout.foot])
        self._unit, self._least = layout.unit, _LIT * figure_of(axes).dpi / 100
        self.color = color = context.theme.parameter_color(name)
        self._body = free(axes, _polygon(color), layer=0.1)
        self._body.set_alpha(0.3)
        self._edges = free(axes, Line2D([], [], color=color, linewidth=weight(axes, 0.9)))
        self._edges.set_zorder(self._body.get_zorder() + 0.05)
        self._edges.set_alpha(0.55)
        self._lit = free(axes, _polygon(color), layer=0.2)
        self._rim = free(axes, Line2D([], [], color=color, linewidth=weight(axes, 1.6)), layer=0.3)
        self._steps = _drawn(np.sqrt(history.sums[:, self._axis]) * layout.unit)
        x, size = layout.lefts[self._axis], layout.size
        foot = layout.foot - layout.row
        self._area = Words(axes, x, foot, f"${name}$: {AREA} =", size=size, color=color)
        self._side = Words(axes, x, foot - layout.row, f"{SIDE} =", size=size, color=color)
        shapes = [self._body, self._edges, self._lit, self._rim]
        top = max(layout.foot + layout.unit * _largest(history, self._axis), layout.foot)
        box = (x, foot - 1.3 * layout.row, x + layout.widths[self._axis], top)
        self.part: Part = Part(
            axes, context, name, box, [*shapes, *self._area.artists, *self._side.artists]
        )

    def set(self, moment: Moment) -> None:
        """Set square and numbers to a moment: while a step is taken its strip slides in."""
        step = min(moment.step, float(self._history.last))
        outer = self._pixels(self._history.sum_at(step, self._axis))
        inner = self._pixels(self._history.sum_at(step - 1, self._axis))
        self._body.set_xy(self._corner + outer * _SQUARE)
        self._lit.set_xy(self._strip(min(inner, max(outer - self._least, 0.0)), outer))
        self._rim.set_data(*(self._corner + outer * _SQUARE).T)
        kept = self._steps[: np.searchsorted(self._steps[:, 0], step), 1]
        kept = kept[kept <= min(inner, outer)]  # a history that is set back loses its strips
        self._edges.set_data(*(self._corner + _corners(kept)).T)
        row = min(moment.whole, self._history.last)
        total = float(self._history.sums[row, self._axis])
        self._area.number.set_text(number(total))
        self._side.number.set_text(number(math.sqrt(total) if total >= 0 else math.nan))

    def _pixels(self, total: float) -> float:
        """Return the side of a square of that area, in pixels; 0 where there is none."""
        return math.sqrt(total) * self._unit if total > 0 else 0.0

    def _strip(self, inner: float, outer: float) -> FloatArray:
        """Return the corners of what lies between two squares."""
        corners = [(inner, 0), (outer, 0), (outer, outer), (0, outer), (0, inner), (inner, inner)]
        strip: FloatArray = self._corner + np.array(corners)
        return strip


_SQUARE = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)])


def _polygon(color: str) -> Polygon:
    shape = Polygon(np.zeros((3, 2)), closed=True, facecolor=color, linewidth=0)
    shape.set_snap(False)
    return shape


def _largest(history: History, axis: int) -> float:
    return math.sqrt(float(np.nan_to_num(history.sums[:, axis], nan=0.0).max(initial=0.0)))


def _drawn(sides: FloatArray) -> FloatArray:
    """Return steps and sides, (edges, 2), of the strips whose edge is drawn."""
    kept, last = [], 0.0
    for k in np.flatnonzero(np.isfinite(sides)):
        if sides[k] >= last + APART:
            last = float(sides[k])
            kept.append((float(k), last))
    return np.array(kept).reshape(-1, 2)


def _corners(sides: FloatArray) -> FloatArray:
    """Return the upper right edges of squares with these sides, (4 * n, 2); nan lifts the pen."""
    rows = np.full((len(sides), 4, 2), np.nan)
    rows[:, 0, 0] = rows[:, 1, 0] = rows[:, 1, 1] = rows[:, 2, 1] = sides
    rows[:, 0, 1] = rows[:, 2, 0] = 0.0
    return rows.reshape(-1, 2)
