"""Yogi."""

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
class Yogi(Hyperparameters):
    """Adam whose second moment changes by steps of the squared gradient, so it shrinks slowly.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment += -(1 - beta2) * sign(second_moment - gradient^2) * gradient^2
        effective_learning_rate = learning_rate / (sqrt(second_moment) + eps)
        params += -effective_learning_rate * first_moment

    The first moment starts at 0, the second at 1e-6; neither is corrected. Zaheer et al., "Adaptive
    methods for nonconvex optimization", 2018. optax starts both at 1e-6, d2l both at 0, and both
    correct them as Adam does; torch and Keras have none.

    Attributes
    ----------
    learning_rate
        Above 0; roughly the length of a step per parameter while the gradient keeps its sign.
    beta1
        The part of the first moment that is kept, from 0 to below 1.
    beta2
        1 - beta2 is the part of the squared gradient by which the second moment changes.
    eps
        Keeps the rate finite while the second moment is 0; at least 0. It stands outside the root.
    """

    name = "yogi"
    label: ClassVar[str] = "Yogi"
    conventions: ClassVar[Conventions] = {
        "paper": Rules(
            "Zaheer et al., 2018: history from 1e-6, no correction.",
            history=1e-6,
            correction="none",
        ),
        "optax": Rules("Both moments from 1e-6, corrected.", history=1e-6, first_moment=1e-6),
        "d2l": Rules("Both moments from 0, corrected."),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-3

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> Moments:
        """Return the moments that the convention starts with for params of shape (*batch, 2)."""
        return no_moments(params, self._rules.first_moment, self._rules.history)

    def update(self, gradient: FloatArray, state: Moments) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and second_moment as kept, and effective_learning_rate, which
        multiplies the first moment (corrected, in the libraries).
        """
        beta1, beta2 = per_run(self.beta1), per_run(self.beta2)
        first = mean = fading_mean(state.first_moment, gradient, beta1)
        squares = gradient * gradient
        change = (1.0 - beta2) * np.sign(state.second_moment - squares) * squares
        second = history = state.second_moment - change
        beta1_power, beta2_power = beta1 * state.beta1_power, beta2 * state.beta2_power
        if self._rules.correction == "both":
            mean, history = first / (1.0 - beta1_power), second / (1.0 - beta2_power)
        rate = per_run(self.learning_rate) / (np.sqrt(history) + per_run(self.eps))
        channels = {"first_moment": first, "second_moment": second, "effective_learning_rate": rate}
        return Update(-rate * mean, Moments(first, second, beta1_power, beta2_power), channels)
