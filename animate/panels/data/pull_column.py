"""A column of bars, one for each point, and the arrow that they add up to."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES

from ...drawing.fitting import Fitter
from ...drawing.framed_part import Part, Words, free
from ...drawing.moving import figure_of, weight
from ...drawing.text import PictureText
from ...scene.number_format import signed
from ...scene.panel import PanelContext
from ...style.theme import TEXT

_GAP = 30.0  # between the columns
_ROW = 28.0
_LEAST = (110.0, 60.0)  # width and height of the bars of a column
_BARB = 10.0


class Column:
    """The pulls on w, or those on b.

    Parameters
    ----------
    box
        Left, bottom, right and top of it, pixels of the picture.
    scales
        The pull that is half as long as the column is wide, and such a sum.
    """

    name: str
    color: str

    def __init__(
        self, axes: Axes, context: PanelContext, name: str,
        box: tuple[float, float, float, float], scales: tuple[float, float],
    ) -> None:  # fmt: skip
        self.name, self.color = name, context.theme.parameter_color(name)
        left, bottom, right, top = box
        scale = figure_of(axes).dpi / 100
        row = _ROW * scale
        self._middle, self._half = (left + right) / 2, (right - left) / 2
        self._scales, self._barb = scales, _BARB * scale
        self._feet, self._head = (bottom + 2.2 * row, top - 1.2 * row), bottom + 1.55 * row
        self._bars = free(axes, Polygon(np.zeros((3, 2)), facecolor=self.color, linewidth=0))
        self._bars.set_snap(False)
        self._arrow = free(
            axes, Line2D([], [], color=self.color, linewidth=weight(axes, 4)), layer=0.2
        )
        self._arrow.set_solid_joinstyle("round")
        zero = Line2D(
            [self._middle] * 2, [bottom + 1.2 * row, top - 1.2 * row], color=context.theme.muted,
            linewidth=weight(axes, 1.2),
        )  # fmt: skip
        formula = f"$(f-y)\\,f'{' x' if name == 'w' else ''}$"
        fitter = Fitter.of(axes)
        words, size = fitter.fit(f"pull on ${name}$: {formula}", (right - left) / scale, TEXT.label)
        title = PictureText(left, top - 0.75 * row, words, size=size, color=self.color, moves=True)
        room, full = (right - left) / scale - 5.5 * TEXT.label, f"sum = $dL/d{name}$ ="
        words, size = fitter.fit(full, room, TEXT.label)
        if words != full:
            words, size = fitter.fit("sum =", room, TEXT.label)
        self._sum = Words(axes, left, bottom + 0.3 * row, words, size=size, color=self.color)
        artists = [self._bars, free(axes, zero, layer=0.1), self._arrow, title.put(axes)]
        self.part: Part = Part(axes, context, name, box, [*artists, *self._sum.artists])

    def set(self, pulls: FloatArray, now: float, total: float) -> None:
        """Set bars and arrow to pulls, (rows,) from the lowest, and the number to their sum."""
        ends = self._middle + self._half * np.clip(
            np.nan_to_num(pulls) / self._scales[0], -1.0, 1.0
        )
        edges = np.linspace(*self._feet, len(pulls) + 1)
        outline = np.column_stack([np.repeat(ends, 2), np.repeat(edges, 2)[1:-1]])
        closing = [(self._middle, self._feet[1]), (self._middle, self._feet[0])]
        self._bars.set_xy(np.vstack([outline, closing]))
        self._sum.number.set_text(signed(total))
        self._arrow.set_data(*self._arrow_to(now).T)

    def _arrow_to(self, total: float) -> FloatArray:
        """Return the vertices of the arrow from the middle, (n, 2)."""
        if not math.isfinite(total) or total == 0:
            return np.zeros((0, 2))
        length = self._half * min(max(total / self._scales[1], -1.0), 1.0)
        tip = np.array([self._middle + length, self._head])
        barb = min(self._barb, abs(length)) * math.copysign(1.0, length)
        rows = [(self._middle, self._head), tip, tip - (barb, barb / 1.7), tip]
        rows.append(tip - (barb, -barb / 1.7))
        return np.array(rows)


def columns_of(
    axes: Axes,
    context: PanelContext,
    zeros: tuple[int, int],
    scales: tuple[float, float],
    *,
    becoming: bool = False,
) -> list[Column]:
    """Return the columns of w and b, side by side, with the points at x = 0 marked beside them.

    `becoming` tells that their x are not 0 from the beginning.
    """
    scale, box = figure_of(axes).dpi / 100, axes.bbox
    gap, row = _GAP * scale, _ROW * scale
    width, height = (box.width - gap) / 2, box.height
    if width < _LEAST[0] * scale or height < _LEAST[1] * scale + 4.4 * row:
        raise InvalidInput(
            f"A pulls panel has {box.width / scale:.0f}x{height / scale:.0f} pixels and needs "
            f"{2 * _LEAST[0] + _GAP:.0f}x{_LEAST[1] + 4.4 * _ROW:.0f}; give it a larger share."
        )
    _mark_zeros(axes, context, zeros, becoming, (box.y0 + 3.2 * row, box.y1 - 1.2 * row))
    lefts = {"w": box.x0, "b": box.x0 + width + gap}
    return [
        Column(axes, context, name, (x, box.y0 + row, x + width, box.y1), scales)
        for name, x in ((each, lefts[each]) for each in COORDINATES)
    ]


def _mark_zeros(
    axes: Axes,
    context: PanelContext,
    zeros: tuple[int, int],
    becoming: bool,
    feet: tuple[float, float],
) -> None:
    """Shade the rows of the points with x = 0, and say below how many there are."""
    scale, theme, (none, count) = figure_of(axes).dpi / 100, context.theme, zeros
    wordings = ["a row a point, sorted by $x$; one scale"]
    if none:
        are = "become 0" if becoming else "are 0"
        wordings = [
            f"a row a point; shaded: the {none:,} of {count:,} whose $x$ {are}",
            f"shaded: the {none:,} of {count:,} whose $x$ {are}",
        ]
    words, size = Fitter.of(axes).choose(wordings, axes.bbox.width / scale, TEXT.tick)
    PictureText(axes.bbox.x0, axes.bbox.y0 + 4 * scale, words, size=size, color=theme.muted).put(
        axes
    )
    if none:
        share = (feet[1] - feet[0]) / count
        x0, x1 = axes.bbox.x0, axes.bbox.x1
        bottom, top = feet[0], feet[0] + none * share
        axes.fill(
            [x0, x1, x1, x0], [bottom, bottom, top, top], color=theme.faint, alpha=0.35,
            linewidth=0, transform=IdentityTransform(), clip_on=False, zorder=0.5,
        )  # fmt: skip
