"""What the built-in optimizers share: their hyperparameters are checked, compared and printed."""

import math
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from .arrays import FloatArray, kept_array
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
    """

    def lookahead(self, params: FloatArray, state: Any) -> FloatArray:  # noqa: ARG002
        """Return `params` itself: the gradient is taken where the params are."""
        return params

    def _settle(self, **allowed: Range) -> None:
        """Check the named fields and keep each as a float or as a read-only array."""
        for name, numbers in allowed.items():
            given = getattr(self, name)
            values = kept_array(name, given)
            if values.size == 0 or not numbers.contains(values):
                raise InvalidInput(
                    f"{name}={given!r} was given; give {numbers.text}, or an array of such."
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

    def _values(self) -> tuple[Hyperparameter, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        assert isinstance(other, Hyperparameters)
        return all(map(np.array_equal, self._values(), other._values()))

    def __hash__(self) -> int:
        # -0.0 equals 0.0 but has other bytes; adding 0.0 makes them alike.
        return hash(
            (type(self), *((np.asarray(value) + 0.0).tobytes() for value in self._values()))
        )

    def __repr__(self) -> str:
        shown = (
            f"{field.name}={np.asarray(value).tolist()!r}"
            for field, value in zip(fields(self), self._values(), strict=True)
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[type["Hyperparameters"], tuple[Hyperparameter, ...]]:
        # numpy's pickles come back writeable; going through __init__ keeps the arrays read-only.
        return (type(self), self._values())


def per_run(value: Hyperparameter) -> Hyperparameter:
    """Shape a hyperparameter so that it multiplies params: (*batch,) becomes (*batch, 1)."""
    return value if isinstance(value, float) else value[..., np.newaxis]
