"""The same picture as a user of matplotlib would draw it: the yardstick of `make bench`.

A plain figure with Line2D and Text artists that are set for each frame and drawn by matplotlib, as
FuncAnimation wants it: the same boxes, contours, paths, curves, markers and numbers as the scene's
stage, from the same runs. Some simplifications are in its favour: names stand beside their heads
without looking for room, there are no lines that tie names to heads, and no marks on the paths, no
ring around the minimum and no pace.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from string import Formatter
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator

from gradreel.animate.panels import ContourPanel, CurvePanel, ReadoutPanel
from gradreel.animate.scene.clock import Moment
from gradreel.animate.scene.layout import BOTTOM, SIDES, TOP, Box, arrange, design_size
from gradreel.animate.scene.number_format import number, signed, tick
from gradreel.animate.scene.placeholders import Numbers
from gradreel.animate.scene.scene import Scene
from gradreel.animate.stage.places import context_of
from gradreel.animate.style.run_styles import label_of
from gradreel.animate.style.theme import LIGHT, MARKERS, TEXT, points
from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import series

THEME = LIGHT
GRID = (256, 208)
STOPS = (0.066, 0.317, 0.367, 0.518, 0.56, 0.77)
"""Right ends of the readout's columns, as shares of its width."""

Update = Callable[[Moment], None]


class PlainFigure:
    """A figure of the scene; `update` sets it to a moment, and a full draw shows it.

    Parameters
    ----------
    size
        (width, height) in pixels.
    """

    def __init__(self, scene: Scene, size: tuple[int, int]) -> None:
        width, height, scale = design_size(size)
        self._scene, self._design = scene, (width, height)
        with THEME.applied():
            self.figure = Figure(figsize=(width / 100, height / 100), dpi=100 * scale)
            FigureCanvasAgg(self.figure)
            self._updates: list[Update] = [self._banner()]
            margins = {name: panel.margins for name, panel in scene.panels.items()}
            boxes = arrange(scene.rows, margins, (scene.widths, scene.heights), self._design)
            for name, box in boxes.items():
                self._updates += self._panel(scene.panels[name], self._axes(box))

    def update(self, moment: Moment) -> None:
        """Set every moving artist to the moment."""
        for update in self._updates:
            update(moment)

    def _axes(self, box: Box) -> Axes:
        width, height = self._design
        return self.figure.add_axes(
            (box.left / width, box.bottom / height, box.width / width, box.height / height)
        )

    def _panel(self, panel: object, axes: Axes) -> list[Update]:
        if isinstance(panel, ContourPanel):
            return _contour(axes, self._scene, panel)
        if isinstance(panel, CurvePanel):
            return [_curve(axes, self._scene, panel)]
        assert isinstance(panel, ReadoutPanel)
        return _readout(axes, self._scene, panel)

    def _banner(self) -> Update:
        width, height = self._design
        bold: dict[str, Any] = {"weight": "bold", "fontsize": points(TEXT.title - 2)}
        put = self.figure.text
        y = (BOTTOM - 34) / height
        put(
            SIDES / width, 1 - (TOP - 26) / height, self._scene.title, weight="bold",
            fontsize=points(TEXT.title),
        )  # fmt: skip
        step = put(SIDES / width, y, "", **bold)
        numbers = Numbers(context_of(self._scene, THEME))
        caption = put(170 / width, y, "", fontsize=points(TEXT.body), color=THEME.muted)

        def update(moment: Moment) -> None:
            step.set_text(f"step {moment.whole:,}")
            caption.set_text(numbers.fill(moment.caption, moment.whole))

        return update


def _contour(axes: Axes, scene: Scene, panel: ContourPanel) -> list[Update]:
    window = scene.surface.window
    w = np.linspace(window.w_min, window.w_max, GRID[0])
    b = np.linspace(window.b_min, window.b_max, GRID[1])
    loss = scene.surface.loss(np.stack(np.meshgrid(w, b), axis=-1))
    levels = np.linspace(loss.min(), loss.max(), panel.bands + 1)
    axes.contourf(w, b, loss, levels=levels, colors=THEME.bands(panel.bands), extend="both")
    axes.contour(
        w, b, loss, levels=levels, colors=THEME.ink, alpha=0.35, linewidths=points(0.7)
    )  # fmt: skip
    axes.tick_params(length=points(6), width=points(1.2), pad=points(5))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
    axes.set_xlabel(panel.w_label, fontsize=points(TEXT.body), labelpad=points(4))
    axes.set_ylabel(panel.b_label, fontsize=points(TEXT.body), labelpad=points(2))
    _marks(axes, scene)
    return [_path(axes, scene.trajectories[optimizer.name]) for optimizer in scene.optimizers]


def _marks(axes: Axes, scene: Scene) -> None:
    axes.plot(
        *scene.start, "o", markersize=points(9), color=THEME.halo, markeredgecolor=THEME.ink,
        markeredgewidth=points(1.6),
    )  # fmt: skip
    if scene.surface.minimum is not None:
        axes.plot(
            *scene.surface.minimum, "*", markersize=points(20), color=THEME.ink,
            markeredgecolor=THEME.halo, markeredgewidth=points(1.2),
        )  # fmt: skip
    axes.annotate(
        "★ minimum", (1, 0), (0, -points(50)), xycoords="axes fraction",
        textcoords="offset points", ha="right", fontsize=points(TEXT.tick + 1), color=THEME.muted,
    )  # fmt: skip


def _path(axes: Axes, trajectory: Trajectory) -> Update:
    """One optimizer's rim, line, head and name."""
    color = THEME.path_color(trajectory.name)
    style: dict[str, Any] = {"solid_capstyle": "round", "solid_joinstyle": "round"}
    (rim,) = axes.plot([], [], color=THEME.halo, linewidth=points(6.4), **style)
    (line,) = axes.plot([], [], color=color, linewidth=points(3.4), **style)
    (head,) = axes.plot(
        [], [], MARKERS[trajectory.name], color=color, markersize=points(15), zorder=4,
        markeredgecolor=THEME.halo, markeredgewidth=points(2), clip_on=False,
    )  # fmt: skip
    name = axes.annotate(
        label_of(trajectory.name), (0, 0), (points(16), -points(7)), textcoords="offset points",
        weight="bold", fontsize=points(TEXT.name), color=color, zorder=5,
        path_effects=[withStroke(linewidth=points(4), foreground=THEME.halo)],
    )  # fmt: skip

    def update(moment: Moment) -> None:
        places = _played(trajectory.params, moment)
        rim.set_data(*places.T)
        line.set_data(*places.T)
        head.set_data(places[-1:, 0], places[-1:, 1])
        name.xy = (float(places[-1, 0]), float(places[-1, 1]))

    return update


def _curve(axes: Axes, scene: Scene, panel: CurvePanel) -> Update:
    (optimizer,) = panel.optimizers
    values = series(scene.trajectories[optimizer], panel.channel, panel.coordinate)
    color = THEME.path_color(optimizer)
    places = np.column_stack([np.arange(len(values), dtype=np.float64), values])
    axes.plot(*places.T, color=THEME.faint, linewidth=points(2))
    _dress(axes, scene, panel)
    (line,) = axes.plot([], [], color=color, linewidth=points(3.2))
    (marker,) = axes.plot(
        [], [], MARKERS[optimizer], color=color, markersize=points(12),
        markeredgecolor=THEME.halo, markeredgewidth=points(1.5), zorder=4, clip_on=False,
    )  # fmt: skip
    text = _above(axes, 8, "", 1.0, TEXT.number, ha="right", weight="bold", color=color)

    def update(moment: Moment) -> None:
        played = _played(places, moment)
        line.set_data(*played.T)
        marker.set_data(played[-1:, 0], played[-1:, 1])
        text.set_text(number(float(values[min(moment.whole, len(values) - 1)])))

    return update


def _dress(axes: Axes, scene: Scene, panel: CurvePanel) -> None:
    axes.set_yscale(panel.scale)
    axes.set_xlim(0, scene.clock.last_step)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=points(5), width=points(1.2), pad=points(4))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
    if panel.scale == "log":
        axes.yaxis.set_major_locator(LogLocator(numticks=4))
    else:
        low, high = axes.get_ylim()
        axes.set_ylim(min(low, 0.0), max(high, 0.0))
        axes.yaxis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 5, 10]))
        axes.axhline(0, color=THEME.faint, linewidth=points(1))
    axes.yaxis.set_minor_locator(NullLocator())
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
    if panel.step_axis:
        axes.set_xlabel("step", fontsize=points(TEXT.tick + 1), labelpad=points(2))
    else:
        axes.tick_params(labelbottom=False)
    _above(axes, 8, panel.label, 0.0, TEXT.label, color=THEME.muted)
    _above(axes, 36, panel.heading, 0.0, TEXT.heading, weight="bold")


def _above(axes: Axes, height: float, text: str, at: float, size: float, **options: Any) -> Any:
    return axes.annotate(
        text, (at, 1), (0, points(height)), xycoords="axes fraction", textcoords="offset points",
        fontsize=points(size), **options,
    )  # fmt: skip


def _readout(axes: Axes, scene: Scene, panel: ReadoutPanel) -> list[Update]:
    axes.set_axis_off()
    run = scene.trajectories[panel.optimizer]
    color = THEME.path_color(panel.optimizer)
    updates: list[Update] = []
    for row, line in enumerate(panel.lines):
        height = 0.7 - 0.43 * row
        stops = iter(STOPS)
        for words, name, sign, _ in Formatter().parse(line):
            options: dict[str, Any] = {
                "ha": "right", "fontsize": points(panel.size), "transform": axes.transAxes
            }  # fmt: skip
            axes.text(next(stops), height, words.strip(), **options)
            if name:
                text = axes.text(next(stops), height, "", weight="bold", color=color, **options)
                values = series(run, *name.split("."))
                updates.append(partial(_write, text, values, bool(sign)))
    return updates


def _write(text: Text, values: FloatArray, sign: bool, moment: Moment) -> None:
    value = float(values[min(moment.whole, len(values) - 1)])
    text.set_text(signed(value) if sign else number(value))


def _played(places: FloatArray, moment: Moment) -> FloatArray:
    """Rows up to the moment, the last one between two steps: (whole + 2, 2) or fewer."""
    k = min(moment.whole, len(places) - 1)
    share = max(min(moment.step, len(places) - 1) - k, 0.0)
    if share == 0:
        return places[: k + 1]
    return np.vstack([places[: k + 1], places[k] + share * (places[k + 1] - places[k])])
