"""Is a finished film whole, and how many pictures are in it? Read here, whatever made it."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

_VIDEO = b"vide"
_EBML, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_TRACKS, _TRACK, _TRACK_NUMBER, _TRACK_TYPE = 0x1654AE6B, 0xAE, 0xD7, 0x83
_BLOCK_ALONE, _BLOCK_GROUP, _BLOCK = 0xA3, 0xA0, 0xA1
_OF_PICTURES = 1  # the type of a track
_RIFF_HEAD = 12


class Contents(NamedTuple):
    """What is in a film.

    Attributes
    ----------
    pictures
        How many there are.
    milliseconds
        How long they last, where each says it; else 0.
    """

    pictures: int
    milliseconds: int = 0


def contents_of(path: Path, kind: str) -> Contents:
    """Return what a finished file holds.

    Parameters
    ----------
    path
        The file.
    kind
        What it must be, a key of `CONTAINERS`.

    Raises
    ------
    ValueError
        It is not whole, or something else; the words end "ffmpeg left ...".
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return CONTAINERS[kind](data)
        except (IndexError, ValueError) as error:
            raise ValueError(f"what is no whole {kind}") from error


def _number(data: mmap.mmap, at: int, size: int = 4) -> int:
    if at + size > len(data):
        raise ValueError
    return int.from_bytes(data[at : at + size], "big")


def _mp4(data: mmap.mmap) -> Contents:
    """Count the samples of the video track (ISO/IEC 14496-12, 2015, section 8.6.1.2)."""
    kinds = [kind for kind, _, _ in _boxes(data, 0, len(data))]
    if kinds[0] != b"ftyp" or b"mdat" not in kinds:
        raise ValueError
    for media in _found(data, (b"moov", b"trak", b"mdia"), 0, len(data)):
        inside = {kind: (start, end) for kind, start, end in _boxes(data, *media)}
        if data[inside[b"hdlr"][0] + 8 : inside[b"hdlr"][0] + 12] == _VIDEO:
            [(start, _)] = _found(data, (b"minf", b"stbl", b"stts"), *media)
            runs = _number(data, start + 4)
            return Contents(sum(_number(data, start + 8 + 8 * run) for run in range(runs)))
    raise ValueError


def _found(
    data: mmap.mmap, way: tuple[bytes, ...], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Yield where the boxes are that are reached by these kinds, one in the other."""
    for kind, *inside in _boxes(data, start, end):
        if kind == way[0]:
            if way[1:]:
                yield from _found(data, way[1:], *inside)
            else:
                yield (inside[0], inside[1])


def _boxes(data: mmap.mmap, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of the contents of each box; they fill the place exactly."""
    while at < end:
        size, head = _number(data, at), 8
        if size == 1:
            size, head = _number(data, at + 8, 8), 16
        if size < head or at + size > end:
            raise ValueError
        yield data[at + 4 : at + 8], at + head, at + size
        at += size


def _webm(data: mmap.mmap) -> Contents:
    """Count the blocks of pictures in the clusters (RFC 8794 and 9559)."""
    (kind, _, _), segment = _elements(data, 0, len(data))
    if kind != _EBML or segment[0] != _SEGMENT:
        raise ValueError
    pictures, shown = 0, 0
    for kind, *inside in _elements(data, *segment[1:]):
        if kind == _TRACKS:
            shown = _pictures_track(data, inside[0], inside[1])
        elif kind == _CLUSTER:
            # A block begins with the number of its track.
            pictures += sum(data[at] == 0x80 | shown for at in _blocks(data, *inside))
    return Contents(pictures)


def _blocks(data: mmap.mmap, start: int, end: int) -> Iterator[int]:
    """Yield where the blocks of a cluster begin."""
    for kind, *inside in _elements(data, start, end):
        if kind == _BLOCK_ALONE:
            yield inside[0]
        elif kind == _BLOCK_GROUP:
            yield from (at for part, at, _ in _elements(data, *inside) if part == _BLOCK)


def _pictures_track(data: mmap.mmap, start: int, end: int) -> int:
    """Return the number of the track that has the pictures."""
    for _, *track in _elements(data, start, end):
        said = {kind: _number(data, at, to - at) for kind, at, to in _elements(data, *track)
                if kind in {_TRACK_NUMBER, _TRACK_TYPE}}  # fmt: skip
        if said.get(_TRACK_TYPE) == _OF_PICTURES:
            return said[_TRACK_NUMBER]
    raise ValueError


def _elements(data: mmap.mmap, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and end of the contents of each element; they fill the place exactly."""
    while at < end:
        kind_bytes = 9 - data[at].bit_length()
        kind = _number(data, at, kind_bytes)
        at += kind_bytes
        size_bytes = 9 - data[at].bit_length()
        size = _number(data, at, size_bytes) - (1 << 7 * size_bytes)
        at += size_bytes
        if at + size > end:
            raise ValueError
        yield kind, at, at + size
        at += size


def _webp(data: mmap.mmap) -> Contents:
    """Count the frames of an animation and add up how long they stay (RFC 9649)."""
    if data[:4] != b"RIFF" or data[8:_RIFF_HEAD] != b"WEBP":
        raise ValueError
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        raise ValueError
    pictures = milliseconds = stills = 0
    at = _RIFF_HEAD
    while at < len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"ANMF":
            pictures += 1
            milliseconds += int.from_bytes(data[at + 20 : at + 23], "little")
        stills += name in (b"VP8 ", b"VP8L")
        at += 8 + size + size % 2
    if at != len(data) or not pictures + stills:
        raise ValueError
    return Contents(pictures + stills, milliseconds)


CONTAINERS: Mapping[str, Callable[[mmap.mmap], Contents]] = MappingProxyType(
    {"MP4 or MOV": _mp4, "WebM": _webm, "WebP": _webp}
)
"""How a file of each kind is read; a GIF is read by what sets its delays."""
