"""Reading films back, whatever made them: picture by picture, and how long each is shown."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

from .ffmpeg import find_ffmpeg

ANIMATIONS = (".gif", ".apng", ".webp")
"""Formats in which each picture says how long it is shown."""

VIDEOS = (".mp4", ".webm", ".mov")
"""Formats whose pictures follow each other at one rate."""

STILLS = (".png",)


class Picture(NamedTuple):
    """A picture of a film.

    Attributes
    ----------
    frame : (height, width, 3) uint8, or (height, width, 4) with straight alpha.
    seconds : how long it is shown; 0 where that is not said.
    """

    frame: NDArray[np.uint8]
    seconds: float


def read_pictures(path: Path, *, alpha: bool = False) -> Iterator[Picture]:
    """Go through the pictures of a film, or of a folder in the order of their names and numbers.

    One is in memory at a time.

    Parameters
    ----------
    alpha : whether the fourth channel is wanted.

    Raises
    ------
    InvalidInput
        There is nothing there that can be read.
    """
    if path.is_dir():
        for file in pictures_in(path):
            yield from read_pictures(file, alpha=alpha)
        return
    if not path.is_file():
        raise InvalidInput(f"There is no file or folder {path}; check its name.")
    suffix = path.suffix.lower()
    if suffix not in (*VIDEOS, *ANIMATIONS, *STILLS):
        raise InvalidInput(
            f"{str(path)!r} was given; give a folder, or a file that ends in "
            f"{', '.join((*VIDEOS, *ANIMATIONS, *STILLS))}."
        )
    yield from _file(path, _video if suffix in VIDEOS else _animation, alpha)


def pictures_in(folder: Path) -> list[Path]:
    """Return the PNGs of a folder, 2.png before 10.png; InvalidInput if there is none."""
    files = sorted(folder.glob("*.png"), key=_natural)
    if not files:
        raise InvalidInput(f"The folder {folder} has no .png in it; give one that has.")
    return files


def _file(
    path: Path, read: Callable[[Path, bool], Iterator[Picture]], alpha: bool
) -> Iterator[Picture]:
    count = 0
    try:
        for count, picture in enumerate(read(path, alpha), start=1):  # noqa: B007 - asked for below
            yield picture
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # Pillow's, or a frame cut off
        raise _unreadable(path) from error
    if not count:
        raise _unreadable(path)


def _animation(path: Path, alpha: bool) -> Iterator[Picture]:
    from PIL import Image, ImageSequence  # noqa: PLC0415 - takes a while

    with Image.open(path) as image:
        for frame in ImageSequence.Iterator(image):
            pixels = np.asarray(frame.convert("RGBA" if alpha else "RGB"))
            yield Picture(pixels, float(frame.info.get("duration", 0.0)) / 1000)


def _video(path: Path, alpha: bool) -> Iterator[Picture]:
    """Let ffmpeg write portable arbitrary maps, each with its size, into a pipe."""
    command = [find_ffmpeg(), "-nostdin", "-v", "error"]
    if alpha and path.suffix.lower() == ".webm":  # ffmpeg's own decoder leaves alpha out
        command += ["-c:v", "libvpx-vp9"]
    command += ["-i", str(path), "-pix_fmt", "rgba" if alpha else "rgb24"]
    # Each once: left to itself ffmpeg repeats some, where it takes the rate for a higher one.
    command += ["-vf", "settb=1/25,setpts=N,fps=25"]
    command += ["-f", "image2pipe", "-c:v", "pam", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as ffmpeg:
        assert ffmpeg.stdout is not None
        try:
            while ffmpeg.stdout.readline() == b"P7\n":
                head = dict(line.split() for line in iter(ffmpeg.stdout.readline, b"ENDHDR\n"))
                shape = [int(head[key]) for key in (b"HEIGHT", b"WIDTH", b"DEPTH")]
                data = ffmpeg.stdout.read(shape[0] * shape[1] * shape[2])
                yield Picture(np.frombuffer(data, np.uint8).reshape(shape), 0.0)
        finally:
            ffmpeg.kill()


def _natural(path: Path) -> list[tuple[int, str]]:
    words = re.findall(r"\d+|\D+", path.name)
    return [(int(word), "") if word.isdecimal() else (-1, word) for word in words]


def _unreadable(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path} cannot be read: it is truncated or no {path.suffix.lower()[1:]}; make it anew."
    )
