"""Formats of films and pictures, a file each and a row in `FORMATS`, chosen by suffix."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.output_paths import checked_path
from gradreel.core.tables import Table

from .clip import Bitrate, Clip, Frame
from .encoder import Encoder
from .ffmpeg_encoder import FfmpegEncoder
from .format import Format
from .image.apng import APNG, ApngEncoder
from .image.folder import FOLDER, FolderEncoder
from .image.gif import GIF, GifEncoder
from .image.pdf import PDF
from .image.png import PNG
from .image.svg import SVG
from .image.webp import WEBP, WebpEncoder
from .kinds import Picture
from .page.html import HTML, HtmlEncoder
from .pieces import PieceEncoder
from .slides.pptx import PPTX, PptxEncoder
from .thread_encoder import ThreadEncoder
from .video.mov import MOV, MovEncoder
from .video.mp4 import MP4, Mp4Encoder
from .video.webm import WEBM, WebmEncoder

__all__ = [
    "FORMATS",
    "ApngEncoder",
    "Bitrate",
    "Clip",
    "Encoder",
    "FfmpegEncoder",
    "FolderEncoder",
    "Format",
    "Frame",
    "GifEncoder",
    "HtmlEncoder",
    "MovEncoder",
    "Mp4Encoder",
    "Picture",
    "PieceEncoder",
    "PptxEncoder",
    "ThreadEncoder",
    "WebmEncoder",
    "WebpEncoder",
    "format_of",
    "no_alpha",
    "open_encoder",
    "suffixes_of",
]


def _checked(where: str, given: object) -> Format:
    suffix = where.rpartition(" ")[2]
    if not isinstance(given, Format):
        raise InvalidInput(f"{where}, which is no Format; it must give one.")
    if given.suffix != suffix:
        raise InvalidInput(f"{where}, whose suffix is {given.suffix!r}; both must be the same.")
    return given


FORMATS = Table(
    "gradreel.formats",
    {
        each.suffix: each
        for each in (MP4, GIF, WEBM, MOV, WEBP, APNG, HTML, PPTX, FOLDER, PNG, SVG, PDF)
    },
    _checked,
)
"""By suffix; "" is a folder. Another package adds one by an entry point that is called so."""


def suffixes_of(able: Callable[[Format], object]) -> list[str]:
    """Return the suffixes of the formats that can do something; a folder has none.

    One of another package that cannot be loaded can do nothing.
    """
    found = []
    for suffix in filter(None, FORMATS):
        with suppress(RenderError):
            found += [suffix] if able(FORMATS[suffix]) else []
    return found


def format_of(path: str | Path) -> Format:
    """Return the format in which a film is written to a path.

    Raises
    ------
    InvalidInput
        There is no such format; the sentence lists those there are.
    """
    suffix = checked_path(path).suffix.lower()
    if suffix in FORMATS and FORMATS[suffix].encoder:
        return FORMATS[suffix]
    if os.path.isdir(path):
        return FOLDER
    raise InvalidInput(
        f"{str(path)!r} does not end in a format known here; choose one of "
        f"{', '.join(suffixes_of(lambda each: each.encoder))}, or a name without a suffix for a "
        "folder of PNGs."
    )


def open_encoder(path: str | Path, clip: Clip, *, in_pieces: bool = False) -> Encoder:
    """Return the encoder for a path's suffix, checked and ready for a ``with`` block.

    Parameters
    ----------
    path
        The file or folder to make; upper or lower case of its suffix does not matter.
    clip
        What the film is.
    in_pieces
        Whether pieces are made elsewhere; a `PieceEncoder` is returned then.

    Raises
    ------
    InvalidInput
        The suffix is unknown, the format has no alpha where the clip has, or the encoder refuses
        the folder or the clip.
    """
    found = format_of(path)
    assert found.encoder
    if clip.alpha and found.alpha == "none":
        raise no_alpha(path)
    if (pieces := found.pieces) and not clip.bitrate:
        divided = clip.cuts and (in_pieces or pieces.apart)
        if divided or (clip.voice and found.voice):  # which is joined to them
            return PieceEncoder(path, clip, pieces)
    return found.encoder(path, clip)


def no_alpha(path: str | Path) -> InvalidInput:
    """Return the error that a file cannot be transparent; the sentence lists what can."""
    able = suffixes_of(lambda each: each.encoder and each.alpha != "none")
    able.sort(key=lambda suffix: FORMATS[suffix].alpha == "one bit")
    return InvalidInput(
        f"{Path(path).name} cannot be transparent, as {format_of(path).coding} has no alpha: "
        f"choose {', '.join(able)} or a folder of PNGs."
    )
