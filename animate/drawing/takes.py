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

KNOTS_PER_SECOND = 25
MOST_KNOTS = 1000

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
        (pictures,) for how many knots.
    """

    moments: Sequence[Moment]
    shown: NDArray[np.intp]


@dataclass(frozen=True)
class Places:
    """Where names stand at each frame.

    Attributes
    ----------
    centres
        (frames, names, 2) pixels.
    fps
        Of the frames.
    """

    centres: FloatArray
    fps: float

    def at(self, moment: Moment) -> FloatArray:
        """Return the centre of each name at a moment, (names, 2)."""
        frame = round(moment.seconds * self.fps)
        here: FloatArray = self.centres[min(max(frame, 0), len(self.centres) - 1)]
        return here


def placed(
    clock: Clock,
    fps: float,
    panel: str,
    *,
    key: Callable[[Moment], Hashable],
    plan: Callable[[Stretch], FloatArray],
    manners: Manners,
    heads: Callable[[Sequence[Moment]], FloatArray] | None = None,
) -> Places:
    """Plan the places of names for the whole clock, and let them glide there.

    Parameters
    ----------
    panel
        Whose changes count.
    key
        What decides the panel's picture at a moment; equal pictures on end are planned as one.
    plan
        Gives the centre of each name at each picture of a stretch, (pictures, names, 2).
    heads
        Gives the place of each head at some moments, (moments, heads, 2); names keep off them.
    """
    rate = min(KNOTS_PER_SECOND, MOST_KNOTS / clock.seconds)
    knots = [clock.moment(i, rate) for i in range(clock.frame_count(rate))]
    at_knots = _times(clock, len(knots))
    at_frames = _times(clock, clock.frame_count(fps))
    cuts = cuts_of(clock, panel)
    of_knots, of_frames = (np.searchsorted(cuts, t, side="right") for t in (at_knots, at_frames))
    holds = _holds(clock, panel, at_frames)
    centres = np.zeros((len(at_frames), len(manners.sizes), 2))
    for take in np.unique(of_frames):
        mine = np.flatnonzero(of_frames == take)
        inside = np.flatnonzero(of_knots == take)
        if not len(inside):  # a take shorter than a knot: as what is shown next to it
            inside = np.array([np.abs(at_knots - at_frames[mine[0]]).argmin()])
        planned = np.concatenate(
            [
                np.repeat(plan(stretch), stretch.shown, axis=0)
                for stretch in _stretches([knots[i] for i in inside], panel, key)
            ]
        )
        wanted = _between(at_frames[mine], at_knots[inside], planned)
        spots = heads([clock.moment(int(i), fps) for i in mine]) if heads else None
        centres[mine] = glide(wanted, holds[mine], manners, spots)
    return Places(centres, fps)


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
    knots: Sequence[Moment], panel: str, key: Callable[[Moment], Hashable]
) -> Iterator[Stretch]:
    """Go through the stretches of a take: while the panel stands as it is, or changes."""
    views = [_view(moment.changes.get(panel, 0.0)) for moment in knots]
    keys = [key(moment) for moment in knots]
    new = [
        i for i in range(len(knots)) if i == 0 or (keys[i], views[i]) != (keys[i - 1], views[i - 1])
    ]
    shown = np.diff([*new, len(knots)])
    begins = [n for n in range(len(new)) if n == 0 or views[new[n]] != views[new[n - 1]]]
    for begin, end in pairwise([*begins, len(new)]):
        yield Stretch([knots[i] for i in new[begin:end]], shown[begin:end])


def _view(progress: float) -> float:
    return progress if progress in (0.0, 1.0) else 0.5


def _between(times: FloatArray, knots: FloatArray, values: FloatArray) -> FloatArray:
    """Interpolate values at knots, (knots, names, 2), to other times."""
    columns = values.reshape(len(values), -1).T
    found = np.column_stack([np.interp(times, knots, column) for column in columns])
    return found.reshape(len(times), *values.shape[1:])
