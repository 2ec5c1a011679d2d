"""How long a film takes in so many processes, told by what one and two of them took."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .measuring import ratio


class Overhead(NamedTuple):
    """Seconds that were measured by themselves.

    Attributes
    ----------
    starting
        Before a process draws: it is started, imports gradreel and is told the scene.
    setting_up
        A piece, as its scene is drawn for the first time.
    encoding
        A frame, where nothing else is done.
    joining
        All pieces to a file, and giving it its name.
    """

    starting: float
    setting_up: float
    encoding: float
    joining: float


@dataclass(frozen=True)
class Model:
    """Pieces are dealt out to processes as they are free; each slows the others down a little.

    Attributes
    ----------
    over
        What there is besides frames.
    frame
        Seconds for a frame in one process that has one core: drawing and encoding.
    slowing
        Share by which each further process slows all, as they share the memory's bus.
    """

    over: Overhead
    frame: float
    slowing: float

    @classmethod
    def fitted(cls, pieces: Sequence[int], over: Overhead, one: float, two: float) -> Model:
        """Fit to the seconds that one and two processes took for pieces of so many frames."""
        frame = (one - over.joining - len(pieces) * over.setting_up) / sum(pieces)
        working = two - over.starting - over.joining
        slowing = ratio(working, busiest(pieces, over.setting_up, frame, 2)) - 1
        return cls(over, frame, max(slowing, 0.0))

    @property
    def drawing(self) -> float:
        """Seconds for drawing a frame."""
        return self.frame - self.over.encoding

    def seconds(self, pieces: Sequence[int], most: int) -> float:
        """Return how long so many processes take on as many cores."""
        working = busiest(pieces, self.over.setting_up, self.frame, most)
        starting = self.over.starting if most > 1 else 0.0
        return starting + working * (1 + self.slowing * (most - 1)) + self.over.joining


def busiest(pieces: Sequence[int], setting_up: float, frame: float, most: int) -> float:
    """Return the seconds of the process with most to do: each takes the next piece when free."""
    free = [0.0] * most
    for frames in pieces:
        heapq.heapreplace(free, free[0] + setting_up + frames * frame)
    return max(free)


def frames_within(seconds: float, per_frame: float, jobs: Sequence[int], cores: int) -> int:
    """Return how many frames can be rendered in the time, once for each number of processes.

    Once more, too, by one process whose encoder has both cores. What more processes than cores
    would take is not measured: the model says it.
    """
    shares = [1.0, 0.75, *(1.3 / most for most in measured(jobs, cores) if most > 1)]
    return int(seconds / (per_frame * sum(shares)))


def measured(jobs: Sequence[int], cores: int) -> list[int]:
    """Return the numbers of processes that are tried: 1 and 2 always, others that have a core."""
    return sorted({1, 2, *(most for most in jobs if most <= cores)})
