"""An optimizer that forgets what it carried along, once."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from . import kinds
from .allow import settle, whole
from .arrays import FloatArray
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer, Update


class RestartedState(NamedTuple):
    """How many steps were taken, where they led, (*batch, 2), and the optimizer's own state."""

    step: int
    params: FloatArray
    inner: Any


@dataclass(frozen=True)
class Restarted:
    """An optimizer whose state is set back to what it was before the first step.

    History, velocity and count of steps begin anew: what would have happened if they had not been
    kept? It goes by the optimizer's name; give it another by `Named`. O'Donoghue and Candès,
    "Adaptive restart for accelerated gradient schemes", 2015, set back the velocity in this way.

    Attributes
    ----------
    optimizer
        Any.
    after
        How many steps are taken before, 1 or more.

    Examples
    --------
    >>> from gradreel.core import AdaGrad, Quadratic, descend
    >>> run = descend(Restarted(AdaGrad(), after=3), Quadratic(), (-2.0, 1.0), steps=5)
    >>> history, gradient = run.channels["sum_of_squares"], run.channels["gradient"]
    >>> bool((history[3] == gradient[3] ** 2).all())
    True
    """

    optimizer: Optimizer
    after: int

    def __post_init__(self) -> None:
        settle(self, optimizer=kinds.optimizer, after=whole(least=1))

    @property
    def name(self) -> str:
        """The optimizer's."""
        return self.optimizer.name

    @property
    def learning_rate(self) -> Hyperparameter | None:
        """The optimizer's; None if it has none."""
        rate: Hyperparameter | None = getattr(self.optimizer, "learning_rate", None)
        return rate

    @property
    def convention(self) -> str:
        """The optimizer's."""
        return getattr(self.optimizer, "convention", "paper")

    def init(self, params: FloatArray) -> RestartedState:
        """Return the optimizer's state before the first step from params, shape (*batch, 2)."""
        return RestartedState(0, params, self.optimizer.init(params))

    def lookahead(self, params: FloatArray, state: RestartedState) -> FloatArray:
        """Return where the optimizer takes its gradient, shape (*batch, 2)."""
        return self.optimizer.lookahead(params, self._inner(state))

    def update(self, gradient: FloatArray, state: RestartedState) -> Update:
        """Return the optimizer's step, shape (*batch, 2), and its channels."""
        step, inner, channels = self.optimizer.update(gradient, self._inner(state))
        return Update(step, RestartedState(state.step + 1, state.params + step, inner), channels)

    def _inner(self, state: RestartedState) -> Any:
        """Return the optimizer's state, a new one where it is set back."""
        return self.optimizer.init(state.params) if state.step == self.after else state.inner
