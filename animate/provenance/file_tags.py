"""What a file says of its making: the record that encoders and stills wrote into it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from gradreel.core.errors import InvalidInput

from ..decoding import pictures_in
from ..ffmpeg import find_ffmpeg
from .xmp import read_xmp

KEY = "gradreel"
"""The first key of the record; what is in a comment without it was not written here."""

_SVG_KEYWORDS = ".//{http://purl.org/dc/elements/1.1/}subject"
# Each character but the last of these may be escaped by a backslash.
_FFMETADATA_COMMENT = re.compile(r"^comment=((?:\\.|[^\\\n])*)$", re.DOTALL | re.IGNORECASE | re.M)
# What begins as a record does; pixels may happen to look like the beginning of a comment.
_GIF_COMMENT = re.compile(rb"\x21\xfe.(?=\{\"gradreel\")", re.DOTALL)
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
        There is no such file, it cannot be read, or gradreel did not write it.
    """
    comment = _read_comment(_first_file(path))
    try:
        record = json.loads(comment)
    except ValueError:
        record = None
    if not isinstance(record, dict) or KEY not in record:
        raise InvalidInput(
            f"{path} does not say what it shows: gradreel did not write it, or another program "
            "changed it; render it anew."
        )
    return record


def _first_file(path: Path) -> Path:
    if path.is_dir():
        return pictures_in(path)[0]
    if not path.is_file():
        raise InvalidInput(f"There is no file or folder {path}; check its name.")
    if path.suffix.lower() not in READERS:
        raise InvalidInput(
            f"{str(path)!r} does not end in a format that says what it shows; give a folder, or a "
            f"file that ends in {', '.join(READERS)}."
        )
    return path


def _read_comment(path: Path) -> str:
    suffix = path.suffix.lower()
    try:
        return READERS[suffix](path)
    except (OSError, SyntaxError, ValueError, subprocess.CalledProcessError) as error:
        raise InvalidInput(
            f"{path} cannot be read: it is truncated or no {suffix[1:]}; make it anew."
        ) from error


def _of_video(path: Path) -> str:
    command = [find_ffmpeg(), "-nostdin", "-v", "error", "-i", str(path), "-f", "ffmetadata", "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    found = _FFMETADATA_COMMENT.search(said)
    return _ESCAPE.sub(r"\1", found[1]) if found else ""


def _of_gif(path: Path) -> str:
    """Find the comment, before or after the pictures: blocks of at most 255 bytes each."""
    data = path.read_bytes()
    if not data.startswith(b"GIF8"):
        raise ValueError
    found = _GIF_COMMENT.search(data)
    comment, at = b"", found.end() - 1 if found else len(data)
    while at < len(data) and data[at]:
        comment += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    return comment.decode()


def _of_png(path: Path) -> str:
    return _info(path, "Comment")


def _of_webp(path: Path) -> str:
    return read_xmp(_info(path, "xmp").encode()).get("comment", "")


def _info(path: Path, key: str) -> str:
    from PIL import Image  # noqa: PLC0415 - takes a while

    with Image.open(path) as image:
        image.load()  # a text may stand behind the pixels
        value = image.info.get(key, "")
    return value.decode() if isinstance(value, bytes) else str(value)


def _of_svg(path: Path) -> str:
    try:
        keywords = ElementTree.parse(path).find(_SVG_KEYWORDS)  # noqa: S314 - expat has bounds
    except ElementTree.ParseError as error:
        raise ValueError from error
    return "" if keywords is None else "".join(keywords.itertext()).strip()


def _of_pdf(path: Path) -> str:
    found = _PDF_KEYWORDS.search(path.read_bytes())
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
