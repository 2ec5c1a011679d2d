"""What the reader can turn: each knob has some values, among them the run's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gradreel.core import Optimizer, hyperparameters_of
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from .numbers import Places

DIGITS = 3
"""Of values between the run's own: what is shown is what was run."""

RATES = 10.0 ** np.linspace(-1, 1, 21)
"""Times its own, the learning rates that an optimizer gets where nothing else was asked for."""


@dataclass(frozen=True, eq=False)
class Knob:
    """Values to choose from.

    Attributes
    ----------
    name
        Of the hyperparameter, or "w" or "b" of the start.
    values
        Rising, shape (count,).
    own
        Which of them is the run's own.
    """

    name: str
    values: FloatArray
    own: int

    @property
    def texts(self) -> list[str]:
        """The values, such that Python reads the same numbers again."""
        return [repr(value) for value in self.values.tolist()]


def knob_of(name: str, values: FloatArray, own: float) -> Knob:
    """Return the knob of a hyperparameter, with its own value among the others."""
    apart = (_rounded(values, digits) for digits in range(DIGITS, 18))
    found = next(each for each in apart if len(set(each)) == len(set(values.tolist())))
    kept = np.array(sorted({*found, own}))
    return Knob(name, kept, int(np.searchsorted(kept, own)))


def _numbers_of(optimizer: Optimizer) -> dict[str, float]:
    """Return the hyperparameters that are numbers; another author's may be anything."""
    facts = hyperparameters_of(optimizer).items()
    numbers = (int, float, np.number)
    return {n: float(v) for n, v in facts if isinstance(v, numbers) and not isinstance(v, bool)}


def _rounded(values: FloatArray, digits: int) -> list[float]:
    return [float(f"{value:.{digits - 1}e}") for value in values.tolist()]


def start_knobs(
    window: tuple[float, float, float, float],
    start: tuple[float, float],
    count: int,
    places: tuple[Places, Places],
) -> tuple[Knob, Knob]:
    """Return the knobs of the start: the middles of so many cells, the nearest one moved to it."""
    sides = (window[:2], window[2:])
    w, b = (
        _start_knob(name, *side, own, count, place)
        for name, side, own, place in zip("wb", sides, start, places, strict=True)
    )
    return w, b


def _start_knob(name: str, low: float, high: float, own: float, count: int, place: Places) -> Knob:
    values = place.rounded(low + (high - low) * (np.arange(count) + 0.5) / count)
    nearest = int(np.abs(values - own).argmin())
    values[nearest] = own
    return Knob(name, values, nearest)


def hyper_knobs(
    optimizers: Mapping[str, Optimizer], vary: Mapping[str, FloatArray] | None
) -> dict[str, tuple[Knob, ...]]:
    """Return the knobs of each optimizer, by its name.

    Parameters
    ----------
    vary
        Values by hyperparameters; None for a tenth to ten times each one's own learning rate.

    Raises
    ------
    InvalidInput
        None of the optimizers has one of them.
    """
    facts = {name: _numbers_of(each) for name, each in optimizers.items()}
    for wanted in vary or ():
        if not any(wanted in known for known in facts.values()):
            known = sorted({each for known in facts.values() for each in known})
            raise InvalidInput(
                f"{wanted} was to vary, and none of {', '.join(facts) or 'the runs'} has it; "
                f"choose {', '.join(known) or 'a start'}."
            )
    return {
        name: tuple(
            knob_of(each, RATES * known[each] if vary is None else vary[each], known[each])
            for each in (("learning_rate",) if vary is None else vary)
            if each in known
        )
        for name, known in facts.items()
    }  # fmt: skip
