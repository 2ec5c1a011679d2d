"""`Exploring`: a race, and all the runs that a reader may choose in its stead."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gradreel.core import Optimizer, Trajectory, allow, descend, with_hyperparameters
from gradreel.core.arrays import FloatArray, kept_array
from gradreel.core.brief_repr import brief_repr
from gradreel.core.counted import counted
from gradreel.core.descend import MEMORY_LIMIT, check_memory
from gradreel.core.errors import InvalidInput
from gradreel.core.hyperparameters import Hyperparameters

from ..racing import Race
from .knobs import Knob, hyper_knobs, start_knobs
from .numbers import Places

MOST_STARTS = 100
"""Along each side of the window."""


@dataclass(frozen=True, eq=False)
class Choices:
    """All runs of an optimizer; of one recorded elsewhere, itself alone.

    Attributes
    ----------
    name
        Of the run in the race.
    knobs
        What it depends on.
    runs
        params of shape (steps + 1, *counts of the knobs, 2).
    last
        The last step, unless one is lost before.
    """

    name: str
    knobs: tuple[Knob, ...]
    runs: Trajectory
    last: int


@dataclass(frozen=True)
class Exploring:
    """A race that a reader can change.

    Where neither values nor starts are given, each optimizer has learning rates from a tenth to ten
    times its own.

    Attributes
    ----------
    race
        What is shown at first.
    vary
        Values by names of hyperparameters, one or two of them: a slider for each optimizer that has
        it. They are rounded to three digits, or to as many as tell them apart, and each optimizer's
        own value is among them.
    starts
        So many along each side of the window to start from, the race's own among them; 1 for that
        alone.

    Raises
    ------
    InvalidInput
        No optimizer has such a hyperparameter, or there are more than two of them.
    """

    race: Race
    vary: Mapping[str, ArrayLike] | None = None
    starts: int | None = None

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            race=allow.instance_of(Race, words="a Race"),
            vary=allow.optional(_varied),
            starts=allow.optional(allow.whole(least=1, most=MOST_STARTS)),
        )
        assert self.own_knobs is not None  # what no optimizer has is told now

    @property
    def places(self) -> tuple[Places, Places]:
        """How w and b are written."""
        shown = self.race.surface.window
        return Places.of(shown.w_min, shown.w_max), Places.of(shown.b_min, shown.b_max)

    @cached_property
    def start(self) -> tuple[Knob, Knob]:
        """Where all start that were not recorded elsewhere."""
        shown = self.race.surface.window
        return start_knobs(shown, self.race.start, self.starts or 1, self.places)

    @cached_property
    def own_knobs(self) -> dict[str, tuple[Knob, ...]]:
        """What each optimizer alone depends on."""
        optimizers = {each.name: each for each in self.race.experiment.optimizers}
        left_out = self.vary is None and self.starts is None
        vary: Any = None if left_out else self.vary or {}
        return hyper_knobs(optimizers, vary)

    @property
    def count(self) -> int:
        """How many runs there are."""
        sizes = [[len(k.values) for k in own] for own in self.own_knobs.values()]
        starts = math.prod(len(knob.values) for knob in self.start)
        return sum(starts * math.prod(each) for each in sizes) + len(self.race.runs)

    def choices(self) -> list[Choices]:
        """Run all once, each optimizer in one batch, in the order of the race."""
        return self._choices

    @cached_property
    def _choices(self) -> list[Choices]:
        made = [self._choices_of(each) for each in self.race.experiment.optimizers]
        rows = self.race.steps + 1
        recorded = [
            Choices(run.name, (), _with_rows(run, rows), min(run.steps, rows - 1))
            for run in self.race.runs
        ]
        return made + recorded

    def _choices_of(self, optimizer: Optimizer) -> Choices:
        own = self.own_knobs[optimizer.name]
        w, b = self.start
        starts = np.stack(np.meshgrid(w.values, b.values, indexing="ij"), axis=-1)
        sizes = [len(knob.values) for knob in own]
        count = starts.size // 2 * math.prod(sizes)
        try:
            check_memory(optimizer, count, self.race.steps, MEMORY_LIMIT)
        except InvalidInput as error:  # which tells of a limit that cannot be given here
            raise InvalidInput(
                f"{counted(count, 'run')} of {optimizer.name}, {counted(self.race.steps, 'step')} "
                "each, need more memory than is allowed; give fewer starts, values or steps."
            ) from error
        if _goes_in_batches(optimizer):
            grids = np.meshgrid(*(knob.values for knob in own), indexing="ij")
            apart = starts.reshape(*starts.shape[:2], *(1 for _ in own), 2)
            runs = self._descend(optimizer, own, grids, apart)
        else:
            each = [
                self._descend(optimizer, own, values, starts)
                for values in itertools.product(*(knob.values.tolist() for knob in own))
            ]
            grid = (-1, *starts.shape[:2], *sizes)
            loss = np.stack([run.loss for run in each], axis=-1).reshape(grid)
            params = np.stack([run.params for run in each], axis=-2).reshape(*grid, 2)
            runs = Trajectory(optimizer.name, params, loss)
        return Choices(optimizer.name, (w, b, *own), runs, self.race.steps)

    def _descend(
        self, optimizer: Optimizer, own: tuple[Knob, ...], values: Any, starts: FloatArray
    ) -> Trajectory:
        race, names = self.race, [knob.name for knob in own]
        chosen = with_hyperparameters(optimizer, dict(zip(names, values, strict=True)))
        return descend(
            chosen if own else optimizer, race.surface, starts, steps=race.steps,
            oracle=race.oracle,
        )  # fmt: skip


def _varied(where: str, given: Any) -> dict[str, FloatArray]:
    if not isinstance(given, Mapping):
        raise allow.refuse(where, given, "a dict of values by hyperparameters")
    values = {name: kept_array(name, each) for name, each in given.items()}
    if len(values) > 2 or any(each.ndim != 1 or not each.size for each in values.values()):
        raise InvalidInput(
            f"{where} {', '.join(map(str, values))}; give at most two hyperparameters, each with "
            "one or more values in a row."
        )
    return values


def _goes_in_batches(optimizer: Any) -> bool:
    """Whether hyperparameters may be arrays, one value a run; another author's may not know how."""
    while hasattr(optimizer, "optimizer"):
        optimizer = optimizer.optimizer
    return isinstance(optimizer, Hyperparameters)


def _with_rows(run: Trajectory, rows: int) -> Trajectory:
    """Return a recorded run with so many rows: shortened, or with nan after its end."""
    missing = max(rows - len(run.loss), 0)
    params = np.pad(run.params[:rows], ((0, missing), (0, 0)), constant_values=np.nan)
    loss = np.pad(run.loss[:rows], (0, missing), constant_values=np.nan)
    return replace(run, params=params, loss=loss, channels={})
