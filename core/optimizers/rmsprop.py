"""RMSProp."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import INSIDE, SAME, Conventions, Rules
from ..hyperparameters import (
    FRACTION,
    NOT_NEGATIVE,
    POSITIVE,
    Hyperparameter,
    Hyperparameters,
    per_run,
)
from ..optimizer import Update


class RMSPropState(NamedTuple):
    """The fading mean of each parameter's squared gradient, shape (*batch, 2)."""

    second_moment: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class RMSProp(Hyperparameters):
    """AdaGrad with a history that forgets.

        second_moment = decay * second_moment + (1 - decay) * gradient^2
        effective_learning_rate = learning_rate / (sqrt(second_moment) + eps)
        params += -effective_learning_rate * gradient

    The second moment starts at 0 and is not corrected for it, so the first step is
    learning_rate / sqrt(1 - decay) long. Tieleman and Hinton, "Lecture 6.5 - RMSProp", 2012.
    torch calls the decay alpha, with a default of 0.99; Keras, optax and d2l put eps inside the
    root.

    Attributes
    ----------
    learning_rate
        Above 0.
    decay
        The part of the second moment that is kept, from 0 to below 1.
    eps
        Keeps the rate finite while the second moment is 0; at least 0. It stands outside the root.
    """

    name = "rmsprop"
    label: ClassVar[str] = "RMSProp"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Tieleman and Hinton, 2012."),
        "torch": Rules(SAME),
        "keras": Rules(INSIDE, eps="inside"),
        "optax": Rules(INSIDE, eps="inside"),
        "d2l": Rules(INSIDE, eps="inside"),
    }

    learning_rate: Hyperparameter = 0.01
    decay: Hyperparameter = 0.9
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, decay=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> RMSPropState:
        """Return a second moment of 0 for params of shape (*batch, 2)."""
        return RMSPropState(np.zeros_like(params))

    def update(self, gradient: FloatArray, state: RMSPropState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: second_moment (this gradient included) and effective_learning_rate, which
        multiplies the gradient.
        """
        decay = per_run(self.decay)
        second = decay * state.second_moment + (1.0 - decay) * (gradient * gradient)
        eps = per_run(self.eps)
        scale = np.sqrt(second + eps) if self._rules.eps == "inside" else np.sqrt(second) + eps
        rate = per_run(self.learning_rate) / scale
        channels = {"second_moment": second, "effective_learning_rate": rate}
        return Update(-rate * gradient, RMSPropState(second), channels)
