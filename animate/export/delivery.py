"""How a film is delivered: how often it plays, how long its last picture stays, how well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gradreel.core import allow

from ..formats import Bitrate, Clip, Frame
from ..formats.clip import MOST_PLAYS, QUALITIES
from ..formats.sections import WAYS
from ..formats.text import About
from ..scene.plain_text import plain
from .chunks import cuts_of
from .record import about_of, tags_of
from .tallies import tallies_of

if TYPE_CHECKING:
    from ..stage.opening import AnyStage

SAMPLES = 7
"""Frames that a palette is chosen from, spread evenly over the timeline, both ends included; a film
has two more for each of its scenes."""

LONGEST_HOLD = 3600.0

_BITRATE = allow.instance_of(Bitrate, words="a Bitrate")


@dataclass(frozen=True)
class Delivery:
    """What all outputs of a pass share, apart from what is drawn.

    Attributes
    ----------
    plays
        How often what plays by itself is shown, 0 for ever.
    hold_seconds
        How much longer the last picture stays.
    quality
        ``default`` or ``high``, for formats that can be made larger and better.
    colors
        The most colours of a GIF; None for as many as the quality asks for.
    bitrate
        How a video of a given size is made; None for constant quality.
    once
        Whether a folder holds each different picture once.
    by
        How slides, pages and fragments divide the film: by "scene" or "hold".
    voice
        A recording that is heard in the videos; it may not last longer than the film.

    Raises
    ------
    InvalidInput
        The last picture cannot be held for so long.
    """

    plays: int = 0
    hold_seconds: float = 0.0
    quality: str = "default"
    colors: int | None = None
    bitrate: Bitrate | None = None
    once: bool = False
    by: str | None = None
    voice: Path | None = None

    def __post_init__(self) -> None:
        allow.settle(
            self,
            plays=allow.whole(least=0, most=MOST_PLAYS),
            hold_seconds=allow.number(least=0, most=LONGEST_HOLD),
            quality=allow.choice(*QUALITIES),
            colors=allow.optional(allow.whole(least=2, most=256)),
            bitrate=allow.optional(_BITRATE),
            once=allow.flag,
            by=allow.optional(allow.choice(*WAYS)),
            voice=allow.optional(allow.instance_of(Path, words="a Path")),
        )

    @property
    def inputs(self) -> list[Path]:
        """The files that are read."""
        return [self.voice] if self.voice else []

    def about(self, stage: AnyStage) -> About:
        """Return what there is to tell of the stage as it is delivered."""
        about = about_of(stage)
        seconds = about.outline.seconds + self.hold_seconds
        frames = max(round(seconds * stage.rate), len(stage))
        # Whole frames at the rate that was asked for: the last one ends the film, if need be a
        # little earlier or later than the timeline does.
        return replace(
            about.lasting(float(frames / stage.rate)), frames=frames, fps=stage.rate, by=self.by
        )

    def clip(
        self, stage: AnyStage, about: About, *, sampled: bool = False, told: bool = False
    ) -> Clip:
        """Return what the encoders are made from.

        Parameters
        ----------
        sampled
            Whether one of them chooses a palette.
        told
            Whether one of them holds words and numbers.
        """
        return Clip(
            size=about.size,
            fps=about.fps,
            samples=samples_of(stage) if sampled else (),
            chapters=[replace(c, title=plain(c.title)) for c in about.outline.chapters],
            tags=tags_of(stage, about),
            alpha=stage.transparent,
            plays=self.plays,
            quality=self.quality,
            colors=self.colors,
            bitrate=self.bitrate,
            cuts=cuts_of(stage),
            once=self.once,
            about=replace(about, tallies=tallies_of(stage, about.frames)) if told else None,
            voice=self.voice,
        )


def samples_of(stage: AnyStage) -> list[Frame]:
    """Return the frames that a palette is chosen from."""
    count = SAMPLES + 2 * len(stage.outline.chapters)
    places = np.linspace(0, len(stage) - 1, min(count, len(stage)))
    return [stage.frame(int(place)) for place in places]
