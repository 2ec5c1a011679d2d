"""Claims on what happens before what, and on what has happened by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from . import allow
from .errors import InvalidInput
from .events import EVENT, Event
from .experiment import Experiment
from .measures import At, Events, at_step, run_of, step_of

Happening: TypeAlias = Event | At
"""An event, the name of one, or a step."""


def _happening(where: str, given: object) -> Happening:
    if isinstance(given, str) or not hasattr(given, "find"):
        return at_step(where, given)
    event: Event = EVENT(where, given)
    return event


_HAPPENINGS = allow.sequence_of(_happening, least=1)


@dataclass(frozen=True)
class Order:
    """Events happen one after the other; one that never happens comes after all that do.

    Attributes
    ----------
    happenings
        Events, the earliest first.
    """

    happenings: Sequence[Happening]

    def __post_init__(self) -> None:
        allow.settle(self, happenings=allow.sequence_of(_happening, least=2))

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:  # noqa: ARG002 - the same at all steps
        """Return all steps, in the order in which they were claimed."""
        found = [_found(each, experiment, events) for each in self.happenings]
        if all(one < other for one, other in pairwise(found)):
            return ""
        return "they happen " + ", ".join(map(_at_step, found)) + ", in the order of the claim"


@dataclass(frozen=True)
class Reached:
    """Events have happened when the words appear: "all three are there".

    Attributes
    ----------
    happenings
        Events or steps.
    """

    happenings: Sequence[Happening]

    def __post_init__(self) -> None:
        allow.settle(self, happenings=_HAPPENINGS)

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:  # noqa: ARG002 - the first step decides
        """Return the first that happens later, and when."""
        found = ((each, _found(each, experiment, events)) for each in self.happenings)
        late = next(((each, step) for each, step in found if step > first), None)
        return f"{_called(late[0])} happens {_at_step(late[1])}" if late else ""


@dataclass(frozen=True)
class NotYet:
    """Events have not happened when the words go; they may never happen.

    Attributes
    ----------
    happenings
        Events or steps.
    """

    happenings: Sequence[Happening]

    def __post_init__(self) -> None:
        allow.settle(self, happenings=_HAPPENINGS)

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:  # noqa: ARG002 - the last step decides
        """Return the first that has happened by then, and when."""
        found = ((each, _found(each, experiment, events)) for each in self.happenings)
        early = next(((each, step) for each, step in found if step <= last), None)
        return f"{_called(early[0])} happens {_at_step(early[1])}" if early else ""


def _found(happening: Happening, experiment: Experiment, events: Events) -> float:
    """Return the step at which it happens, infinity if it never does."""
    if isinstance(happening, str | int | float):
        return step_of(happening, events)
    watched = getattr(happening, "optimizer", None)
    if isinstance(watched, str):
        run_of(experiment, watched)  # a name that is none is a mistake, and no event that never is
    try:
        return happening.find(experiment)
    except InvalidInput:
        return float("inf")


def _at_step(step: float) -> str:
    return f"at step {step:g}" if np.isfinite(step) else "never"


def _called(happening: Happening) -> str:
    return f"{happening!r}" if not isinstance(happening, int | float) else f"step {happening:g}"
