"""SubRip captions, which nearly every player and editor takes."""

from __future__ import annotations

import re

from .about import About
from .captions import timed_texts, timestamp

# Players take these for markup, and there is no way to escape them.
_TAG = re.compile(r"<(\s*/?[A-Za-z][^<>]*)>")
_STYLE = re.compile(r"\{(?=\\)")


def write_srt(about: About) -> str:
    """Return the captions: a number, a line of times and the text, each after an empty line."""
    blocks = (
        f"{number}\n{timestamp(start, ',')} --> {timestamp(end, ',')}\n{_safe(text)}\n"
        for number, (start, end, text) in enumerate(timed_texts(about.outline), start=1)
    )
    return "\n".join(blocks)


def _safe(text: str) -> str:
    """Put characters that look alike, or a space, where markup or a line of times would be seen."""
    return _STYLE.sub("{ ", _TAG.sub(r"‹\1›", text.replace("-->", "→")))
