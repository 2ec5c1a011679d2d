"""Adam."""

from dataclasses import dataclass
from typing import ClassVar

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


@dataclass(frozen=True, eq=False, repr=False)
class Adam(Hyperparameters):
    """A momentum term beside a learning rate for each parameter, from a history that forgets.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment = beta2 * second_moment + (1 - beta2) * gradient^2
        effective_learning_rate = learning_rate / (sqrt(second_moment / (1 - beta2^t)) + eps)
        params += -effective_learning_rate * first_moment / (1 - beta1^t)

    t counts from 1 at the first step. Both moments start at 0; the divisions by 1 - beta^t correct
    for that. Kingma and Ba, "Adam: a method for stochastic optimization", 2015. As in torch,
    optax and d2l; Keras adds eps before it corrects the second moment. The default learning rate
    there is 0.001, too slow for a plane some units wide.

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

    name = "adam"
    label: ClassVar[str] = "Adam"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Kingma and Ba, 2015, Algorithm 1."),
        "torch": Rules(SAME),
        "keras": Rules("eps before the correction: the paper's eps hat.", eps="uncorrected"),
        "optax": Rules(SAME),
        "d2l": Rules(SAME),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> Moments:
        """Return moments of 0 for params of shape (*batch, 2)."""
        return no_moments(params)

    def update(self, gradient: FloatArray, state: Moments) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and second_moment as kept, before their correction, and
        effective_learning_rate, which multiplies the corrected first moment.
        """
        moments = next_moments(state, gradient, per_run(self.beta1), per_run(self.beta2))
        first, second, beta1_power, beta2_power = moments
        root = np.sqrt(second / (1.0 - beta2_power))
        eps = eps_beside_root(per_run(self.eps), beta2_power, self._rules)
        rate = per_run(self.learning_rate) / (root + eps)
        step = -rate * (first / (1.0 - beta1_power))
        channels = {"first_moment": first, "second_moment": second, "effective_learning_rate": rate}
        return Update(step, moments, channels)
