"""My optimizer: an optimizer of your own. It works as it stands; change what a comment names.

A package makes it known to gradreel in its pyproject.toml:

    [project.entry-points."gradreel.optimizers"]
    my_optimizer = "my_optimizer:MyOptimizer"
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from gradreel.core import FloatArray, Hyperparameter, Update
from gradreel.core.hyperparameters import FRACTION, POSITIVE, Hyperparameters, per_run


# What is carried from one step to the next. All arrays are of shape (*batch, 2): (w, b) in the last
# axis, and before it the runs of a sweep, which go side by side.
class MyOptimizerState(NamedTuple):
    """The velocity of the step before, shape (*batch, 2)."""

    velocity: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class MyOptimizer(Hyperparameters):
    """Gradient descent that keeps a part of its last step.

        velocity = momentum * velocity - learning_rate * gradient
        params += velocity

    Attributes
    ----------
    learning_rate
        Above 0.
    momentum
        The part of the last step that is kept, from 0 to below 1.
    """

    # The first line above is what `gradreel optimizers` says of it.
    name = "my_optimizer"  # what is typed, the name of the entry point
    label: ClassVar[str] = "My optimizer"  # what stands in a picture

    # The hyperparameters with their defaults: whoever races it gives others by these names.
    learning_rate: Hyperparameter = 0.01
    momentum: Hyperparameter = 0.9

    def __post_init__(self) -> None:
        # What each of them may be: POSITIVE, NOT_NEGATIVE or FRACTION (from 0 to below 1).
        self._settle(learning_rate=POSITIVE, momentum=FRACTION)

    def init(self, params: FloatArray) -> MyOptimizerState:
        """Return the state before the first step from params, shape (*batch, 2)."""
        return MyOptimizerState(np.zeros_like(params))

    # If the gradient is not taken where the params are, as Nesterov's, write `lookahead`, too.

    def update(self, gradient: FloatArray, state: MyOptimizerState) -> Update:
        """Return the step for a gradient of shape (*batch, 2), and the state after it."""
        # The rule. A function of what it is given alone: change neither `gradient` nor `state`.
        kept = per_run(self.momentum) * state.velocity
        velocity = kept - per_run(self.learning_rate) * gradient
        # What else can be drawn of a step, by name, each of shape (*batch, 2).
        channels = {"velocity": velocity}
        return Update(velocity, MyOptimizerState(velocity), channels)
