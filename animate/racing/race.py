"""A race: any optimizers and recorded runs on any surface, as a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

import numpy as np

from gradreel.core import (
    NEAR,
    Experiment,
    MiniBatch,
    Optimizer,
    Oracle,
    Surface,
    Trajectory,
    allow,
    kinds,
    minima_in_window,
    spacing_of,
    start_of,
)
from gradreel.core.brief_repr import brief_repr
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import DISTANCE, EXCESS, measured
from gradreel.core.suggested import STEPS, suggested_for
from gradreel.core.trajectory import single_run

from ..drawing.stars import distance_to
from ..panels import ContourPanel, CurvePanel, DataPanel, StandingsPanel
from ..panels.contour.run_maps import RunMaps
from ..scene.layout import BOTTOM, TOP
from ..scene.naming import told_apart
from ..scene.number_format import given, tick
from ..scene.panel import Panel
from ..scene.scene import Scene
from ..scene.timeline import Timeline
from ..style.run_styles import MOST, label_of
from ..style.theme import DESIGN_SIZE
from .captions import captions
from .limits import log_limits, loss_limits
from .pace import Pace, paced
from .settings import blind_steps, settings_of
from .titles import place, title_of

MOST_NAMED = 6
"""Runs whose names stand at their heads; the names of more would cover the map."""

MOST_ON_A_MAP = 5
"""Runs that share a map by default; each of more has its own."""

MOST_DISTANCES = 8
"""Runs up to which there is room for the distances beside a table of them."""

MOST_FITS = 4
"""Runs up to which there is room for the data and their fits, where batches are drawn from it."""

Layout = Literal["map", "grid"]

_COLUMN = DESIGN_SIZE[1] - TOP - BOTTOM  # room for a column of panels, in design pixels
# Of the highest value shown: what lies further below says nothing, and would flatten the rest.
_DEEPEST = {EXCESS: 1e-12, DISTANCE: 1e-6}
# Times the highest start: a run that diverges must not flatten the others.
_TALLEST = {EXCESS: 30.0, DISTANCE: 3.0}

_LEFT_OUT: Any = None  # and filled in when the race is made


@dataclass(frozen=True)
class Race:
    """What takes part in a race, and on what ground.

    Attributes
    ----------
    surface, oracle
        As of a scene.
    start
        Left out, where the first of the runs starts, or what the surface suggests.
    steps
        Left out, as many as the longest of the runs has, or as suit a built-in surface, or 200.
    optimizers
        Each with the learning rate that it has; `gradreel race` chooses one that suits the surface
        where none is typed (`gradreel.core.suggested`). Two of one kind are told apart by the
        parameters in which they differ.
    runs
        Recorded elsewhere; each has a name of its own.
    radius
        How near to the minimum counts as there.
    ground
        What the surface is called in the title; its name if left out.
    notes
        Below the table; conventions that are not the paper's and an oracle are noted anyway.
    pace
        "even" for all steps at one pace, "eventful" for the slower, the more there is to see.
    layout
        "map" for one map of all, curves and a table of standings; "grid" for a small map of each.
        Left out, one map for up to 5 runs and a grid for more.

    Raises
    ------
    InvalidInput
        Nobody takes part, or more than can be told apart; the start is outside the surface's
        window.
    """

    surface: Surface
    start: tuple[float, float] = _LEFT_OUT
    steps: int = _LEFT_OUT
    optimizers: Sequence[Optimizer] = ()
    runs: Sequence[Trajectory] = ()
    oracle: Oracle | None = None
    radius: float = NEAR
    ground: str = ""
    notes: Sequence[str] = ()
    pace: Pace = "even"
    layout: Layout = _LEFT_OUT

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            surface=kinds.surface,
            start=allow.optional(allow.point),
            steps=allow.optional(allow.whole(least=1)),
            optimizers=allow.sequence_of(kinds.single_optimizer),
            runs=allow.sequence_of(single_run),
            oracle=allow.optional(kinds.oracle),
            radius=allow.number(above=0),
            ground=allow.text,
            notes=allow.sequence_of(allow.text),
            pace=allow.choice(*get_args(Pace)),
            layout=allow.optional(allow.choice(*get_args(Layout))),
        )
        count = len(self.optimizers) + len(self.runs)
        if not 1 <= count <= MOST:
            raise InvalidInput(
                f"{count} optimizers and runs were given for a race; give 1 to {MOST}, as many as "
                "can be told apart."
            )
        self._fill_in()
        window = self.surface.window
        if not window.contains(np.array(self.start)):
            raise InvalidInput(
                f"The start {place(self.start)} is outside the window, w from "
                f"{tick(window.w_min)} to {tick(window.w_max)} and b from {tick(window.b_min)} to "
                f"{tick(window.b_max)}; start inside it, or give a larger window."
            )

    def _fill_in(self) -> None:
        """Put in the start and the steps that were left out."""
        left_out = {name for name in ("start", "steps", "layout") if getattr(self, name) is None}
        if "start" in left_out:
            first = self.runs[0].params[0] if self.runs else start_of(self.surface)
            object.__setattr__(self, "start", tuple(first.tolist()))
        if "steps" in left_out:
            suits = suggested_for(self.surface)
            usual = suits.steps if suits else STEPS
            steps = max((run.steps for run in self.runs), default=usual)
            object.__setattr__(self, "steps", steps)
        if "layout" in left_out:
            few = len(self.optimizers) + len(self.runs) <= MOST_ON_A_MAP
            object.__setattr__(self, "layout", "map" if few else "grid")

    def scene(self) -> Scene:
        """Return the scene: map, loss, distance to the minimum and standings."""
        experiment = self.experiment
        runs, optimizers = experiment.trajectories, experiment.optimizers
        panels = self._panels(runs, optimizers)
        rows, widths, heights = _places(panels, len(runs))
        said = captions(self.surface, runs, self.steps, self.radius)
        return Scene(
            **{each.name: getattr(experiment, each.name) for each in fields(experiment)},
            summary=f"A race of {len(runs)} on {self.surface.name}.",
            title=self._title(),
            panels=panels,
            rows=rows,
            widths=widths,
            heights=heights,
            timeline=Timeline(paced(runs, self.surface.window, self.steps, self.pace), said),
            experiment=experiment,
        )

    @cached_property
    def experiment(self) -> Experiment:
        """What is run: the optimizers with names that tell them apart, and the runs."""
        return Experiment(
            name=f"race_on_{self.surface.name}",
            surface=self.surface,
            start=self.start,
            steps=self.steps,
            optimizers=told_apart(self.optimizers),
            runs=self.runs,
            oracle=self.oracle,
        )

    def _title(self) -> str:
        starts = {place(run.params[0]) for run in self.runs}
        if self.optimizers:
            starts.add(place(self.start))
        who = counted(len(self.optimizers) + len(self.runs), "run")
        begin = starts.pop() if len(starts) == 1 else counted(len(starts), "start")
        ground = self.ground or title_of(self.surface)
        return f"{ground}: {who} from {begin}, {counted(self.steps, 'step')}"

    def _panels(
        self, runs: Mapping[str, Trajectory], optimizers: Sequence[Optimizer]
    ) -> dict[str, Panel]:
        rates = {o.name: getattr(o, "learning_rate", None) for o in optimizers}
        facts = {n: given(rate) for n, rate in rates.items() if rate and "η" not in label_of(n)}
        notes = (*settings_of(optimizers, self.oracle, self.steps), *self.notes)
        spacing = spacing_of(self.surface)
        if self.layout == "grid":
            said = {name: f"η {rate}" for name, rate in facts.items()}
            return {"maps": RunMaps(spacing, self.radius, said, notes)}
        known = len(minima_in_window(self.surface)) > 0
        panels: dict[str, Panel] = {
            "map": ContourPanel(
                spacing=spacing,
                names=len(runs) <= MOST_NAMED,
                fan=True,
                verdicts=False,
                arrival=self.radius if known else None,
            )
        }
        batches = self.oracle if len(runs) <= MOST_FITS else None
        both = known and len(runs) <= MOST_DISTANCES and not isinstance(batches, MiniBatch)
        loss = "loss above the minimum" if known else "loss"
        panels["loss"] = self._curve(runs, EXCESS if known else "loss", loss, last=not both)
        if isinstance(batches, MiniBatch):
            panels["data"] = DataPanel(tuple(runs), batch=batches, names=False)
        if both:
            label = distance_to(self.surface)
            panels["distance"] = self._curve(runs, DISTANCE, label, last=True)
        panels["standings"] = StandingsPanel(self.radius, facts, "η" if facts else "", notes)
        return panels

    def _curve(
        self, runs: Mapping[str, Trajectory], channel: str, label: str, *, last: bool
    ) -> CurvePanel:
        limits: tuple[float, float] | None
        if channel in _DEEPEST:
            every = [measured(self.surface, run, channel, None) for run in runs.values()]
            curves = [curve[: self.steps + 1] for curve in every]
            limits = log_limits(curves, _TALLEST[channel], _DEEPEST[channel])
        else:
            found = loss_limits([*runs.values()], self.surface, self.steps)
            limits, label = (found[:2], label + found.cut) if found else (None, label)
        return CurvePanel(
            channel,
            optimizers=tuple(runs),
            label=label,
            scale="log" if channel in _DEEPEST else "linear",
            limits=limits,
            step_axis=last,
            marks=blind_steps(self.oracle, self.steps),
        )


class _Places(NamedTuple):
    """As a scene has them."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]


def _places(panels: Mapping[str, Panel], runs: int) -> _Places:
    """Say where the panels stand: the table has what it needs, and the curves above it the rest."""
    if "map" not in panels:
        return _Places((tuple(panels),), (), ())
    column = [name for name in panels if name != "map"]
    table = panels["standings"]
    assert isinstance(table, StandingsPanel)
    margins = sum(panels[name].margins.top + panels[name].margins.bottom for name in column)
    needed = table.room(runs)
    rest = max(_COLUMN - margins - needed, 60.0) / (len(column) - 1)
    return _Places(
        tuple(("map", name) for name in column),
        (1.0 if "data" in panels else 1.4, 1),
        tuple(needed if name == "standings" else rest for name in column),
    )
