"""Tags in a finished WebP, as XMP (Google, WebP Container Specification, 2011 to 2024)."""

import struct
from pathlib import Path

from gradreel.core import disk

from ..provenance.xmp import write_xmp
from .clip import Clip

HEADER = 12  # RIFF, size, WEBP
XMP_FLAG, ALPHA_FLAG = 0x04, 0x10


def add_tags(path: Path, clip: Clip) -> None:
    """Write the tags of a clip into a WebP, in place.

    Parameters
    ----------
    path
        A complete WebP; one of a single picture may be of the simple kind.
    clip
        Its tags and size are used.
    """
    if not clip.tags:
        return
    with disk.changing(path) as file:
        start = file.read(HEADER + 8)
        if start[HEADER:] == b"VP8X" + struct.pack("<I", 10):
            flags = file.read(1)[0]
            file.seek(HEADER + 8)
            file.write(bytes([flags | XMP_FLAG]))
        else:
            rest = start[HEADER:] + file.read()
            file.seek(HEADER)
            file.write(_extended(clip) + rest)
        file.seek(0, 2)
        file.write(_chunk(b"XMP ", write_xmp(clip.tags)))
        size = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", size - 8))


def _extended(clip: Clip) -> bytes:
    """Return the chunk that says what the file holds beside a picture."""
    width, height = (struct.pack("<I", side - 1)[:3] for side in clip.size)
    flags = XMP_FLAG | (ALPHA_FLAG if clip.alpha else 0)
    return _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + width + height)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
