"""What a claim compares: a quantity of a run, or of the surface at a place, or a plain number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np

from . import allow
from .arrays import FloatArray
from .asking import gradient_at, loss_at
from .errors import InvalidInput
from .experiment import Experiment
from .quantities import measured
from .trajectory import Trajectory

At: TypeAlias = float | str
"""A step, or the name of an event of the timeline."""

Events: TypeAlias = Mapping[str, float]
"""The step of each event of the timeline, by its name."""

COORDINATE = allow.choice("w", "b")
_step = allow.number(least=0, words="a step, or the name of an event")


def at_step(where: str, given: object) -> At:
    """Allow a step, or the name of an event."""
    at: At = (allow.name if isinstance(given, str) else _step)(where, given)
    return at


def step_of(at: At, events: Events) -> float:
    """Return the step that `at` stands for."""
    if not isinstance(at, str):
        return at
    if at not in events:
        raise InvalidInput(
            f"A claim names the event {at!r}; the timeline has {', '.join(events) or 'none'}."
        )
    return events[at]


def run_of(experiment: Experiment, name: str) -> Trajectory:
    """Return the run that a claim names."""
    if name not in experiment.trajectories:
        raise InvalidInput(
            f"A claim of {experiment.name} looks at {name!r}; the scene runs "
            f"{', '.join(experiment.trajectories)}."
        )
    return experiment.trajectories[name]


class Measured(Protocol):
    """What has a number at each step, or one for all of them; `str()` says what it is."""

    def values(self, experiment: Experiment, first: int, last: int, events: Events) -> FloatArray:
        """Return the numbers at the whole steps `first` to `last`, or the one for all of them."""
        ...

    def where(self, step: int, events: Events) -> str:
        """Say in a few words where its number for a step was taken."""
        ...


@dataclass(frozen=True)
class Quantity:
    """A quantity of a run, at the steps at which the words are on screen.

    Attributes
    ----------
    optimizer
        Whose run.
    channel
        See `measured`: "params", "update", "loss", "distance", "path_length", any channel of the
        run, and so on.
    coordinate
        "w" or "b"; None for what has none.
    at
        Step or event whose number it is, instead of those on screen.
    since
        Step or event whose number is taken off: "params" since 0 is how far the run has moved.
    signed
        Whether the sign counts; otherwise it is the size, as words speak of a large gradient.
    """

    optimizer: str
    channel: str
    coordinate: str | None = None
    at: At | None = None
    since: At | None = None
    signed: bool = False

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.name,
            channel=allow.name,
            coordinate=allow.optional(COORDINATE),
            at=allow.optional(at_step),
            since=allow.optional(at_step),
            signed=allow.flag,
        )

    def values(self, experiment: Experiment, first: int, last: int, events: Events) -> FloatArray:
        """Return the numbers; after the last step of a channel its last."""
        run = run_of(experiment, self.optimizer)
        series = measured(experiment.surface, run, self.channel, self.coordinate)
        steps = np.arange(first, last + 1)
        if self.at is not None:
            steps = np.array([int(step_of(self.at, events))])
        taken = series[np.minimum(steps, len(series) - 1)]
        if self.since is not None:
            taken = taken - series[min(int(step_of(self.since, events)), len(series) - 1)]
        return np.asarray(taken if self.signed else np.abs(taken))

    def where(self, step: int, events: Events) -> str:
        """Say at which step."""
        at = step if self.at is None else int(step_of(self.at, events))
        since = "" if self.since is None else f"from step {int(step_of(self.since, events))} "
        return f"{since}{'to' if since else 'at'} step {at}"

    def __str__(self) -> str:
        axis = f" in {self.coordinate}" if self.coordinate else ""
        if self.channel == "params" and self.since is not None:
            return f"the move of {self.optimizer}{axis}"
        change = "change of " if self.since is not None else ""
        size = "" if self.signed or self.channel in _NEVER_NEGATIVE else "size of "
        return f"the {size}{change}{self.channel.replace('_', ' ')} of {self.optimizer}{axis}"


_NEVER_NEGATIVE = frozenset(
    ("loss", "distance", "path_length", "step_length", "sum_of_squares", "second_moment",
     "effective_learning_rate")
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """The loss at a point of the surface, or the length of the gradient there.

    Attributes
    ----------
    point
        (w, b).
    what
        "loss", or "gradient": how steep the surface is there.
    """

    point: tuple[float, float]
    what: Literal["loss", "gradient"] = "loss"

    def __post_init__(self) -> None:
        allow.settle(self, point=allow.point, what=allow.choice("loss", "gradient"))

    def values(self, experiment: Experiment, first: int, last: int, events: Events) -> FloatArray:  # noqa: ARG002 - the same at all steps
        """Return the one number."""
        at = np.array([self.point], dtype=np.float64)
        if self.what == "loss":
            return loss_at(experiment.surface, at)
        return np.asarray(np.hypot(*gradient_at(experiment.surface, at).T))

    def where(self, step: int, events: Events) -> str:  # noqa: ARG002 - the same at all steps
        """Say at which point."""
        return f"at ({self.point[0]:g}, {self.point[1]:g})"

    def __str__(self) -> str:
        return "the loss" if self.what == "loss" else "the length of the gradient"


@dataclass(frozen=True)
class _Number:
    """A number that is the same at all steps."""

    value: float

    def values(self, experiment: Experiment, first: int, last: int, events: Events) -> FloatArray:  # noqa: ARG002 - the same at all steps
        return np.array([float(self.value)])

    def where(self, step: int, events: Events) -> str:  # noqa: ARG002 - the same at all steps
        return ""

    def __str__(self) -> str:
        return ""


_number = allow.number()
_measured = allow.having(
    "a number, or a measure such as Quantity('adagrad', 'gradient', 'w')",
    methods={"values": 4, "where": 2},
)


def measure(where: str, given: object) -> Measured | float:
    """Allow a number, or what has `values` and `where`, also one's own."""
    kept: Measured | float
    if isinstance(allow.unwrapped(given), bool | str) or not hasattr(given, "values"):
        try:
            kept = _number(where, given)
        except InvalidInput:
            kept = _measured(where, given)  # its sentence names both
        return kept
    kept = _measured(where, given)
    return kept


def asked(given: Measured | float) -> Measured:
    """Return a number as a measure, and a measure as it is."""
    return _Number(given) if isinstance(given, int | float) else given


def told(given: Measured | float, value: float, step: int, events: Events) -> str:
    """Say what a measure is at a step: "the gradient of adagrad in w is -2.1 at step 40"."""
    if isinstance(given, int | float):
        return f"the number claimed is {given:.4g}"
    number = f"{value:.4g}" if np.isfinite(value) else "no number"
    return f"{given} is {number} {given.where(step, events)}".rstrip()
