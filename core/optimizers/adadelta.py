"""AdaDelta."""

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


class AdaDeltaState(NamedTuple):
    """The fading means of squared gradients and of squared steps, shape (*batch, 2)."""

    second_moment: FloatArray
    squared_steps: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class AdaDelta(Hyperparameters):
    """RMSProp whose learning rate follows from the size of its own last steps.

        second_moment = decay * second_moment + (1 - decay) * gradient^2
        ratio = sqrt(squared_steps + eps) / sqrt(second_moment + eps)
        effective_learning_rate = learning_rate * ratio
        params += -effective_learning_rate * gradient
        squared_steps = decay * squared_steps + (1 - decay) * (ratio * gradient)^2

    Both means start at 0, so the first steps are about sqrt(eps) long: it starts slowly. Zeiler,
    "ADADELTA: an adaptive learning rate method", 2012, has no learning rate, that is 1. The same in
    torch, Keras, optax and d2l; Keras's default learning rate is 0.001, its decay 0.95.

    Attributes
    ----------
    learning_rate
        Above 0; 1 in the paper.
    decay
        The part of both means that is kept, from 0 to below 1.
    eps
        Inside both roots; it sets the length of the first steps. At least 0, and at 0 it stands
        still for ever.
    """

    name = "adadelta"
    label: ClassVar[str] = "AdaDelta"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Zeiler, 2012: eps inside both roots."),
        "torch": Rules(SAME),
        "keras": Rules(SAME),
        "optax": Rules(SAME),
        "d2l": Rules(SAME),
    }

    learning_rate: Hyperparameter = 1.0
    decay: Hyperparameter = 0.9
    eps: Hyperparameter = 1e-6

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, decay=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> AdaDeltaState:
        """Return means of 0 for params of shape (*batch, 2)."""
        return AdaDeltaState(np.zeros_like(params), np.zeros_like(params))

    def update(self, gradient: FloatArray, state: AdaDeltaState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: second_moment (this gradient included), squared_steps (those before this step)
        and effective_learning_rate, which multiplies the gradient.
        """
        decay, eps = per_run(self.decay), per_run(self.eps)
        second = fading_mean(state.second_moment, gradient * gradient, decay)
        ratio = np.sqrt(state.squared_steps + eps) / np.sqrt(second + eps)
        move = ratio * gradient
        rate = per_run(self.learning_rate) * ratio
        channels = {
            "second_moment": second,
            "squared_steps": state.squared_steps,
            "effective_learning_rate": rate,
        }
        squared_steps = fading_mean(state.squared_steps, move * move, decay)
        return Update(-rate * gradient, AdaDeltaState(second, squared_steps), channels)
