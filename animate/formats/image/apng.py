"""APNG: every frame without loss, only what changes is stored, timed exactly."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradreel.core import disk

from ..clip import Clip, Frame
from ..format import Format
from ..picture_files import read_plays
from ..pieces import Piece, Pieces
from ..thread_encoder import ThreadEncoder
from .holds import merged, shortest_stay
from .png import PNG, RGBA, SIGNATURE, chunk, header, packed, texts

MOST = 65_535  # two bytes hold each part of a delay
SOURCE, OVER = 0, 1


class ApngEncoder(ThreadEncoder):
    """Animated PNG, RGBA, lossless.

    Equal neighbouring frames become one picture with a long delay. At more than 90 frames a second
    some are left out and the duration stays: browsers slow down what is shown for less.
    """

    def _make(self, frames: Iterable[Frame]) -> None:
        with disk.writing(self._staged.path) as file:
            writer = ApngWriter(file, self.clip.plays, self.clip.tags)
            for picture, count in self._pictures(frames):
                writer.write(picture, count / self.fps)
            writer.close()

    def _pictures(self, frames: Iterable[Frame]) -> Iterator[tuple[Stored, int]]:
        """Go through what is stored, and for how many frames it is shown."""
        changes = Changes(self.clip.part.before if self.clip.part else None)
        for frame, count in merged(frames, shortest_stay(self.fps)):
            yield changes.store(frame), count
            self._done += count


class ApngPiece(ApngEncoder):
    """A part of an animated PNG: its pictures, and for how many frames each is shown."""

    def _make(self, frames: Iterable[Frame]) -> None:
        with disk.writing(self._staged.path) as file:
            for each in self._pictures(frames):
                pickle.dump(each, file)


def join_apngs(pieces: Sequence[Piece], path: Path, clip: Clip) -> None:
    """Make one animated PNG of its pieces, with the tags of the clip."""
    with disk.writing(path) as file:
        writer = ApngWriter(file, clip.plays, clip.tags)
        shown, stays = None, 0
        for piece in pieces:
            for picture, count in _stored_in(piece.path):
                if shown and picture.data:
                    writer.write(shown, stays / clip.rate)
                    stays = 0
                shown, stays = picture if picture.data else shown, stays + count
        assert shown
        writer.write(shown, stays / clip.rate)
        writer.close()


def _stored_in(path: Path) -> Iterator[tuple[Stored, int]]:
    with path.open("rb") as file, suppress(EOFError):
        while True:
            yield pickle.load(file)  # noqa: S301 - written by a process of ours


class Stored(NamedTuple):
    """A picture as an animated PNG has it.

    Attributes
    ----------
    size, corner
        (width, height) of the rectangle that is stored, and where it stands, in pixels.
    way
        Whether it replaces what stood there or is put over it.
    data
        Its pixels, compressed; b"" for one that equals the picture before.
    """

    size: tuple[int, int]
    corner: tuple[int, int]
    way: int
    data: bytes


class Changes:
    """Finds what of a picture must be stored, given the one before.

    Parameters
    ----------
    before
        What is shown before the first picture, None for nothing.
    """

    def __init__(self, before: Frame | None = None) -> None:
        self._before = None if before is None else _pixels(before)

    def store(self, frame: Frame) -> Stored:
        """Return a picture (height, width, 3 or 4) as it is stored.

        What changed is put over what stood there, with transparent pixels where nothing did; where
        something became transparent, the whole rectangle replaces what stood there.
        """
        pixels, before, self._before = _pixels(frame), self._before, _pixels(frame)
        if before is None:
            return _stored(pixels, (0, 0), SOURCE)
        changed = pixels != before
        if not changed.any():
            return Stored((0, 0), (0, 0), OVER, b"")
        rows, columns = (_extent(changed.any(axis=axis)) for axis in (1, 0))
        new, changed = pixels[rows, columns], changed[rows, columns]
        way = OVER if (new >> 24 == 255)[changed].all() else SOURCE
        shown = np.where(changed, new, 0) if way == OVER else new
        return _stored(shown, (columns.start, rows.start), way)


def _stored(pixels: NDArray[np.uint32], corner: tuple[int, int], way: int) -> Stored:
    height, width = pixels.shape
    return Stored((width, height), corner, way, packed(_rgba(pixels)))


class ApngWriter:
    """Writes an animated PNG picture by picture (W3C, PNG Specification, 3rd edition, 2025).

    Parameters
    ----------
    file
        Where to, seekable.
    plays
        How often it is shown, 0 for ever.
    tags
        Texts to write into it.
    """

    def __init__(self, file: BinaryIO, plays: int, tags: Mapping[str, str]) -> None:
        self._file, self._plays, self._tags = file, plays, tags
        self._control_at = 0
        self._pictures = self._serial = 0
        self._late = Fraction(0)  # seconds that the delays so far fall short by

    def write(self, picture: Stored, seconds: Fraction) -> None:
        """Add a picture that is shown for so long; the first fills the whole."""
        if not self._pictures:
            self._file.write(SIGNATURE + header(picture.size, RGBA))
            self._control_at = self._file.tell()
            self._file.write(self._control() + b"".join(texts(self._tags)))
        delay = self._delay(seconds)
        place = struct.pack(">IIIII", self._next(), *picture.size, *picture.corner)
        self._file.write(chunk(b"fcTL", place + struct.pack(">HHBB", *delay, 0, picture.way)))
        if self._pictures:
            self._file.write(chunk(b"fdAT", struct.pack(">I", self._next()) + picture.data))
        else:
            self._file.write(chunk(b"IDAT", picture.data))
        self._pictures += 1

    def close(self) -> None:
        """Write the end, and at the beginning how many pictures there are."""
        self._file.write(chunk(b"IEND", b""))
        self._file.seek(self._control_at)
        self._file.write(self._control())

    def _control(self) -> bytes:
        return chunk(b"acTL", struct.pack(">II", self._pictures, self._plays))

    def _next(self) -> int:
        self._serial += 1
        return self._serial - 1

    def _delay(self, seconds: Fraction) -> tuple[int, int]:
        """Return the nearest delay that two bytes can hold; what is missing, the next one gets."""
        due = seconds + self._late
        delay = due.limit_denominator(max(min(MOST, int(MOST / due)), 1))
        self._late = due - delay
        return delay.as_integer_ratio()


def _pixels(frame: Frame) -> NDArray[np.uint32]:
    """Return a frame (height, width, 3 or 4) as one number a pixel, alpha in the highest byte."""
    rgba = np.empty((*frame.shape[:2], 4), np.uint8)
    rgba[..., 3] = 255
    for plane in range(frame.shape[2]):
        rgba[..., plane] = frame[..., plane]
    return rgba.view("<u4")[..., 0].astype(np.uint32, copy=False)


def _rgba(pixels: NDArray[np.uint32]) -> Frame:
    return np.ascontiguousarray(pixels, "<u4")[..., None].view(np.uint8)


def _extent(changed: NDArray[np.bool_]) -> slice:
    places = np.flatnonzero(changed)
    return slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 1)


APNG = Format(
    ".apng",
    encoder=ApngEncoder,
    comment=PNG.comment,
    pictures=PNG.pictures,
    plays=partial(read_plays, kind="PNG"),
    fits="trials",
    pieces=Pieces(ApngPiece, join_apngs, sees_before=True),
)
