"""Nadam."""

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
from .moments import Moments, eps_beside_root, next_moments, no_moments


class NadamState(NamedTuple):
    """The moments, the product of all momenta so far, and how many steps were taken."""

    moments: Moments
    momentum_product: Hyperparameter
    steps: int


@dataclass(frozen=True, eq=False, repr=False)
class Nadam(Hyperparameters):
    """Adam with Nesterov's lookahead.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment = beta2 * second_moment + (1 - beta2) * gradient^2
        momentum(t) = beta1 * (1 - 0.96^(0.004 t) / 2), product(t) = momentum(1) ... momentum(t)
        ahead = momentum(t + 1) * first_moment / (1 - product(t + 1))
                + (1 - momentum(t)) * gradient / (1 - product(t))
        effective_learning_rate = learning_rate / (sqrt(second_moment / (1 - beta2^t)) + eps)
        params += -effective_learning_rate * ahead

    t counts from 1 at the first step; both moments start at 0. Dozat, "Incorporating Nesterov
    momentum into Adam", 2016. As in torch; Keras has 1 in place of 0.004 in the exponent, and in
    optax the momentum is beta1 itself.

    Attributes
    ----------
    learning_rate
        Above 0; roughly the length of a step per parameter while the gradient keeps its sign.
    beta1
        The part of the first moment that is kept, from 0 to below 1.
    beta2
        The part of the second moment that is kept, from 0 to below 1.
    eps
        Keeps the rate finite while the second moment is 0; at least 0. It stands outside the root.
    """

    name = "nadam"
    label: ClassVar[str] = "Nadam"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Dozat, 2016, beta1 warmed up.", momentum_warmup=0.004),
        "torch": Rules(SAME, momentum_warmup=0.004),
        "keras": Rules("beta1 is warmed up 250 times as fast.", momentum_warmup=1.0),
        "optax": Rules("beta1 is not warmed up."),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> NadamState:
        """Return moments of 0 for params of shape (*batch, 2)."""
        return NadamState(no_moments(params), 1.0, 0)

    def update(self, gradient: FloatArray, state: NadamState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and second_moment as kept, before their correction, and
        effective_learning_rate, which multiplies the moment that looks ahead.
        """
        moments = next_moments(state.moments, gradient, per_run(self.beta1), per_run(self.beta2))
        first, second, _, beta2_power = moments
        now, following = self._momentum(state.steps + 1), self._momentum(state.steps + 2)
        product = state.momentum_product * now
        ahead = following / (1.0 - product * following) * first
        ahead = ahead + (1.0 - now) / (1.0 - product) * gradient
        root = np.sqrt(second / (1.0 - beta2_power))
        eps = eps_beside_root(per_run(self.eps), beta2_power, self._rules)
        rate = per_run(self.learning_rate) / (root + eps)
        channels = {"first_moment": first, "second_moment": second, "effective_learning_rate": rate}
        return Update(-rate * ahead, NadamState(moments, product, state.steps + 1), channels)

    def _momentum(self, step: int) -> Hyperparameter:
        warmup = self._rules.momentum_warmup
        beta1 = per_run(self.beta1)
        return beta1 if warmup is None else beta1 * (1.0 - 0.5 * 0.96 ** (step * warmup))
