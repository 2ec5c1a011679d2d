"""An optimizer under another name, so that two of one kind can run side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import allow, kinds
from .arrays import FloatArray
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer, Update


@dataclass(frozen=True)
class Named:
    """An optimizer that is called `name` in traces, panels and pictures.

    A name such as "momentum(momentum=0.5)", a built-in optimizer's with what is special in
    brackets, is shown as "Momentum μ=0.5".

    Attributes
    ----------
    optimizer
        Any, also one's own; it does the work.
    name
        What this one is called.

    Examples
    --------
    >>> from gradreel.core import Momentum
    >>> Named(Momentum(momentum=0.5), "light").name
    'light'
    """

    optimizer: Optimizer
    name: str

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=kinds.optimizer, name=allow.name)

    @property
    def learning_rate(self) -> Hyperparameter | None:
        """The optimizer's; None if it has none."""
        rate: Hyperparameter | None = getattr(self.optimizer, "learning_rate", None)
        return rate

    @property
    def convention(self) -> str:
        """The optimizer's."""
        return getattr(self.optimizer, "convention", "paper")

    def init(self, params: FloatArray) -> Any:
        """Return the state before the first step."""
        return self.optimizer.init(params)

    def lookahead(self, params: FloatArray, state: Any) -> FloatArray:
        """Return where the gradient is taken."""
        return self.optimizer.lookahead(params, state)

    def update(self, gradient: FloatArray, state: Any) -> Update:
        """Return the step that follows from the gradient."""
        return self.optimizer.update(gradient, state)
