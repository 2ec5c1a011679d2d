"""A sweep over two hyperparameters as a map of cells, one for each run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator
from matplotlib.transforms import IdentityTransform

from gradreel.core import Spacing
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.cell_image import CellImage, rgba
from ...drawing.dots import Dot, DotLook
from ...drawing.limits import decades
from ...drawing.plain_axes import HEADER, TickNumbers, above
from ...drawing.strokes import Stroke
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.run_styles import parameter_label
from ...style.theme import TEXT, points
from .chosen import Chosen, SignDots
from .color_scale import BAR, Shades, lost_color, waiting_color
from .sweep_view import SweepView

LEFT, BOTTOM = 84.0, 58.0

_MOST_LOG = 700.0  # its exponential is as large as an axis can be


@dataclass(frozen=True)
class SweepMap:
    """Cells in the colours of their numbers; who has diverged is grey, the fastest outlined.

    The first hyperparameter of the sweep goes to the right, the second up.

    Attributes
    ----------
    view
        What is shown of which sweep.
    limit
        Places (first, second), shape (count, 2), joined to a line: a limit of theory.
    best
        (first, second) that theory calls best, None for none.
    chosen
        Cells that have a sign, as there is a picture of their runs.
    """

    view: SweepView
    limit: FloatArray | None = None
    best: tuple[float, float] | None = None
    chosen: Sequence[Chosen] = ()

    def __post_init__(self) -> None:
        if len(self.view.sweep.names) != 2:
            raise InvalidInput(
                f"A sweep over {', '.join(self.view.sweep.names)} was given for a map; vary two "
                "hyperparameters."
            )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axes, the label above and the bar of colours."""
        return Margins(left=LEFT, right=BAR, bottom=BOTTOM, top=HEADER)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for a place above all others."""
        return Stacking(least=110, grows=2, square=True)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnMap:
        """Draw axes and colour bar."""
        sweep = self.view.sweep
        for which, setter in ((0, dress_across), (1, _dress_upright)):
            setter(axes, sweep.names[which], sweep.values[which], self.view.spacings[which])
        above(axes, 8, self.view.label(context), size=TEXT.label, color=context.theme.muted)
        values = self.view.values(context.surface)
        shades = Shades(context.theme, *self.view.range(values))
        shades.draw_bar(axes)
        return DrawnMap(axes, context, self, np.swapaxes(values, 1, 2), shades)


class DrawnMap:
    """A map whose axes stand."""

    def __init__(
        self, axes: Axes, context: PanelContext, panel: SweepMap, values: FloatArray, shades: Shades
    ) -> None:
        self._view, self._values, self._shades = panel.view, values, shades
        self._nothing = rgba(waiting_color(context.theme))
        self._lost = rgba(lost_color(context.theme))
        rows, columns = values.shape[1:]
        self.cells: CellImage = CellImage(axes, (rows, columns))
        self.outlines: list[Stroke] = [
            Stroke(axes, color, width, transform=IdentityTransform())
            for color, width in ((context.theme.halo, 8.0), (context.theme.ink, 3.6))
        ]
        self._theory: list[Artist] = []
        to_pixels = axes.transData.transform
        if panel.limit is not None:
            for color, width in ((context.theme.halo, 9.7), (context.theme.ink, 4.7)):
                line = Stroke(axes, color, width)
                line.set_points(panel.limit, to_pixels(panel.limit))
                self._theory.append(line)
        if panel.best is not None:
            best = np.array(panel.best)
            diamond = Dot(axes, DotLook("D", context.theme.halo, context.theme.ink), size=13, rim=4)
            diamond.set_point(best, to_pixels(best))
            self._theory.append(diamond)
        self._signs = {
            each: SignDots(axes, context, each.sign, self.cells.middle(*reversed(each.place)))
            for each in panel.chosen
        }

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the cells at the moment, and over them what theory says."""
        step = min(moment.whole, len(self._values) - 1)
        values = self._values[step]
        colors = np.where(np.isnan(values)[..., None], self._nothing, self._shades(values))
        colors[self._view.lost(step).T] = self._lost
        self.cells.set_cells(colors)
        edges = self.cells.outlines(self._view.fastest(moment.whole).T)
        for outline in self.outlines:
            outline.set_points(edges, edges)
        signs = [dot for each, dots in self._signs.items() if each.since <= step for dot in dots]
        return [self.cells, *self.outlines, *self._theory, *signs]


def dress_across(axes: Axes, name: str, values: FloatArray, spacing: Spacing) -> None:
    """Set up the axis below for a hyperparameter, so that cells of equal width fit its values."""
    axes.set_xscale(spacing)
    axes.set_xlim(*edges(values, spacing))
    axes.set_xlabel(parameter_label(name), fontsize=points(TEXT.label), labelpad=points(4))
    _tick(axes.xaxis, axes.get_xlim(), spacing)
    axes.tick_params(length=points(5), width=points(1.2), pad=points(4))


def _dress_upright(axes: Axes, name: str, values: FloatArray, spacing: Spacing) -> None:
    axes.set_yscale(spacing)
    axes.set_ylim(*edges(values, spacing))
    axes.set_ylabel(parameter_label(name), fontsize=points(TEXT.label), labelpad=points(2))
    _tick(axes.yaxis, axes.get_ylim(), spacing)


def _tick(axis, limits: tuple[float, float], spacing: Spacing) -> None:  # type: ignore[no-untyped-def]
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(TickNumbers())
    log = FixedLocator(decades(*limits)) if spacing == "log" else None
    axis.set_major_locator(log or MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))


def edges(values: FloatArray, spacing: Spacing) -> tuple[float, float]:
    """Return where the first cell begins and the last one ends: half a cell beyond the values."""
    ends = np.log(values) if spacing == "log" else values
    half = (ends[-1] - ends[0]) / (2 * (len(ends) - 1)) if len(ends) > 1 else 0.5
    low, high = ends[0] - half, ends[-1] + half
    if spacing == "log":
        return math.exp(max(low, -_MOST_LOG)), math.exp(min(high, _MOST_LOG))
    return low, high
