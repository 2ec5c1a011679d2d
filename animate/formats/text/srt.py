"""SubRip captions, which nearly every player and editor takes."""

from __future__ import annotations

from ...safe_text import srt_text
from ..about import About
from .captions import timed_texts, timestamp


def write_srt(about: About) -> str:
    """Return the captions: a number, a line of times and the text, each after an empty line."""
    blocks = (
        f"{number}\n{timestamp(start, ',')} --> {timestamp(end, ',')}\n{srt_text(text)}\n"
        for number, (start, end, text) in enumerate(timed_texts(about.outline), start=1)
    )
    return "\n".join(blocks)
