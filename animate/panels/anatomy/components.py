"""The gradient as two arrows from one origin, along w and along b, on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES, series

from ...drawing.framed_part import Part, Words, free
from ...drawing.limits import LARGEST
from ...drawing.moving import figure_of, weight
from ...drawing.text import PictureText
from ...drawing.trail import between
from ...scene.clock import Moment
from ...scene.number_format import number, tick
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points

_ROW = 28.0
_LEAST = (230.0, 80.0)  # width of the panel and height of what the arrows have
_EDGE = 24.0  # around the arrows, for names
_BARB = 12.0
_BAR = 90.0  # that says the scale, at the most


@dataclass(frozen=True)
class ComponentsPanel:
    """What the gradient is along w and along b: two arrows from one origin, and their ratio.

    One scale holds for both and for the whole run; a bar says it. Its parts are "w", "b" and
    "ratio".

    Attributes
    ----------
    optimizer
        Along whose path; the first run's if left out.
    """

    optimizer: str | None = None

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.optional(allow.name))

    @property
    def margins(self) -> Margins:
        """A little room; arrows and numbers share what there is."""
        return Margins(left=16, right=8, bottom=6, top=6)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for arrows that can be seen."""
        return Stacking(least=230)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnComponents:
        """Choose the scale, and draw the cross through the origin."""
        axes.set_axis_off()
        box, scale = axes.bbox, figure_of(axes).dpi / 100
        width, height = box.width / scale, box.height / scale - 4.2 * _ROW
        if width < _LEAST[0] or height < _LEAST[1]:
            raise InvalidInput(
                f"A components panel has {width:.0f}x{box.height / scale:.0f} pixels and needs "
                f"{_LEAST[0]:.0f}x{_LEAST[1] + 4.2 * _ROW:.0f}; give it a larger share."
            )
        gradient = _gradient(context, context.first(self.optimizer))
        low = np.minimum(np.nan_to_num(gradient).min(axis=0, initial=0.0), 0.0)
        high = np.maximum(np.nan_to_num(gradient).max(axis=0, initial=0.0), 0.0)
        room = (np.array([width, height]) - 2 * _EDGE) * scale
        reach = np.maximum(high - low, 1e-3 * float((high - low).max()) or 1.0)
        unit = float((room / reach).min())
        middle = np.array([(box.x0 + box.x1) / 2, box.y1 - height * scale / 2])
        origin = middle - (low + high) / 2 * unit
        _cross(axes, context, origin, height)
        _scale_bar(axes, context, unit)
        return DrawnComponents(axes, context, gradient, origin, unit)


class DrawnComponents:
    """A components panel whose cross stands.

    Attributes
    ----------
    parts
        The colour of each part, by its name.
    """

    gradient: FloatArray
    origin: FloatArray
    unit: float

    def __init__(
        self, axes: Axes, context: PanelContext, gradient: FloatArray, origin: FloatArray,
        unit: float,
    ) -> None:  # fmt: skip
        self.gradient, self.origin, self.unit = gradient, origin, unit
        self._barb = _BARB * figure_of(axes).dpi / 100
        box, row = axes.bbox, _ROW * figure_of(axes).dpi / 100
        theme = context.theme
        self.parts: dict[str, str] = {each: theme.parameter_color(each) for each in COORDINATES}
        self.parts["ratio"] = theme.ink
        words = {each: f"gradient of ${each}$ =" for each in COORDINATES}
        words["ratio"] = r"$|g_b|\,/\,|g_w|$ ="
        self.arrows: list[Line2D] = []
        self.told: dict[str, Words] = {}
        self._parts: list[Part] = []
        for i, (name, color) in enumerate(self.parts.items()):
            foot = box.y0 + (2 - i) * row + 0.3 * row
            told = Words(axes, box.x0, foot, words[name], size=TEXT.label, color=color)
            artists = list(told.artists)
            if name in COORDINATES:
                line = Line2D([], [], color=color, linewidth=weight(axes, 5))
                self.arrows.append(free(axes, line, layer=0.2))
                artists.insert(0, line)
            edges = (box.x0, foot - 0.08 * row, box.x1, foot + 0.54 * row)
            self._parts.append(Part(axes, context, name, edges, artists))
            self.told[name] = told

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the arrows and the numbers of the whole step."""
        now = between(self.gradient, moment.step)
        row = self.gradient[min(moment.whole, len(self.gradient) - 1)]
        for axis, arrow in enumerate(self.arrows):
            arrow.set_data(*self._arrow(axis, float(now[axis])).T)
            self.told[COORDINATES[axis]].number.set_text(number(float(row[axis])))
        w, b = (abs(float(each)) for each in row)
        with np.errstate(over="ignore"):
            ratio = float(np.float64(b) / w) if w > 0 else math.nan
        self.told["ratio"].number.set_text(number(ratio))
        return [artist for part in self._parts for artist in part.at(moment)]

    def _arrow(self, axis: int, size: float) -> FloatArray:
        """Return the vertices of an arrow, (n, 2) in pixels; none for no length."""
        if not math.isfinite(size) or size == 0:
            return np.zeros((0, 2))
        way = np.eye(2)[axis] * math.copysign(1.0, size)
        across = way[::-1]
        tip = self.origin + way * abs(size) * self.unit
        barb = min(self._barb, abs(size) * self.unit)
        left, right = (tip - barb * way + side * 0.6 * barb * across for side in (1, -1))
        return np.array([self.origin, tip, left, tip, right])


def _gradient(context: PanelContext, name: str) -> FloatArray:
    """Return the gradients of a run, (steps, 2), nan where there is nothing to draw."""
    run, steps = context.trajectory(name), int(max(context.clock.last_step, 1))
    both = np.column_stack([series(run, "gradient", each) for each in COORDINATES])[:steps]
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(both) <= LARGEST, both, np.nan)


def _cross(axes: Axes, context: PanelContext, origin: FloatArray, height: float) -> None:
    """Draw the two directions through the origin, and name them."""
    box, scale, theme = axes.bbox, figure_of(axes).dpi / 100, context.theme
    bottom = box.y1 - height * scale
    for xs, ys in (([box.x0, box.x1], [origin[1]] * 2), ([origin[0]] * 2, [bottom, box.y1])):
        axes.plot(
            xs, ys, color=theme.faint, linewidth=points(1.2), transform=IdentityTransform(),
            clip_on=False,
        )  # fmt: skip
    pad, size = 7 * scale, TEXT.label
    places = {"w": (box.x1 - 14 * scale, origin[1] + pad), "b": (origin[0] + pad, bottom + pad)}
    for name, (x, y) in places.items():
        color = theme.parameter_color(name)
        PictureText(x, y, f"${name}$", size=size, color=color).put(axes)


def _scale_bar(axes: Axes, context: PanelContext, unit: float) -> None:
    """Say the scale above the numbers: a bar, and the gradient that is as long."""
    box, scale, color = axes.bbox, figure_of(axes).dpi / 100, context.theme.muted
    wanted = _BAR * scale / unit
    power = 10.0 ** math.floor(math.log10(wanted))
    size = max(each * power for each in (1, 2, 5) if each * power <= wanted)
    foot = box.y0 + 3.4 * _ROW * scale
    words = PictureText(box.x0, foot, f"one scale: {tick(size)}", size=TEXT.tick, color=color)
    x = box.x0 + words.put(axes).advance(figure_of(axes).dpi) + 10 * scale
    y, end = foot + 0.36 * TEXT.tick * scale, 5 * scale
    axes.plot(
        [x, x, x, x + size * unit, x + size * unit, x + size * unit],
        [y - end, y + end, y, y, y - end, y + end], color=color, linewidth=weight(axes, 2),
        transform=IdentityTransform(), clip_on=False,
    )  # fmt: skip
