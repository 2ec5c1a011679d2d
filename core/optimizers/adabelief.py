"""AdaBelief."""

from dataclasses import dataclass
from typing import ClassVar

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
from .moments import Moments, fading_mean, no_moments


@dataclass(frozen=True, eq=False, repr=False)
class AdaBelief(Hyperparameters):
    """Adam that steps far where the gradient is as expected and carefully where it is not.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        surprise = beta2 * surprise + (1 - beta2) * (gradient - first_moment)^2 + eps
        effective_learning_rate = learning_rate / (sqrt(surprise / (1 - beta2^t)) + eps)
        params += -effective_learning_rate * first_moment / (1 - beta1^t)

    t counts from 1 at the first step; both start at 0. Zhuang et al., "AdaBelief optimizer:
    adapting stepsizes by the belief in observed gradients", 2020. As in optax, whose two eps are
    one here; torch and Keras have none.

    Attributes
    ----------
    learning_rate
        Above 0; roughly the length of a step per parameter while the gradient keeps its sign.
    beta1
        The part of the first moment that is kept, from 0 to below 1.
    beta2
        The part of the surprise that is kept, from 0 to below 1.
    eps
        Keeps the rate finite while the gradient does not change; at least 0. It is added to the
        surprise at each step, and to its root.
    """

    name = "adabelief"
    label: ClassVar[str] = "AdaBelief"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Zhuang et al., 2020."),
        "optax": Rules("The same as paper, with both of its eps the one here."),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> Moments:
        """Return a first moment and a surprise of 0 for params of shape (*batch, 2)."""
        return no_moments(params)

    def update(self, gradient: FloatArray, state: Moments) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and surprise as kept, before their correction, and
        effective_learning_rate, which multiplies the corrected first moment.
        """
        beta1, beta2, eps = per_run(self.beta1), per_run(self.beta2), per_run(self.eps)
        first = fading_mean(state.first_moment, gradient, beta1)
        off = gradient - first
        surprise = fading_mean(state.second_moment, off * off, beta2) + eps
        beta1_power, beta2_power = beta1 * state.beta1_power, beta2 * state.beta2_power
        rate = per_run(self.learning_rate) / (np.sqrt(surprise / (1.0 - beta2_power)) + eps)
        step = -rate * (first / (1.0 - beta1_power))
        channels = {"first_moment": first, "surprise": surprise, "effective_learning_rate": rate}
        return Update(step, Moments(first, surprise, beta1_power, beta2_power), channels)
