"""The chunks of a WebP file, as far as they say how it was compressed (RFC 9649, section 2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FRAME_HEAD = 16
"""Bytes at the beginning of an animation's frame, before chunks of its own."""


def is_lossless(path: Path) -> bool:
    """Whether every picture of the file is stored without loss."""
    return b"VP8 " not in _names(path.read_bytes(), 12)


def _names(data: bytes, at: int) -> Iterator[bytes]:
    """Go through the names of the chunks from `at` on, those inside frames among them."""
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        yield name
        if name == b"ANMF":
            yield from _names(data[at + 8 : at + 8 + length], _FRAME_HEAD)
        at += 8 + length + length % 2  # chunks begin at even places
