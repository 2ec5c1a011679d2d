"""A quantity of the run against the step, with the part already played in colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES, has_quantity, measured

from ...drawing.limits import LARGEST, decades
from ...drawing.moving import weight
from ...drawing.plain_axes import (
    HEADER,
    TickNumbers,
    above,
    above_in_rows,
    name_below,
    number_width,
    thinned,
)
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .played_curve import CurveParts, PlayedCurve, curve_of, in_color_of

HEADING = 32.0
STEP_AXIS = 48.0
NUMBER_ROW = 22.0
GAP = 14.0
"""Between a label and the number beside it."""

MARK = 0.09
"""Height of a mark on the axis below, as a share of the axes' height."""


@dataclass(frozen=True)
class CurvePanel:
    """Curves of a channel against the step.

    Attributes
    ----------
    channel, coordinate
        What is drawn; see `measured` and `series`.
    optimizers
        Whose: of all runs that have the channel if left out. A single one gets the number of the
        step beside the label.
    label
        Above the axes, mathtext between dollar signs.
    scale
        "linear", or "log" for what spans decades (values of 0 and below are gaps then).
    limits
        Lowest and highest value of the axis; from the whole run if left out, and fixed for it.
    heading
        A bold line over the label, for a column of panels.
    step_axis
        Whether the steps are written below; the lowest of a column wants it.
    marks
        Steps at which a tick stands on the axis below: those whose batch has no x other than 0, for
        one (`MiniBatch.blind_steps`).
    numbers
        Whether numbers stand beside the upright axis; of small panels only the shape is seen.
    hue
        Whose colour the curves have: that of their "run", or of the "parameter" w or b that they
        are of, where a scene has one run and tells w from b.
    """

    channel: str
    coordinate: str | None = None
    optimizers: Sequence[str] | None = None
    label: str = ""
    scale: Literal["linear", "log"] = "linear"
    limits: tuple[float, float] | None = None
    heading: str = ""
    step_axis: bool = False
    marks: Sequence[int] = ()
    numbers: bool = True
    hue: Literal["run", "parameter"] = "run"

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            channel=allow.name,
            coordinate=allow.optional(allow.name),
            optimizers=allow.optional(allow.sequence_of(allow.name, least=1)),
            label=allow.text,
            scale=allow.choice("linear", "log"),
            limits=allow.optional(allow.limits),
            heading=allow.text,
            step_axis=allow.flag,
            marks=allow.sequence_of(allow.whole(least=0)),
            numbers=allow.flag,
            hue=allow.choice("run", "parameter"),
        )
        if self.hue == "parameter" and self.coordinate not in COORDINATES:
            raise InvalidInput(
                f"A curve panel of {self.channel} in the hue of a parameter was given coordinate "
                f"{self.coordinate!r}; give it 'w' or 'b', or the hue of the run."
            )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axis, the label above and the steps below."""
        return Margins(
            left=76 if self.numbers else 12,
            right=8,
            top=HEADER + self._lift + (HEADING if self.heading else 0),
            bottom=10 + (STEP_AXIS if self.step_axis else 0),
        )

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for little; two may stand side by side."""
        return Stacking(
            least=54,
            half=True,
            instead=replace(self, step_axis=True),
            axis="step",
            inner=replace(self, step_axis=False),
            small=replace(self, step_axis=False, numbers=False),
        )

    def draw(self, axes: Axes, context: PanelContext) -> DrawnCurves:
        """Draw the axes and, faintly, the whole run."""
        runs = {name: self._values(context, name) for name in self._names(context)}
        if self.hue == "parameter" and self.coordinate:
            context = in_color_of(context, runs, self.coordinate)
        single = len(runs) == 1
        taken = _number_room(*runs.values()) if single else 0.0
        self.rule(axes, context, list(runs.values()), taken)
        if len(self.marks):
            axes.vlines(
                self.marks, 0, MARK, transform=axes.get_xaxis_transform(),
                color=context.theme.muted, linewidth=weight(axes, 2), zorder=1.7,
            )  # fmt: skip
        curves = []
        for name, values in runs.items():
            places = np.column_stack([np.arange(len(values), dtype=np.float64), values])
            curves.append(PlayedCurve(axes, context, name, places))
        return DrawnCurves(axes, context, curves, _Readout(axes, curves[0]) if single else None)

    @property
    def _lift(self) -> float:
        """How much higher the label stands, so that a small panel has its number below it."""
        several = self.optimizers is not None and len(self.optimizers) > 1
        return 0.0 if self.numbers or several else NUMBER_ROW

    def rule(
        self, axes: Axes, context: PanelContext, shown: Sequence[FloatArray], taken: float
    ) -> None:
        """Set scale and limits for some values, and write what stands around the axes.

        `taken` is the room in design pixels, beside the label, that numbers take.
        """
        scale = self._scale(shown)
        axes.set_yscale(scale)
        axes.set_xlim(0, context.clock.last_step or 1)
        axes.set_ylim(self.limits or _limits(shown, scale))
        self._dress(axes, context, scale, taken)

    def _names(self, context: PanelContext) -> Sequence[str]:
        runs = context.trajectories
        having = [name for name, run in runs.items() if has_quantity(run, self.channel)]
        return self.optimizers or having or list(runs)  # one that has it not says what it has

    def _values(self, context: PanelContext, name: str) -> FloatArray:
        return measured(context.surface, context.trajectory(name), self.channel, self.coordinate)

    def _scale(self, runs: Sequence[FloatArray]) -> str:
        """Return the scale; a log axis needs something above 0 to show."""
        positive = any(((values > 0) & (values <= LARGEST)).any() for values in runs)
        return self.scale if positive else "linear"

    def _dress(self, axes: Axes, context: PanelContext, scale: str, taken: float) -> None:
        theme = context.theme
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=points(5), width=points(1.2), pad=points(4), labelleft=self.numbers)
        axes.yaxis.set_major_formatter(TickNumbers())
        axes.yaxis.set_minor_locator(NullLocator())
        if scale == "log":
            axes.yaxis.set_major_locator(FixedLocator(thinned(axes, decades(*axes.get_ylim()))))
        else:
            axes.yaxis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 5, 10]))
            axes.axhline(0, color=theme.faint, linewidth=points(1), zorder=1)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
        axes.xaxis.set_major_formatter(TickNumbers())
        name_below(axes, "step" if self.step_axis else "")
        lift, size = self._lift, TEXT.label
        if lift:
            above_in_rows(axes, 8, self.label, row=lift, size=size, color=theme.muted, taken=taken)
        else:
            above(axes, 8, self.label, size=size, color=theme.muted, taken=taken)
        if self.heading:
            above(axes, HEADER + 6 + lift, self.heading, size=TEXT.heading, weight="bold")


class _Readout:
    """The number of the whole step, above the right end of the axes."""

    def __init__(self, axes: Axes, curve: PlayedCurve) -> None:
        self.curve = curve
        self.text: PictureText = above(
            axes, 8, "", size=TEXT.number, at=1.0, ha="right", weight="bold", color=curve.color,
            moves=True,
        )  # fmt: skip

    def set(self, moment: Moment) -> None:
        values = self.curve.places[:, 1]
        self.text.set_text(number(float(values[min(moment.whole, len(values) - 1)])))


class DrawnCurves:
    """A curve panel whose axes and faint curves stand."""

    curves: Sequence[PlayedCurve]
    readout: _Readout | None

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        curves: Sequence[PlayedCurve],
        readout: _Readout | None,
    ) -> None:
        self.curves, self.readout = curves, readout
        number: list[Artist] = [readout.text] if readout else []
        self._parts = CurveParts(axes, context, curves, lambda _: number)
        self.parts: Mapping[str, str] = self._parts.colors

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the lines played so far, then the markers, then the number."""
        for curve in self.curves:
            curve.set(moment)
        artists: list[Artist] = [curve.line for curve in self.curves]
        artists += [curve.marker for curve in self.curves]
        if self.readout:
            self.readout.set(moment)
            artists.append(self.readout.text)
        return self._parts.among(artists, moment)

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the pixels of a point (step, value), or of a run's curve at a step."""
        return curve_of(self.curves, optimizer).pixel(step, point)


def _number_room(values: FloatArray) -> float:
    """Room for the number beside the label, in design pixels."""
    return number_width(values) + GAP


def _limits(runs: Sequence[FloatArray], scale: str) -> tuple[float, float]:
    """Least and largest value of all runs with some room; what is not finite counts as absent."""
    values = np.concatenate(runs)
    values = values[(np.abs(values) <= LARGEST) & ((values > 0) | (scale != "log"))]
    if not values.any():
        return (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    if scale == "log":
        low = max(low, 1 / LARGEST)
        room = (high / low) ** 0.03 if high > low else 2.0
        return low / room, high * room
    low, high = min(low, 0.0), max(high, 0.0)  # a gradient's sign needs the 0 to be read
    room = 0.06 * (high - low) or 1.0
    return low - (room if low < 0 else 0.0), high + (room if high > 0 else 0.0)
