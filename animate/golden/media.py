"""Two media files or folders of pictures, frame by frame."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from gradreel.core.errors import InvalidInput

from ..ffmpeg import find_ffmpeg
from .picture import read_picture
from .rule import LOOSE, STRICT, WINDOW, Frame, Rule, Window, changed, size, worst_windows

PICTURES, FILMS, LOSSY = (".png",), (".gif", ".mp4"), (".mp4",)


@dataclass(frozen=True)
class MediaComparison:
    """How two sequences of pictures differ.

    Attributes
    ----------
    rule : what was compared by: loose if one of the two is a lossy format.
    counts : how many frames each has.
    first, worst : number of the first differing frame and of the one that differs most, each with
        the worst window; None if all that both have are the same.
    """

    rule: Rule
    counts: tuple[int, int]
    first: tuple[int, Window] | None
    worst: tuple[int, Window] | None

    @property
    def same(self) -> bool:
        """Whether there are as many frames, and none differs beyond the tolerance."""
        return self.first is None and self.counts[0] == self.counts[1]


def compare_media(first: Path, second: Path) -> MediaComparison:
    """Compare two GIFs, MP4s, PNGs or folders of PNGs, one frame in memory at a time.

    Raises
    ------
    InvalidInput
        If one of them cannot be read, or their pictures are of different sizes.
    """
    rule = LOOSE if {first.suffix.lower(), second.suffix.lower()} & set(LOSSY) else STRICT
    counts = [0, 0]
    differing: list[tuple[int, Window]] = []
    for number, pair in enumerate(zip_longest(read_frames(first), read_frames(second))):
        counts = [count + (frame is not None) for count, frame in zip(counts, pair, strict=True)]
        expected, got = pair
        if expected is None or got is None:
            continue
        if expected.shape != got.shape:
            raise InvalidInput(
                f"{first} is {size(expected)} and {second} {size(got)}; give two of one size."
            )
        windows = worst_windows(changed(expected, got, rule))
        if windows and windows[0].share > rule.share:
            differing.append((number, windows[0]))
    worst = max(differing, key=lambda found: found[1].share, default=None)
    return MediaComparison(rule, (counts[0], counts[1]), differing[0] if differing else None, worst)


def read_frames(path: Path) -> Iterator[Frame]:
    """Go through the pictures of a file, or of a folder in the order of their names and numbers.

    Raises
    ------
    InvalidInput
        If there is nothing there that can be read.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        files = sorted(path.glob("*.png"), key=_natural)
        if not files:
            raise InvalidInput(f"The folder {path} has no .png in it; give one that has.")
        yield from map(read_picture, files)
    elif not path.is_file():
        raise InvalidInput(f"There is no file or folder {path}; check its name.")
    elif suffix in PICTURES:
        yield read_picture(path)
    elif suffix in FILMS:
        yield from _film(path)
    else:
        raise InvalidInput(
            f"{str(path)!r} was given; give a folder, or a file that ends in "
            f"{', '.join((*FILMS, *PICTURES))}."
        )


def told(comparison: MediaComparison, names: tuple[str, str]) -> list[str]:
    """Return what differs, a line for each; one line if nothing does."""
    rule, (one, two) = comparison.rule, comparison.counts
    if comparison.same:
        return [f"{one} frames, the same within {rule.share:.0%} (the {rule.name} rule)"]
    lines = [] if one == two else [f"{names[0]} has {one} frames, {names[1]} has {two}"]
    for kind, found in (("first", comparison.first), ("worst", comparison.worst)):
        if found:
            number, window = found
            lines.append(
                f"{kind} differing frame: {number}, {window.share:.0%} of the {WINDOW}x{WINDOW} "
                f"pixels around ({window.x}, {window.y}) changed, {rule.share:.0%} may (the "
                f"{rule.name} rule)"
            )
    return lines


def _film(path: Path) -> Iterator[Frame]:
    count = 0
    frames = _gif if path.suffix.lower() == ".gif" else _mp4
    try:
        for count, frame in enumerate(frames(path), start=1):  # noqa: B007 - counted for below
            yield frame
    except (OSError, SyntaxError, ValueError) as error:  # of Pillow, or a frame that is cut off
        raise _unreadable(path) from error
    if not count:
        raise _unreadable(path)


def _gif(path: Path) -> Iterator[Frame]:
    from PIL import Image, ImageSequence  # noqa: PLC0415 - takes a while

    with Image.open(path) as image:
        for frame in ImageSequence.Iterator(image):
            yield np.asarray(frame.convert("RGB"))


def _mp4(path: Path) -> Iterator[Frame]:
    """Let ffmpeg write portable pixmaps, each with its size, into a pipe."""
    command = [find_ffmpeg(), "-nostdin", "-v", "error", "-i", str(path)]
    command += ["-f", "image2pipe", "-c:v", "ppm", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ffmpeg:
        assert ffmpeg.stdout is not None
        try:
            while ffmpeg.stdout.readline() == b"P6\n":
                width, height = map(int, ffmpeg.stdout.readline().split())
                ffmpeg.stdout.readline()  # the largest value, 255
                data = ffmpeg.stdout.read(width * height * 3)
                yield np.frombuffer(data, np.uint8).reshape(height, width, 3)
        finally:
            ffmpeg.kill()


def _unreadable(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path} cannot be read: it is truncated or no {path.suffix.lower()[1:]}; make it anew."
    )


def _natural(path: Path) -> list[tuple[int, str]]:
    """Order 2.png before 10.png."""
    words = re.findall(r"\d+|\D+", path.name)
    return [(int(word), "") if word.isdecimal() else (-1, word) for word in words]
