"""What the built-in optimizers share: their hyperparameters are checked, compared and printed."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np

from .arrays import FloatArray, kept_array
from .checks import brief
from .conventions import PAPER_ALONE, Conventions, Rules, rules_for
from .errors import InvalidInput

# One number, or an array of shape (*batch,) with one number for each run of a sweep.
Hyperparameter: TypeAlias = float | FloatArray


class Range(NamedTuple):
    """The numbers that a hyperparameter may take, from `least` up to `below`."""

    least: float
    below: float
    least_allowed: bool
    text: str

    def contains(self, values: FloatArray) -> bool:
        """Say whether every one of the values is allowed; nan never is."""
        above = values >= self.least if self.least_allowed else values > self.least
        return bool(np.all(above & (values < self.below)))


POSITIVE = Range(0.0, math.inf, False, "a finite number above 0")
NOT_NEGATIVE = Range(0.0, math.inf, True, "a finite number of at least 0")
FRACTION = Range(0.0, 1.0, True, "a number from 0 to below 1")


@dataclass(frozen=True, eq=False, repr=False)
class Hyperparameters:
    """Base of the built-in optimizers, each a frozen dataclass of hyperparameters.

    A hyperparameter is a float or, for a sweep, an array of shape (*batch,): then each run of the
    batch has its own. Arrays are copied in and read-only. Equality and hash go by content, and the
    repr is the expression that makes the optimizer (an array prints as nested lists, which are
    accepted too).

    Attributes
    ----------
    convention
        Whose way of writing the rule is followed where libraries differ: "paper" (which the repr
        leaves out), "torch", "keras", "optax" or "d2l"; `CONVENTIONS` says how they differ.
    """

    name: ClassVar[str]
    conventions: ClassVar[Conventions] = PAPER_ALONE

    convention: str = field(default="paper", kw_only=True)

    def lookahead(self, params: FloatArray, state: Any) -> FloatArray:  # noqa: ARG002
        """Return `params` itself: the gradient is taken where the params are."""
        return params

    def _settle(self, **allowed: Range) -> None:
        """Check the named fields and keep each as a float or as a read-only array."""
        rules_for(self.name, self.conventions, self.convention)
        for name, numbers in allowed.items():
            given = getattr(self, name)
            values = kept_array(name, given)
            if values.size == 0 or not numbers.contains(values):
                raise InvalidInput(
                    f"{name}={brief(given)} was given; give {numbers.text}, or an array of such."
                )
            object.__setattr__(self, name, values if values.ndim else float(values))
        shapes = {name: np.shape(getattr(self, name)) for name in allowed}
        try:
            np.broadcast_shapes(*shapes.values())
        except ValueError:
            raise InvalidInput(
                f"The hyperparameters have the shapes {shapes}, which do not broadcast together; "
                "give one shape for all, or single numbers."
            ) from None

    @property
    def _rules(self) -> Rules:
        return rules_for(self.name, self.conventions, self.convention)

    def _values(self) -> dict[str, Hyperparameter]:
        names = (each.name for each in fields(self) if each.name != "convention")
        return {name: getattr(self, name) for name in names}

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        assert isinstance(other, Hyperparameters)
        pairs = zip(self._values().values(), other._values().values(), strict=True)
        return self.convention == other.convention and all(np.array_equal(*pair) for pair in pairs)

    def __hash__(self) -> int:
        # -0.0 equals 0.0 but has other bytes; adding 0.0 makes them alike.
        contents = ((np.asarray(value) + 0.0).tobytes() for value in self._values().values())
        return hash((type(self), self.convention, *contents))

    def __repr__(self) -> str:
        shown = [f"{name}={np.asarray(at).tolist()!r}" for name, at in self._values().items()]
        if self.convention != "paper":
            shown.append(f"convention={self.convention!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Callable[..., "Hyperparameters"], tuple[Hyperparameter, ...]]:
        # numpy's pickles come back writeable; going through __init__ keeps the arrays read-only.
        make = partial(type(self), convention=self.convention)
        return (make, tuple(self._values().values()))


def per_run(value: Hyperparameter) -> Hyperparameter:
    """Shape a hyperparameter so that it multiplies params: (*batch,) becomes (*batch, 1)."""
    return value if isinstance(value, float) else value[..., np.newaxis]
