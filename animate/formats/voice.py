"""A recorded voice beside the pictures of a video: how long it is, and how it gets into the file.

The pictures are made first and are the same with and without it.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import reading

from .ffmpeg import find_ffmpeg
from .patience import listening, patience

KINDS = ("wav", "mp3", "flac", "ogg", "aac", "aiff", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm")
"""Names of what ffmpeg may take it for: a playlist would name other files."""

KINDS_TOLD = ".wav, .mp3, .m4a, .ogg, .flac or the like"

_RATE, _BYTES = 8000, 2  # of one channel, to measure with
_BLOCK = 1 << 16

AAC = ("-c:a", "aac", "-b:a", "128k", "-ac", "2")
OPUS = ("-c:a", "libopus", "-b:a", "96k", "-ac", "2")


def voice_seconds(path: Path) -> Fraction:
    """Return how long a voice lasts, by decoding it.

    Raises
    ------
    InvalidInput
        There is no such file, or no sound in it.
    RenderError
        ffmpeg cannot be started, or hung.
    """
    with reading(path), path.open("rb"):
        pass
    command = [
        find_ffmpeg(), "-nostdin", "-v", "error", *voice_input(path),
        "-map", "0:a:0", "-ac", "1", "-ar", str(_RATE), "-f", "s16le", "-",
    ]  # fmt: skip
    size = 0
    with listening(command, f"it read {path.name}", patience()) as said:
        while block := said.read(_BLOCK):
            size += len(block)
    if not size:
        raise InvalidInput(f"{path} has no sound that can be read; give a recording, {KINDS_TOLD}.")
    return Fraction(size, _BYTES * _RATE)


def check_voice(path: Path, frames: int, rate: Fraction) -> None:
    """Raise InvalidInput where a voice goes on when the film is over.

    Parameters
    ----------
    frames
        Of the film; one more would not be heard.
    rate
        Frames per second.
    """
    lasts, film = voice_seconds(path), frames / rate
    if lasts > film + 1 / rate:
        raise InvalidInput(
            f"{path} lasts {float(lasts):.2f} s and the film {float(film):.2f} s; hold the last "
            f"picture for {float(lasts - film):.2f} s more, let the scene take longer, or shorten "
            "the recording."
        )


def voice_input(path: Path) -> list[str]:
    """Return the arguments that give ffmpeg the voice as an input."""
    return [
        "-format_whitelist", ",".join(KINDS), "-protocol_whitelist", "file,pipe",
        "-i", f"file:{path.resolve()}",
    ]  # fmt: skip
