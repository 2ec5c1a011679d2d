"""What the lecture's claims are made of: measures of its runs, and claims of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from gradreel.animate import Arrives, Order, Quantity
from gradreel.core import Dataset, Experiment, Neuron
from gradreel.scenes.lecture_setup import GOAL

OTHERS = ("gradient_descent", "momentum", "nesterov")
RATE, SQUARES = "effective_learning_rate", "sum_of_squares"

gradient = partial(Quantity, "adagrad", "gradient")
history = partial(Quantity, "adagrad", SQUARES)
rate = partial(Quantity, "adagrad", RATE)
update = partial(Quantity, "adagrad", "update")
slope = partial(Quantity, "adagrad", "slope")
pull = partial(Quantity, "gradient_descent", "gradient")
unrooted = partial(Quantity, "Without_the_root", RATE)
fading = partial(Quantity, "rmsprop", "second_moment", "b")


def moved(optimizer: str, coordinate: str, at: float | str | None = None) -> Quantity:
    """Return how far a run has come from the start, along one parameter."""
    return Quantity(optimizer, "params", coordinate, at=at, since=0)


def first(optimizer: str, one: str, other: str) -> Order:
    """Claim that a run is right in one parameter for good before it is in the other."""
    each = (Arrives(optimizer, coordinate=axis) for axis in (one, other))  # type: ignore[arg-type]
    return Order(tuple(each))


@dataclass(frozen=True)
class Zeros:
    """So many of the inputs x of the data are 0: a claim of one's own."""

    count: int

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return how many are, if it is another number."""
        del first, last, events  # the data are the same at all steps
        found = int((experiment.surface.dataset.x == 0).sum())  # type: ignore[attr-defined]
        return "" if found == self.count else f"{found} of the x are 0"


@dataclass(frozen=True)
class Lowest:
    """Nowhere in the window is the loss lower than at the minimum: a claim of one's own."""

    places: int = 200

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return the lowest loss that was found, if it is lower."""
        del first, last, events  # the surface is the same at all steps
        window = experiment.surface.window
        w = np.linspace(window.w_min, window.w_max, self.places)
        b = np.linspace(window.b_min, window.b_max, self.places)
        least = float(experiment.surface.loss(np.stack(np.meshgrid(w, b), axis=-1)).min())
        own = float(experiment.surface.loss(np.array(GOAL)))
        return "" if own <= least else f"the loss is {least:.4g} elsewhere and {own:.4g} there"


@dataclass(frozen=True)
class NoPull:
    """The points at x = 0 have no part in the gradient of w: a claim of one's own."""

    optimizer: str

    def fails(
        self, experiment: Experiment, first: int, last: int, events: Mapping[str, float]
    ) -> str:
        """Return what their part is, if there is one: the loss of these points alone, w moved."""
        del events  # it names none
        data = experiment.surface.dataset  # type: ignore[attr-defined]
        idle = Neuron(Dataset(data.x[data.x == 0], data.y[data.x == 0]))
        params = experiment.trajectories[self.optimizer].params[first : last + 1]
        part = float(np.abs(idle.gradient(params)[:, 0]).max())
        return f"their part is {part:.3g}" if part else ""
