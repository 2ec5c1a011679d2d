"""One parameter of several runs against the step, and when each has found its target for good."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES, series

from ...drawing.dots import Dot, DotLook
from ...drawing.fitting import Fitter
from ...drawing.limits import limits_of
from ...drawing.moving import figure_of
from ...drawing.pixel_map import PixelMap
from ...drawing.plain_axes import ROW, above, bold_width, dress, name_below, names_above, rows_of
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number, tick
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .played_curve import CurveParts, PlayedCurve, curve_of

STEP_AXIS = 48.0
_RIGHT = 78.0  # the word "target" stands there
STRIP = 34.0
"""Height, in design pixels, that is kept free for the arrivals' numbers at the top of the axes."""

_PAST = 10.0  # the last of them may stand so far beyond the axes, but not over the word
_APART = 10.0  # design pixels between the numbers of two arrivals


@dataclass(frozen=True)
class TargetsPanel:
    """w or b of several runs against the step, and the value they are after.

    A band shows what counts as there: at most `radius` from the target. Where a run stays in it for
    good (`Trajectory.settles`), its marker is set on the target and the number of that step is
    written above; both appear when the step is reached. Its parts are the runs.

    Attributes
    ----------
    coordinate
        "w" or "b".
    optimizers
        Whose runs.
    target
        The value to be found; that of the surface's minimum if left out.
    radius
        Largest distance that counts as there, in units of the parameter.
    label
        Above the axes, mathtext between dollar signs; the coordinate if left out.
    limits
        Lowest and highest value of the axis; from the whole run if left out, and fixed for it.
    names
        Whether markers and names stand in a row above the axes.
    step_axis
        Whether the steps are written below; the lowest of a column wants it.
    name_rows
        How many rows the names take.

    Raises
    ------
    InvalidInput
        Options that cannot be; a surface whose minimum is unknown, without a target.
    """

    coordinate: Literal["w", "b"]
    optimizers: Sequence[str]
    target: float | None = None
    radius: float = 0.1
    label: str = ""
    limits: tuple[float, float] | None = None
    names: bool = True
    step_axis: bool = True
    name_rows: int = 1

    def __post_init__(self) -> None:
        allow.settle(
            self,
            coordinate=allow.choice(*COORDINATES),
            optimizers=allow.sequence_of(allow.name, least=1),
            target=allow.optional(allow.number()),
            radius=allow.number(above=0),
            label=allow.text,
            limits=allow.optional(allow.limits),
            names=allow.flag,
            step_axis=allow.flag,
            name_rows=allow.whole(least=1),
        )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axes, and for label, names and arrivals above."""
        return Margins(
            left=64,
            right=_RIGHT,
            top=ROW * (1 + self.name_rows * self.names),
            bottom=10 + (STEP_AXIS if self.step_axis else 0),
        )

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for a row of names for every two of them."""
        here = replace(self, name_rows=rows_of(len(self.optimizers)), step_axis=True)
        return Stacking(
            72, tight=45, instead=here, axis="step", inner=replace(here, step_axis=False)
        )

    def draw(self, axes: Axes, context: PanelContext) -> DrawnTargets:
        """Draw the axes, the target with its band and, faintly, the whole runs."""
        target = self._target(context)
        runs = {name: self._values(context, name) for name in self.optimizers}
        band = np.array([target - self.radius, target + self.radius])
        axes.set_xlim(0, context.clock.last_step or 1)
        limits = self.limits or limits_of(np.concatenate([*runs.values(), band]))
        axes.set_ylim(_with_strip(axes, *limits))
        dress(axes, across=6, upright=4)
        name_below(axes, "step" if self.step_axis else "")
        self._write(axes, context)
        _draw_target(axes, context, target, self.radius)
        arrivals = self._arrivals(axes, context, target)  # before the curves: their lines lie below
        curves = []
        for name, values in runs.items():
            places = np.column_stack([np.arange(len(values), dtype=np.float64), values])
            curves.append(PlayedCurve(axes, context, name, places))
        return DrawnTargets(axes, context, curves, arrivals)

    def _target(self, context: PanelContext) -> float:
        if self.target is not None:
            return self.target
        if context.surface.minimum is None:
            raise InvalidInput(
                f"The minimum of {context.surface.name} is not known; give the panel a target."
            )
        return float(context.surface.minimum[COORDINATES.index(self.coordinate)])

    def _values(self, context: PanelContext, name: str) -> FloatArray:
        values = series(context.trajectory(name), "params", self.coordinate)
        return values[: math.ceil(context.clock.last_step) + 1]

    def _write(self, axes: Axes, context: PanelContext) -> None:
        muted = context.theme.muted
        top = 8 + ROW * self.name_rows * self.names
        label = self.label or f"${self.coordinate}$"
        rule = f"within ±{tick(self.radius)} for good from step"
        above(axes, top, label, size=TEXT.label, color=muted)
        fitter = Fitter.of(axes)
        room = axes.bbox.width * 100 / figure_of(axes).dpi - fitter.width(label, TEXT.label) - 16
        size = fitter.size_of(rule, room, TEXT.label)
        if fitter.width(rule, size) > room:
            raise InvalidInput(
                f"The label {label!r} leaves no room for {rule!r} beside it; shorten it or give "
                "the panel more room."
            )
        above(axes, top, rule, size=size, color=muted, at=1.0, ha="right")
        if self.names:
            names_above(axes, context, self.optimizers, 8, self.name_rows)

    def _arrivals(self, axes: Axes, context: PanelContext, target: float) -> list[_Arrival]:
        """An arrival for each run that gets there while it is shown, earliest first."""
        there = {
            name: context.trajectory(name).settles((target, target), self.radius, self.coordinate)
            for name in self.optimizers
        }
        shown = sorted(
            (step, name)
            for name, step in there.items()
            if step is not None and step <= context.clock.last_step
        )
        arrivals = [_Arrival(axes, context, name, (step, target)) for step, name in shown]
        widths = [arrival.width + _APART * figure_of(axes).dpi / 100 for arrival in arrivals]
        feet = _spread([arrival.point[0] for arrival in arrivals], widths, axes)
        for arrival, x in zip(arrivals, feet, strict=True):
            arrival.stand_at(x)
        return arrivals


class _Arrival:
    """The step from which a run has found its target: a marker there and the number above."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, place: tuple[int, float]
    ) -> None:
        self._scale, self._top = figure_of(axes).dpi / 100, axes.bbox.y1
        self.name, self.step = name, place[0]
        color = context.theme.path_color(name)
        data = np.array(place, dtype=np.float64)
        self.point = PixelMap(axes)(data)
        self.marker = Dot(
            axes, DotLook(context.mark(name).marker, context.theme.halo, color), size=11, rim=3.1,
            layer=0.8,
        )  # fmt: skip
        self.marker.set_point(data, self.point)
        self._words = f"{self.step:,}"
        self.width = bold_width(self._words, TEXT.number) * self._scale
        self.text = PictureText(
            0, self._top - TEXT.number * self._scale, self._words, size=TEXT.number, weight="bold",
            ha="center", color=color, moves=True,
        ).put(axes)  # fmt: skip
        self.line = Stroke(axes, color, 1.9, transform=IdentityTransform())
        self.artists: Sequence[Artist] = (self.line, self.marker, self.text)

    def stand_at(self, x: float) -> None:
        """Write the number above the place `x`, in pixels, and tie it to its marker."""
        self.text.set_x(x)
        foot, knee = (self._top - drop * self._scale for drop in (STRIP - 8, STRIP + 4))
        ends = np.array([self.point, (self.point[0], knee), (x, foot)])
        self.line.set_points(ends, ends)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return line, marker and number, which are seen from the step on."""
        reached = moment.whole >= self.step
        self.line.set_visible(reached)
        self.marker.set_visible(reached)
        self.text.set_text(self._words if reached else "")
        return self.artists


class DrawnTargets:
    """A targets panel whose axes, target and faint runs stand; its parts are the runs."""

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        curves: Sequence[PlayedCurve],
        arrivals: Sequence[_Arrival],
    ) -> None:
        self.curves = curves
        self.arrivals = arrivals
        own = {arrival.name: arrival.artists for arrival in arrivals}
        self._parts = CurveParts(axes, context, curves, lambda name: own.get(name, ()))
        self.parts: Mapping[str, str] = self._parts.colors

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the arrivals, the runs played so far, and the heads on top."""
        for curve in self.curves:
            curve.set(moment)
        artists = [artist for arrival in self.arrivals for artist in arrival.at(moment)]
        artists += [curve.line for curve in self.curves]
        artists += [curve.marker for curve in self.curves]
        return self._parts.among(artists, moment)

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the place of a point, or of a run's curve at a step, (2,) in pixels."""
        return curve_of(self.curves, optimizer).pixel(step, point)


def _draw_target(axes: Axes, context: PanelContext, target: float, radius: float) -> None:
    """Draw the line that the runs are after and its band, and name it at the right."""
    theme = context.theme
    axes.axhspan(target - radius, target + radius, color=theme.faint, alpha=0.5, linewidth=0)
    axes.axhline(target, color=theme.ink, linewidth=points(1.2), zorder=1.2)
    scale = figure_of(axes).dpi / 100
    x, y = axes.bbox.x1 + 12 * scale, axes.transData.transform((0, target))[1]
    for words, drop in (("target", -0.25), (number(target, 2), 1.05)):
        below = y - drop * TEXT.tick * scale
        PictureText(x, below, words, size=TEXT.tick, color=theme.muted).put(axes)


def _with_strip(axes: Axes, low: float, high: float) -> tuple[float, float]:
    """Add to the limits what the numbers of the arrivals need above all curves."""
    strip = STRIP * figure_of(axes).dpi / 100 / axes.bbox.height
    return low, high + (high - low) * strip / max(1 - strip, 0.1)


def _spread(wanted: Sequence[float], widths: Sequence[float], axes: Axes) -> list[float]:
    """Return where labels of these widths stand: near where they are wanted, none over another.

    Parameters
    ----------
    wanted, widths
        Centre and width of each label, from left to right, in pixels.
    """
    left, right = axes.bbox.x0, axes.bbox.x1 + _PAST * figure_of(axes).dpi / 100
    if sum(widths) > right - left:
        raise InvalidInput(
            f"The steps of {len(widths)} arrivals do not fit above a targets panel; give it more "
            "room or fewer optimizers."
        )
    places: list[float] = []
    edge = left
    for x, width in zip(wanted, widths, strict=True):  # each to the right of the one before
        places.append(max(x, edge + width / 2))
        edge = places[-1] + width / 2
    edge = right
    for i in reversed(range(len(places))):  # and back from the right edge
        places[i] = min(places[i], edge - widths[i] / 2)
        edge = places[i] - widths[i] / 2
    return places
