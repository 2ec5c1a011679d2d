"""Videos of any origin, decoded by ffmpeg: the one place where it reads a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from gradreel.core.input_files import reading

from .ffmpeg import find_ffmpeg
from .kinds import MOST_PIXELS, Picture, check_kind, check_pixels, unreadable
from .patience import MOST_SAID, Voice, listening, patience

_DEMUXERS = MappingProxyType({"MP4 or MOV": "mov", "WebM": "matroska"})
# Each character but the last of these may be escaped by a backslash.
_COMMENT = re.compile(r"^comment=((?:\\.|[^\\\n])*)$", re.DOTALL | re.IGNORECASE | re.M)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FIRST_PICTURES = ("-map", "0:V:0")  # a picture of the cover is none
_LONGEST_HEAD = 16
"""Lines before the pixels of a picture."""


class _Times(NamedTuple):
    """How a video is packed, and for how many seconds each of its pictures is shown."""

    codec: str
    seconds: Sequence[float]


def read_video(path: Path, alpha: bool = False, *, kind: str) -> Iterator[Picture]:
    """Go through the pictures of a video, each once, one in memory at a time.

    Parameters
    ----------
    alpha
        Whether the fourth channel is wanted.
    kind
        What it must be: "MP4 or MOV" or "WebM".

    Raises
    ------
    InvalidInput
        It is damaged, has no pictures, or is of another kind.
    """
    times = _times(path, kind)
    # ffmpeg's own decoder of VP9 leaves alpha out.
    decoder = ["-c:v", "libvpx-vp9"] if alpha and times.codec == "vp9" else []
    options = [*_FIRST_PICTURES, "-pix_fmt", "rgba" if alpha else "rgb24"]
    # Each once: left to itself ffmpeg repeats some, where it takes the rate for a higher one.
    options += ["-vf", "settb=1/25,setpts=N,fps=25"]
    # Portable arbitrary maps, each with its size.
    options += ["-f", "image2pipe", "-c:v", "pam", "-"]
    count = 0
    with _voice(path, kind, options, decoder) as voice:
        while voice.readline(8) == b"P7\n":
            shape = _shape(path, voice)
            data = voice.read(shape[0] * shape[1] * shape[2])
            if len(data) != shape[0] * shape[1] * shape[2]:
                raise unreadable(path)
            seconds = times.seconds[count] if count < len(times.seconds) else 0.0
            count += 1
            yield Picture(np.frombuffer(data, np.uint8).reshape(shape), seconds)
    if not count:
        raise unreadable(path)


def read_comment(path: Path, *, kind: str) -> str:
    """Return the comment of a video, "" if it has none (ffmpeg-formats, Metadata).

    Raises
    ------
    InvalidInput
        It is damaged, or of another kind.
    """
    with _voice(path, kind, ["-f", "ffmetadata", "-"]) as voice:
        said = voice.read(MOST_SAID)
    if not said:
        raise unreadable(path)
    found = _COMMENT.search(said.decode(errors="replace"))
    return _ESCAPE.sub(r"\1", found[1]) if found else ""


def command_for(
    path: Path, kind: str, options: Sequence[str], decoder: Sequence[str] = ()
) -> list[str]:
    """Return the command that reads a video and nothing else.

    The demuxer is named, as a playlist or script could call itself .mp4 and name other files, and
    `file:` keeps a name from being taken for an option or an address.
    """
    return [
        find_ffmpeg(), "-nostdin", "-v", "error", *decoder, "-max_pixels", str(MOST_PIXELS),
        "-f", _DEMUXERS[kind], "-protocol_whitelist", "file,pipe",
        "-i", f"file:{path.resolve()}", *options,
    ]  # fmt: skip


@contextmanager
def _voice(
    path: Path, kind: str, options: Sequence[str], decoder: Sequence[str] = ()
) -> Iterator[Voice]:
    """Let ffmpeg read a video, and give what it writes; it ends when the block does."""
    with reading(path):
        check_kind(path, kind)
    command = command_for(path, kind, options, decoder)
    with listening(command, f"it read {path.name}", patience()) as voice:
        yield voice


def _shape(path: Path, voice: Voice) -> tuple[int, int, int]:
    """Read the head of a picture: its height, width and channels."""
    head = {}
    for _ in range(_LONGEST_HEAD):
        key, _, value = voice.readline(80).partition(b" ")
        if key == b"ENDHDR\n":
            break
        head[key] = value
    try:
        height, width, channels = (int(head[key]) for key in (b"HEIGHT", b"WIDTH", b"DEPTH"))
    except (KeyError, ValueError) as error:
        raise unreadable(path) from error
    check_pixels(path, width, height)
    return height, width, channels


def _times(path: Path, kind: str) -> _Times:
    """Ask for the times of all pictures, without decoding one."""
    codec, unit, stays = "", Fraction(0), []
    with _voice(path, kind, [*_FIRST_PICTURES, "-c", "copy", "-f", "framecrc", "-"]) as voice:
        for line in voice:
            words = line.decode("ascii", "replace").replace(",", " ").split()
            if words[:1] == ["#codec_id"]:
                codec = words[-1]
            elif words[:1] == ["#tb"]:
                unit = Fraction(words[-1])
            elif words[:1] == ["0"]:
                stays.append((int(words[2]), int(words[3])))
    stays.sort()  # packets come in the order in which they are decoded
    seconds = [float((after - begin) * unit) for (begin, _), (after, _) in pairwise(stays)]
    return _Times(codec, [*seconds, *(float(stay * unit) for _, stay in stays[-1:])])
