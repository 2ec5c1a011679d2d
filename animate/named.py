"""An optimizer under another name, so that two of one kind can run side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gradreel.core import Hyperparameter, Optimizer, Update, hyperparameters_of
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput


@dataclass(frozen=True)
class Named:
    """An optimizer that is called `name` in traces, panels and pictures.

    A name such as "momentum(momentum=0.5)", a built-in optimizer's with what is special in
    brackets, is shown as "Momentum μ=0.5".

    Attributes
    ----------
    optimizer : any, also one's own; it does the work.
    name : what this one is called.

    Examples
    --------
    >>> from gradreel.core import Momentum
    >>> Named(Momentum(momentum=0.5), "light").name
    'light'
    """

    optimizer: Optimizer
    name: str

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


def told_apart(optimizers: Sequence[Optimizer]) -> tuple[Optimizer, ...]:
    """Give each optimizer a name of its own: where two share one, with the parameters that differ.

    Errors
    ------
    InvalidInput : two are the same in everything.
    """
    counts = Counter(optimizer.name for optimizer in optimizers)
    return tuple(
        optimizer if counts[optimizer.name] == 1 else Named(optimizer, _name(optimizer, optimizers))
        for optimizer in optimizers
    )


def _name(optimizer: Optimizer, all_of_them: Sequence[Optimizer]) -> str:
    others = [_values(other) for other in all_of_them if other.name == optimizer.name]
    mine = _values(optimizer)
    if others.count(mine) > 1:
        raise InvalidInput(
            f"{optimizer!r} was given {others.count(mine)} times; give each optimizer once, or "
            "change a parameter."
        )
    special = [key for key in mine if any(other.get(key) != mine[key] for other in others)]
    return f"{optimizer.name}({', '.join(f'{key}={_text(mine[key])}' for key in special)})"


def _values(optimizer: Optimizer) -> dict[str, object]:
    """What an optimizer was given, by name."""
    more = {name: getattr(optimizer, name, None) for name in ("convention", "schedule")}
    return {**hyperparameters_of(optimizer), **more}


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
