"""A sweep over one hyperparameter as a curve, which changes from step to step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.cell_image import CellImage, rgba
from ...drawing.dots import Dot, DotLook
from ...drawing.limits import decades
from ...drawing.plain_axes import HEADER, TickNumbers, above
from ...drawing.strokes import Stroke, dotted
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .chosen import Chosen, SignDots
from .color_scale import lost_color, waiting_color
from .sweep_map import BOTTOM, LEFT, dress_across
from .sweep_view import SweepView

STRIP = 0.93
"""The part of the axes' height above which the strip of cells lies."""


@dataclass(frozen=True)
class SweepCurve:
    """The number of each run over its hyperparameter, and above them a strip of cells.

    In the strip who has diverged is grey, and who has not arrived, or left, is pale. The fastest
    have a square.

    Attributes
    ----------
    view
        What is shown of which sweep.
    limit, best
        Values of the hyperparameter at which theory sees a limit and the best, lines; None for
        none.
    """

    view: SweepView
    limit: float | None = None
    best: float | None = None
    chosen: Sequence[Chosen] = ()

    def __post_init__(self) -> None:
        if len(self.view.sweep.names) != 1:
            raise InvalidInput(
                f"A sweep over {', '.join(self.view.sweep.names)} was given for a curve; vary one "
                "hyperparameter."
            )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axes and the label above."""
        return Margins(left=LEFT, right=16, bottom=BOTTOM, top=HEADER)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for the whole width."""
        return Stacking(least=90)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnSweepCurve:
        """Draw the axes and the lines of theory."""
        sweep = self.view.sweep
        dress_across(axes, sweep.names[0], sweep.values[0], self.view.spacings[0])
        values = self.view.values(context.surface)
        low, high = self.view.range(values)
        low, high = low / 1.2, high * (high / low) ** 0.12 * 1.2
        axes.set_yscale("log")
        axes.set_ylim(low, high)
        axes.yaxis.set_major_locator(FixedLocator(decades(low, high)))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(TickNumbers())
        axes.spines[["top", "right"]].set_visible(False)
        above(axes, 8, self.view.label(context), size=TEXT.label, color=context.theme.muted)
        for place, style in ((self.limit, "-"), (self.best, (0, (2, 2)))):
            if place is not None:
                axes.axvline(
                    place, color=context.theme.ink, linewidth=points(2), linestyle=style, zorder=1
                )
        return DrawnSweepCurve(axes, context, self, values)


class DrawnSweepCurve:
    """A curve whose axes stand."""

    def __init__(
        self, axes: Axes, context: PanelContext, panel: SweepCurve, values: FloatArray
    ) -> None:
        view = panel.view
        self._view, self._values = view, values
        self._across = view.sweep.values[0]
        self._to_pixels = axes.transData
        color = context.theme.path_color(next(iter(context.trajectories)))
        self.line: Stroke = Stroke(axes, color, 5.6)
        self.strip: CellImage = CellImage(axes, (1, len(self._across)), (STRIP, 1.0))
        self._waiting = rgba(waiting_color(context.theme))
        self._lost = rgba(lost_color(context.theme))
        first = view.fastest(len(values) - 1)
        self.fastest: list[Dot] = []
        for place in np.column_stack([self._across, values[-1]])[first]:
            dot = Dot(axes, DotLook("s", context.theme.halo, context.theme.ink), size=13, rim=3.6)
            dot.set_point(place, axes.transData.transform(place))
            self.fastest.append(dot)
        self._signs = {
            each: SignDots(axes, context, each.sign, self._seat(axes, each.place[0]))
            for each in panel.chosen
        }

    def _seat(self, axes: Axes, at: int) -> FloatArray:
        """Return the pixels where a run's sign stands: on the curve, at its foot, or in the strip.

        At the foot stands what ends lower than the axis is drawn, 0 of a log axis among it.
        """
        value = self._values[-1, at]
        pixel: FloatArray = axes.transData.transform((self._across[at], value))
        if np.isfinite(pixel).all() and axes.bbox.y0 <= pixel[1] <= axes.bbox.y1:
            return pixel
        across = axes.transData.transform((self._across[at], 1.0))[0]
        share = (1 - STRIP) / 2 if value < axes.get_ylim()[0] else (1 + STRIP) / 2
        return np.array([across, axes.bbox.y0 + share * axes.bbox.height])

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the strip and the curve at the moment."""
        step = min(moment.whole, len(self._values) - 1)
        values = self._values[step]
        colors = np.zeros((1, len(values), 4), np.uint8)
        if self._view.show != "value":
            colors[0, np.isnan(values)] = self._waiting
        colors[0, self._view.lost(step)] = self._lost
        self.strip.set_cells(colors)
        data = _pen_lifted(np.column_stack([self._across, values]))
        self.line.set_points(data, dotted(self._to_pixels.transform(data)))
        fastest = self.fastest if self._view.fastest(moment.whole).any() else []
        signs = [dot for each, dots in self._signs.items() if each.since <= step for dot in dots]
        return [self.strip, self.line, *fastest, *signs]


def _pen_lifted(places: FloatArray) -> FloatArray:
    """Make a row of nan of each place that cannot be drawn, and a dot of one that stands alone."""
    seen = np.isfinite(places).all(axis=1) & (places[:, 1] > 0)
    places = np.where(seen[:, None], places, np.nan)
    before, after = np.append(False, seen[:-1]), np.append(seen[1:], False)
    alone = seen & ~before & ~after
    return np.repeat(places, 1 + alone, axis=0)
