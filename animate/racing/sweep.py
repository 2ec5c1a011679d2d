"""A sweep over hyperparameters as a scene: what becomes of all the runs at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from gradreel.core import (
    NEAR,
    Optimizer,
    Spacing,
    Surface,
    Sweep,
    allow,
    kinds,
    minima_in_window,
    spacing_of,
)
from gradreel.core.arrays import BoolArray, FloatArray
from gradreel.core.brief_repr import brief_repr
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.sweep_course import SweepCourse

from ..panels.contour.run_inset import RunInset
from ..panels.sweep.sweep_curve import SweepCurve
from ..panels.sweep.sweep_legend import SweepLegend
from ..panels.sweep.sweep_map import SweepMap
from ..panels.sweep.sweep_view import SPACINGS, SWEEP, Show, SweepView
from ..scene.annotations import Caption
from ..scene.naming import described, written
from ..scene.number_format import near
from ..scene.panel import Panel
from ..scene.playing import Hold, Play
from ..scene.scene import Scene
from ..scene.timeline import Timeline
from ..style.run_styles import label_of, parameter_label, symbol_of
from .pace import HOLD_SECONDS
from .sweep_cells import Cell, cells_of, run_of
from .sweep_theory import Theory, theory_of
from .titles import place, title_of

LIMIT, BEST = "limit in theory", "best in theory"

SECONDS = 8.5
"""That the steps of any sweep take."""


@dataclass(frozen=True)
class Sweeping:
    """A sweep, and where it was done.

    Attributes
    ----------
    optimizer
        With whatever does not vary.
    surface, start
        On which and from where.
    sweep
        Its outcome; that of one in blocks is the course that was told last.
    spacings
        Of the values of each hyperparameter.
    radius
        How near to the minimum counts as there.
    ground
        What the surface is called in the title; its name if left out.
    notes
        Below the pictures.
    """

    optimizer: Optimizer
    surface: Surface
    start: tuple[float, float]
    sweep: Sweep | SweepCourse
    spacings: tuple[Spacing, ...]
    radius: float = NEAR
    ground: str = ""
    notes: tuple[str, ...] = ()

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=kinds.optimizer,
            surface=kinds.surface,
            start=allow.point,
            sweep=SWEEP,
            spacings=SPACINGS,
            radius=allow.number(above=0),
            ground=allow.text,
            notes=allow.sequence_of(allow.text),
        )
        if len(self.spacings) != len(self.sweep.names):
            raise InvalidInput(
                f"{len(self.spacings)} spacings were given for a sweep over "
                f"{', '.join(self.sweep.names)}; give one for each."
            )
        if len(self.sweep.names) > 2:
            raise InvalidInput(
                f"A sweep over {', '.join(self.sweep.names)} was given; a picture can show one or "
                "two hyperparameters."
            )

    @cached_property
    def _course(self) -> SweepCourse:
        """What all pictures need of the runs, found once."""
        given = self.sweep
        return given if isinstance(given, SweepCourse) else given.course(self.surface, self.radius)

    def scene(self) -> Scene:
        """Return the scene: where each run is at the step, and when it arrived."""
        steps = self._course.steps
        theory = theory_of(self.optimizer, self.surface, self._course)
        panels = self._pictures(theory)
        maps, insets = tuple(panels), self._insets()
        panels |= insets | {"legend": self._legend(theory)}
        columns = (*maps, "") if insets else maps
        rows = [tuple(each or inset for each in columns) for inset in insets or ("",)]
        names = " and ".join(map(parameter_label, self._course.names))
        who = label_of(described(self.optimizer, self._course.names))
        return Scene(
            name=f"sweep_on_{self.surface.name}",
            summary=f"{who} on {self.surface.name} over {', '.join(self._course.names)}.",
            title=f"{who} on {self.ground or title_of(self.surface)}: {names}",
            surface=self.surface,
            start=self.start,
            steps=steps,
            optimizers=(self.optimizer,),
            panels=panels,
            rows=(*rows, ("legend",) * len(columns)),
            widths=(1.3,) * len(maps) + (1.0,) * bool(insets),
            heights=(16 / len(rows),) * len(rows) + (1.0,),
            keep=(maps[0], "legend"),
            timeline=Timeline((Play(steps, SECONDS), Hold(HOLD_SECONDS)), self._captions(theory)),
        )

    def _pictures(self, theory: Theory) -> dict[str, Panel]:
        """Return what shows all runs: how far they are, unless they only leave, and when they did.

        Once out of the window all are as good: how far they are then tells nothing.
        """
        event = self._event
        shows: list[Show] = [] if event == "leaving" else ["value"]
        shows += [event] if event else []
        return {show: self._panel(show, theory, chosen=show == shows[-1]) for show in shows}

    def _legend(self, theory: Theory) -> SweepLegend:
        """Say what the signs mean."""
        event = self._event
        return SweepLegend(
            lost=self._lost > 0,
            waiting={"arrival": "not there", "leaving": "inside", None: ""}[event],
            fastest=bool(event and np.isfinite(self._reached).any()),
            theory=self._signs(theory),
            dashed=len(self._course.names) == 1,
            notes=(*self._convention(), *self.notes),
        )

    @cached_property
    def _cells(self) -> list[Cell]:
        """The cells that are looked into."""
        final = SweepView(self._course, self.spacings, "value", self.radius).values(self.surface)[
            -1
        ]
        if self._event is None:
            final = np.where(self._lowest, np.min(final[self._lowest], initial=np.inf), final)
        away = "inside" if self._event == "leaving" else "farthest"
        return cells_of(self._course, self._reached, final, away)

    def _insets(self) -> dict[str, Panel]:
        """Return a small map for each of the cells that are looked into, by why it is."""
        return {
            cell.heading.replace(" ", "_"): RunInset(
                run_of(self._course, cell.chosen.place, self.optimizer, self.surface),
                cell.heading, self._values(cell.chosen.place), cell.chosen.sign,
                spacing_of(self.surface), self.radius,
            )
            for cell in self._cells
        }  # fmt: skip

    def _values(self, place: tuple[int, ...]) -> str:
        """Write the hyperparameters of a cell, shortly."""
        triples = zip(self._course.names, self._course.values, place, strict=True)
        return ", ".join(
            f"{symbol_of(name)} {number_of(values, at)}" for name, values, at in triples
        )

    @property
    def _event(self) -> Literal["arrival", "leaving"] | None:
        """What the runs do at some step: arrive, or leave a window without a minimum."""
        if len(minima_in_window(self.surface)):
            return "arrival"
        return "leaving" if np.isfinite(self._course.left).any() else None

    @property
    def _reached(self) -> FloatArray:
        return self._course.arrive if self._event == "arrival" else self._course.left

    @property
    def _lost(self) -> int:
        """How many runs diverge."""
        return int(((self._course.diverged_at >= 0) & np.isnan(self._course.left)).sum())

    def _convention(self) -> tuple[str, ...]:
        """What has to stand on the picture where the rule is not the paper's."""
        convention = getattr(self.optimizer, "convention", "paper")
        return () if convention == "paper" else (f"convention: {convention}",)

    def _panel(self, show: Show, theory: Theory, *, chosen: bool) -> Panel:
        cells = tuple(cell.chosen for cell in self._cells) if chosen else ()
        view = SweepView(self._course, self.spacings, show, self.radius)
        if len(self._course.names) == 2:
            best = None if theory.best is None else (theory.best[0], theory.best[1])
            return SweepMap(view, theory.limit, best, cells)
        limit = None if theory.limit is None else float(theory.limit[0, 0])
        return SweepCurve(view, limit, None if theory.best is None else theory.best[0], cells)

    def _captions(self, theory: Theory) -> tuple[Caption, ...]:
        steps, count = self._course.steps, self._course.arrive.size
        said = {0: f"{counted(count, 'run')} at once, all from {place(self.start)}"}
        if theory.limit is not None and self._is_seen(theory.limit):
            said[max(1, steps // 10)] = "theory: what lies beyond the line diverges"
        said[steps] = self._outcome()
        return tuple(Caption(step, said[step]) for step in sorted(said))

    def _signs(self, theory: Theory) -> tuple[str, str]:
        """Name what is seen of theory."""
        limit = theory.limit is not None and self._is_seen(theory.limit)
        best = theory.best is not None and self._is_seen(np.array([theory.best]))
        return LIMIT * limit, BEST * best

    def _is_seen(self, places: FloatArray) -> bool:
        """Whether any of some places is among the values that vary."""
        ends = np.array([(values.min(), values.max()) for values in self._course.values])
        return bool(((ends[:, 0] <= places) & (places <= ends[:, 1])).all(axis=1).any())

    def _outcome(self) -> str:
        total, event, reached = self._course.arrive.size, self._event, self._reached
        ends = [f"{self._lost:,} of {total:,} diverged"]
        if event == "leaving":
            ends.insert(0, f"{int(np.isfinite(reached).sum()):,} of {total:,} left the window")
        first = np.min(reached, where=np.isfinite(reached), initial=np.inf)
        if np.isfinite(first):
            ends.insert(0, f"fastest: {counted(first, 'step')} with {self._with(reached == first)}")
        elif event is None and self._lowest.any():
            least = near(self._course.loss[self._lowest].min())
            ends.insert(0, f"lowest: {least} with {self._with(self._lowest)}")
        return "; ".join(ends)

    @cached_property
    def _lowest(self) -> BoolArray:
        """Which runs end at the lowest loss, as it is told; shape (*grid,)."""
        final = self._course.loss
        known = np.isfinite(final)
        least = near(np.min(final, where=known, initial=np.inf))
        found = np.zeros(final.shape, np.bool_)
        found[known] = [near(loss) == least for loss in final[known]]
        return found

    def _with(self, best: BoolArray) -> str:
        """Write the hyperparameters of the first of the best, and how many there are more."""
        first, *more = np.argwhere(best)
        values = (
            f"{parameter_label(name)} {number_of(values, i)}"
            for name, values, i in zip(self._course.names, self._course.values, first, strict=True)
        )
        return ", ".join(values) + (f" and {len(more):,} more alike" if more else "")


def number_of(values: FloatArray, index: int) -> str:
    """Write one of the values that vary, with three digits or as many as tell it apart."""
    texts = [[written(value, digits) for value in values] for digits in range(3, 10)]
    apart = (each for each in texts if len(set(each)) == len(each))
    return next(apart, texts[-1])[index].replace("-", "\N{MINUS SIGN}")
