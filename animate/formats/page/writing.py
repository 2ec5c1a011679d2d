"""From a film and what it tells to the page round it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from ...safe_text import one_line
from ...scene.outline import Chapter, Cue
from ...scene.plain_text import plain
from ..about import About
from ..clip import Clip
from ..sections import stops_of
from .digits import packed

FILM = 'src="data:video/mp4;base64,'
"""What stands before the film in the page."""

_IMPORT = re.compile(r"^import .*\n", re.MULTILINE)


def write_page(film: bytes, clip: Clip, frames: int) -> str:
    """Return the page.

    Parameters
    ----------
    film
        In H.264.
    clip
        What it shows; without `about` the page has the film, its title and chapters alone.
    frames
        How many it has.
    """
    own = files(__package__)
    about = clip.about
    title = about.title if about else one_line(clip.tags.get("title", "")) or "A film"
    return Template(own.joinpath("replay.html").read_text("utf-8")).substitute(
        title=escape(title),
        alt=escape(about.alt if about else one_line(clip.tags.get("description", "")) or title),
        record=escape(clip.tags.get("comment", "")),
        style=own.joinpath("replay.css").read_text("utf-8"),
        script=script_of(own.joinpath("replay.js").read_text("utf-8")),
        muted="" if clip.voice else " muted",
        film=FILM + base64.b64encode(film).decode(),
        width=clip.size[0],
        height=clip.size[1],
        words="".join(_words(clip, about)),
        told=_json(_told(clip, about, frames)),
        numbers=packed([tally.numbers for tally in about.tallies]) if about else "",
    )


def script_of(text: str) -> str:
    """Return the script of a page, with what it imports from shared.js put before it."""
    shared = files(__package__).joinpath("shared.js").read_text("utf-8")
    return shared.replace("export ", "") + _IMPORT.sub("", text)


def _told(clip: Clip, about: About | None, frames: int) -> dict[str, object]:
    """Return what the script is told: frames, where it rests, and which numbers there are."""
    return {
        "rate": [clip.rate.numerator, clip.rate.denominator],
        "frames": frames,
        "stops": stops_of(replace(about, frames=frames)) if about else [frames - 1],
        "parts": [
            {
                "first": tally.first,
                "steps": [[step, len(list(same))] for step, same in groupby(tally.steps)],
                "runs": list(tally.runs),
                "quantities": list(tally.quantities),
            }
            for tally in (about.tallies if about else ())
        ],
    }


def _words(clip: Clip, about: About | None) -> Iterator[str]:
    """Go through the chapters and captions, as lists of links to where they begin."""
    cues = about.outline.cues if about else ()
    chapters: Sequence[Chapter | None] = clip.chapters or [None]
    for chapter in chapters:
        said = [c for c in cues if chapter is None or chapter.start <= c.start < chapter.end]
        items = "".join(_item(clip, cue) for cue in said if plain(cue.text))
        if chapter:
            yield f'<h3 data-from="{_frame(clip, chapter.start)}">{_link(chapter)}</h3>'
        if items:
            yield f"<ol>{items}</ol>"


def _item(clip: Clip, cue: Cue) -> str:
    ends = f'data-from="{_frame(clip, cue.start)}" data-to="{_frame(clip, cue.end)}"'
    return f"<li {ends}>{_link(cue)}</li>"


def _frame(clip: Clip, seconds: float) -> int:
    return int(seconds * clip.rate + 1e-6)


def _link(part: Chapter | Cue) -> str:
    text = part.title if isinstance(part, Chapter) else plain(part.text)
    return f'<a href="#t={part.start:.3f}">{escape(text)}</a>'


def _json(told: object) -> str:
    """Write JSON that nothing ends where it stands in a page."""
    return json.dumps(told, separators=(",", ":")).replace("<", "\\u003c")
