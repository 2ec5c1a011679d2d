"""Theory beside practice on quadratics: the rate of convergence over the measured curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.errors import InvalidInput
from gradreel.core.named import Named
from gradreel.core.quantities import DISTANCE, EXCESS, measured
from gradreel.core.theory import convergence_rate

from ...drawing.moving import figure_of, weight
from ...drawing.plain_axes import bold_width
from ...drawing.text import PictureText
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .curve import CurvePanel, DrawnCurves

ROW = 28.0
"""Height of the row of rates above the axes, in design pixels."""

_GAP, _MARKER = 16.0, 13.0
_POWERS = {"distance": 1, "loss": 2}
_CHANNELS = {"distance": DISTANCE, "loss": EXCESS}
_LABELS = {"distance": "distance to ★", "loss": "loss above the minimum"}


@dataclass(frozen=True)
class TheoryPanel:
    """Distance or loss against the step, and dashed beside each what theory says of it.

    The factor r by which a step shrinks the distance in the long run (`convergence_rate`) makes a
    straight line on a log axis: distance_0 * r^k, and loss_0 * r^(2k). The factors stand above the
    axes. For gradient descent, momentum and Nesterov on a quadratic surface.

    Attributes
    ----------
    optimizers
        Whose curves.
    of
        "distance" to the minimum, or "loss" above it.
    label
        Above the axes; says what is drawn if left out.
    limits
        Lowest and highest value of the axis; from the whole runs if left out.
    step_axis
        Whether the steps are written below.
    """

    optimizers: Sequence[str]
    of: Literal["distance", "loss"] = "distance"
    label: str = ""
    limits: tuple[float, float] | None = None
    step_axis: bool = True

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizers=allow.sequence_of(allow.name, least=1),
            of=allow.choice(*_POWERS),
            label=allow.text,
            limits=allow.optional(allow.limits),
            step_axis=allow.flag,
        )

    @property
    def margins(self) -> Margins:
        """Those of the curves, and a row for the factors."""
        margins = self._measured().margins
        return margins._replace(top=margins.top + ROW)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for the whole width."""
        return Stacking(least=80)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnCurves:
        """Draw axes and theory.

        Raises
        ------
        InvalidInput
            The surface is no quadratic, or there is no such theory of an optimizer.
        """
        rates = {name: _rate(context, name) for name in self.optimizers}
        curves = self._measured().draw(axes, context)
        steps = np.arange(context.steps + 1)
        row = _Row(axes, context)
        for name, rate in rates.items():
            values = measured(context.surface, context.trajectory(name), _CHANNELS[self.of], None)
            factor = rate ** _POWERS[self.of]
            with np.errstate(over="ignore", under="ignore"):
                predicted = values[0] * factor**steps
            axes.plot(
                steps, predicted, color=context.theme.path_color(name), linewidth=weight(axes, 2),
                linestyle=(0, (4, 3)), zorder=1.8, label=name,
            )  # fmt: skip
            row.write(name, factor)
        return curves

    def _measured(self) -> CurvePanel:
        label = self.label or f"{_LABELS[self.of]}  (dashed: theory)"
        return CurvePanel(
            _CHANNELS[self.of],
            optimizers=self.optimizers,
            label=label,
            scale="log",
            limits=self.limits,
            step_axis=self.step_axis,
        )


def _rate(context: PanelContext, name: str) -> float:
    context.trajectory(name)  # which says what there is
    if name not in context.optimizers:
        raise InvalidInput(f"{name} was recorded elsewhere, and theory knows nothing of it.")
    optimizer = context.optimizers[name]
    return float(
        convergence_rate(
            optimizer.optimizer if isinstance(optimizer, Named) else optimizer, context.surface
        )
    )


class _Row:
    """Markers and factors above the axes, from left to right, in pixels of the picture."""

    def __init__(self, axes: Axes, context: PanelContext) -> None:
        self._axes, self._context = axes, context
        self._scale = figure_of(axes).dpi / 100
        self._foot = axes.bbox.y1 + 38 * self._scale
        self._pen = float(axes.bbox.x0)
        self._say("theory, a step:", context.theme.muted, "normal")

    def write(self, name: str, factor: float) -> None:
        """Write the factor of a run behind its marker."""
        color = self._context.theme.path_color(name)
        self._axes.plot(
            self._pen + _MARKER / 2 * self._scale, self._foot + 0.36 * TEXT.tick * self._scale,
            marker=self._context.mark(name).marker, markersize=points(_MARKER), color=color,
            markeredgecolor=self._context.theme.halo, markeredgewidth=points(1),
            transform=IdentityTransform(), clip_on=False,
        )  # fmt: skip
        self._pen += 1.4 * _MARKER * self._scale
        self._say(f"×{factor:.3f}", color, "bold")

    def _say(self, words: str, color: str, weight: str) -> None:
        text = PictureText(self._pen, self._foot, words, size=TEXT.tick, weight=weight, color=color)
        text.put(self._axes)
        self._pen += bold_width(words, TEXT.tick) * self._scale
        if self._pen > figure_of(self._axes).bbox.x1:
            raise InvalidInput(
                "The factors of a theory panel do not fit into its width; give the panel more room "
                "or name fewer optimizers."
            )
        self._pen += _GAP * self._scale
