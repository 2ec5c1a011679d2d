"""Claims on the way that a path takes: that it turns a corner, that it swings past."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from . import allow
from .errors import InvalidInput
from .experiment import Experiment
from .measures import COORDINATE, At, Events, at_step, run_of, step_of
from .surface import minima_of


@dataclass(frozen=True)
class RightAngle:
    """A path goes along one parameter to its corner, then along the other, and swings past neither.

    Attributes
    ----------
    optimizer
        Whose path.
    corner, end
        Step or event; the end is that of the run where left out.
    times
        How many times as far each leg goes along its own parameter as along the other.
    """

    optimizer: str
    corner: At
    end: At | None = None
    times: float = 5.0

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.name,
            corner=at_step,
            end=allow.optional(at_step),
            times=allow.number(above=0),
        )

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:  # noqa: ARG002 - the same at all steps
        """Return how far each leg goes along both, or how long the path is."""
        params = run_of(experiment, self.optimizer).params
        end = experiment.steps if self.end is None else int(step_of(self.end, events))
        rows = [0, int(step_of(self.corner, events)), min(end, len(params) - 1)]
        legs = np.abs(np.diff(params[rows], axis=0))
        (w0, b0), (w1, b1) = legs.tolist()
        one = b0 >= self.times * w0 and w1 >= self.times * b1
        other = w0 >= self.times * b0 and b1 >= self.times * w1
        if not (one or other):
            return (
                f"{self.optimizer} goes {w0:.3g} along w and {b0:.3g} along b to step {rows[1]}, "
                f"then {w1:.3g} along w and {b1:.3g} along b"
            )
        way = float(np.hypot(*np.diff(params[: rows[2] + 1], axis=0).T).sum())
        if way > _STRAIGHT * legs.sum():
            return (
                f"the path of {self.optimizer} is {way:.3g} long and its two legs are "
                f"{legs.sum():.3g}: it swings"
            )
        return ""


_STRAIGHT = 1.1  # a path of two straight legs is no longer than both, but for a share


@dataclass(frozen=True)
class Passes:
    """By the time the words go, a run has swung past the minimum by more than `by`.

    Attributes
    ----------
    optimizer
        Name of the run.
    coordinate
        "w" or "b".
    by
        In units of the params.
    """

    optimizer: str
    coordinate: Literal["w", "b"]
    by: float = 0.1

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.name, coordinate=COORDINATE, by=allow.number(least=0))

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:  # noqa: ARG002 - so far
        """Return how far it went at the most."""
        minima, run = minima_of(experiment.surface), run_of(experiment, self.optimizer)
        if not len(minima):
            raise InvalidInput(
                f"{experiment.surface.name} has no known minimum, so nothing passes it; "
                "claim something else."
            )
        column = "wb".index(self.coordinate)
        so_far = run.params[: last + 1, column]
        past = (so_far - minima[0][column]) * np.sign(minima[0][column] - so_far[0])
        most = float(np.nanmax(past))
        if most > self.by:
            return ""
        went = f"{most:.3g} past" if most > 0 else f"no farther than {-most:.3g} before"
        return f"{self.optimizer} goes {went} the minimum in {self.coordinate} by step {last}"
