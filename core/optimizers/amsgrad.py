"""AMSGrad."""

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


class AMSGradState(NamedTuple):
    """The moments, and the largest second moment so far, shape (*batch, 2)."""

    moments: Moments
    largest_second_moment: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class AMSGrad(Hyperparameters):
    """Adam whose rates never grow again: it divides by the largest second moment so far.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment = beta2 * second_moment + (1 - beta2) * gradient^2
        largest_second_moment = max(largest_second_moment, second_moment)
        effective_learning_rate = learning_rate / (sqrt(largest_second_moment) + eps)
        params += -effective_learning_rate * first_moment

    All start at 0 and are not corrected for it. Reddi, Kale and Kumar, "On the convergence of Adam
    and beyond", 2018, which has no eps. torch corrects the largest second moment and the first as
    Adam does, Keras too, with eps before that; optax takes the largest of the corrected moments.

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

    name = "amsgrad"
    label: ClassVar[str] = "AMSGrad"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Reddi, Kale and Kumar, 2018: no correction.", correction="none"),
        "torch": Rules("Corrects the largest second moment."),
        "keras": Rules("Corrects the largest second moment; eps before that.", eps="uncorrected"),
        "optax": Rules("The largest of the corrected moments.", correction="before"),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> AMSGradState:
        """Return moments of 0 for params of shape (*batch, 2)."""
        return AMSGradState(no_moments(params), np.zeros_like(params))

    def update(self, gradient: FloatArray, state: AMSGradState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment, second_moment and largest_second_moment as kept, and
        effective_learning_rate, which multiplies the first moment (corrected, in the libraries).
        """
        rules = self._rules
        moments = next_moments(state.moments, gradient, per_run(self.beta1), per_run(self.beta2))
        first, second, beta1_power, beta2_power = moments
        seen = second / (1.0 - beta2_power) if rules.correction == "before" else second
        largest = np.maximum(state.largest_second_moment, seen)
        squares = largest / (1.0 - beta2_power) if rules.correction == "both" else largest
        eps = eps_beside_root(per_run(self.eps), beta2_power, rules)
        rate = per_run(self.learning_rate) / (np.sqrt(squares) + eps)
        mean = first if rules.correction == "none" else first / (1.0 - beta1_power)
        channels = {
            "first_moment": first,
            "second_moment": second,
            "largest_second_moment": largest,
            "effective_learning_rate": rate,
        }
        return Update(-rate * mean, AMSGradState(moments, largest), channels)
