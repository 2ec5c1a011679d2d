"""Gradient descent."""

from dataclasses import dataclass
from typing import ClassVar

from ..arrays import FloatArray
from ..conventions import SAME, Conventions, Rules
from ..hyperparameters import POSITIVE, Hyperparameter, Hyperparameters, per_run
from ..optimizer import Update


@dataclass(frozen=True, eq=False, repr=False)
class GradientDescent(Hyperparameters):
    """Step against the gradient.

        params += -learning_rate * gradient

    It remembers nothing, so its state is None. Cauchy, "Méthode générale pour la résolution des
    systèmes d'équations simultanées", 1847. The same in torch and Keras (SGD) and in optax (sgd).

    Attributes
    ----------
    learning_rate
        Above 0.
    """

    name = "gradient_descent"
    label: ClassVar[str] = "Gradient descent"
    conventions: ClassVar[Conventions] = {
        "paper": Rules("Cauchy, 1847."),
        "torch": Rules(SAME),
        "keras": Rules(SAME),
        "optax": Rules(SAME),
        "d2l": Rules(SAME),
    }

    learning_rate: Hyperparameter = 0.01

    def __post_init__(self) -> None:
        self._settle(learning_rate=POSITIVE)

    def init(self, params: FloatArray) -> None:
        """Return None: nothing is carried from step to step."""

    def update(self, gradient: FloatArray, state: None) -> Update:
        """Return the step for a gradient of shape (*batch, 2); there are no channels."""
        return Update(-per_run(self.learning_rate) * gradient, state, {})
