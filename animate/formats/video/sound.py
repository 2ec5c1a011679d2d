"""A voice put to a film that is there already; its pictures stay as they are."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from ..ffmpeg import FfmpegProcess, find_ffmpeg
from ..voice import AAC, voice_input


def put_to(film: Path, voice: Path, path: Path, *, start: Fraction, seconds: Fraction) -> None:
    """Make an MP4 of a film and of a part of a voice, with silence where that is over.

    Parameters
    ----------
    path
        The file to make.
    start, seconds
        The part: where it begins in the recording, and how long the film is.

    Raises
    ------
    RenderError
        ffmpeg failed.
    """
    process = FfmpegProcess(
        [
            find_ffmpeg(), "-nostdin", "-i", f"file:{film.resolve()}",
            "-ss", f"{float(start):.6f}", *voice_input(voice), "-map", "0:v", "-map", "1:a:0",
            "-c:v", "copy", *AAC, "-af", "apad", "-t", f"{float(seconds):.6f}", "-f", "mp4",
            "-movflags", "+faststart", "-fflags", "+bitexact", "-hide_banner", "-nostats",
            "-loglevel", "error", "-progress", "pipe:1", "-y", f"file:{path.resolve()}",
        ],
        1,
        path.name,
    )  # fmt: skip
    try:
        process.finish()
    finally:
        process.kill()
