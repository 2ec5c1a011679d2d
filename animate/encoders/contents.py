"""A video's tags and chapters, as ffmpeg takes them. Pure: nothing runs here."""

import base64
import re
from collections.abc import Iterator, Sequence

from ..outline import Chapter
from .clip import Clip


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
