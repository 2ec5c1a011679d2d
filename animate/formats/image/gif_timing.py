"""When each picture of a GIF is shown: whole hundredths of a second that add up exactly."""

import math
import mmap
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from gradreel.core import disk

# Viewers slow down pictures that are shown for less.
SHORTEST_CENTISECONDS = 2
LONGEST_CENTISECONDS = 60_000

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B


def start_centiseconds(index: int, fps: Fraction) -> int:
    """Return when frame ``index`` starts: the exact time cut to hundredths (30 fps: 0, 3, 6, 10).

    The delays between are then 3, 3, 4, ...: the error never adds up.
    """
    return math.floor(100 * index / fps)


def end_centiseconds(frames: int, fps: Fraction) -> int:
    """Return when a film of so many frames ends: its duration rounded to hundredths."""
    return math.floor(100 * frames / fps + Fraction(1, 2))


def piece_starts(start: int, end: int) -> range:
    """Return when a picture shown from start to end must be stored: two bytes hold ten minutes."""
    return range(start, max(start + 1, end - SHORTEST_CENTISECONDS + 1), LONGEST_CENTISECONDS)


def delays_between(starts: Sequence[int], end: int) -> list[int]:
    """Return how long each picture is shown, given when each starts and when the film ends.

    One that would be shown too short a time takes what it lacks from those before it; only a film
    all of whose pictures are as short as can be ends later than asked, by at most that.
    """
    delays = []
    for start in reversed(starts):
        delays.append(max(end - start, SHORTEST_CENTISECONDS))
        end -= delays[-1]
    return delays[::-1]


def set_delays(path: Path, delays: Sequence[int]) -> None:
    """Write the delay of each picture into a finished GIF, in place.

    Parameters
    ----------
    path
        The GIF; every picture in it has a graphic control extension.
    delays
        Hundredths of a second, one for each picture.

    Raises
    ------
    ValueError
        The file has another number of pictures, or is no complete GIF.
    """
    with disk.changing(path) as file, mmap.mmap(file.fileno(), 0) as data:
        try:
            places = list(_delay_offsets(data))
        except IndexError as error:
            raise ValueError("an incomplete GIF") from error
        if len(places) != len(delays):
            raise ValueError(f"{len(places)} pictures of {len(delays)}")
        for place, delay in zip(places, delays, strict=True):
            data[place : place + 2] = delay.to_bytes(2, "little")


def delay_places(data: bytes) -> list[int]:
    """Return where in a whole GIF the delay of each picture stands.

    Raises
    ------
    ValueError
        It is no complete GIF.
    """
    try:
        return list(_delay_offsets(data))
    except IndexError as error:
        raise ValueError("an incomplete GIF") from error


def delays_of(data: bytes) -> list[int]:
    """Return the hundredths of a second for which each picture of a whole GIF is shown."""
    return [int.from_bytes(data[at : at + 2], "little") for at in delay_places(data)]


def _delay_offsets(data: mmap.mmap | bytes) -> Iterator[int]:
    """Yield where the delay of each picture stands (GIF89a specification, 1990, section 23)."""
    if data[:4] != b"GIF8":
        raise IndexError
    place = 13 + _table_bytes(data[10])
    while (kind := data[place]) != _TRAILER:
        if kind not in (_EXTENSION, _IMAGE):
            raise IndexError
        if kind == _EXTENSION:
            if data[place + 1] == 0xF9:
                yield place + 4
            place = _after_blocks(data, place + 2)
        else:
            place = _after_blocks(data, place + 11 + _table_bytes(data[place + 9]))


def _table_bytes(flags: int) -> int:
    return 3 * 2 ** (flags % 8 + 1) if flags & 0x80 else 0


def _after_blocks(data: mmap.mmap | bytes, place: int) -> int:
    while length := data[place]:
        place += length + 1
    return place + 1


TRAILER = b"\x3b"
LONGEST_BLOCK = 255


def comment_block(text: str) -> bytes:
    """Return the comment extension that says ``text``, in UTF-8."""
    data = text.encode()
    pieces = [data[i : i + LONGEST_BLOCK] for i in range(0, len(data), LONGEST_BLOCK)]
    blocks = b"".join(bytes([len(piece)]) + piece for piece in pieces)
    return b"\x21\xfe" + blocks + b"\x00"


def add_comment(path: Path, text: str) -> None:
    """Put a comment at the end of a finished GIF, in place.

    Parameters
    ----------
    path
        The GIF; its last byte is the trailer.
    text
        The comment; nothing is added where it is empty.
    """
    if not text:
        return
    with disk.changing(path) as file:
        file.seek(-len(TRAILER), 2)
        file.write(comment_block(text) + TRAILER)
