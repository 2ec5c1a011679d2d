"""A part of a timeline: its segments between two steps, and what those before them have changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .segments import Segment


def cut(segments: Iterable[Segment], begin: Segment, last: float) -> tuple[Segment, ...]:
    """Return the parts of segments that show steps up to `last`, behind one that stands at first.

    What a segment that is left out has changed for good is changed at once.
    """
    parts = [begin]
    for segment in segments:
        parts += _part(segment, begin.last, last, parts[-1].last)
    some = any(part.seconds for part in parts)
    while some and parts[-1].at_once and not parts[-1].seconds:  # what changes only later
        parts.pop()
    return tuple(parts)


def _part(segment: Segment, first: float, last: float, before: float) -> list[Segment]:
    """Return the part of a segment that shows steps `first` to `last`, after one to `before`."""
    low, high = sorted((segment.first, segment.last))
    start, to = (min(max(step, first), last) for step in (segment.first, segment.last))
    is_inside = first <= low <= last if low == high else start != to
    if not is_inside:
        return _what_stays(segment, before)
    if segment.panel:
        stand = Segment(low, low, 0.0)  # a change stands at the step before it
        return [stand, replace(segment, first=low, last=low)]
    return [segment] if low == high else [segment.cut(start, to)]


def _what_stays(segment: Segment, before: float) -> list[Segment]:
    """Return what a segment that is left out has changed for good, as a change at once."""
    glows = () if segment.glows and segment.seconds else segment.glows
    if not (segment.panel or segment.presences or segment.glows is not None):
        return []
    return [replace(segment, first=before, last=before, seconds=0.0, glows=glows, at_once=True)]
