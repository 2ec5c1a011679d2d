"""When captions, callouts and titles are on screen, in seconds, and how they appear and go."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .annotations import Callout, Caption, step_at
from .outline import Cue
from .segments import Segment

WHOLE = 1e-6
"""A frame shows step 40 as "40" also where the arithmetic of seconds gave 39.9999999."""

_NEAR = 1e-6  # seconds

Span = tuple[float, float]
"""From when to when, in seconds."""


def caption_at(segment: Segment, captions: Iterable[Caption], step: float) -> str:
    """Return the caption at a step of a segment: its own, or the last whose step is reached."""
    if segment.caption is not None:
        return segment.caption
    reached = [c.text for c in captions if step_at(c.step, {}) <= step + WHOLE]
    return reached[-1] if reached else ""


def cues_of(
    segments: Sequence[Segment], starts: Sequence[float], captions: Sequence[Caption]
) -> tuple[Cue, ...]:
    """Return what is said, as it is written, on end; the text is empty where nothing is said."""
    cues: list[Cue] = []
    for segment, start in zip(segments, starts, strict=False):
        for cue in _cues(segment, start, captions) if segment.seconds else ():
            if cues and cues[-1].text == cue.text and math.isclose(cues[-1].end, cue.start):
                cues[-1] = replace(cues[-1], end=cue.end)
            else:
                cues.append(cue)
    return tuple(cues)


def _cues(segment: Segment, start: float, captions: Sequence[Caption]) -> list[Cue]:
    """Captions of one segment; where steps bring others, each from when its step is shown."""
    low, high = sorted((segment.first, segment.last))
    steps = [step_at(caption.step, {}) for caption in captions]
    inside = [step for step in steps if low < step <= high]
    if segment.caption is not None or not inside:
        return [Cue(start, start + segment.seconds, caption_at(segment, captions, segment.first))]
    times = sorted({0.0, segment.seconds, *map(segment.seconds_at, inside)})
    cues = []
    for begin, end in pairwise(times):
        middle = segment.step((begin + end) / 2)
        cues.append(Cue(start + begin, start + end, caption_at(segment, captions, middle)))
    return cues


def spans_of(
    segments: Sequence[Segment], starts: Sequence[float], callouts: Iterable[Callout]
) -> dict[Callout, list[Span]]:
    """Return when each callout is shown, those that hang on steps and those of the segments."""
    found: dict[Callout, list[Span]] = {}

    def add(callout: Callout, begin: float, end: float) -> None:
        spans = found.setdefault(callout, [])
        if spans and begin <= spans[-1][1] + _NEAR:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((begin, end))

    for segment, start in zip(segments, starts, strict=False):
        for callout in segment.callouts if segment.seconds else ():
            add(callout, start, start + segment.seconds)
        for callout in callouts if segment.seconds else ():
            inside = _while_shown(callout, segment)
            if inside:
                add(callout, start + inside[0], start + inside[1])
    return found


def _while_shown(callout: Callout, segment: Segment) -> Span | None:
    """Return when in a segment a callout that hangs on steps is shown, None for never."""
    if segment.first == segment.last:
        return (0.0, segment.seconds) if callout.shown(segment.first + WHOLE) else None
    low, high = sorted((segment.first, segment.last))
    low = max(low, step_at(callout.start or 0.0, {}))
    high = high if callout.until is None else min(high, step_at(callout.until, {}))
    if low >= high:
        return None
    begin, end = sorted(map(segment.seconds_at, (low, high)))
    return begin, end


def titles_of(
    segments: Sequence[Segment], starts: Sequence[float], titles: Iterable[Caption]
) -> tuple[Cue, ...]:
    """Return the titles on end, the scene's own as ""; each from when its step is first reached."""
    reached = [(0.0, "")]
    for title in titles:
        step = step_at(title.step, {})
        for segment, start in zip(segments, starts, strict=False):
            if max(segment.first, segment.last) + WHOLE >= step:
                low = min(segment.first, segment.last)
                inside = segment.seconds_at(step) if low < step <= segment.last else 0.0
                reached.append((start + inside, title.text))
                break
    ends = [*(seconds for seconds, _ in reached[1:]), starts[-1]]
    cues = [Cue(begin, end, text) for (begin, text), end in zip(reached, ends, strict=True)]
    return tuple(cue for cue in cues if cue.end > cue.start)


def seen(spans: Sequence[Span], seconds: float, ease: float, length: float) -> float:
    """Return how much is seen, 0 to 1, at a time of what is shown for some spans.

    It appears in `ease` seconds and goes in half of them; what is there from the beginning of the
    film, or at its end, is there at once.
    """
    for begin, end in reversed(spans) if ease else ():
        if begin - _NEAR <= seconds <= end + _NEAR:
            appeared = 1.0 if begin <= _NEAR else (seconds - begin) / ease
            left = 1.0 if end >= length - _NEAR else 2 * (end - seconds) / ease
            return smooth(appeared) * smooth(left)
    return 1.0


def smooth(share: float) -> float:
    """Return how far an ease has come at a share of its time."""
    share = min(max(share, 0.0), 1.0)
    return 1.0 if share > 1 - _NEAR else share * share * (3 - 2 * share)
