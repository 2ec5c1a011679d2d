"""Gradient descent with momentum."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import SAME, TORCH_VELOCITY, Conventions, Rules
from ..hyperparameters import FRACTION, POSITIVE, Hyperparameter, Hyperparameters, per_run
from ..optimizer import Update


class MomentumState(NamedTuple):
    """The velocity of the step before, shape (*batch, 2).

    In units of params; of the gradient, where the convention adds up gradients.
    """

    velocity: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class Momentum(Hyperparameters):
    """Gradient descent that keeps a part of its last step (the heavy ball).

        velocity = momentum * velocity - learning_rate * gradient
        params += velocity

    The velocity starts at 0. Polyak, "Some methods of speeding up the convergence of iteration
    methods", 1964. torch, optax and d2l keep velocity / -learning_rate instead, which makes the
    same path as long as the learning rate stays the same; Keras does as here.

    Attributes
    ----------
    learning_rate
        Above 0.
    momentum
        The part of the last step that is kept, from 0 (gradient descent) to below 1.
    """

    name = "momentum"
    label: ClassVar[str] = "Momentum"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Polyak, 1964, as Sutskever et al., 2013, write it."),
        "torch": Rules(TORCH_VELOCITY, velocity_of_gradients=True),
        "keras": Rules(SAME),
        "optax": Rules(TORCH_VELOCITY, velocity_of_gradients=True),
        "d2l": Rules(TORCH_VELOCITY, velocity_of_gradients=True),
    }

    learning_rate: Hyperparameter = 0.01
    momentum: Hyperparameter = 0.9

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, momentum=FRACTION)

    def init(self, params: FloatArray) -> MomentumState:
        """Return a velocity of 0 for params of shape (*batch, 2)."""
        return MomentumState(np.zeros_like(params))

    def update(self, gradient: FloatArray, state: MomentumState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: velocity, which is the step itself.
        """
        if self._rules.velocity_of_gradients:
            gradients = per_run(self.momentum) * state.velocity + gradient
            step = -per_run(self.learning_rate) * gradients
            return Update(step, MomentumState(gradients), {"velocity": step})
        kept = per_run(self.momentum) * state.velocity
        velocity = kept - per_run(self.learning_rate) * gradient
        return Update(velocity, MomentumState(velocity), {"velocity": velocity})
