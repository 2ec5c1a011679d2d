"""RAdam."""

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


class RAdamState(NamedTuple):
    """The moments and how many steps were taken."""

    moments: Moments
    steps: int


@dataclass(frozen=True, eq=False, repr=False)
class RAdam(Hyperparameters):
    """Adam that goes by momentum alone until its second moment can be trusted.

        first_moment = beta1 * first_moment + (1 - beta1) * gradient
        second_moment = beta2 * second_moment + (1 - beta2) * gradient^2
        rho_end = 2 / (1 - beta2) - 1
        rho = rho_end - 2 t beta2^t / (1 - beta2^t)
        trust = sqrt((rho - 4) (rho - 2) rho_end / ((rho_end - 4) (rho_end - 2) rho))
        root = sqrt(second_moment / (1 - beta2^t))
        effective_learning_rate = learning_rate * trust / (root + eps) where rho > 4,
                                  learning_rate elsewhere
        params += -effective_learning_rate * first_moment / (1 - beta1^t)

    t counts from 1 at the first step; both moments start at 0. The first few steps are those of
    momentum, as long as the gradient is. Liu et al., "On the variance of the adaptive learning rate
    and beyond", 2020, which has no eps. torch and optax wait until rho is 5, and torch adds eps
    before it corrects the second moment.

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

    name = "radam"
    label: ClassVar[str] = "RAdam"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Liu et al., 2020, Algorithm 2: adaptive above 4.", threshold=4.0),
        "torch": Rules("Adaptive above 5; eps before the correction.", eps="uncorrected"),
        "optax": Rules("Adaptive from 5 on."),
    }

    learning_rate: Hyperparameter = 0.1
    beta1: Hyperparameter = 0.9
    beta2: Hyperparameter = 0.999
    eps: Hyperparameter = 1e-8

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, beta1=FRACTION, beta2=FRACTION, eps=NOT_NEGATIVE)

    def init(self, params: FloatArray) -> RAdamState:
        """Return moments of 0 for params of shape (*batch, 2)."""
        return RAdamState(no_moments(params), 0)

    def update(self, gradient: FloatArray, state: RAdamState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: first_moment and second_moment as kept, before their correction, and
        effective_learning_rate, which multiplies the corrected first moment.
        """
        steps, learning_rate = state.steps + 1, per_run(self.learning_rate)
        moments = next_moments(state.moments, gradient, per_run(self.beta1), per_run(self.beta2))
        first, second, beta1_power, beta2_power = moments
        trust = self._trust(steps, beta2_power)
        root = np.sqrt(second / (1.0 - beta2_power))
        scale = root + eps_beside_root(per_run(self.eps), beta2_power, self._rules)
        known = np.broadcast_to(trust > 0.0, second.shape)
        scale = np.where(known, scale, 1.0)
        rate = learning_rate * np.where(known, trust, 1.0) / scale
        step = -rate * (first / (1.0 - beta1_power))
        channels = {"first_moment": first, "second_moment": second, "effective_learning_rate": rate}
        return Update(step, RAdamState(moments, steps), channels)

    def _trust(self, steps: int, beta2_power: Hyperparameter) -> FloatArray:
        """How far the second moment is trusted, 0 where not at all; of the shape of beta2."""
        end = np.asarray(2.0 / (1.0 - per_run(self.beta2)) - 1.0)
        rho = end - 2.0 * steps * beta2_power / (1.0 - beta2_power)
        enough = rho > self._rules.threshold
        end, rho = np.where(enough, end, 6.0), np.where(enough, rho, 5.0)
        trust = np.sqrt((rho - 4.0) * (rho - 2.0) * end / ((end - 4.0) * (end - 2.0) * rho))
        return np.where(enough, trust, 0.0)
