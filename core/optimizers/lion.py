"""Lion."""

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


class LionState(NamedTuple):
    """The first moment, and the params that the next step starts from, shape (*batch, 2)."""

    first_moment: FloatArray
    params: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class Lion(Hyperparameters):
    """Step by the sign of the momentum: each parameter moves by the same length, every time.

        direction = sign(beta1 * first_moment + (1 - beta1) * gradient)
        params += -learning_rate * (direction + weight_decay * params)
        first_moment = beta2 * first_moment + (1 - beta2) * gradient

    The first moment starts at 0. It never comes to rest closer than about a step, so the learning
    rate sets how near it gets. Chen et al., "Symbolic discovery of optimization algorithms", 2023.
    The same in Keras and optax; torch has none.

    Attributes
    ----------
    learning_rate
        Above 0; the length of each step per parameter.
    beta1
        The part of the first moment in the direction, from 0 to below 1.
    beta2
        The part of the first moment that is kept, from 0 to below 1.
    weight_decay
        Pull towards 0, times the learning rate; at least 0.
    """

    name = "lion"
    label: ClassVar[str] = "Lion"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Chen et al., 2023."),
        "keras": Rules(SAME),
        "optax": Rules(SAME),
    }

    learning_rate: Hyperparameter = 0.01
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.99
    weight_decay: Hyperparameter = 0.0

    def __post_init__(self) -> None:
        self._settle(
            learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, weight_decay=NOT_NEGATIVE
        )

    def init(self, params: FloatArray) -> LionState:
        """Return a first moment of 0, and the params, of shape (*batch, 2)."""
        return LionState(np.zeros_like(params), params)

    def update(self, gradient: FloatArray, state: LionState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment as it was before this gradient.
        """
        direction = np.sign(fading_mean(state.first_moment, gradient, per_run(self.beta1)))
        pull = per_run(self.weight_decay) * state.params
        step = -per_run(self.learning_rate) * (direction + pull)
        first = fading_mean(state.first_moment, gradient, per_run(self.beta2))
        channels = {"first_moment": state.first_moment}
        return Update(step, LionState(first, state.params + step), channels)
