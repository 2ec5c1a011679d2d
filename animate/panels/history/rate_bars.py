"""The rates of w and b as bars on one scale, with the rate that was set as a line across both."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from gradreel.core.quantities import COORDINATES

from ...drawing.fitting import Fitter
from ...drawing.framed_part import Part, Words, free
from ...drawing.moving import figure_of, weight
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number, tick
from ...scene.panel import PanelContext
from .layout import Layout
from .sides import History

_THICK = 0.5  # of a row
_LEAST = 1.0  # a bar is at least so long, in design pixels, if there is a rate


class RateBars:
    """Two bars with their numbers, in the lowest three rows of the panel."""

    def __init__(self, axes: Axes, context: PanelContext, history: History, layout: Layout) -> None:
        self._history, scale = history, figure_of(axes).dpi / 100
        left, bottom, right, _ = layout.box
        self._words = [
            Words(
                axes, left, bottom + (1 - i) * layout.row + 0.35 * layout.row,
                f"rate of ${name}$: {history.words} =", size=layout.size,
                color=context.theme.parameter_color(name),
            )
            for i, name in enumerate(COORDINATES)
        ]  # fmt: skip
        widest = _widest(axes, history, layout.size) * scale
        self._left = max(each.number.get_position()[0] for each in self._words) + widest
        rates = history.rates[np.isfinite(history.rates)]
        largest = max(float(rates.max(initial=0.0)), np.nan_to_num(history.set_rate)) or 1.0
        self._per_rate, self._least = (right - self._left) / largest, _LEAST * scale
        self._bars = [
            free(axes, _bar(context, name, self._left, bottom, i, layout), layer=0.1)
            for i, name in enumerate(COORDINATES)
        ]
        artists: list[Artist] = [*self._bars]
        for each in self._words:
            artists += each.artists
        if history.set_rate > 0:
            artists += self._set_line(axes, context, layout)
        self.color: str = context.theme.ink
        box = (left, bottom, right, bottom + 3 * layout.row)
        self.part: Part = Part(axes, context, "rates", box, artists)

    def set(self, moment: Moment) -> None:
        """Set bars and numbers to a moment."""
        row = min(moment.whole, self._history.last)
        for axis, (bar, words) in enumerate(zip(self._bars, self._words, strict=True)):
            rate = float(self._history.rates[row, axis])
            words.number.set_text(number(rate))
            bar.set_width(max(rate * self._per_rate, self._least) if rate > 0 else 0.0)

    def _set_line(self, axes: Axes, context: PanelContext, layout: Layout) -> list[Artist]:
        x, bottom = self._left + self._history.set_rate * self._per_rate, layout.box[1]
        line = Line2D(
            [x, x], [bottom, bottom + 2.15 * layout.row], color=context.theme.ink,
            linewidth=weight(axes, 1.6), linestyle=(0, (3, 2)),
        )  # fmt: skip
        words = rf"$\eta$ = {tick(self._history.set_rate)} was set"
        room = Fitter.of(axes).width(words, layout.size) * figure_of(axes).dpi / 100
        text = PictureText(
            min(x, layout.box[2] - room), bottom + 2.3 * layout.row, words, size=layout.size,
            color=context.theme.ink, moves=True,
        ).put(axes)  # fmt: skip
        return [free(axes, line, layer=0.2), text]


def _bar(
    context: PanelContext, name: str, left: float, bottom: float, i: int, layout: Layout
) -> Rectangle:
    foot = bottom + (1 - i) * layout.row + (1 - _THICK) / 2 * layout.row
    bar = Rectangle(
        (left, foot), 0, _THICK * layout.row, facecolor=context.theme.parameter_color(name),
        linewidth=0,
    )  # fmt: skip
    bar.set_snap(False)
    return bar


def _widest(axes: Axes, history: History, size: float) -> float:
    """Return the room of the longest number of a rate, and of the gap behind it."""
    fitter = Fitter.of(axes, "bold")
    some = history.rates[:: max(1, len(history.rates) // 400)].ravel()
    return max(fitter.width(each, size) for each in {number(float(v)) for v in some}) + 14.0
