"""How much of each target is seen and glows at a time: from goal to goal, by eases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .emphasis import EASE
from .outline import Cue
from .segments import Segment
from .terms import targets_in

_ALMOST = 1e-6  # seconds: an ease that ends with the film has ended in its last frame


class Course(NamedTuple):
    """A number that goes to one goal after another, each time from where it is then.

    Attributes
    ----------
    first
        What it is before.
    turns
        When it turns, in seconds, what it goes to, and in how many seconds.
    """

    first: float
    turns: tuple[tuple[float, float, float], ...]

    def at(self, seconds: float) -> float:
        """Return what it is at a time."""
        held = goal = self.first
        since, ease = -math.inf, 0.0
        for begin, to, lasting in self.turns:
            if begin > seconds:
                break
            held = _on_the_way(held, goal, begin - since, ease)
            since, goal, ease = begin, to, lasting
        return _on_the_way(held, goal, seconds - since, ease)


def _on_the_way(held: float, goal: float, gone: float, ease: float) -> float:
    if gone + _ALMOST >= ease:
        return goal
    share = max(gone, 0.0) / ease
    return held + (goal - held) * share * share * (3 - 2 * share)


def presences_of(segments: Sequence[Segment], starts: Sequence[float]) -> dict[str, Course]:
    """Return how much of each target is seen."""
    found: dict[str, Course] = {}
    for segment, start in zip(segments, starts, strict=False):
        for target, share, before in segment.presences:
            dim_from_the_first = start == 0 and share < before
            turn = (start, share, 0.0 if segment.at_once or dim_from_the_first else EASE)
            first, turns = found.get(target, (before, ()))
            found[target] = Course(first, (*turns, turn))
    return found


def glows_of(segments: Sequence[Segment], starts: Sequence[float]) -> dict[str, Course]:
    """Return how much each target glows: while its segment lasts, or until the next that says."""
    turns: dict[str, list[tuple[float, float, float]]] = {}
    glowing: tuple[str, ...] = ()

    def let_glow(seconds: float, wanted: tuple[str, ...], ease: float) -> None:
        for target in dict.fromkeys((*glowing, *wanted)):
            turns.setdefault(target, []).append((seconds, float(target in wanted), ease))

    for segment, start in zip(segments, starts, strict=False):
        if segment.glows is None:
            continue
        let_glow(start, segment.glows, 0.0 if segment.at_once else EASE)
        glowing = segment.glows
        if segment.seconds:
            let_glow(start + segment.seconds, (), EASE)
            glowing = ()
    return {target: Course(0.0, tuple(own)) for target, own in turns.items()}


def glows_of_terms(cues: Iterable[Cue]) -> dict[str, Course]:
    """Return how much each target glows because the caption on screen names it."""
    turns: dict[str, list[tuple[float, float, float]]] = {}
    for cue in cues:
        for target in targets_in(cue.text):
            turns.setdefault(target, []).extend([(cue.start, 1.0, EASE), (cue.end, 0.0, EASE)])
    return {target: Course(0.0, tuple(own)) for target, own in turns.items()}
