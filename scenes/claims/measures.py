"""Measures of the lecture's runs, which its claims compare."""

from functools import partial

from gradreel.animate import Quantity

OTHERS = ("gradient_descent", "momentum", "nesterov")
DECAY = 0.9
"""The share of its history that RMSProp keeps at each step."""
RATE, SQUARES = "effective_learning_rate", "sum_of_squares"
SET_BACK, WITHOUT_ROOT = "set back", "Without_the_root"

adagrad: partial[Quantity] = partial(Quantity, "adagrad")
history: partial[Quantity]
gradient: partial[Quantity]
gradient, history = partial(adagrad, "gradient"), partial(adagrad, SQUARES)
slope: partial[Quantity]
update: partial[Quantity]
rate: partial[Quantity]
rate, update, slope = (partial(adagrad, each) for each in (RATE, "update", "slope"))
descent: partial[Quantity] = partial(Quantity, "gradient_descent")
unrooted: partial[Quantity] = partial(Quantity, WITHOUT_ROOT, RATE)
set_back: partial[Quantity] = partial(Quantity, SET_BACK)
with_momentum: partial[Quantity] = partial(Quantity, "adagrad_momentum")
rmsprop: partial[Quantity] = partial(Quantity, "rmsprop")


def moved(optimizer: str, coordinate: str, at: float | str | None = None) -> Quantity:
    """Return how far a run has come from the start, along one parameter."""
    return Quantity(optimizer, "params", coordinate, at=at, since=0)
