"""What is run: optimizers from one start on one surface, and the runs that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from . import allow, kinds
from .brief_repr import brief_repr
from .descend import descend
from .errors import InvalidInput
from .optimizer import Optimizer
from .oracles import Oracle
from .surface import Surface
from .trajectory import Trajectory, single_run


@dataclass(frozen=True, eq=False)
class Experiment:
    """What is run, without a word on how it is shown; its runs are made once, when asked for.

    Attributes
    ----------
    name
        What messages call it.
    surface
        Loss surface L(w, b).
    start
        (w, b) from which every optimizer starts.
    steps
        How many steps each optimizer takes.
    optimizers
        Names must differ, also from those of the runs.
    runs
        Recorded elsewhere, single ones.
    oracle
        Where the gradients come from; None for the surface itself.

    Raises
    ------
    InvalidInput
        Nothing runs, or two have one name.

    Examples
    --------
    >>> from gradreel.core import Adam, Rosenbrock
    >>> adam = Experiment("one", Rosenbrock(), (0.0, 1.0), 50, (Adam(),))
    >>> adam.trajectories["adam"].steps
    50
    """

    name: str
    surface: Surface
    start: tuple[float, float]
    steps: int
    optimizers: Sequence[Optimizer] = ()
    runs: Sequence[Trajectory] = ()
    oracle: Oracle | None = None

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(self, **CHECKS)
        names = [each.name for each in self.optimizers] + [run.name for run in self.runs]
        if not names or len(set(names)) < len(names):
            raise InvalidInput(
                f"Scene {self.name!r} has the optimizers and runs {', '.join(names) or 'none'}; "
                "give at least one, and each name once, as Named(Adam(), 'second') gives another."
            )

    @cached_property
    def trajectories(self) -> Mapping[str, Trajectory]:
        """The run of each optimizer, by its name, then those recorded elsewhere."""
        made = (
            descend(optimizer, self.surface, self.start, steps=self.steps, oracle=self.oracle)
            for optimizer in self.optimizers
        )
        return {run.name: self._single(run).shown() for run in (*made, *self.runs)}

    def holds(self, other: Any) -> bool:
        """Tell whether an object with the same fields has the very same things to run."""
        pairs = ((getattr(self, each.name), getattr(other, each.name)) for each in fields(self))
        return all(_same(mine, given) for mine, given in pairs)

    def _single(self, run: Trajectory) -> Trajectory:
        if run.loss.ndim > 1:
            raise InvalidInput(
                f"Scene {self.name!r} was given {run.name} with an array as hyperparameter, which "
                "makes several runs at once; give single numbers, and each run a name with Named."
            )
        return run


CHECKS: Mapping[str, allow.Check] = {
    "name": allow.name,
    "surface": kinds.surface,
    "start": allow.point,
    "steps": allow.whole(least=1),
    "optimizers": allow.sequence_of(kinds.single_optimizer),
    "runs": allow.sequence_of(single_run),
    "oracle": allow.optional(kinds.oracle),
}
"""What each field may be given, also where a scene has it."""


def _same(mine: Any, given: Any) -> bool:
    if isinstance(mine, tuple):
        return len(mine) == len(given) and all(map(_same, mine, given))
    return mine is given or (isinstance(mine, str | int | float) and mine == given)
