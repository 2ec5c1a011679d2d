"""The effective rates of w and b on one axis, with lines at rates that were set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES, has_quantity, series

from ...drawing.fitting import HINTED
from ...drawing.limits import LARGEST
from ...drawing.moving import figure_of
from ...drawing.parts import is_pointed_at
from ...drawing.plain_axes import number_width
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT
from .curve import CurvePanel
from .line_words import draw_lines
from .played_curve import CurveParts, PlayedCurve, curve_of, in_color_of

RATE = "effective_learning_rate"

_GAP, _PAD = 22.0, 8.0  # between the two numbers; between a name and its number
_JUTTING = 22.0

_POSITIVE = allow.number(above=0, most=LARGEST)


def _line(where: str, given: Any) -> tuple[float, str]:
    """Allow a rate with the words at its line."""
    items = allow.items_of(where, given, 2)
    if len(items) != 2:
        raise allow.refuse(where, given, "a rate and words for its line, such as (0.1, 'was set')")
    return _POSITIVE(where, items[0]), allow.text(where, items[1])


@dataclass(frozen=True)
class RatesPanel:
    """What multiplies the gradient, for w and for b, against the step: both on one log axis.

    So their ratio is a distance, and it can be seen. The colours are those of w and b.

    Attributes
    ----------
    optimizer
        Whose, of one with a rate for each parameter; the first that has them if left out.
    lines
        Rates with words, such as (0.1, "was set"): a dashed line at each, and the words there.
    label
        Above the axes, mathtext between dollar signs.
    limits
        Lowest and highest rate of the axis; from the whole run and the lines if left out.
    step_axis
        Whether the steps are written below.
    """

    optimizer: str | None = None
    lines: Sequence[tuple[float, str]] = ()
    label: str = "effective rates"
    limits: tuple[float, float] | None = None
    step_axis: bool = True

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.optional(allow.name),
            lines=allow.sequence_of(_line, most=20),
            label=allow.text,
            limits=allow.optional(allow.limits),
            step_axis=allow.flag,
        )

    @property
    def margins(self) -> Margins:
        """Those of a curve panel, and room for half of the last step, which juts out."""
        return self._axes_of(None).margins._replace(right=_JUTTING)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for the whole width."""
        return Stacking(least=70, tight=45)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnRates:
        """Draw the axes, the lines and, faintly, both curves."""
        having = [n for n, run in context.trajectories.items() if has_quantity(run, RATE)]
        name = self.optimizer or (having[0] if having else context.first(None))
        run = context.trajectory(name)
        values = {each: series(run, RATE, each) for each in COORDINATES}
        shown = np.array([rate for rate, _ in self.lines])
        taken = sum(number_width(each) + 2 * _GAP for each in values.values())
        self._axes_of(self.limits).rule(axes, context, [*values.values(), shown], taken)
        draw_lines(axes, context, self.lines, list(values.values()))
        curves = [_curve(axes, context, name, each, values[each]) for each in COORDINATES]
        return DrawnRates(axes, context, curves, _Numbers(axes, context, values))

    def _axes_of(self, limits: tuple[float, float] | None) -> CurvePanel:
        return CurvePanel(
            RATE, "w", label=self.label, scale="log", limits=limits, step_axis=self.step_axis
        )


class DrawnRates:
    """A rates panel whose axes, lines and faint curves stand; its parts are w and b."""

    curves: Sequence[PlayedCurve]
    numbers: _Numbers

    def __init__(
        self, axes: Axes, context: PanelContext, curves: Sequence[PlayedCurve], numbers: _Numbers
    ) -> None:
        self.curves, self.numbers = curves, numbers
        self._parts = CurveParts(axes, context, curves, numbers.of, COORDINATES)
        self.parts: Mapping[str, str] = self._parts.colors

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the curves played so far, their markers and the numbers of the step."""
        for curve in self.curves:
            curve.set(moment)
        self.numbers.set(moment)
        lines: list[Artist] = [curve.line for curve in self.curves]
        artists = [*lines, *(curve.marker for curve in self.curves), *self.numbers.texts]
        return self._parts.among([*artists, *self.numbers.letters.values()], moment)

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the pixels of a point (step, rate), or of the curve of w at a step."""
        return curve_of(self.curves, optimizer).pixel(step, point)


class _Numbers:
    """The rates of the whole step, above the right end of the axes."""

    def __init__(self, axes: Axes, context: PanelContext, values: dict[str, FloatArray]) -> None:
        self._values, scale = values, figure_of(axes).dpi / 100
        self.texts: list[PictureText] = []
        self.letters: dict[str, PictureText] = {}  # of those that may be hidden
        right, foot = float(axes.bbox.x1), axes.bbox.y1 + 8 * scale
        for name in reversed(COORDINATES):
            color, size = context.theme.parameter_color(name), TEXT.number
            text = PictureText(
                right, foot, "", size=size, weight="bold", ha="right", color=color, moves=True
            )
            right -= (HINTED * number_width(values[name]) + _PAD) * scale
            moves = is_pointed_at(name, context)
            words = PictureText(
                right, foot, f"${name}$", size=size, ha="right", color=color, moves=moves
            ).put(axes)
            self.letters |= {name: words} if moves else {}
            right -= words.advance(100 * scale) + _GAP * scale
            self.texts.insert(0, text.put(axes))

    def of(self, name: str) -> list[Artist]:
        """Return the number of w or b and its name, if that may be hidden."""
        letters = [self.letters[name]] if name in self.letters else []
        return [self.texts[COORDINATES.index(name)], *letters]

    def set(self, moment: Moment) -> None:
        for text, rates in zip(self.texts, self._values.values(), strict=True):
            text.set_text(number(float(rates[min(moment.whole, len(rates) - 1)])))


def _curve(
    axes: Axes, context: PanelContext, run: str, name: str, values: FloatArray
) -> PlayedCurve:
    """Draw the curve of w or b, with the run's marker in the colour of the parameter."""
    places = np.column_stack([np.arange(len(values), dtype=np.float64), values])
    return PlayedCurve(axes, in_color_of(context, (run,), name), run, places)
