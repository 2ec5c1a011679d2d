"""A quantity of the run against the step, with the part already played in colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator
from matplotlib.transforms import ScaledTranslation

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..ink import Dot, DotLook, PixelMap, TrailStroke, figure_of, weight
from ..layout import Margins
from ..numerals import number, tick
from ..text import PictureText
from ..theme import TEXT, points
from ..timeline import Moment
from ..trail import Trail, thin
from .panel import Shot, check_choice, series

HEADER = 30.0
HEADING = 32.0
STEP_AXIS = 48.0


@dataclass(frozen=True)
class CurvePanel:
    """Curves of a channel against the step.

    Attributes
    ----------
    channel, coordinate : what is drawn; see `series`.
    optimizers : whose; a single one gets the number of the step beside the label.
    label : above the axes, mathtext between dollar signs.
    scale : "linear", or "log" for what spans decades (values of 0 and below are not drawn then).
    limits : lowest and highest value of the axis; from the whole run if left out, and fixed for it.
    heading : a bold line over the label, for a column of panels.
    step_axis : whether the steps are written below; the lowest of a column wants it.
    """

    channel: str
    coordinate: str | None = None
    optimizers: Sequence[str] = ("adagrad",)
    label: str = ""
    scale: Literal["linear", "log"] = "linear"
    limits: tuple[float, float] | None = None
    heading: str = ""
    step_axis: bool = False

    def __post_init__(self) -> None:
        check_choice("scale", self.scale, ("linear", "log"))
        if not self.optimizers:
            raise InvalidInput("A curve panel was given no optimizers; name at least one.")
        low, high = self.limits or (0.0, 1.0)
        if not -math.inf < low < high < math.inf:
            raise InvalidInput(f"The limits {self.limits} were given; the first must be smaller.")

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axis, the label above and the steps below."""
        return Margins(
            left=76,
            right=8,
            top=HEADER + (HEADING if self.heading else 0),
            bottom=10 + (STEP_AXIS if self.step_axis else 0),
        )

    def draw(self, axes: Axes, shot: Shot) -> DrawnCurves:
        """Draw the axes and, faintly, the whole run."""
        runs = {name: self._values(shot, name) for name in self.optimizers}
        scale = self._scale(list(runs.values()))
        axes.set_yscale(scale)
        axes.set_xlim(0, shot.timeline.last_step or 1)
        axes.set_ylim(self.limits or _limits(list(runs.values()), scale))
        self._dress(axes, shot, scale)
        curves = []
        for name, values in runs.items():
            places = np.column_stack([np.arange(len(values), dtype=np.float64), values])
            trail = thin(places, PixelMap(axes)(places))
            axes.plot(
                *trail.points.T, color=shot.theme.faint, linewidth=weight(axes, 2), zorder=1.5
            )
            curves.append(_Curve(axes, shot, name, values, trail))
        return DrawnCurves(curves, _Readout(axes, curves[0]) if len(curves) == 1 else None)

    def _values(self, shot: Shot, name: str) -> FloatArray:
        return series(shot.trajectory(name), self.channel, self.coordinate)

    def _scale(self, runs: Sequence[FloatArray]) -> str:
        """Return the scale; a log axis needs something above 0 to show."""
        positive = any((values > 0).any() for values in runs)
        return self.scale if positive else "linear"

    def _dress(self, axes: Axes, shot: Shot, scale: str) -> None:
        theme = shot.theme
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=points(5), width=points(1.2), pad=points(4))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
        axes.yaxis.set_minor_locator(NullLocator())
        if scale == "log":
            axes.yaxis.set_major_locator(FixedLocator(_decades(*axes.get_ylim())))
        else:
            axes.yaxis.set_major_locator(MaxNLocator(nbins=3, steps=[1, 2, 5, 10]))
            axes.axhline(0, color=theme.faint, linewidth=points(1), zorder=1)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10], integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: tick(value)))
        if self.step_axis:
            axes.set_xlabel("step", fontsize=points(TEXT.tick + 1), labelpad=points(2))
        else:
            axes.tick_params(labelbottom=False)
        _above(axes, 8, self.label, size=TEXT.label, color=theme.muted)
        if self.heading:
            _above(axes, HEADER + 6, self.heading, size=TEXT.heading, weight="bold")


class _Curve:
    """The played part of one run's curve and the marker at its end."""

    def __init__(self, axes: Axes, shot: Shot, name: str, values: FloatArray, trail: Trail) -> None:
        self.values, self._trail = values, trail
        self._to_pixels = PixelMap(axes)
        self._log = axes.get_yscale() == "log"
        self.color = shot.theme.path_color(name)
        pixels = self._to_pixels(trail.points)
        self.line = TrailStroke(axes, self.color, 3.2, trail.points, pixels)
        look = DotLook(shot.mark(name).marker, self.color, shot.theme.halo)
        self.marker = Dot(axes, look, size=12, rim=1.5)

    def set(self, moment: Moment) -> None:
        step = min(moment.step, len(self.values) - 1)
        k = min(moment.whole, len(self.values) - 1)
        here = np.array([step, self._value(k, max(step - k, 0.0))])
        pixel = self._to_pixels(here)
        self.line.set_end(self._trail.count(k), here, pixel)
        self.marker.set_point(here, pixel)
        self.marker.set_visible(bool(np.isfinite(pixel).all()))

    def _value(self, k: int, share: float) -> float:
        """Value between the steps k and k + 1, on a straight line of the picture."""
        here = self.values[k]
        if share == 0 or k + 1 == len(self.values):
            return float(here)
        there = self.values[k + 1]
        if self._log and here > 0 and there > 0:
            return float(here * (there / here) ** share)
        return float(here + (there - here) * share)


class _Readout:
    """The number of the whole step, above the right end of the axes."""

    def __init__(self, axes: Axes, curve: _Curve) -> None:
        self.curve = curve
        self.text = _above(
            axes, 8, "", size=TEXT.number, at=1.0, ha="right", weight="bold", color=curve.color,
            moves=True,
        )  # fmt: skip

    def set(self, moment: Moment) -> None:
        values = self.curve.values
        self.text.set_text(number(float(values[min(moment.whole, len(values) - 1)])))


class DrawnCurves:
    """A curve panel whose axes and faint curves stand."""

    def __init__(self, curves: Sequence[_Curve], readout: _Readout | None) -> None:
        self.curves, self.readout = curves, readout

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the lines played so far, then the markers, then the number."""
        for curve in self.curves:
            curve.set(moment)
        artists: list[Artist] = [curve.line for curve in self.curves]
        artists += [curve.marker for curve in self.curves]
        if self.readout:
            self.readout.set(moment)
            artists.append(self.readout.text)
        return artists


def _above(
    axes: Axes, height: float, text: str, *, size: float, at: float = 0.0, **options: Any
) -> PictureText:
    """Write `text` `height` design pixels above the left (at=0) or right (at=1) end of the axes."""
    lift = ScaledTranslation(0, points(height) / 72, figure_of(axes).dpi_scale_trans)
    return PictureText(at, 1, text, size=size, **options).put(axes, axes.transAxes + lift)


def _limits(runs: Sequence[FloatArray], scale: str) -> tuple[float, float]:
    """Least and largest value of all runs with some room; what is not finite counts as absent."""
    values = np.concatenate(runs)
    values = values[np.isfinite(values) & ((values > 0) | (scale != "log"))]
    if not len(values):
        return (0.0, 1.0)
    low, high = float(values.min()), float(values.max())
    if scale == "log":
        room = (high / low) ** 0.03 if high > low else 2.0
        return low / room, high * room
    low, high = min(low, 0.0), max(high, 0.0)  # a gradient's sign needs the 0 to be read
    room = 0.06 * (high - low) or 1.0
    return low - (room if low < 0 else 0.0), high + (room if high > 0 else 0.0)


def _decades(low: float, high: float) -> list[float]:
    """Powers of ten within the limits, at most four of them, evenly apart."""
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    apart = max(1, math.ceil((last - first) / 3))
    return [10.0**n for n in range(last, first - 1, -apart)]
