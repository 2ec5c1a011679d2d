"""A scene: everything a picture is made of, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gradreel.core import Optimizer, Oracle, Surface, Trajectory, descend
from gradreel.core.errors import InvalidInput

from .text_check import check_scene

if TYPE_CHECKING:
    from .panels import Panel
    from .timeline import Timeline


@dataclass(frozen=True)
class Scene:
    """A picture that moves.

    Attributes
    ----------
    name : what the command line calls it.
    summary : one sentence for `gradreel list`.
    title : stands above the picture for the whole run, in one line or two; mathtext between dollar
        signs.
    surface : loss surface L(w, b).
    start : (w, b) from which every optimizer starts.
    steps : how many steps each optimizer takes.
    optimizers : in the order in which they are drawn; names must differ.
    panels : by the names that `rows` uses.
    rows : where the panels stand, as in a table: each row names the panel of each column, and a
        panel named in several neighbouring cells fills them all.
    widths, heights : shares of the columns and rows, equal ones if left out.
    timeline : what is shown when.
    runs : recorded elsewhere, single ones, shown beside those of the optimizers.
    oracle : where the gradients come from: minibatches, for one; None for the surface itself.

    Two renders of one scene give the same pixels: a scene has no state but the trajectories,
    which it computes when they are first asked for.
    """

    name: str
    summary: str
    title: str
    surface: Surface
    start: tuple[float, float]
    steps: int
    optimizers: Sequence[Optimizer]
    panels: Mapping[str, Panel]
    rows: Sequence[Sequence[str]]
    timeline: Timeline
    widths: Sequence[float] = field(default=())
    heights: Sequence[float] = field(default=())
    runs: Sequence[Trajectory] = field(default=())
    oracle: Oracle | None = None

    def __post_init__(self) -> None:
        names = [each.name for each in self.optimizers] + [run.name for run in self.runs]
        if not names or len(set(names)) < len(names):
            raise InvalidInput(
                f"Scene {self.name!r} has the optimizers and runs {', '.join(names) or 'none'}; "
                "give at least one, and each name once."
            )
        placed = {name for row in self.rows for name in row}
        if placed != set(self.panels):
            odd = ", ".join(sorted(placed ^ set(self.panels)))
            raise InvalidInput(
                f"Scene {self.name!r} names {odd} in only one of `panels` and `rows`; name each "
                "panel in both."
            )
        check_scene(self)
        if not self.timeline.events:
            self._check_steps(self.timeline)

    def _check_steps(self, timeline: Timeline) -> None:
        if timeline.last_step > self.steps:
            raise InvalidInput(
                f"Scene {self.name!r} plays to step {timeline.last_step:g} of {self.steps}; "
                "take more steps or play fewer."
            )

    @cached_property
    def events(self) -> Mapping[str, float]:
        """The step of each event of the timeline, by its name."""
        return {name: event.find(self) for name, event in self.timeline.events.items()}

    @cached_property
    def clock(self) -> Timeline:
        """The timeline with the steps of its events put in."""
        clock = self.timeline.resolved(self.events)
        self._check_steps(clock)
        return clock

    @cached_property
    def trajectories(self) -> Mapping[str, Trajectory]:
        """The run of each optimizer, by its name, then those recorded elsewhere."""
        made = (
            descend(optimizer, self.surface, self.start, steps=self.steps, oracle=self.oracle)
            for optimizer in self.optimizers
        )
        return {run.name: run.shown() for run in (*made, *self.runs)}
