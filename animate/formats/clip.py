"""What a film is, as far as a file must know it before its first frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput

from ..scene.outline import Chapter
from ..scene.rates import exact_rate
from .about import About

Frame = NDArray[np.uint8]
"""A picture, (height, width, 3) red, green, blue; or (height, width, 4) with straight alpha."""

QUALITIES = ("default", "high")

MOST_PLAYS = 65_535
"""Two bytes hold the number in GIF and WebP."""

TAGS = ("title", "description", "comment")
"""Keys of a clip's tags. What else is to be known goes into the comment, as JSON."""


@dataclass(frozen=True)
class Bitrate:
    """One of the two passes by which a video comes close to a given size.

    The first pass looks at all frames and notes how hard they are; its own file is of no use. The
    second, with the same frames, spends the bits where they are needed.

    Attributes
    ----------
    bits_per_second
        On average, the container left out.
    log
        The start of the name of the files that hold the notes; some are left in its folder.
    last
        Whether this is the second pass.
    """

    bits_per_second: int
    log: Path
    last: bool


@dataclass(frozen=True)
class Part:
    """Which part of a film a piece of it is, where one is made in pieces.

    Attributes
    ----------
    first
        The number of its first frame.
    before
        The frame before that; None of the first piece, and where the format asks for none.
    shared
        What all pieces agree on, such as a palette; None where there is nothing.
    """

    first: int
    before: Frame | None = None
    shared: Any = None


_FRAME = allow.instance_of(np.ndarray, words="a frame, an array of uint8")


def _rate(where: str, given: Any) -> float | Fraction:  # noqa: ARG001 - as all checks are asked
    exact_rate(given)
    kept: float | Fraction = given
    return kept


@dataclass(frozen=True)
class Clip:
    """What every encoder is made from; each takes from it what its format can hold.

    Attributes
    ----------
    size
        (width, height) of the frames in pixels.
    fps
        Frames per second, 0.1 to 120; `rate` is the same as an exact fraction.
    samples
        Frames to choose a palette from, spread over the film; formats without one ignore them.
    chapters
        In seconds, in order, for the formats that have a table of contents; plain text.
    tags
        What is written into the file beside the pictures, in plain text: the keys are among
        `TAGS`, for which every format has a place of its own. A GIF holds the comment alone.
    alpha
        Whether the frames are (height, width, 4), the fourth value straight (not premultiplied)
        opacity.
    plays
        How often the film is shown, 0 for ever; for pictures that play by themselves.
    quality
        ``default``, or ``high`` for a format that can be made larger and better.
    colors
        The most colours of a palette; None for as many as the quality asks for.
    bitrate
        How a video of a given size is made; None for constant quality.
    cuts
        The numbers of the frames with which the second and later pieces begin, for formats that
        are made in pieces; none where the film is made in one go.
    part
        Which piece of a film this is; None for the whole.
    once
        Whether a folder holds each different picture once, for what is told their order.
    about
        What the film tells in words and numbers, for formats that hold them.
    voice
        A recording that is heard from the beginning on, for formats that have sound.

    Raises
    ------
    InvalidInput
        The rate, the number of plays, a tag or the quality is not possible.
    """

    size: tuple[int, int]
    fps: float | Fraction
    samples: Sequence[Frame] = ()
    chapters: Sequence[Chapter] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    alpha: bool = False
    plays: int = 0
    quality: str = "default"
    colors: int | None = None
    bitrate: Bitrate | None = None
    cuts: Sequence[int] = ()
    part: Part | None = None
    once: bool = False
    about: About | None = None
    voice: Path | None = None

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            size=allow.pair(allow.whole(), "(width, height), two whole numbers of pixels"),
            fps=_rate,
            samples=allow.sequence_of(_FRAME),
            chapters=allow.sequence_of(allow.instance_of(Chapter, words="a Chapter")),
            tags=allow.mapping_of(allow.text),
            alpha=allow.flag,
            plays=allow.whole(least=0, most=MOST_PLAYS, also="; 0 is for ever"),
            quality=allow.choice(*QUALITIES),
            colors=allow.optional(allow.whole(least=2, most=256)),
            bitrate=allow.optional(allow.instance_of(Bitrate, words="a Bitrate")),
            cuts=allow.sequence_of(allow.whole(least=1)),
            part=allow.optional(allow.instance_of(Part, words="a Part")),
            once=allow.flag,
            about=allow.optional(allow.instance_of(About, words="an About")),
            voice=allow.optional(allow.instance_of(Path, words="a Path")),
        )
        if odd := set(self.tags) - set(TAGS):
            raise InvalidInput(
                f"The tags {', '.join(sorted(odd))} were given; choose from {', '.join(TAGS)}."
            )

    @property
    def rate(self) -> Fraction:
        """Frames per second as an exact fraction: see `exact_rate`."""
        return exact_rate(self.fps)

    @property
    def channels(self) -> int:
        """Values of a pixel: 3, or 4 with alpha."""
        return 4 if self.alpha else 3
