"""AdaGrad."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import INSIDE, SAME, Conventions, Rules
from ..hyperparameters import NOT_NEGATIVE, POSITIVE, Hyperparameter, Hyperparameters, per_run
from ..optimizer import Update


class AdaGradState(NamedTuple):
    """The history of each parameter, shape (*batch, 2)."""

    sum_of_squares: FloatArray


@dataclass(frozen=True, eq=False, repr=False)
class AdaGrad(Hyperparameters):
    """Give each parameter its own learning rate, lower the more gradient it has seen.

        sum_of_squares += gradient^2
        effective_learning_rate = learning_rate / (sum_of_squares^exponent + eps)
        params += -effective_learning_rate * gradient

    A rarely active parameter keeps a high rate. The history starts at 0 and never shrinks. Duchi,
    Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
    optimization", 2011. As in torch; optax and Keras start the history at 0.1 and put eps inside
    the root, d2l does only the latter.

    Attributes
    ----------
    learning_rate
        Above 0.
    eps
        Keeps the rate finite while the history is 0; at least 0. It stands outside the root.
    exponent
        0.5 for the square root; 1 for the lecture's "without the square root". Above 0.
    """

    name = "adagrad"
    label: ClassVar[str] = "AdaGrad"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Duchi, Hazan and Singer, 2011."),
        "torch": Rules(SAME),
        "keras": Rules(f"History from 0.1; {INSIDE}", eps="inside", history=0.1),
        "optax": Rules(f"History from 0.1; {INSIDE}", eps="inside", history=0.1),
        "d2l": Rules(INSIDE, eps="inside"),
    }

    learning_rate: Hyperparameter = 0.1
    eps: Hyperparameter = 1e-8
    exponent: Hyperparameter = 0.5

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE, eps=NOT_NEGATIVE, exponent=POSITIVE)

    def init(self, params: FloatArray) -> AdaGradState:
        """Return the first history (0 in the paper) for params of shape (*batch, 2)."""
        return AdaGradState(np.full_like(params, self._rules.history))

    def update(self, gradient: FloatArray, state: AdaGradState) -> Update:
        """Return the step for a gradient of shape (*batch, 2).

        Channels: sum_of_squares (this gradient included) and effective_learning_rate, which
        multiplies the gradient.
        """
        history = state.sum_of_squares + gradient * gradient
        eps, exponent = per_run(self.eps), per_run(self.exponent)
        if self._rules.eps == "inside":
            scale = _power(history + eps, exponent)
        else:
            scale = _power(history, exponent) + eps
        rate = per_run(self.learning_rate) / scale
        channels = {"sum_of_squares": history, "effective_learning_rate": rate}
        return Update(-rate * gradient, AdaGradState(history), channels)


def _power(base: FloatArray, exponent: Hyperparameter) -> FloatArray:
    """Return base^exponent, by the exactly rounded square root where the exponent is 0.5.

    The exponent is always spread over the whole array first: np.power takes shortcuts for single
    numbers, and a run of a sweep would then differ from the same run alone.
    """
    if isinstance(exponent, float) and exponent in (0.5, 1.0):
        return np.sqrt(base) if exponent == 0.5 else base
    spread = [np.ascontiguousarray(each) for each in np.broadcast_arrays(base, exponent)]
    rooted = np.where(spread[1] == 0.5, np.sqrt(spread[0]), np.power(*spread))
    return np.where(spread[1] == 1.0, spread[0], rooted)
