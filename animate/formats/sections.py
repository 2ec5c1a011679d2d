"""A film in sections, as slides, pages and fragments show it: by scene, or from hold to hold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..scene.outline import Stretch
from ..scene.plain_text import plain
from ..scene.rates import exact_rate
from .about import About
from .tally import Tally

SCENE, HOLD = "scene", "hold"
WAYS = (SCENE, HOLD)
"""How a film can be divided."""


@dataclass(frozen=True)
class Section:
    """A part of a film.

    Attributes
    ----------
    first, last
        The numbers of its frames.
    title
        Of its scene.
    captions
        What is said in it, in plain text.
    step
        That its last frame shows; None where nothing is counted.
    numbers
        Of that step: for each run its name, and each quantity with its number as text.
    """

    first: int
    last: int
    title: str
    captions: Sequence[str]
    step: int | None
    numbers: Sequence[tuple[str, Sequence[tuple[str, str]]]]

    @property
    def notes(self) -> str:
        """Return all that is to be told of it, a line each."""
        lines = list(self.captions)
        if self.step is not None:
            lines.append(f"Step {self.step}")
        for run, numbers in self.numbers:
            lines.append(f"{run}: " + ", ".join(f"{name} = {text}" for name, text in numbers))
        return "\n".join(lines)


def sections_of(about: About) -> list[Section]:
    """Return the sections in order, without gaps, as `about.by` divides the film."""
    of_scenes = [*(start - 1 for start in starts_of(about)[1:]), about.frames - 1]
    # The stop of a rest at the end of a scene is two frames before that.
    stops = [
        stop
        for stop in (stops_of(about) if about.by == HOLD else ())
        if not any(stop <= end <= stop + 2 for end in of_scenes)
    ]
    ends = sorted({*stops, *of_scenes})
    firsts = [0, *(end + 1 for end in ends[:-1])]
    return [_section(about, first, end) for first, end in zip(firsts, ends, strict=True)]


def stops_of(about: About) -> list[int]:
    """Return a frame of each rest, where all of it is said, and the last frame.

    A frame may show what is up to a frame later: two before the end all are within.
    """
    rate, last = exact_rate(about.fps), about.frames - 1
    stretches = about.outline.stretches
    rests = list(filter(_rests, stretches))
    found = [int(max(rest.end * rate - 2, rest.start * rate) + 1e-6) for rest in rests]
    ends = stretches[-1:] == tuple(rests[-1:])
    return sorted({min(frame, last) for frame in found} | (set() if ends else {last}))


def starts_of(about: About) -> list[int]:
    """Return the first frame of each scene."""
    rate = exact_rate(about.fps)
    return [round(chapter.start * rate) for chapter in about.outline.chapters] or [0]


def _rests(stretch: Stretch) -> bool:
    return stretch.first_step == stretch.last_step


def _section(about: About, first: int, last: int) -> Section:
    rate = exact_rate(about.fps)
    begin, end = float(first / rate), float((last + 1) / rate)
    titles = [each.title for each in about.outline.chapters if each.start <= end - 1e-6]
    said = [
        plain(cue.text)
        for cue in about.outline.cues
        # Less than two frames of what is said before or after is no part of it.
        if min(cue.end, end) - max(cue.start, begin) > float(2 / rate)
    ]
    step, numbers = (None, ()) if _on_a_card(about, end) else _counted(about.tallies, last)
    title = plain(titles[-1]) if titles else about.title
    return Section(first, last, title, tuple(filter(None, said)), step, numbers)


def _on_a_card(about: About, end: float) -> bool:
    """Whether a section ends on the card of a scene, which shows no step."""
    cards = {chapter.start for chapter in about.outline.chapters}
    return any(
        stretch.start in cards and stretch.start < end <= stretch.end + 1e-6
        for stretch in about.outline.stretches
    )


def _counted(
    tallies: Sequence[Tally], frame: int
) -> tuple[int | None, Sequence[tuple[str, Sequence[tuple[str, str]]]]]:
    """Return the step that a frame shows, and what each run has at it."""
    begun = [tally for tally in tallies if tally.first <= frame]
    if not begun:
        return None, ()
    tally = begun[-1]
    step = tally.steps[min(frame - tally.first, len(tally.steps) - 1)]
    column = tally.shown.index(step)
    return step, [(run, tuple(_numbers(tally, row, column))) for row, run in enumerate(tally.runs)]


def _numbers(tally: Tally, row: int, column: int) -> Iterator[tuple[str, str]]:
    for place, name in enumerate(tally.quantities):
        value = float(tally.numbers[place, row, column])
        if not math.isnan(value):
            yield name, f"{value:.6g}".replace("inf", "∞")
