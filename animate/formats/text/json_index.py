"""An index of the film in JSON: for pages that jump to a step, and for whoever cuts it."""

from __future__ import annotations

import json
from typing import Any

from ...scene.outline import Chapter, Stretch
from ...scene.plain_text import plain
from ..about import About
from .captions import milliseconds, timed_texts


def write_json(about: About) -> str:
    """Return the index, one object.

    Times are seconds, right to the millisecond. `segments` are the parts of the timeline in which
    the step moves evenly or stands, each with the steps [first, last] that it shows; `captions`
    may begin and end within one. `chapters` is empty for a single scene.
    """
    outline = about.outline
    index = {
        "scene": about.scene,
        "title": about.title,
        "gradreel": about.version,
        "trajectories": about.digest,
        "alt": about.alt,
        "width": about.size[0],
        "height": about.size[1],
        "fps": float(about.fps),
        "frames": about.frames,
        "seconds": _seconds(outline.seconds),
        "chapters": [_chapter(chapter) for chapter in outline.chapters],
        "segments": [_segment(stretch) for stretch in outline.stretches],
        "captions": [
            {"start": start / 1000, "end": end / 1000, "text": text}
            for start, end, text in timed_texts(outline)
        ],
    }
    return json.dumps(index, indent=2, ensure_ascii=False) + "\n"


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "start": _seconds(chapter.start),
        "end": _seconds(chapter.end),
        "title": plain(chapter.title),
    }


def _segment(stretch: Stretch) -> dict[str, Any]:
    return {
        "start": _seconds(stretch.start),
        "end": _seconds(stretch.end),
        "steps": [_step(stretch.first_step), _step(stretch.last_step)],
        "caption": plain(stretch.caption),
        "chapter": plain(stretch.chapter),
    }


def _seconds(seconds: float) -> float:
    return milliseconds(seconds) / 1000


def _step(step: float) -> float:
    """Write a whole step as the whole number that it is."""
    return int(step) if step == int(step) else step
