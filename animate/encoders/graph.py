"""The two ends of every ffmpeg command: raw frames in, progress out. Pure: nothing runs here."""

from fractions import Fraction
from typing import Any

import ffmpeg


def raw_frames(size: tuple[int, int], fps: Fraction) -> Any:
    """Return the ffmpeg-python stream of RGB frames on standard input."""
    # Not its option video_size: ffmpeg-python takes the first two characters of a text there.
    return ffmpeg.input(
        "pipe:0",
        format="rawvideo",
        pixel_format="rgb24",
        s=f"{size[0]}x{size[1]}",
        framerate=str(fps),
    )


def compile_command(output: Any, binary: str) -> list[str]:
    """Return the arguments that run an ffmpeg-python output, quiet and with progress on stdout."""
    quiet = output.global_args("-hide_banner", "-nostats", "-loglevel", "error")
    return list(
        ffmpeg.compile(quiet.global_args("-progress", "pipe:1"), binary, overwrite_output=True)
    )
