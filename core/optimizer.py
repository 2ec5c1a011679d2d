"""What an optimizer is: a rule for the next step, as pure functions over named state."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from .arrays import FloatArray


class Update(NamedTuple):
    """What an optimizer answers to a gradient.

    Attributes
    ----------
    step
        To be added to the params, shape (*batch, 2).
    state
        What the optimizer carries to its next update.
    channels
        The quantities used to make this step, by name, each of shape (*batch, 2).
    """

    step: FloatArray
    state: Any
    channels: Mapping[str, FloatArray]


class Optimizer(Protocol):
    """Hyperparameters and the rule that they belong to.

    The functions are pure: they change neither their arguments nor the optimizer. One step is

        point = optimizer.lookahead(params, state)
        update = optimizer.update(surface.gradient(point), state)
        params, state = params + update.step, update.state

    The built-in ones are frozen dataclasses on top of `Hyperparameters`. To make one's own, write a
    class with these members; nothing needs to be inherited.
    """

    @property
    def name(self) -> str:
        """What the optimizer is called in traces and on the command line."""
        ...

    def init(self, params: FloatArray) -> Any:
        """Return the state before the first step from params, shape (*batch, 2)."""
        ...

    def lookahead(self, params: FloatArray, state: Any) -> FloatArray:
        """Return where the gradient is taken, shape (*batch, 2): `params` itself but for Nesterov.

        Return the very object `params` where the two are the same; then no lookahead is recorded.
        """
        ...

    def update(self, gradient: FloatArray, state: Any) -> Update:
        """Return the step that follows from the gradient, shape (*batch, 2), and the state."""
        ...
