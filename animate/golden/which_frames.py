"""Which frames are kept: steps and names of events, as frames of a clock."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from gradreel.core.errors import InvalidInput

from ..scene.clock import Clock

Place = str | float
"""A step, or the name of an event."""


def events(clock: Clock, fps: float) -> dict[str, int]:
    """Return the first frame of each event, by its name: start, hold 1, hold 2, ..., end."""
    last = clock.frame_count(fps) - 1
    begins = zip(clock.segments, clock.starts, strict=False)
    holds = [begin for segment, begin in begins if segment.rests]
    found = {"start": 0}
    for number, begin in enumerate(holds, start=1):
        # A frame shows a time a little off its own (see Timeline.moment): the first within.
        found[f"hold {number}"] = min(math.ceil(begin / clock.seconds * last - 1e-9), last)
    found["end"] = last
    return found


def find_frames(
    clock: Clock, at: Sequence[Place], fps: float, named: Mapping[str, float] | None = None
) -> dict[str, int]:
    """Return the frame of each place, by its label, in the order given.

    Parameters
    ----------
    named
        Steps of the scene's own events, by their names.

    Raises
    ------
    InvalidInput
        If there is no such event or step, or a place is given twice, or none is.
    """
    if not at or isinstance(at, str):
        raise InvalidInput(
            f"Frames at {at!r} were asked for; give a list of steps and events: start, 40, end."
        )
    known, steps = events(clock, fps), named or {}
    found: dict[str, int] = {}
    for place in at:
        label = place if isinstance(place, str) else f"{place:g}"
        if label in found:
            raise InvalidInput(f"The place {label} was given twice; give each once.")
        if isinstance(place, str):
            found[label] = (
                clock.frame_at_step(steps[place], fps) if place in steps else known.get(place, -1)
            )
            if found[label] < 0:
                choice = ", ".join([*known, *steps])
                raise InvalidInput(
                    f"There is no event {place!r}; choose one of {choice}, or a step."
                )
        else:
            found[label] = clock.frame_at_step(place, fps)
    return found
