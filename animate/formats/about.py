"""What a film is about, as far as a text beside it, or a page round it, tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..scene.outline import Outline
from .tally import Tally


@dataclass(frozen=True)
class About:
    """A film in words and numbers.

    Attributes
    ----------
    scene
        What the command line calls it.
    title
        As on screen, in plain characters.
    version
        Of gradreel.
    size
        (width, height) in pixels.
    fps
        Frames per second.
    frames
        How many there are.
    outline
        What is said when.
    alt
        What is to be seen, a paragraph for those who do not see it.
    digest
        Of the trajectories; two runs of the same numbers have the same.
    name
        Of the file that tells it, without its suffix.
    tallies
        Of each scene in order, for what shows numbers; else empty.
    order
        Of each frame the number of its picture in the folder that a text shows; empty where each
        frame has a picture of its own.
    by
        How it is divided where it is shown in sections: see `sections.WAYS`; None as is usual.
    """

    scene: str
    title: str
    version: str
    size: tuple[int, int]
    fps: float | Fraction
    frames: int
    outline: Outline
    alt: str
    digest: str
    name: str = ""
    tallies: Sequence[Tally] = ()
    order: Sequence[int] = ()
    by: str | None = None

    def lasting(self, end: float) -> About:
        """Return it with the last picture shown until so many seconds after the start."""
        outline = self.outline
        spoken, chapters, stretches = outline.cues, outline.chapters, outline.stretches
        # What is still being said goes on; nothing goes on after the end.
        cues = tuple(
            replace(cue, end=end if cue.end >= outline.seconds else min(cue.end, end))
            for cue in spoken
            if cue.start < end
        )
        if chapters:
            chapters = (*chapters[:-1], replace(chapters[-1], end=end))
        stretches = tuple(each for each in stretches if each.start < end)
        if stretches:
            stretches = (*stretches[:-1], replace(stretches[-1], end=end))
        return replace(self, outline=Outline(end, cues, chapters, stretches))
