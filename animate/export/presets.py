"""Where a film goes, and what it must be like there: formats, size, rate, how it plays.

What a program or site takes is as its makers say; where a number is a choice of ours, the reason
says what for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gradreel.core.errors import InvalidInput

FOR_EVER, ONCE = 0, 1

FRAMES = ""
"""In place of a suffix: a folder of numbered pictures."""


@dataclass(frozen=True)
class Preset:
    """All that is chosen for a destination.

    Attributes
    ----------
    name
        As given to `--for`.
    suffixes
        The files to make; `FRAMES` stands for a folder.
    size
        (width, height) in pixels.
    fps
        Frames per second.
    reason
        Why so, one sentence.
    plays
        How often a picture that plays by itself is shown, `FOR_EVER` or `ONCE`; of a video the
        program decides that.
    hold_seconds
        How much longer the last picture stays.
    poster
        Whether a still goes beside it, .png.
    most_bytes
        The largest film that is taken, None for any.
    once
        Whether a folder holds each different picture once.
    """

    name: str
    suffixes: tuple[str, ...]
    size: tuple[int, int]
    fps: float
    reason: str
    plays: int = FOR_EVER
    hold_seconds: float = 0.0
    poster: bool = False
    most_bytes: int | None = None
    once: bool = False

    def paths(self, stem: str | Path) -> list[Path]:
        """Return what is made: the stem with each suffix, without any dot for the folder.

        Examples
        --------
        >>> [path.name for path in PRESETS["youtube"].paths("talk")]
        ['talk.mp4', 'talk.srt']
        """
        stem = Path(stem)
        folder = stem.with_name(stem.name.replace(".", "_"))
        return [
            folder if suffix == FRAMES else stem.with_name(stem.name + suffix)
            for suffix in self.suffixes
        ]

    def poster_path(self, stem: str | Path) -> Path | None:
        """Return where the still goes, None for none."""
        return Path(f"{stem}.png") if self.poster else None


# PowerPoint: support.microsoft.com, "Video and audio file formats supported in PowerPoint".
_POWERPOINT = Preset(
    "powerpoint",
    (".mp4",),
    (1920, 1080),
    30,
    "PowerPoint recommends H.264 in .mp4; it shows the first picture until the film starts, so set "
    "the .png as Poster Frame; looping is set under Playback; -o talk.pptx makes the slides.",
    plays=ONCE,
    hold_seconds=1.0,
    poster=True,
)
# Keynote: plays what QuickTime plays, H.264 among it; support.apple.com, "Add video and audio".
_KEYNOTE = Preset(
    "keynote",
    (".mp4",),
    (1920, 1080),
    30,
    "Keynote plays H.264 in .mp4 without converting it; give -o film.mov --transparent instead for "
    "alpha; looping and the poster frame are set under Format, Movie.",
    plays=ONCE,
    hold_seconds=1.0,
    poster=True,
)
# Google Slides: support.google.com, "Insert or delete images": .gif, under 50 MB, at most 25
# megapixels. Videos only play from Drive or YouTube.
_GOOGLE_SLIDES = Preset(
    "google-slides",
    (".gif",),
    (960, 540),
    12.5,
    "Google Slides plays a GIF by itself, offline too, while a video must lie in Drive; it takes "
    "images below 50 MB, and 10 MB still load in a lecture hall.",
    hold_seconds=2.0,
    most_bytes=10_000_000,
)
# reveal.js: revealjs.com/media; <video data-autoplay loop muted poster>, <track> for captions.
_REVEAL = Preset(
    "reveal",
    (".webm", ".mp4", ".vtt"),
    (1280, 720),
    25,
    "Browsers take .webm or, Safari, .mp4: name both in <video data-autoplay loop muted poster>, "
    "the .vtt in <track>; reveal.js scales slides, so 1280x720 is enough.",
    hold_seconds=2.0,
    poster=True,
)
# GitHub: its image proxy passes on no more than 5 MiB (github.com/atmos/camo, CAMO_LENGTH_LIMIT);
# docs.github.com, "Attaching files": images of at most 10 MB.
_GITHUB = Preset(
    "github",
    (".gif",),
    (960, 540),
    12.5,
    "A README plays a GIF that lies in the repository, but no video; GitHub's proxy for images "
    "from elsewhere stops at 5 MiB, and readers on a phone are glad of less.",
    hold_seconds=2.0,
    most_bytes=5 * 2**20,
)
# YouTube: support.google.com/youtube/answer/1722171, "Recommended upload encoding settings".
_YOUTUBE = Preset(
    "youtube",
    (".mp4", ".srt"),
    (1920, 1080),
    50,
    "YouTube asks for H.264 4:2:0 in .mp4, the index at the front, at 24 to 60 frames a second; "
    "the .srt is uploaded as subtitles, the .png as thumbnail.",
    plays=ONCE,
    hold_seconds=3.0,
    poster=True,
)
# YouTube Shorts, Reels and TikTok fill a phone's screen, 9:16.
_PORTRAIT = Preset(
    "portrait",
    (".mp4", ".srt"),
    (1080, 1920),
    30,
    "Shorts, Reels, TikTok and a phone's screen show 1080x1920; the panels stand below each other "
    "there, the map first. They play it again and again, so the last picture stays for a while.",
    hold_seconds=2.0,
    poster=True,
)
# Posts of Instagram, LinkedIn and Mastodon: a square has the most room that no feed cuts off.
_SQUARE = Preset(
    "square",
    (".mp4", ".srt"),
    (1080, 1080),
    30,
    "No feed cuts off a square of 1080x1080, on a phone or on a desk; it has room for the map and "
    "the few panels that a scene keeps, and feeds play without sound, so words are in the picture.",
    hold_seconds=2.0,
    poster=True,
)
# beamer: ctan.org/pkg/animate. The PDF grows by every picture, and viewers keep all of them.
_BEAMER = Preset(
    "beamer",
    (FRAMES, ".tex"),
    (800, 450),
    5,
    "A PDF plays numbered pictures with the LaTeX package animate, in Acrobat, Foxit, PDF-XChange "
    "and Okular; each picture is in the file, so they are small and few.",
    plays=FOR_EVER,
    once=True,
)

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        preset.name: preset
        for preset in (
            _POWERPOINT,
            _KEYNOTE,
            _GOOGLE_SLIDES,
            _REVEAL,
            _GITHUB,
            _YOUTUBE,
            _PORTRAIT,
            _SQUARE,
            _BEAMER,
        )
    }
)
"""Every preset by its name."""


def find_preset(name: str) -> Preset:
    """Return the preset called `name`; InvalidInput if there is none."""
    if name not in PRESETS:
        raise InvalidInput(f"There is no preset {name!r}; choose one of {', '.join(PRESETS)}.")
    return PRESETS[name]
