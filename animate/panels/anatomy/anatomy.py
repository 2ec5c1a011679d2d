"""The parts of an optimizer's next step, as arrows from one origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.step_parts import Parts, parts_of

from ...drawing.dots import Dot, DotLook
from ...drawing.strokes import Stroke
from ...scene.clock import Moment
from ...scene.number_format import given
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import Theme
from .arrows import Arrow, DrawnArrow, TipNames
from .layout import Layout, layout_of, rule
from .legend import Content, Legend
from .scale import squares

REACH = 4.4
"""Squares that the longest arrow takes at the most; the plain step alone may go beyond."""


@dataclass(frozen=True)
class AnatomyPanel:
    """What the next step of one run is made of, at its head: w to the right, b up.

    - plain step: -learning_rate * gradient, what gradient descent would do at that rate, or at
      `plain_rate`. Where it is longer than the frame it is cut off, and said to go on.
    - gradient and momentum: the step's two parts (see `parts_of`), where something is carried over
      from the steps before; a parallelogram shows that they add up.
    - step: the step taken.

    One of them that is the same as another throughout the run is left out. The legend gives the
    numbers of the whole step. Steps shrink by orders of magnitude, so the scale changes during a
    run; it is written below, together with the one before it (see `squares`).

    Attributes
    ----------
    optimizer
        Whose step: of one that the scene runs, not one recorded elsewhere; the first if left out.
    plain_rate
        Learning rate of the plain step; the optimizer's own if left out.
    one_scale
        Whether one scale serves the whole run, so that a step that shrinks is seen to shrink.
    """

    optimizer: str | None = None
    plain_rate: float | None = None
    one_scale: bool = False

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.optional(allow.name),
            plain_rate=allow.optional(allow.number(above=0)),
            one_scale=allow.flag,
        )

    @property
    def margins(self) -> Margins:
        """A little room; frame and legend share what there is."""
        return Margins(left=8, right=4, bottom=4, top=4)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for room for the frame, and the legend below it."""
        return Stacking(least=390)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnAnatomy:
        """Rule the frame and write the legend's words."""
        axes.set_axis_off()
        name = context.first(self.optimizer)
        run = context.trajectory(name)
        if name not in context.optimizers:
            raise InvalidInput(
                f"An anatomy panel asks for {name}, which was recorded elsewhere, so "
                "what its steps are made of is not known; choose "
                f"{' or '.join(context.optimizers)}."
            )
        steps = min(max(int(context.clock.last_step), 1), run.steps)
        parts = parts_of(context.optimizers[name], run, steps)
        if self.plain_rate is not None:
            gradient = run.channels["gradient"][:steps]
            parts = replace(parts, plain=-self.plain_rate * gradient)
        arrows = _arrows(parts, context.theme, context.theme.path_color(name), self.plain_rate)
        layout = layout_of(axes, len(arrows) + 3)
        rule(axes, context.theme, layout.frame)
        lengths = np.abs([parts.own, parts.carried, parts.taken]).max(axis=(0, 2))
        if self.one_scale:
            lengths = np.full_like(lengths, np.nanmax(lengths, initial=0.0))
        worth = squares(lengths, REACH)
        return DrawnAnatomy(axes, context, name, Content(parts, arrows, worth), layout)


class DrawnAnatomy:
    """An anatomy panel whose frame and words stand."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, content: Content, layout: Layout
    ) -> None:
        frame, self._content = layout.frame, content
        muted = context.theme.muted
        self.sides: Stroke = Stroke(axes, muted, 1.8, layer=0.1, transform=IdentityTransform())
        self.arrows: list[DrawnArrow] = [
            DrawnArrow(axes, arrow, frame, layer=0.2 + 0.1 * i)
            for i, arrow in enumerate(content.arrows)
        ]
        look = DotLook(
            context.mark(name).marker, context.theme.path_color(name), context.theme.halo
        )
        self.head: Dot = Dot(axes, look, size=10, rim=2.1)
        self.head.set_transform(IdentityTransform())
        self.head.set_point(frame.centre, frame.centre)
        self.names: TipNames = TipNames(axes, context, self.arrows, frame, content.worth)
        self.legend: Legend = Legend(axes, context, name, content, layout)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the parallelogram, the arrows, the head, the names and the legend's numbers."""
        k = min(moment.whole, len(self._content.worth) - 1)
        worth = float(self._content.worth[k])
        for arrow in self.arrows:
            arrow.set(k, worth)
        self._set_sides(k, worth)
        self.names.set(moment)
        self.legend.set(k)
        strokes = [arrow.stroke for arrow in self.arrows]
        names = [*self.names.leaders, *self.names.texts]
        return [self.sides, *strokes, self.head, *names, *self.legend.texts]

    def name_places(self, moment: Moment) -> FloatArray:
        """Return where the names stand at a moment, (names, 2)."""
        return self.names.places.at(moment)

    def _set_sides(self, k: int, worth: float) -> None:
        """From the tips of the two parts to that of the step, which is their sum."""
        tips = {drawn.arrow.name: drawn.tip(k, worth) for drawn in self.arrows}
        sides = np.zeros((0, 2))
        if "momentum" in tips:
            sides = np.array([tips["gradient"], tips["step"], tips["momentum"]])
        self.sides.set_points(sides, sides)


def _arrows(parts: Parts, theme: Theme, color: str, plain_rate: float | None = None) -> list[Arrow]:
    """The arrows that tell something, from the lowest: the step is the widest, seen beneath all."""
    carried = theme.spare if color != theme.spare else theme.paths["nesterov"]
    plain_words = r"plain step $-\eta\nabla L$"
    if plain_rate is not None:
        plain_words = rf"plain step, $\eta$ = {given(plain_rate)}"
    if not parts.carries and parts.is_plain:
        return [Arrow("step", r"step $-\eta\nabla L$", parts.taken, color, 6.5)]
    arrows = [Arrow("step", "step taken", parts.taken, color, 6.5)]
    if parts.plain is not None and not parts.is_plain:
        arrows.append(Arrow("plain", plain_words, parts.plain, theme.muted, 3.0))
    if parts.carries:
        words = plain_words if parts.is_plain else "gradient's part"
        arrows.append(Arrow("gradient", words, parts.own, theme.ink, 3.0))
        arrows.append(Arrow("momentum", "momentum's part", parts.carried, carried, 3.0))
    return arrows
