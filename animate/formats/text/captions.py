"""What both formats of captions share: cues in whole milliseconds, in plain characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...scene.outline import Outline
from ...scene.plain_text import plain


class TimedText(NamedTuple):
    """A caption and when it is shown, in milliseconds."""

    start: int
    end: int
    text: str


def timed_texts(outline: Outline) -> Iterator[TimedText]:
    """Go through the captions; one that lasts less than a millisecond, or says nothing, is none."""
    for cue in outline.cues:
        timed = TimedText(milliseconds(cue.start), milliseconds(cue.end), plain(cue.text))
        if timed.start < timed.end and timed.text:
            yield timed


def milliseconds(seconds: float) -> int:
    """Round to whole milliseconds; where one caption ends and the next begins, both agree."""
    return round(seconds * 1000)


def timestamp(milliseconds: int, mark: str) -> str:
    """Write a time as hours, minutes, seconds and, after the decimal mark, milliseconds.

    Examples
    --------
    >>> timestamp(3_661_007, ",")
    '01:01:01,007'
    """
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"
