"""AdamW."""

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
from .moments import Moments, eps_beside_root, next_moments, no_moments


class AdamWState(NamedTuple):
    """The moments, and the params that the next step starts from, shape (*batch, 2)."""

    moments: Moments
    params: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class AdamW(Hyperparameters):
    """Adam that also pulls the params towards 0, apart from the gradient.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment = beta2 * second_moment + (1 - beta2) * gradient^2
        effective_learning_rate = learning_rate / (sqrt(second_moment / (1 - beta2^t)) + eps)
        params += -effective_learning_rate * first_moment / (1 - beta1^t) - weight_decay * params

    t counts from 1 at the first step; both moments start at 0. It comes to rest beside the minimum,
    on the side of 0. Loshchilov and Hutter, "Decoupled weight decay regularization", 2019. torch,
    Keras and optax multiply weight_decay by the learning rate as well (the default here, 0.001, is
    then torch's 0.01 at a learning rate of 0.1); Keras adds eps before the correction.

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
    weight_decay
        The part of the params that is taken off in a step; at least 0.
    """

    name = "adamw"
    label: ClassVar[str] = "AdamW"
    conventions: ClassVar[Conventions] = {
        "paper": Rules(
            "Loshchilov and Hutter, 2019, Algorithm 2: the decay without the learning rate.",
            decay_with_rate=False,
        ),
        "torch": Rules("weight_decay times the learning rate."),
        "keras": Rules(
            "weight_decay times the learning rate; eps before the correction.",
            eps="uncorrected",
        ),
        "optax": Rules("weight_decay times the learning rate."),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8
    weight_decay: Hyperparameter = 0.001

    def __post_init__(self) -> None:
        self._settle(
            learning_rate=POSITIVE,
            beta1=FRACTION,
            beta2=FRACTION,
            eps=NOT_NEGATIVE,
            weight_decay=NOT_NEGATIVE,
        )

    def init(self, params: FloatArray) -> AdamWState:
        """Return moments of 0, and the params, of shape (*batch, 2)."""
        return AdamWState(no_moments(params), params)

    def update(self, gradient: FloatArray, state: AdamWState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and second_moment as kept, before their correction, and
        effective_learning_rate, which multiplies the corrected first moment.
        """
        rules, learning_rate = self._rules, per_run(self.learning_rate)
        moments = next_moments(state.moments, gradient, per_run(self.beta1), per_run(self.beta2))
        first, second, beta1_power, beta2_power = moments
        root = np.sqrt(second / (1.0 - beta2_power))
        rate = learning_rate / (root + eps_beside_root(per_run(self.eps), beta2_power, rules))
        decay = per_run(self.weight_decay)
        if rules.decay_with_rate:
            decay = learning_rate * decay
        step = -rate * (first / (1.0 - beta1_power)) - decay * state.params
        channels = {"first_moment": first, "second_moment": second, "effective_learning_rate": rate}
        return Update(step, AdamWState(moments, state.params + step), channels)
