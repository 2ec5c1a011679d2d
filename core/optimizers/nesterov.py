"""Nesterov's accelerated gradient."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import TORCH_VELOCITY, Conventions, Rules
from ..hyperparameters import FRACTION, POSITIVE, Hyperparameter, Hyperparameters, per_run
from ..optimizer import Update


class NesterovState(NamedTuple):
    """The velocity of the step before, shape (*batch, 2).

    In units of params; of the gradient, where the convention adds up gradients.
    """

    velocity: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class Nesterov(Hyperparameters):
    """Momentum that looks at the gradient where the velocity is about to carry it.

        lookahead = params + momentum * velocity
        velocity = momentum * velocity - learning_rate * gradient(lookahead)
        params += velocity

    The velocity starts at 0. Nesterov, "A method for solving the convex programming problem with
    convergence rate O(1/k^2)", 1983, in the form of Sutskever et al., "On the importance of
    initialization and momentum in deep learning", 2013. torch, Keras and optax hold the shifted
    variable: their params are the lookahead here, and their conventions have none.

    Attributes
    ----------
    learning_rate
        Above 0.
    momentum
        The part of the last step that is kept, from 0 (gradient descent) to below 1.
    """

    name = "nesterov"
    label: ClassVar[str] = "NAG"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Sutskever et al., 2013."),
        "torch": Rules(
            f"The shifted variable. {TORCH_VELOCITY}", shifted=True, velocity_of_gradients=True
        ),
        "keras": Rules("The shifted variable.", shifted=True),
        "optax": Rules(
            f"The shifted variable. {TORCH_VELOCITY}", shifted=True, velocity_of_gradients=True
        ),
    }

    learning_rate: Hyperparameter = 0.01
    momentum: Hyperparameter = 0.9

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, momentum=FRACTION)

    def init(self, params: FloatArray) -> NesterovState:
        """Return a velocity of 0 for params of shape (*batch, 2)."""
        return NesterovState(np.zeros_like(params))

    def lookahead(self, params: FloatArray, state: NesterovState) -> FloatArray:
        """Return params + momentum * velocity, shape (*batch, 2); params, if these are shifted."""
        if self._rules.shifted:
            return params
        return params + per_run(self.momentum) * state.velocity

    def update(self, gradient: FloatArray, state: NesterovState) -> Update:
        """Return the step for the gradient at the lookahead, shape (*batch, 2).

        Channels: velocity, which is the step itself but for shifted params: there the step is
        momentum * velocity - learning_rate * gradient.
        """
        rules, rate, momentum = self._rules, per_run(self.learning_rate), per_run(self.momentum)
        if rules.velocity_of_gradients:
            kept = momentum * state.velocity + gradient
            velocity = -rate * kept
        else:
            kept = velocity = momentum * state.velocity - rate * gradient
        step = momentum * velocity - rate * gradient if rules.shifted else velocity
        return Update(step, NesterovState(kept), {"velocity": velocity})
