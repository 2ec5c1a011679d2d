"""AdaGrad with momentum."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import Conventions, Rules
from ..hyperparameters import (
    FRACTION,
    NOT_NEGATIVE,
    POSITIVE,
    Hyperparameter,
    Hyperparameters,
    per_run,
)
from ..optimizer import Update


class AdaGradMomentumState(NamedTuple):
    """The history of each parameter and the last step, shape (*batch, 2)."""

    sum_of_squares: FloatArray
    velocity: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class AdaGradMomentum(Hyperparameters):
    """A momentum term on top of AdaGrad, as the lecture on it suggests at its end.

        sum_of_squares += gradient^2
        effective_learning_rate = learning_rate / (sqrt(sum_of_squares) + eps)
        velocity = momentum * velocity - effective_learning_rate * gradient
        params += velocity

    History and velocity start at 0. AdaGrad is from Duchi, Hazan and Singer, 2011, momentum from
    Polyak, 1964; no library has the two together under a name. The velocity holds steps, so what
    was taken at a high rate is carried on at that rate.

    Attributes
    ----------
    learning_rate
        Above 0.
    momentum
        The part of the last step that is kept, from 0 (AdaGrad) to below 1.
    eps
        Keeps the rate finite while the history is 0; at least 0. It stands outside the root.
    """

    name = "adagrad_momentum"
    label: ClassVar[str] = "AdaGrad + momentum"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("No library has it; the rule is the one in its docstring."),
    }

    learning_rate: Hyperparameter = 0.1
    momentum: Hyperparameter = 0.9
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, momentum=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> AdaGradMomentumState:
        """Return an empty history and a velocity of 0 for params of shape (*batch, 2)."""
        return AdaGradMomentumState(np.zeros_like(params), np.zeros_like(params))

    def update(self, gradient: FloatArray, state: AdaGradMomentumState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: sum_of_squares (this gradient included), effective_learning_rate, which multiplies
        the gradient, and velocity, which is the step itself.
        """
        history = state.sum_of_squares + gradient * gradient
        rate = per_run(self.learning_rate) / (np.sqrt(history) + per_run(self.eps))
        velocity = per_run(self.momentum) * state.velocity - rate * gradient
        channels = {
            "sum_of_squares": history,
            "effective_learning_rate": rate,
            "velocity": velocity,
        }
        return Update(velocity, AdaGradMomentumState(history, velocity), channels)
