"""What every ffmpeg command is built from. Pure: nothing runs here."""

import base64
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..scene.outline import Chapter
from .clip import Bitrate, Clip

BT709 = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709"}
"""What colours mean in HD video, said in the stream as well as in the container."""


def raw_frames(size: tuple[int, int], fps: Fraction, *, alpha: bool = False) -> Any:
    """Return the ffmpeg-python stream of RGB or RGBA frames on standard input."""
    # Not its option video_size: ffmpeg-python takes the first two characters of a text there.
    import ffmpeg  # noqa: PLC0415 - who only reads films has none

    return ffmpeg.input(
        "pipe:0",
        format="rawvideo",
        pixel_format="rgba" if alpha else "rgb24",
        s=f"{size[0]}x{size[1]}",
        framerate=str(fps),
    )


def to_bt709(frames: Any, pixel_format: str) -> Any:
    """Return RGB frames as Y'CbCr of limited range by the matrix of BT.709, and tagged so.

    Without a word ffmpeg uses BT.601, players take HD video for BT.709, and the reds shift. With
    ``bitexact`` every processor makes the same bytes; ``accurate_rnd`` makes the same ones too, but
    takes half as long again, as it writes luma a byte at a time.
    """
    return (
        frames.filter(
            "scale",
            out_color_matrix="bt709",
            out_range="tv",
            flags="area+bitexact+full_chroma_inp",
        )
        .filter("format", pixel_format)
        .filter("setparams", range="tv", **BT709)
    )


def pass_options(bitrate: Bitrate) -> dict[str, Any]:
    """Return the options of a video output that is made in two passes."""
    return {
        "video_bitrate": bitrate.bits_per_second,
        "pass": 2 if bitrate.last else 1,
        "passlogfile": str(bitrate.log),
    }


def compile_command(output: Any, binary: str) -> list[str]:
    """Return the arguments that run an ffmpeg-python output, quiet and with progress on stdout."""
    import ffmpeg  # noqa: PLC0415 - as above

    quiet = output.global_args("-hide_banner", "-nostats", "-loglevel", "error")
    # Slices of a picture that several threads convert are soon done, but cost those who draw and
    # encode the same pictures on these cores more than they save.
    quiet = quiet.global_args("-progress", "pipe:1", "-filter_complex_threads", "1")
    return list(ffmpeg.compile(quiet, binary, overwrite_output=True))


def tag_options(clip: Clip) -> dict[str, str]:
    """Return the options of an ffmpeg-python output that write the clip's tags."""
    tags = clip.tags.items()
    return {f"metadata:g:{i}": f"{key}={value}" for i, (key, value) in enumerate(tags)}


def chapters_input(clip: Clip) -> list[str]:
    """Return the arguments that give ffmpeg the chapters as an input; none without chapters.

    It takes the chapters of the first input that has any, and no tags but from the first input.
    """
    if not clip.chapters:
        return []
    # They travel inside the command: no second temporary file to clean up.
    text = base64.b64encode(ffmetadata(clip.chapters).encode()).decode()
    return ["-f", "ffmetadata", "-i", f"data:text/plain;base64,{text}"]


def ffmetadata(chapters: Sequence[Chapter]) -> str:
    """Return the chapters in ffmpeg's own text format, times in whole milliseconds."""
    return "\n".join([";FFMETADATA1", *_lines(chapters), ""])


def _lines(chapters: Sequence[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        yield "[CHAPTER]"
        yield "TIMEBASE=1/1000"
        yield f"START={round(1000 * chapter.start)}"
        yield f"END={round(1000 * chapter.end)}"
        yield f"title={_escaped(chapter.title)}"


def _escaped(text: str) -> str:
    # At the end of a line ffmpeg takes even an escaped backslash for "goes on in the next".
    return re.sub(r"([=;#\\\n])", r"\\\1", text.rstrip("\\"))
