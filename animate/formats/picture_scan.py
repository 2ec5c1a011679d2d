"""What a PNG, GIF or WebP says before a picture of it is decoded: its size, how many, its texts.

Nothing is believed: each length stands in a file that may have been made to harm.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import read_whole

from .kinds import check_kind, check_pixels, unreadable

MOST_PICTURES = 100_000
"""Of an animation: more than an hour at 25 a second."""

COMMENT = "Comment"
"""The keyword of the record in a PNG; a GIF knows no others."""

LONGEST_TEXT = 2**20
"""Bytes of all texts under a keyword; a record of ten scenes has 20,000."""

MOST_TEXTS = 100

_PNG_INDEXED = 3
"""The type of a PNG whose pixels are numbers of colours in a table."""

_WEBP_FRAME_HEAD = 16
"""Bytes at the beginning of an animation's frame, before chunks of its own."""


class Damaged(Exception):
    """A file is not whole, or breaks the rules of its format."""


@dataclass
class Scan:
    """What was found.

    Attributes
    ----------
    size
        (width, height) in pixels.
    pictures
        How many there are.
    texts
        What is written in it, by keyword; of a GIF, which has none, all under `COMMENT`.
    lossy
        Whether pixels of a WebP are stored with loss.
    """

    size: tuple[int, int] = (0, 0)
    pictures: int = 0
    texts: dict[str, list[bytes]] = field(default_factory=dict)
    lossy: bool = False

    def add_text(self, key: str, text: bytes) -> None:
        """Keep one more text under a keyword; Damaged if there are too many to be right."""
        kept = self.texts.setdefault(key, [])
        kept.append(text)
        if sum(map(len, kept)) > LONGEST_TEXT or len(kept) > MOST_TEXTS:
            raise Damaged


def scan(path: Path, kind: str) -> Scan:
    """Look through a file that must be of this kind, "PNG", "GIF" or "WebP".

    Raises
    ------
    InvalidInput
        It is of another kind, is damaged, or has too many pixels or
        pictures.
    """
    data = read_whole(path)
    check_kind(path, kind, data)
    found = Scan()
    try:
        _SCANS[kind](data, found)
    except (Damaged, IndexError, ValueError, struct.error, zlib.error) as error:
        raise unreadable(path) from error
    check_pixels(path, *found.size)
    if found.pictures > MOST_PICTURES:
        raise InvalidInput(f"{path} has {found.pictures} pictures; give at most {MOST_PICTURES}.")
    if not found.pictures:
        raise unreadable(path)
    return found


def _png(data: bytes, found: Scan) -> None:
    """Go through the chunks of a PNG (W3C, PNG Specification, 3rd edition, 2025)."""
    kinds: list[bytes] = []
    color, told = 0, None
    for kind, content in _png_chunks(data):
        kinds.append(kind)
        if kind == b"IHDR":
            found.size, color = struct.unpack(">II", content[:8]), content[9]
        elif kind == b"acTL":
            (told,) = struct.unpack(">I", content[:4])
        elif kind in _PNG_TEXTS:
            key, _, text = content.partition(b"\0")
            if key.decode("latin-1") == COMMENT:  # of all others nothing need be unpacked
                found.add_text(COMMENT, _PNG_TEXTS[kind](text))
    before = kinds[: kinds.index(b"IDAT")]
    if kinds.index(b"IHDR") or (color == _PNG_INDEXED and b"PLTE" not in before):
        raise Damaged
    if told not in (None, kinds.count(b"fcTL")) or kinds.count(b"acTL") > 1:
        raise Damaged
    found.pictures = max(kinds.count(b"fcTL"), 1)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        (checksum,) = struct.unpack_from(">I", data, end)
        if zlib.crc32(data[at + 4 : end]) != checksum:
            raise Damaged
        yield kind, data[at + 8 : end]
        at = end + 4


def _international(text: bytes) -> bytes:
    """Take a text out of an iTXt: flag, method, language and translated keyword stand before it."""
    packed, _, rest = text[0], text[1], text[2:]
    _, _, rest = rest.partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    return _inflated(rest) if packed else rest


def _inflated(data: bytes) -> bytes:
    inflate = zlib.decompressobj()
    text = inflate.decompress(data, LONGEST_TEXT)
    if inflate.unconsumed_tail:
        raise Damaged
    return text


_PNG_TEXTS: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"tEXt": lambda text: text.decode("latin-1").encode(),
    b"zTXt": lambda text: _inflated(text[1:]).decode("latin-1").encode(),
    b"iTXt": _international,
}


def _gif(data: bytes, found: Scan) -> None:
    """Go through the blocks of a GIF (GIF89a specification, 1990)."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    found.size = (width, height)
    at = 13 + _table_bytes(flags)
    while data[at] != 0x3B:
        if data[at] == 0x21:
            label, (content, at) = data[at + 1], _sub_blocks(data, at + 2)
            if label == 0xFE:
                found.add_text(COMMENT, content)
        elif data[at] == 0x2C:
            left, top, wide, high, flags = struct.unpack_from("<HHHHB", data, at + 1)
            if left + wide > width or top + high > height:
                raise Damaged
            _, at = _sub_blocks(data, at + 11 + _table_bytes(flags))
            found.pictures += 1
        else:
            raise Damaged


def _table_bytes(flags: int) -> int:
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    """Return what blocks of at most 255 bytes hold, and where they end."""
    pieces = []
    while length := data[at]:
        pieces.append(data[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(pieces), at + 1


def _webp(data: bytes, found: Scan) -> None:
    """Go through the chunks of a WebP (RFC 9649)."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Damaged
    for name, content in _webp_chunks(data[:end], 12):
        if name == b"VP8X":
            found.size = (_plus_one(content[4:7]), _plus_one(content[7:10]))
        elif name == b"ANMF":
            found.pictures += 1
            names = [name for name, _ in _webp_chunks(content, _WEBP_FRAME_HEAD)]
            found.lossy = found.lossy or b"VP8 " in names
        elif name in (b"VP8 ", b"VP8L"):
            found.pictures, found.lossy = 1, name == b"VP8 "
            found.size = found.size if any(found.size) else _webp_size(name, content)
        elif name == b"XMP ":
            found.add_text("xmp", content)


def _webp_chunks(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise Damaged
        yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2  # chunks begin at even places


def _webp_size(name: bytes, content: bytes) -> tuple[int, int]:
    """Read the size where the pixels themselves say it."""
    if name == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", content, 6)
    return width & 0x3FFF, height & 0x3FFF


def _plus_one(data: bytes) -> int:
    return int.from_bytes(data, "little") + 1


_SCANS: Mapping[str, Callable[[bytes, Scan], None]] = MappingProxyType(
    {"PNG": _png, "GIF": _gif, "WebP": _webp}
)
