"""Kinds of claim of the lecture's own, where those of the core don't say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gradreel.animate import Quantity
from gradreel.core import Dataset, Experiment, Neuron, SparseFeatures
from gradreel.core.claims import Claim
from gradreel.core.measures import Events
from gradreel.core.optimizer import Optimizer


@dataclass(frozen=True)
class Throughout:
    """A claim holds at all steps of the run, not only at those on screen: "only ever", "never"."""

    claim: Claim

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return what it says of the whole run."""
        del first, last  # whichever are on screen
        return self.claim.fails(experiment, 0, experiment.steps - 1, events)


@dataclass(frozen=True)
class FromHereOn:
    """A claim holds from the words on, as far as the run goes: "stay"."""

    claim: Claim

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return what it says of the rest of the run."""
        del last  # also after the words have gone
        return self.claim.fails(experiment, first, experiment.steps - 1, events)


@dataclass(frozen=True)
class WithRatesOf:
    """A claim holds of the same optimizers at other learning rates, from the same start."""

    optimizers: Sequence[Optimizer]
    claim: Claim

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return what it says of the others' whole run."""
        del first, last, events  # those of these rates
        other = replace(experiment, optimizers=tuple(self.optimizers))
        said = self.claim.fails(other, 0, other.steps, {})
        return said and f"at the other rates {said}"


@dataclass(frozen=True)
class AddsUp:
    """The history of AdaGrad is the sum of its squared gradients, at every step on screen."""

    coordinate: str

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
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
    """Both rates of AdaGrad are one learning rate, divided by the root of the own history."""

    learning_rate: float

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return the first parameter of which that is not so."""
        for each in ("w", "b"):
            rate, history = (
                Quantity("adagrad", channel, each).values(experiment, first, last, events)
                for channel in ("effective_learning_rate", "sum_of_squares")
            )
            if not np.allclose(rate * np.sqrt(history), self.learning_rate, rtol=1e-4):
                return f"the rate of {each} times the root of its history is another number"
        return ""


@dataclass(frozen=True)
class Keeps:
    """A history keeps a share of itself, and takes in a share of each squared gradient."""

    optimizer: str
    channel: str
    kept: float
    added: float

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return the first step at which it does not."""
        del events
        channels = experiment.trajectories[self.optimizer].channels
        history, squares = channels[self.channel], channels["gradient"] ** 2
        for step in range(max(first, 1), min(last, len(history) - 1) + 1):
            made = self.kept * history[step - 1] + self.added * squares[step]
            if not np.allclose(history[step], made, rtol=1e-9, atol=0):
                return f"the history of {self.optimizer} is {history[step]} at step {step}"
        return ""


@dataclass(frozen=True)
class SwingsLess:
    """A run swings about the minimum, each time less far than the time before."""

    optimizer: str
    coordinate: str

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return how far it swings."""
        del first, events  # from the start on
        axis = "wb".index(self.coordinate)
        run = experiment.trajectories[self.optimizer].params[: last + 1, axis]
        away = run - experiment.surface.minimum[axis]  # type: ignore[index]
        turns = np.flatnonzero(np.diff(np.sign(np.diff(away)))) + 1
        swings = np.abs(away[turns])
        if len(swings) > 2 and (np.diff(swings) < 0).all():
            return ""
        return f"{self.optimizer} swings by {np.round(swings, 3).tolist()} in {self.coordinate}"


@dataclass(frozen=True)
class Zeros:
    """So many of the inputs x of the data are 0."""

    count: int

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return how many are, if it is another number."""
        del first, last, events  # the data are the same at all steps
        found = int((experiment.surface.dataset.x == 0).sum())  # type: ignore[attr-defined]
        return "" if found == self.count else f"{found} of the x are 0"


@dataclass(frozen=True)
class MostAreZero:
    """At least a share of many features are 0 in every batch on screen."""

    features: SparseFeatures
    share: float

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return the first batch in which fewer are."""
        del experiment, events  # the features are no run's
        zeros = (~self.features.seen(last + 1))[first:].mean(axis=1)
        fewer = np.flatnonzero(zeros < self.share)
        return f"{zeros[fewer[0]]:.1%} are 0 in batch {first + fewer[0]}" if len(fewer) else ""


@dataclass(frozen=True)
class NoPull:
    """The points at x = 0 have no part in the gradient of w."""

    optimizer: str

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return what their part is, if there is one: the loss of these points alone, w moved."""
        del events  # it names none
        data = experiment.surface.dataset  # type: ignore[attr-defined]
        idle = Neuron(Dataset(data.x[data.x == 0], data.y[data.x == 0]))
        params = experiment.trajectories[self.optimizer].params[first : last + 1]
        part = float(np.abs(idle.gradient(params)[:, 0]).max())
        return f"their part is {part:.3g}" if part else ""


@dataclass(frozen=True)
class Lowest:
    """Nowhere in the window is the loss lower than at a place."""

    place: tuple[float, float]
    places: int = 200

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return the lowest loss that was found, if it is lower."""
        del first, last, events  # the surface is the same at all steps
        window = experiment.surface.window
        w = np.linspace(window.w_min, window.w_max, self.places)
        b = np.linspace(window.b_min, window.b_max, self.places)
        least = float(experiment.surface.loss(np.stack(np.meshgrid(w, b), axis=-1)).min())
        own = float(experiment.surface.loss(np.array(self.place)))
        return "" if own <= least else f"the loss is {least:.4g} elsewhere and {own:.4g} there"
