"""Where the runs of a race stand at a step, and who is before whom."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from .arrays import BoolArray, IntArray
from .arrival import NEAR, nearest_minimum
from .surface import Surface, minima_in_window
from .trajectory import Trajectory


class Way(IntEnum):
    """How far a run has come, the best first."""

    THERE = 0
    """It is near a minimum, since a step."""

    LEFT = 1
    """It has left the window downhill, where the window has no minimum, since a step."""

    GOING = 2
    """It is under way: at a distance from the nearest minimum, or at a loss where none is known."""

    THROWN_OUT = 3
    """It has left a window without a minimum uphill, since a step."""

    NO_NUMBER = 4
    """It has no numbers at this step, but will have some again; its value is the step."""

    DIVERGED = 5
    """It is lost, since a step."""


class Standing(NamedTuple):
    """A run at a step: its way, and the step or number that goes with it."""

    way: Way
    value: float

    @property
    def key(self) -> tuple[int, float]:
        """What ranks it, the least first: of those who were thrown out, the last to be."""
        if self.way == Way.NO_NUMBER:
            return self.way, 0.0
        return self.way, -self.value if self.way >= Way.THROWN_OUT else self.value


class Progress:
    """How a single run stands at each step of a race.

    Parameters
    ----------
    run
        Shorter than the race, it stays where it ends.
    radius
        How near to a minimum counts as there, in units of the params.
    """

    def __init__(self, run: Trajectory, surface: Surface, radius: float = NEAR) -> None:
        self._run = run
        self.known: bool = len(minima_in_window(surface)) > 0
        self._lost = int(run.outcome.diverged_at)
        self._gaps = ~run.known
        if self._lost >= 0:
            self._gaps[self._lost :] = False
        if self.known:
            self._values = nearest_minimum(run, surface)
            self._since = since(self._values <= radius)
        else:
            self._values = run.loss
            self._since = since(~surface.window.contains(run.params) & ~self._gaps)

    @property
    def leaves(self) -> bool:
        """Whether the run is ever outside a window without a minimum."""
        return not self.known and bool((self._since >= 0).any())

    def at(self, step: int) -> Standing:
        """Return the standing at a step."""
        k = min(step, self._run.steps)
        lost, entered = 0 <= self._lost <= k, int(self._since[k])
        if self._gaps[k]:
            return Standing(Way.NO_NUMBER, k)
        if not self.known and entered > 0 and self._run.loss[entered] < self._run.loss[0]:
            return Standing(Way.LEFT, entered)
        if lost:
            return Standing(Way.DIVERGED, self._lost)
        if entered >= 0:
            return Standing(Way.THERE if self.known else Way.THROWN_OUT, entered)
        return Standing(Way.GOING, float(self._values[k]))


def places(standings: Sequence[Standing], told: Callable[[float], object] = float) -> list[int]:
    """Return the place of each, from 1 on; equal ones share theirs.

    Parameters
    ----------
    told
        How the numbers of those under way are told; what is told alike is equal, or the last bits
        of a loss would name a winner among runs that all ended at one minimum.
    """
    keys = [standing.key for standing in standings]
    words = [
        (way, told(value)) if way == Way.GOING else key
        for (way, value), key in zip(standings, keys, strict=True)
    ]
    return [
        1 + sum(keys[other] < key and words[other] != word for other in range(len(keys)))
        for key, word in zip(keys, words, strict=True)
    ]


def ranks(standings: Sequence[Standing], told: Callable[[float], object] = float) -> list[str]:
    """Return the rank of each: its place, as "1=" where it is shared.

    Examples
    --------
    >>> ranks([Standing(Way.THERE, 5), Standing(Way.GOING, 0.2), Standing(Way.THERE, 5)])
    ['1=', '3', '1=']
    """
    found = places(standings, told)
    return [f"{place}{'=' * (found.count(place) > 1)}" for place in found]


def since(holds: BoolArray) -> IntArray:
    """Return, for each step, since which one something has held without a break.

    Parameters
    ----------
    holds
        Whether it does, shape (steps + 1,).

    Returns
    -------
    Shape (steps + 1,); -1 where it does not hold.
    """
    last_not = np.maximum.accumulate(np.where(holds, -1, np.arange(len(holds))))
    return np.where(holds, last_not + 1, -1)
