"""Claims of the lecture's own, where those of the core don't say it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gradreel.animate import Quantity
from gradreel.core import Experiment
from gradreel.core.claims import Claim


@dataclass(frozen=True)
class Throughout:
    """A claim holds at all steps of the run, not only at those on screen: "only ever", "never"."""

    claim: Claim

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return what it says of the whole run."""
        del first, last  # whichever are on screen
        return self.claim.fails(experiment, 0, experiment.steps - 1, events)


@dataclass(frozen=True)
class AddsUp:
    """The history of AdaGrad is the sum of its squared gradients, at every step on screen."""

    coordinate: str

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return the first step at which they are two."""
        gradient, history = (
            Quantity("adagrad", channel, self.coordinate).values(experiment, 0, last, events)
            for channel in ("gradient", "sum_of_squares")
        )
        sums = (gradient**2).cumsum()
        wrong = first + np.flatnonzero(~np.isclose(sums, history)[first:])
        if not len(wrong):
            return ""
        step = int(wrong[0])
        return f"at step {step} the squares add up to {sums[step]:.4g}, not to {history[step]:.4g}"


@dataclass(frozen=True)
class OneRule:
    """Both rates of AdaGrad are one learning rate, divided by the root of the history."""

    learning_rate: float

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return the first parameter of which that is not so."""
        for each in ("w", "b"):
            rate, history = (
                Quantity("adagrad", channel, each).values(experiment, first, last, events)
                for channel in ("effective_learning_rate", "sum_of_squares")
            )
            if not np.allclose(rate * np.sqrt(history), self.learning_rate, rtol=1e-4):
                return f"the rate of {each} times the root of its history is another number"
        return ""
