"""One encoder a format, chosen by suffix."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from gradreel.core.errors import InvalidInput
from gradreel.core.output_paths import checked_path

from .clip import Bitrate, Clip, Frame
from .encoder import Encoder
from .image.apng import ApngEncoder
from .image.folder import FolderEncoder
from .image.gif import GifEncoder
from .image.webp import WebpEncoder
from .video.mov import MovEncoder
from .video.mp4 import Mp4Encoder
from .video.webm import WebmEncoder

__all__ = [
    "ENCODERS",
    "ApngEncoder",
    "Bitrate",
    "Clip",
    "Encoder",
    "FolderEncoder",
    "Frame",
    "GifEncoder",
    "MovEncoder",
    "Mp4Encoder",
    "WebmEncoder",
    "WebpEncoder",
    "format_of",
    "open_encoder",
]

ENCODERS: Mapping[str, Callable[[str | Path, Clip], Encoder]] = MappingProxyType(
    {
        ".mp4": Mp4Encoder,
        ".gif": GifEncoder,
        ".webm": WebmEncoder,
        ".mov": MovEncoder,
        ".webp": WebpEncoder,
        ".apng": ApngEncoder,
        "": FolderEncoder,
    }
)
"""By suffix; a name without one is that of a folder."""


def format_of(path: str | Path) -> str:
    """Return the suffix under which a path stands in `ENCODERS`.

    Raises
    ------
    InvalidInput
        There is no such format; the sentence lists those there are.
    """
    suffix = checked_path(path).suffix.lower()
    if suffix in ENCODERS:
        return suffix
    if os.path.isdir(path):
        return ""
    raise InvalidInput(
        f"{str(path)!r} does not end in a format known here; choose one of "
        f"{', '.join(filter(None, ENCODERS))}, or a name without a suffix for a folder of PNGs."
    )


def open_encoder(path: str | Path, clip: Clip) -> Encoder:
    """Return the encoder for a path's suffix, checked and ready for a ``with`` block.

    Parameters
    ----------
    path
        The file or folder to make; upper or lower case of its suffix does not matter.
    clip
        What the film is.

    Raises
    ------
    InvalidInput
        The suffix is unknown, or the encoder refuses the folder or the clip.
    """
    return ENCODERS[format_of(path)](path, clip)
