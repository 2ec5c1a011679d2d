"""What a film is about, as far as a text beside it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from ..outline import Outline


@dataclass(frozen=True)
class About:
    """A film in words and numbers.

    Attributes
    ----------
    scene : what the command line calls it.
    title : as on screen, in plain characters.
    version : of gradreel.
    size : (width, height) in pixels.
    fps : frames per second.
    frames : how many there are.
    outline : what is said when.
    alt : what is to be seen, a paragraph for those who do not see it.
    digest : of the trajectories; two runs of the same numbers have the same.
    name : of the file that tells it, without its suffix.
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

    def held(self, seconds: float) -> About:
        """Return it with the last picture shown for so many seconds more."""
        outline, end = self.outline, self.outline.seconds + seconds
        cues, chapters, stretches = outline.cues, outline.chapters, outline.stretches
        if cues and cues[-1].end >= outline.seconds:  # what is still being said goes on
            cues = (*cues[:-1], replace(cues[-1], end=end))
        if chapters:
            chapters = (*chapters[:-1], replace(chapters[-1], end=end))
        if stretches:
            stretches = (*stretches[:-1], replace(stretches[-1], end=end))
        return replace(self, outline=Outline(end, cues, chapters, stretches))
