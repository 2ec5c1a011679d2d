"""AdaMax."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import SAME, Conventions, Rules
from ..hyperparameters import (
    FRACTION,
    NOT_NEGATIVE,
    POSITIVE,
    Hyperparameter,
    Hyperparameters,
    per_run,
)
from ..optimizer import Update
from .moments import fading_mean


class AdaMaxState(NamedTuple):
    """First moment and largest gradient, shape (*batch, 2), and beta1 to the power of the steps."""

    first_moment: FloatArray
    largest_gradient: FloatArray
    beta1_power: Hyperparameter


@dataclass(frozen=True, eq=False, repr=False)
class AdaMax(Hyperparameters):
    """Adam with the largest gradient of late in place of the root of the second moment.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        largest_gradient = max(beta2 * largest_gradient, |gradient|)
        effective_learning_rate = learning_rate / (largest_gradient + eps)
        params += -effective_learning_rate * first_moment / (1 - beta1^t)

    t counts from 1 at the first step; both start at 0. Kingma and Ba, "Adam: a method for
    stochastic optimization", 2015, section 7.1, which has no eps. As in Keras; torch and optax take
    the maximum of |gradient| + eps instead.

    Attributes
    ----------
    learning_rate
        Above 0; roughly the length of a step per parameter while the gradient keeps its sign.
    beta1
        The part of the first moment that is kept, from 0 to below 1.
    beta2
        The part of the largest gradient that is left a step later, from 0 to below 1.
    eps
        Keeps the rate finite while every gradient was 0; at least 0.
    """

    name = "adamax"
    label: ClassVar[str] = "AdaMax"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Kingma and Ba, 2015, Algorithm 2; eps, not in it, beside the largest."),
        "torch": Rules("eps is added to each gradient.", eps="gradient"),
        "keras": Rules(SAME),
        "optax": Rules("eps is added to each gradient.", eps="gradient"),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> AdaMaxState:
        """Return a first moment and a largest gradient of 0 for params of shape (*batch, 2)."""
        return AdaMaxState(np.zeros_like(params), np.zeros_like(params), 1.0)

    def update(self, gradient: FloatArray, state: AdaMaxState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment as kept, before its correction, largest_gradient, and
        effective_learning_rate, which multiplies the corrected first moment.
        """
        beta1, eps = per_run(self.beta1), per_run(self.eps)
        first = fading_mean(state.first_moment, gradient, beta1)
        beta1_power = beta1 * state.beta1_power
        size, beside = np.abs(gradient), eps
        if self._rules.eps == "gradient":
            size, beside = size + eps, 0.0
        largest = np.maximum(per_run(self.beta2) * state.largest_gradient, size)
        rate = per_run(self.learning_rate) / (largest + beside)
        step = -rate * (first / (1.0 - beta1_power))
        channels = {
            "first_moment": first,
            "largest_gradient": largest,
            "effective_learning_rate": rate,
        }
        return Update(step, AdaMaxState(first, largest, beta1_power), channels)
