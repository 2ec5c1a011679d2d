"""The timeline as those see it who plan ahead: takes without a cut, and the pictures in them.

At a cut the picture itself jumps (the step goes back, or a panel changes at once), so names may.
Between cuts they move as slowly as can be followed (see gliding.py).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from ..scene.clock import Clock, Moment
from .gliding import Manners, glide
from .name_placement import Ground
from .resting import Pace, rested

LEAST_HOLD = 0.5
"""A picture that stands for so many seconds is looked at: names rest."""


@dataclass(frozen=True)
class Stretch:
    """Pictures on end that differ, between two cuts.

    Attributes
    ----------
    moments
        When each is shown for the first time.
    shown
        (pictures,) for how many of the frames that are evenly apart.
    """

    moments: Sequence[Moment]
    shown: NDArray[np.intp]


@dataclass(frozen=True)
class Places:
    """Where names stand at each frame, and the heads that they keep off.

    Attributes
    ----------
    centres
        (frames, names, 2) pixels.
    heads
        (frames, heads, 2) pixels; none where names were not told of them.
    fps
        Of the frames.
    """

    centres: FloatArray
    heads: FloatArray
    fps: float

    def at(self, moment: Moment) -> FloatArray:
        """Return the centre of each name at a moment, (names, 2)."""
        return self._of(moment, self.centres)

    def heads_at(self, moment: Moment) -> FloatArray:
        """Return the place of each head at a moment, (heads, 2)."""
        return self._of(moment, self.heads)

    def _of(self, moment: Moment, places: FloatArray) -> FloatArray:
        frame = round(moment.seconds * self.fps)
        here: FloatArray = places[min(max(frame, 0), len(places) - 1)]
        return here


def placed(
    clock: Clock,
    fps: float,
    panel: str,
    *,
    key: Callable[[Moment], Hashable],
    ground: Callable[[Stretch], Ground],
    manners: Manners,
    heads: Callable[[Sequence[Moment]], FloatArray] | None = None,
) -> Places:
    """Plan the places of names for the whole clock.

    Parameters
    ----------
    panel
        Whose changes count.
    key
        What decides the panel's picture at a moment; equal pictures on end are planned as one.
    ground
        Gives what is in the names' way at each picture of a stretch.
    heads
        Gives the place of each head at some moments, (moments, heads, 2); names keep off them.
    """
    count = clock.frame_count(fps)
    moments = [clock.moment(i, fps) for i in range(count)]
    times = _times(clock, count)
    holds = _holds(clock, panel, times)
    takes = np.searchsorted(cuts_of(clock, panel), times, side="right")
    centres = np.zeros((count, len(manners.sizes), 2))
    spots = heads(moments) if heads else np.zeros((count, 0, 2))
    for take in np.unique(takes):
        mine = np.flatnonzero(takes == take)
        here = [moments[i] for i in mine]
        pace = Pace.of(holds[mine], fps)
        grounds = [ground(each) for each in _stretches([here[i] for i in pace.evenly], panel, key)]
        wanted = rested(grounds, manners, pace, spots[mine])
        centres[mine] = glide(wanted, holds[mine], manners, spots[mine])
    return Places(centres, spots, fps)


def cuts_of(clock: Clock, panel: str) -> list[float]:
    """Return the seconds at which the picture of a panel jumps."""
    found = [
        start
        for start, (before, after) in zip(clock.starts[1:], pairwise(clock.segments), strict=False)
        if after.first != before.last or (panel in after.panels and after.seconds == 0)
    ]
    return sorted(set(found))


def _times(clock: Clock, count: int) -> FloatArray:
    """Seconds of the timeline that `count` moments show; see `Timeline.moment`."""
    return (
        np.arange(count) / (count - 1) * clock.seconds if count > 1 else np.full(1, clock.seconds)
    )


def _holds(clock: Clock, panel: str, times: FloatArray) -> NDArray[np.intp]:
    """Return the number of the held picture that each time falls into, -1 for none."""
    holds, start = np.full(len(times), -1), 0.0
    for number, segment in enumerate(clock.segments):
        end = start + segment.seconds
        stands = segment.first == segment.last and panel not in segment.panels
        if stands and segment.seconds >= LEAST_HOLD:
            holds[(times >= start) & ((times < end) | (end >= clock.seconds))] = number
        start = end
    return holds


def _stretches(
    moments: Sequence[Moment], panel: str, key: Callable[[Moment], Hashable]
) -> Iterator[Stretch]:
    """Go through the stretches of a take: while the panel stands as it is, or changes."""
    views = [_view(moment.changes.get(panel, 0.0)) for moment in moments]
    keys = [key(moment) for moment in moments]
    new = [
        i
        for i in range(len(moments))
        if i == 0 or (keys[i], views[i]) != (keys[i - 1], views[i - 1])
    ]
    shown = np.diff([*new, len(moments)])
    begins = [n for n in range(len(new)) if n == 0 or views[new[n]] != views[new[n - 1]]]
    for begin, end in pairwise([*begins, len(new)]):
        yield Stretch([moments[i] for i in new[begin:end]], shown[begin:end])


def _view(progress: float) -> float:
    return progress if progress in (0.0, 1.0) else 0.5
