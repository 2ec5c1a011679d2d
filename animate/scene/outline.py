"""What is said when: the table of contents of a film, for captions, chapters and indexes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """A caption and the seconds for which it is shown; mathtext stands between dollar signs."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Chapter:
    """A part of a film with a title of its own, in seconds."""

    start: float
    end: float
    title: str


@dataclass(frozen=True)
class Stretch:
    """A segment of the timeline: its seconds, the steps it shows, its first caption, its chapter.

    A title card shows no steps: both are 0.
    """

    start: float
    end: float
    first_step: float
    last_step: float
    caption: str
    chapter: str


@dataclass(frozen=True)
class Outline:
    """The whole of it.

    Attributes
    ----------
    seconds
        Length of the film.
    cues
        Captions in order; none overlaps the next, and where nothing is said there is none.
    chapters
        In order and without gaps; empty for a single scene.
    stretches
        Segments in order and without gaps.
    """

    seconds: float
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    stretches: tuple[Stretch, ...]
