"""An optimizer whose learning rate changes from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from . import kinds
from .allow import having, refuse, settle
from .arrays import FloatArray
from .errors import InvalidInput
from .hyperparameters import Hyperparameter, per_run
from .named import Named
from .nearest import did_you_mean
from .optimizer import Optimizer, Update
from .restarted import Restarted
from .schedules import Schedule

_O = TypeVar("_O", bound=Optimizer)


class ScheduledState(NamedTuple):
    """How many steps were taken, and the state of the optimizer inside."""

    step: int
    inner: Any


_SCHEDULE = having("a schedule, such as CosineDecay(steps=100)", methods={"factor": 1})


@dataclass(frozen=True)
class Scheduled:
    """An optimizer with schedule.factor(step) * learning_rate in place of its learning rate.

    It goes by the optimizer's name, sweeps as it does, and may itself be scheduled once more: the
    factors multiply. What an optimizer carries along was made at the rates of its time: the
    velocity of the paper's momentum holds steps that were taken at earlier rates, that of torch's
    holds gradients, so the two part ways here.

    Attributes
    ----------
    optimizer
        Any that has a learning rate.
    schedule
        What multiplies it; `SCHEDULES` lists the built-in ones.

    Raises
    ------
    InvalidInput
        If the optimizer has no learning rate.
    """

    optimizer: Optimizer
    schedule: Schedule

    def __post_init__(self) -> None:
        settle(self, optimizer=kinds.optimizer, schedule=_SCHEDULE)
        innermost = self.optimizer
        while isinstance(innermost, _AROUND):
            innermost = innermost.optimizer
        if "learning_rate" not in getattr(innermost, "__dict__", {}):
            raise InvalidInput(
                f"{self.optimizer.name} has no learning_rate for a schedule to change; give an "
                "optimizer with one."
            )

    @property
    def name(self) -> str:
        """The optimizer's."""
        return self.optimizer.name

    @property
    def learning_rate(self) -> Hyperparameter:
        """The optimizer's, which the factors multiply."""
        return self.optimizer.learning_rate  # type: ignore[attr-defined, no-any-return]

    @property
    def convention(self) -> str:
        """The optimizer's."""
        return getattr(self.optimizer, "convention", "paper")

    def init(self, params: FloatArray) -> ScheduledState:
        """Return the optimizer's state before the first step from params, shape (*batch, 2)."""
        return ScheduledState(0, self.optimizer.init(params))

    def lookahead(self, params: FloatArray, state: ScheduledState) -> FloatArray:
        """Return where the optimizer takes its gradient, shape (*batch, 2)."""
        return self._at(state.step).lookahead(params, state.inner)

    def update(self, gradient: FloatArray, state: ScheduledState) -> Update:
        """Return the optimizer's step at the rate of this step, shape (*batch, 2).

        Channels: the optimizer's, and learning_rate, the same for w and b.
        """
        now = self._at(state.step)
        step, inner, channels = now.update(gradient, state.inner)
        rate = np.broadcast_to(per_run(now.learning_rate), step.shape)  # type: ignore[attr-defined]
        # Of one that is scheduled twice, the inner one knows the rate.
        return Update(
            step, ScheduledState(state.step + 1, inner), {"learning_rate": rate, **channels}
        )

    def _at(self, step: int) -> Optimizer:
        return _with_rate(self.optimizer, self.schedule.factor(step) * self.learning_rate)


_AROUND = (Scheduled, Named, Restarted)  # whose hyperparameters are those of the one inside


def _with_rate(optimizer: _O, learning_rate: Hyperparameter) -> _O:
    """Return a copy with that rate, unchecked: a schedule may go down to 0."""
    if isinstance(optimizer, _AROUND):
        return replace(optimizer, optimizer=_with_rate(optimizer.optimizer, learning_rate))
    copy = object.__new__(type(optimizer))
    vars(copy).update(vars(optimizer), learning_rate=learning_rate)
    return copy


def with_hyperparameters(optimizer: Optimizer, values: Mapping[str, ArrayLike]) -> Optimizer:
    """Return the optimizer with other hyperparameters, also of one within a schedule or a name.

    Parameters
    ----------
    optimizer
        A dataclass, as the built-in ones are, or one that is scheduled, named or restarted.
    values
        By name: numbers, or arrays of shape (*batch,) for a sweep.

    Returns
    -------
    Optimizer
        A new one; the one given stays as it is.

    Raises
    ------
    InvalidInput
        If there is no such hyperparameter (the sentence lists those there are), or a value is not
        allowed.
    """
    kinds.optimizer("with_hyperparameters was given optimizer", optimizer)
    if not isinstance(values, Mapping):
        raise refuse("with_hyperparameters was given values", values, "a dict by names")
    if isinstance(optimizer, _AROUND):
        return replace(optimizer, optimizer=with_hyperparameters(optimizer.optimizer, values))
    known = hyperparameters_of(optimizer)
    for name in values:
        if name not in known:
            raise InvalidInput(
                f"{optimizer.name} has no hyperparameter {name}{did_you_mean(name, known)}; give "
                f"{', '.join(known) or 'another optimizer, or make its class a dataclass'}."
            )
    return cast(Optimizer, replace(cast(Any, optimizer), **values))


def hyperparameters_of(optimizer: Optimizer) -> dict[str, Hyperparameter]:
    """Return the hyperparameters of an optimizer by name, in their order, without the convention.

    Those of one scheduled, named or restarted are the ones inside; one's own optimizer that is no
    dataclass has none.

    Parameters
    ----------
    optimizer
        Any, scheduled, named or restarted too.

    Returns
    -------
    dict of str to float or FloatArray
        Numbers, or arrays of shape (*batch,) of a sweep.
    """
    if isinstance(optimizer, _AROUND):
        return hyperparameters_of(optimizer.optimizer)
    if not is_dataclass(cast(object, optimizer)):
        return {}
    names = (each.name for each in fields(cast(Any, optimizer)))
    return {name: getattr(optimizer, name) for name in names if name != "convention"}
