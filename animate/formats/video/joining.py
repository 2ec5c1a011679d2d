"""Pieces of a video, put one after the other without encoding again."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from gradreel.core import disk

from ..clip import Clip
from ..containers import contents_of
from ..ffmpeg import FfmpegProcess, find_ffmpeg
from ..ffmpeg_commands import chapters_input, tag_options
from ..pieces import Piece
from ..voice import AAC, voice_input

IN_ORDER = "ts=round(N/({rate})/TB)"
REORDERED = "pts=round(round(PTS*TB*({rate}))/({rate})/TB):dts=STARTDTS+round(N/({rate})/TB)"
"""Exact time stamps, whatever the containers of the pieces were cut off to. Where pictures are
stored in another order than shown, each has two: when it is decoded, and when it is shown."""


def join_videos(
    pieces: Sequence[Piece],
    path: Path,
    clip: Clip,
    *,
    kind: str,
    times: str,
    options: Sequence[str],
    sound: Sequence[str] = AAC,
) -> None:
    """Make one video of its pieces, with the chapters, tags and voice of the clip.

    Parameters
    ----------
    kind
        What each is, a key of `CONTAINERS`.
    times
        `IN_ORDER` or `REORDERED`.
    options
        Of the output.
    sound
        How a voice is coded.

    Raises
    ------
    RenderError
        ffmpeg failed.
    ValueError
        It left something else; the words end "ffmpeg left ...".
    """
    notes = path.with_name("pieces.txt")
    disk.write(notes, _list_of(pieces, clip.rate))
    process = FfmpegProcess(
        [find_ffmpeg(), *_command(notes, path, clip, times, [*options, *sound])], 1, path.name
    )
    try:
        process.finish()
    finally:
        process.kill()
    disk.delete(notes)
    frames = sum(piece.frames for piece in pieces)
    pictures = contents_of(path, kind).pictures
    if pictures != frames:
        raise ValueError(f"{pictures} pictures of {frames}")


def _list_of(pieces: Sequence[Piece], rate: Fraction) -> str:
    """Write the list that ffmpeg reads, with how long each lasts in whole microseconds."""
    lines = ["ffconcat version 1.0"]
    for piece in pieces:
        begin, end = (round(10**6 * n / rate) for n in (piece.first, piece.first + piece.frames))
        lines += [f"file {piece.path.name}", f"duration {(end - begin) / 10**6:.6f}"]
    return "\n".join([*lines, ""])


def _command(notes: Path, path: Path, clip: Clip, times: str, options: Sequence[str]) -> list[str]:
    tags = [word for key, text in tag_options(clip).items() for word in (f"-{key}", text)]
    chapters = chapters_input(clip)
    voice = voice_input(clip.voice) if clip.voice else []
    heard = ["-map", f"{2 if chapters else 1}:a:0"] if voice else []
    return [
        "-nostdin", "-f", "concat", "-i", f"file:{notes.resolve()}", *chapters, *voice,
        "-map", "0:v", *heard, "-map_metadata", "0", "-c:v", "copy",
        "-bsf:v", f"setts={times.format(rate=clip.rate)}", *options, *tags, "-fflags", "+bitexact",
        "-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1", "-y",
        f"file:{path.resolve()}",
    ]  # fmt: skip
