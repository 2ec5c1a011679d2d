"""What a file says of its making: the record that encoders and stills wrote into it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.parsers.expat import ExpatError

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import check_is_there, read_whole, reading

from .checked_record import KEY, checked
from .image.xmp import parse_xml, read_xmp
from .kinds import unreadable
from .picture_scan import COMMENT, scan
from .reading import pictures_in
from .video_files import read_metadata

_SVG_KEYWORDS = ".//{http://purl.org/dc/elements/1.1/}subject"
# Each character but the last of these may be escaped by a backslash.
_FFMETADATA_COMMENT = re.compile(r"^comment=((?:\\.|[^\\\n])*)$", re.DOTALL | re.IGNORECASE | re.M)
_GIF_RECORD = f'{{"{KEY}"'.encode()
"""A GIF may have comments of several programs."""

_PDF_KEYWORDS = re.compile(rb"/Keywords\s*\(((?:\\.|[^\\)])*)\)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def read_record(path: Path) -> dict[str, Any]:
    """Return the record of a file, or of the first picture in a folder.

    Returns
    -------
    dict
        As made by `provenance.record_of`.

    Raises
    ------
    InvalidInput
        There is no such file, it cannot be read, or gradreel did not write what it says.
    """
    return checked(path, _read_comment(_first_file(path)))


def _first_file(path: Path) -> Path:
    if os.path.isdir(path):
        return pictures_in(path)[0]
    check_is_there(path)
    if path.suffix.lower() not in READERS:
        raise InvalidInput(
            f"{str(path)!r} does not end in a format that says what it shows; give a folder, or a "
            f"file that ends in {', '.join(READERS)}."
        )
    return path


def _read_comment(path: Path) -> str:
    try:
        with reading(path):
            return READERS[path.suffix.lower()](path)
    except (ValueError, ExpatError) as error:
        raise error if isinstance(error, InvalidInput) else unreadable(path) from error


def _of_video(path: Path) -> str:
    found = _FFMETADATA_COMMENT.search(read_metadata(path))
    return _ESCAPE.sub(r"\1", found[1]) if found else ""


def _of_gif(path: Path) -> str:
    comments = scan(path).texts.get(COMMENT, [])
    return next((each.decode() for each in comments if each.startswith(_GIF_RECORD)), "")


def _of_png(path: Path) -> str:
    return scan(path).texts.get(COMMENT, [b""])[0].decode()


def _of_webp(path: Path) -> str:
    return read_xmp(scan(path).texts.get("xmp", [b""])[0]).get("comment", "")


def _of_svg(path: Path) -> str:
    keywords = parse_xml(read_whole(path)).find(_SVG_KEYWORDS)
    return "" if keywords is None else "".join(keywords.itertext()).strip()


def _of_pdf(path: Path) -> str:
    data = read_whole(path)
    if not data.startswith(b"%PDF"):
        raise ValueError
    found = _PDF_KEYWORDS.match(data, data.find(b"/Keywords"))  # the first: a search is never long
    return _ESCAPE.sub(r"\1", found[1].decode("ascii", "replace")) if found else ""


READERS: Mapping[str, Callable[[Path], str]] = MappingProxyType(
    {
        ".mp4": _of_video,
        ".webm": _of_video,
        ".mov": _of_video,
        ".gif": _of_gif,
        ".png": _of_png,
        ".apng": _of_png,
        ".webp": _of_webp,
        ".svg": _of_svg,
        ".pdf": _of_pdf,
    }
)
"""How the comment of each format is read, by suffix."""
