"""Events found in a scene's runs by rule, so that holds and callouts follow the run.

Each is data with one question: at which step does it happen in this scene? A timeline gives it a
name, and the name stands for the step wherever a step may be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from . import Experiment, Trajectory, allow, minima_of
from .arrays import FloatArray
from .counted import counted
from .errors import InvalidInput
from .finding import first_where, found, learning_rate, run_of
from .quantities import measured, series


class Event(Protocol):
    """A rule that finds a step."""

    def find(self, experiment: Experiment) -> float:
        """Return the step; InvalidInput if it never happens in the scene's runs."""
        ...


EVENT: allow.Check = allow.having("an event, such as Arrives('adagrad')", methods={"find": 1})
"""Allow a rule that finds a step, also one's own."""

_COORDINATE = allow.choice("w", "b")
_DEEPEST = 100  # events after events


@dataclass(frozen=True)
class Found:
    """An event that was found already: it happens at `step`, whatever the runs do."""

    step: float

    def __post_init__(self) -> None:
        allow.settle(self, step=allow.number(least=0))

    def find(self, experiment: Experiment) -> float:  # noqa: ARG002 - as all events are asked
        """Return the step."""
        return self.step


@dataclass(frozen=True)
class Turns:
    """Where a path turns its corner: the step farthest from the straight way to its end.

    The straight way goes from the start to where the run ends, and distances count in shares of
    the surface's window, so the rule sees the picture that the viewer sees.

    Attributes
    ----------
    optimizer
        Name of the run.
    """

    optimizer: str

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.name)

    def find(self, experiment: Experiment) -> float:
        """Return the step of the corner."""
        run = run_of(experiment, self.optimizer)
        window = experiment.surface.window
        size = (window.w_max - window.w_min, window.b_max - window.b_min)
        steps = np.flatnonzero(np.isfinite(run.params).all(axis=-1))
        path = run.params[steps] / size
        way = path[-1] - path[0]
        length = float(np.hypot(*way))
        if length == 0:
            raise InvalidInput(
                f"{run.name} ends where it started, so it turns no corner; name another event."
            )
        away = np.abs(way[0] * (path - path[0])[:, 1] - way[1] * (path - path[0])[:, 0]) / length
        return float(steps[away.argmax()])


@dataclass(frozen=True)
class Arrives:
    """The first step from which a run stays within `radius` of a known minimum for good.

    Attributes
    ----------
    optimizer
        Name of the run.
    radius
        In units of the params.
    coordinate
        "w" or "b" to look at that parameter alone.
    for_good
        False for the first step within, whatever comes after.
    """

    optimizer: str
    radius: float = 0.1
    coordinate: Literal["w", "b"] | None = None
    for_good: bool = True

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.name,
            radius=allow.number(above=0),
            coordinate=allow.optional(_COORDINATE),
            for_good=allow.flag,
        )

    def find(self, experiment: Experiment) -> float:
        """Return the step of the arrival."""
        run, minima = run_of(experiment, self.optimizer), minima_of(experiment.surface)
        if not len(minima):
            raise InvalidInput(
                f"{experiment.surface.name} has no known minimum, so nothing arrives there; "
                "name another event."
            )
        if self.for_good:
            arrivals = [run.settles(each, self.radius, self.coordinate) for each in minima]
        else:
            arrivals = [first_where(self._away(run, each) <= self.radius) for each in minima]
        step = min((each for each in arrivals if each is not None), default=None)
        where = f"{self.radius:g} of the minimum" + f" in {self.coordinate}" * bool(self.coordinate)
        within = counted(run.steps, "step")
        return found(step, f"{run.name} does not come within {where} in {within}")

    def _away(self, run: Trajectory, target: FloatArray) -> FloatArray:
        if self.coordinate is None:
            return run.distance(target)
        column = "wb".index(self.coordinate)
        away: FloatArray = np.abs(run.params[:, column] - target[column])
        return away


@dataclass(frozen=True)
class Peaks:
    """The step at which a channel is largest in magnitude: the gradient's extremum, for one.

    `Peaks("adagrad", "slope", None)` is where the loss falls fastest along the path; see `measured`
    for what else has no coordinate.

    Attributes
    ----------
    optimizer
        Name of the run.
    channel
        Name of a channel, or of another quantity that `measured` knows.
    coordinate
        "w" or "b"; None for a quantity of the whole run.
    """

    optimizer: str
    channel: str = "gradient"
    coordinate: Literal["w", "b"] | None = "w"

    def __post_init__(self) -> None:
        allow.settle(
            self, optimizer=allow.name, channel=allow.name, coordinate=allow.optional(_COORDINATE)
        )

    def find(self, experiment: Experiment) -> float:
        """Return the step of the largest magnitude."""
        run = run_of(experiment, self.optimizer)
        values = np.abs(measured(experiment.surface, run, self.channel, self.coordinate))
        if not np.isfinite(values).any():
            raise InvalidInput(f"{self.channel} of {self.optimizer} has no numbers to peak among.")
        return float(np.nanargmax(values))


@dataclass(frozen=True)
class Steepest:
    """The step at which the whole gradient, of w and b together, is longest.

    Attributes
    ----------
    optimizer
        Name of the run.
    """

    optimizer: str

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.name)

    def find(self, experiment: Experiment) -> float:
        """Return the step of the longest gradient."""
        run = run_of(experiment, self.optimizer)
        length = np.hypot(series(run, "gradient", "w"), series(run, "gradient", "b"))
        if not np.isfinite(length).any():
            raise InvalidInput(f"The gradient of {self.optimizer} has no numbers; name another.")
        return float(np.nanargmax(length))


@dataclass(frozen=True)
class RateFalls:
    """The first step whose effective learning rate is below a share of the learning rate set.

    Attributes
    ----------
    optimizer
        Name of the run.
    coordinate
        "w" or "b".
    share
        Of the learning rate set, above 0.
    """

    optimizer: str
    coordinate: Literal["w", "b"]
    share: float

    def __post_init__(self) -> None:
        allow.settle(
            self, optimizer=allow.name, coordinate=_COORDINATE, share=allow.number(above=0)
        )

    def find(self, experiment: Experiment) -> float:
        """Return that step."""
        run = run_of(experiment, self.optimizer)
        rates = series(run, "effective_learning_rate", self.coordinate)
        limit = self.share * float(learning_rate(experiment, self.optimizer))
        return found(
            first_where(rates < limit),
            f"The effective learning rate of {run.name} does not fall below {limit:g} in "
            f"{self.coordinate} in {counted(run.steps, 'step')}",
        )


@dataclass(frozen=True)
class Diverges:
    """The step at which a run is lost.

    Attributes
    ----------
    optimizer
        Name of the run.
    """

    optimizer: str

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.name)

    def find(self, experiment: Experiment) -> float:
        """Return the step of the divergence."""
        run = run_of(experiment, self.optimizer)
        at = int(run.outcome.diverged_at)
        within = counted(run.steps, "step")
        return found(at if at >= 0 else None, f"{run.name} does not diverge in {within}")


@dataclass(frozen=True)
class After:
    """Some steps after (or, below 0, before) another event; never outside the run.

    Attributes
    ----------
    event
        From which steps are counted.
    steps
        How many.
    """

    event: Event
    steps: float

    def __post_init__(self) -> None:
        allow.settle(self, event=EVENT, steps=allow.number())
        depth, event = 0, self.event
        while isinstance(event, After):
            depth, event = depth + 1, event.event
            if depth > _DEEPEST:
                raise InvalidInput(
                    f"More than {_DEEPEST} events were given, each after another; give the event "
                    "itself and add the steps up."
                )

    def find(self, experiment: Experiment) -> float:
        """Return that step."""
        return min(max(self.event.find(experiment) + self.steps, 0.0), float(experiment.steps))
