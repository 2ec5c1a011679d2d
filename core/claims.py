"""Claims: what is said about the runs, as rules that the runs must keep.

A caption, callout or verb carries one in `claim`; it is asked for the steps at which the words are
on screen, and answers "" or, in half a sentence, with the numbers that contradict the words. One's
own is any object with that method, as with events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np

from . import allow
from .arrays import BoolArray, FloatArray
from .experiment import Experiment
from .measures import At, Events, Measured, Quantity, asked, at_step, measure, step_of, told


class Claim(Protocol):
    """A rule over the runs."""

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return "" if it holds, otherwise what the run says instead, with its numbers.

        Parameters
        ----------
        first, last
            The words are on screen from one of these whole steps to the other.
        events
            The step of each event of the timeline, by its name.
        """
        ...


CLAIM: allow.Check = allow.having(
    "a claim, such as Less(Quantity('adagrad', 'gradient', 'w'), 1)", methods={"fails": 4}
)
"""Allow a rule over the runs, also one's own."""

_TIMES = allow.number(above=0)
_QUANTITY = allow.instance_of(Quantity, words="a Quantity, such as Quantity('adagrad', 'loss')")
_AT = allow.optional(at_step)


@dataclass(frozen=True)
class All:
    """All of several claims hold.

    Attributes
    ----------
    claims
        Each is asked, in this order.
    """

    claims: Sequence[Claim]

    def __post_init__(self) -> None:
        allow.settle(self, claims=allow.sequence_of(CLAIM, least=1))

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return what the first says that does not hold."""
        answers = (claim.fails(experiment, first, last, events) for claim in self.claims)
        return next((answer for answer in answers if answer), "")


@dataclass(frozen=True)
class Less:
    """One measure is less than another, at every step on screen.

    Attributes
    ----------
    smaller, larger
        Quantities of runs, places of the surface, or numbers.
    times
        How often the smaller fits into the larger at the least; 5 for "much smaller".
    """

    smaller: Measured | float
    larger: Measured | float
    times: float = 1.0

    def __post_init__(self) -> None:
        allow.settle(self, smaller=measure, larger=measure, times=_TIMES)

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return both numbers at the first step at which it is not so."""
        stretch = (experiment, first, last, events)
        one, other = _both(self.smaller, self.larger, *stretch)
        holds = self.times * one < other
        factor = "" if self.times == 1 else f", less than {self.times:g} times as much"
        pairs = ((self.smaller, one), (self.larger, other))
        return _contradicted(holds, pairs, first, events) + factor * (not holds.all())


@dataclass(frozen=True)
class About:
    """Two measures are equal but for a share of the second, at every step on screen.

    Attributes
    ----------
    one, other
        What is measured, or numbers.
    within
        The share of `other` by which they may differ.
    """

    one: Measured | float
    other: Measured | float
    within: float = 0.05

    def __post_init__(self) -> None:
        allow.settle(self, one=measure, other=measure, within=allow.number(least=0))

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return both numbers at the first step at which they differ by more."""
        one, other = _both(self.one, self.other, experiment, first, last, events)
        holds = np.abs(one - other) <= self.within * np.abs(other)
        return _contradicted(holds, ((self.one, one), (self.other, other)), first, events)


@dataclass(frozen=True)
class Grows:
    """A quantity never gets less, and is more in the end.

    Attributes
    ----------
    quantity
        Its size, unless it is signed.
    first, last
        Between which steps or events; the words' own steps where left out.
    times
        How often its first number fits into its last at the least.
    """

    quantity: Quantity
    first: At | None = None
    last: At | None = None
    times: float = 1.0

    _sign: ClassVar[int] = +1

    def __post_init__(self) -> None:
        allow.settle(self, quantity=_QUANTITY, first=_AT, last=_AT, times=_TIMES)

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return the first two steps between which it does not."""
        return _trend(self, self._sign, (experiment, first, last, events))


@dataclass(frozen=True)
class Falls(Grows):
    """A quantity never gets more, and is less in the end; fields as those of `Grows`."""

    _sign: ClassVar[int] = -1


@dataclass(frozen=True)
class Largest:
    """A quantity is largest at a step of the whole run.

    Attributes
    ----------
    quantity
        Its size, unless it is signed.
    at
        Step or event; the step on screen where left out.
    near
        By how many steps it may be missed.
    """

    quantity: Quantity
    at: At | None = None
    near: float = 0.0

    def __post_init__(self) -> None:
        allow.settle(self, quantity=_QUANTITY, at=_AT, near=allow.number(least=0))

    def fails(self, experiment: Experiment, first: int, last: int, events: Events) -> str:
        """Return where it is largest instead."""
        values = self.quantity.values(experiment, 0, experiment.steps, events)
        if not np.isfinite(values).any():
            return f"{self.quantity} has no numbers"
        peak = int(np.nanargmax(values))
        ends = (first, last) if self.at is None else (step_of(self.at, events),) * 2
        if all(abs(peak - end) <= self.near for end in ends):
            return ""
        return f"{self.quantity} is largest, {values[peak]:.4g}, at step {peak}"


def _both(
    one: Measured | float,
    other: Measured | float,
    experiment: Experiment,
    first: int,
    last: int,
    events: Events,
) -> tuple[FloatArray, FloatArray]:
    """Return the numbers of two measures, as many of one as of the other."""
    stretch = (experiment, first, last, events)
    pair = np.broadcast_arrays(asked(one).values(*stretch), asked(other).values(*stretch))
    return pair[0], pair[1]


def _contradicted(
    holds: BoolArray,
    pairs: tuple[tuple[Measured | float, FloatArray], ...],
    first: int,
    events: Events,
) -> str:
    """Return "" if all holds, otherwise both numbers at the first step at which it does not."""
    if holds.all():
        return ""
    row = int(holds.argmin())
    said = (told(each, float(values[row]), first + row, events) for each, values in pairs)
    return " and ".join(said)


def _trend(claim: Grows, sign: int, stretch: tuple[Experiment, int, int, Events]) -> str:
    experiment, first, last, events = stretch
    begin = first if claim.first is None else int(step_of(claim.first, events))
    end = last if claim.last is None else int(step_of(claim.last, events))
    values = claim.quantity.values(experiment, begin, end, events)
    word = "grow" if sign > 0 else "fall"
    if len(values) < 2 or begin >= end:
        return (
            f"only step {begin} is looked at, where nothing can {word}: the claim needs a `first` "
            "and a `last`"
        )
    wrong = ~(sign * np.diff(values) >= 0)
    if wrong.any():
        row = int(wrong.argmax())
        return (
            f"{claim.quantity} goes from {values[row]:.4g} at step {begin + row} to "
            f"{values[row + 1]:.4g} at step {begin + row + 1}"
        )
    low, high = sorted((values[0], values[-1]))
    if not (high > low and claim.times * low <= high):
        times = "" if claim.times == 1 else f", less than a factor of {claim.times:g}"
        return (
            f"{claim.quantity} goes from {values[0]:.4g} at step {begin} to {values[-1]:.4g} at "
            f"step {end}{times}"
        )
    return ""
