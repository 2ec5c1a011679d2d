"""The loss along one run's path as a cross-section of the surface, with the tangent at the head."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.cross_section import section_shown

from ...drawing.limits import limits_of
from ...drawing.moving import figure_of
from ...drawing.plain_axes import ROW, above, bold_width, dress, name_below, number_width
from ...drawing.strokes import Stroke
from ...drawing.tangent import Tangent
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .played_curve import PlayedCurve, curve_of

AXIS = 48.0
_BESIDE = 14.0  # between two texts of a row
_LABELS = {"loss": "loss along the path", "derivative": r"its slope $dL/ds$"}


@dataclass(frozen=True)
class SlopePanel:
    """A walk along the path of one run: the loss, or its slope, against the distance travelled.

    The path is cut open: s is the length of the path so far, L(s) the loss there, also between two
    steps. A tangent rides on the curve. Its slope dL/ds, the gradient times the direction of the
    step, is written above; it is that of the whole step. Where the path stands still it is 0.

    One panel shows the loss, a second one below it the derivative against the same distances: in
    one column of a scene the two line up, and a thin line joins the head to the axis between them.

    Attributes
    ----------
    which
        "loss" or "derivative".
    optimizer
        Whose path; the first run's if left out.
    label
        Above the axes, mathtext between dollar signs.
    limits
        Lowest and highest value of the axis; from the whole run if left out, and fixed for it.
    distance_axis
        Whether the distances are written below; the lower of two wants it.

    Raises
    ------
    InvalidInput
        Options that cannot be; a run without a finite step.
    """

    which: Literal["loss", "derivative"] = "loss"
    optimizer: str | None = None
    label: str = ""
    limits: tuple[float, float] | None = None
    distance_axis: bool = True

    def __post_init__(self) -> None:
        allow.settle(
            self,
            which=allow.choice(*_LABELS),
            optimizer=allow.optional(allow.name),
            label=allow.text,
            limits=allow.optional(allow.limits),
            distance_axis=allow.flag,
        )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axes and the label above."""
        return Margins(left=70, right=12, top=ROW, bottom=10 + (AXIS if self.distance_axis else 0))

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for the whole width."""
        return Stacking(
            least=80,
            tight=50,
            instead=replace(self, distance_axis=True),
            axis="distance",
            inner=replace(self, distance_axis=False),
        )

    def draw(self, axes: Axes, context: PanelContext) -> DrawnSlope:
        """Draw the axes and, faintly, the whole cross-section."""
        name = context.first(self.optimizer)
        section = section_shown(context.surface, context.trajectory(name), context.clock.last_step)
        places = section.places(self.which)
        axes.set_xlim(0, float(places[-1, 0]) or 1.0)
        # A derivative's sign needs the 0 to be read.
        shown = places[:, 1] if self.which == "loss" else np.append(places[:, 1], 0.0)
        axes.set_ylim(self.limits or limits_of(shown))
        dress(axes, across=6, upright=4)
        name_below(axes, "distance travelled along the path, $s$" if self.distance_axis else "")
        if self.which == "derivative":
            axes.axhline(0, color=context.theme.muted, linewidth=points(1.2), zorder=1)
        muted = context.theme.muted
        # Beyond a step without numbers no one knows how long the path is.
        cut = section.steps < min(context.trajectory(name).steps, context.clock.last_step)
        slopes = section.slope[:: section.per_step]
        slopes = np.append(slopes, np.nan) if cut else slopes
        end = number_width(slopes) + _BESIDE
        taken = end + bold_width("slope", TEXT.label) + _BESIDE if self.which == "loss" else end
        label = self.label or _LABELS[self.which]
        above(axes, 8, label, size=TEXT.label, color=muted, taken=taken)
        plumb = _Plumb(axes, context, self.which)  # before the curve, so it lies below
        per_step = section.per_step if self.which == "loss" else 1
        curve = PlayedCurve(axes, context, name, places, per_step)
        readout = _Readout(axes, curve.color, slopes)
        tangent = None
        if self.which == "loss":
            tangent = Tangent(axes, context, section)
            at = 1 - end * figure_of(axes).dpi / 100 / axes.bbox.width
            above(axes, 8, "slope", size=TEXT.label, color=muted, at=at, ha="right")
        last = section.steps if cut else math.inf
        return DrawnSlope(curve, tangent, plumb, readout, last)


class _Plumb:
    """A thin line from the head to the axis that a panel of the loss and one of the slope share."""

    def __init__(self, axes: Axes, context: PanelContext, which: str) -> None:
        self._end = axes.bbox.y0 if which == "loss" else axes.bbox.y1
        self.stroke: Stroke = Stroke(axes, context.theme.muted, 1.7, transform=IdentityTransform())

    def set(self, head: FloatArray) -> None:
        ends = np.array([head, (head[0], self._end)])
        self.stroke.set_points(ends, ends)


class _Readout:
    """The slope at the whole step, above the right end of the axes."""

    def __init__(self, axes: Axes, color: str, slopes: FloatArray) -> None:
        self._slopes = slopes
        self.text: PictureText = above(
            axes, 8, "", size=TEXT.number, at=1.0, ha="right", weight="bold", color=color,
            moves=True,
        )  # fmt: skip

    def set(self, moment: Moment) -> None:
        """Write the number of the moment's whole step."""
        slope = float(self._slopes[min(moment.whole, len(self._slopes) - 1)])
        self.text.set_text(number(slope))


class DrawnSlope:
    """A slope panel whose axes and faint cross-section stand."""

    curve: PlayedCurve
    tangent: Tangent | None
    plumb: _Plumb
    readout: _Readout

    def __init__(
        self,
        curve: PlayedCurve,
        tangent: Tangent | None,
        plumb: _Plumb,
        readout: _Readout,
        last: float,
    ) -> None:
        self.curve, self.tangent, self.plumb, self.readout = curve, tangent, plumb, readout
        self._last = last

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the line to the axis, the curve played so far, the tangent, head and number."""
        self.curve.set(moment)
        self.plumb.set(self.curve.marker.pixel)
        if self._lost(moment):
            self.curve.marker.set_visible(False)
        self.plumb.stroke.set_visible(not self._lost(moment))
        self.readout.set(moment)
        artists: list[Artist] = [self.plumb.stroke, self.curve.line]
        if self.tangent:
            self.tangent.set(moment, self.curve.place(moment.step))
            self.tangent.stroke.set_visible(not self._lost(moment))
            artists.append(self.tangent.stroke)
        return [*artists, self.curve.marker, self.readout.text]

    def _lost(self, moment: Moment) -> bool:
        """Whether the path has ended, or is interrupted."""
        return moment.whole > self._last

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the place of a point, or of the curve at a step, (2,) in pixels."""
        return curve_of([self.curve], optimizer).pixel(step, point)
