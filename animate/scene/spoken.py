"""What is said for how long and over which steps: for all that must be true of words on screen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from gradreel.core.claims import Claim

from .annotations import Callout, step_at
from .clock import Clock
from .said import WHOLE, titles_of
from .segments import Segment


@dataclass(frozen=True)
class Spoken:
    """Words that are on screen without a break.

    Attributes
    ----------
    what
        "caption", "callout" or "title".
    start, end
        In seconds of the scene.
    first, last
        The whole steps that are shown meanwhile, the lowest and the highest.
    """

    what: str
    text: str
    start: float
    end: float
    first: int
    last: int
    claim: Claim | None = None

    @property
    def seconds(self) -> float:
        """How long they are on screen."""
        return self.end - self.start


def spoken(clock: Clock) -> tuple[Spoken, ...]:
    """Return what is said in each segment, in order; words that stay are said in each anew."""
    found: list[Spoken] = []
    for segment, start in zip(clock.segments, clock.starts, strict=False):
        if segment.seconds > 0:
            found += _captions(clock, segment, start)
            for callout in segment.callouts:
                found.append(_whole(segment, start, "callout", callout.text, callout.claim))
            for callout in clock.callouts:
                found += _callout(callout, segment, start)
            found += _titles(clock, segment, start)
    return tuple(found)


def joined(said: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """Return the same, with words that stay over several segments said once."""
    found: list[Spoken] = []
    for each in said:
        before = next((i for i, old in enumerate(found) if _goes_on(old, each)), None)
        if before is None:
            found.append(each)
        else:
            old = found[before]
            first, last = min(old.first, each.first), max(old.last, each.last)
            found[before] = replace(old, end=each.end, first=first, last=last)
    return tuple(found)


def _goes_on(old: Spoken, new: Spoken) -> bool:
    same = (old.what, old.text) == (new.what, new.text)
    return same and math.isclose(old.end, new.start, abs_tol=WHOLE)


def _captions(clock: Clock, segment: Segment, start: float) -> Iterator[Spoken]:
    if segment.caption is not None:
        yield _whole(segment, start, "caption", segment.caption, segment.claim)
        return
    said = ""
    steps = [step_at(caption.step, {}) for caption in clock.captions]
    for caption, (begin, until) in zip(clock.captions, pairwise([*steps, math.inf]), strict=True):
        for part in _between(segment, start, begin, until):
            said = caption.text
            yield replace(part, what="caption", text=said, claim=caption.claim)
    if segment.claim is not None:  # of a verb that lets the captions speak
        yield _whole(segment, start, "caption", said, segment.claim)


def _callout(callout: Callout, segment: Segment, start: float) -> Iterator[Spoken]:
    begin = step_at(callout.start or 0.0, {})
    until = math.inf if callout.until is None else step_at(callout.until, {})
    for part in _between(segment, start, begin, until):
        yield replace(part, what="callout", text=callout.text, claim=callout.claim)


def _titles(clock: Clock, segment: Segment, start: float) -> Iterator[Spoken]:
    """Go through the titles that take the place of the scene's own during a segment."""
    claims = {title.text: title.claim for title in clock.titles}
    for cue in titles_of(clock.segments, clock.starts, clock.titles):
        begin, end = max(cue.start, start), min(cue.end, start + segment.seconds)
        if cue.text and begin < end - WHOLE:
            low, high = sorted(map(segment.step, (begin - start, end - start)))
            yield Spoken("title", cue.text, begin, end, *_steps(low, high), claims[cue.text])


def _between(segment: Segment, start: float, begin: float, until: float) -> Iterator[Spoken]:
    """Go through the one part of a segment, if any, that shows steps from `begin` to `until`."""
    low, high = sorted((segment.first, segment.last))
    if begin > high + WHOLE or until <= low + WHOLE or begin >= until:
        return
    if low == high:
        yield _whole(segment, start, "", "", None)
        return
    first, last = max(low, begin), min(high, until)
    begins, ends = sorted(start + segment.seconds_at(step) for step in (first, last))
    highest = high if until > high + WHOLE else last - 2 * WHOLE  # the next words begin there
    yield Spoken("", "", begins, ends, *_steps(first, highest))


def _whole(segment: Segment, start: float, what: str, text: str, claim: Claim | None) -> Spoken:
    first, last = _steps(*sorted((segment.first, segment.last)))
    return Spoken(what, text, start, start + segment.seconds, first, last, claim)


def _steps(low: float, high: float) -> tuple[int, int]:
    first = math.floor(low + WHOLE)
    return first, max(math.floor(high + WHOLE), first)
