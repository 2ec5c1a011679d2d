"""WebVTT captions, for films in web pages (W3C, WebVTT: The Web Video Text Tracks Format)."""

from __future__ import annotations

from ...safe_text import vtt_note, vtt_text
from ..about import About
from .captions import timed_texts, timestamp


def write_vtt(about: About) -> str:
    """Return the captions, and in a note which run they belong to."""
    note = vtt_note(f"NOTE {about.scene}, gradreel {about.version}, {about.digest}")
    blocks = (
        f"{timestamp(start, '.')} --> {timestamp(end, '.')}\n{vtt_text(text)}\n"
        for start, end, text in timed_texts(about.outline)
    )
    return "\n".join(["WEBVTT\n", f"{note}\n", *blocks])
