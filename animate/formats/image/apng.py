"""APNG: every frame without loss, only what changes is stored, timed exactly."""

import struct
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from gradreel.core import disk

from ..clip import Frame
from ..format import Format
from ..picture_files import read_plays
from ..thread_encoder import ThreadEncoder
from .holds import merged, shortest_stay
from .png import PNG, SIGNATURE, chunk, header, packed, texts

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
            for frame, count in merged(frames, shortest_stay(self.fps)):
                writer.write(frame, count / self.fps)
                self._done += count
            writer.close()


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
        self._before: NDArray[np.uint32] | None = None
        self._control_at = 0
        self._pictures = self._serial = 0
        self._late = Fraction(0)  # seconds that the delays so far fall short by

    def write(self, frame: Frame, seconds: Fraction) -> None:
        """Add a picture (height, width, 3 or 4) that is shown for so long.

        What changed is put over what stood there, with transparent pixels where nothing did; where
        something became transparent, the whole rectangle replaces what stood there.
        """
        pixels = _pixels(frame)
        if self._before is None:
            self._begin(pixels)
            self._add(pixels, (0, 0), SOURCE, seconds)
        else:
            changed = pixels != self._before
            rows, columns = (_extent(changed.any(axis=axis)) for axis in (1, 0))
            new, changed = pixels[rows, columns], changed[rows, columns]
            way = OVER if (new >> 24 == 255)[changed].all() else SOURCE
            shown = np.where(changed, new, 0) if way == OVER else new
            self._add(shown, (columns.start, rows.start), way, seconds)
        self._before = pixels

    def close(self) -> None:
        """Write the end, and at the beginning how many pictures there are."""
        self._file.write(chunk(b"IEND", b""))
        self._file.seek(self._control_at)
        self._file.write(self._control())

    def _begin(self, pixels: NDArray[np.uint32]) -> None:
        self._file.write(SIGNATURE + header(_rgba(pixels)))
        self._control_at = self._file.tell()
        self._file.write(self._control() + b"".join(texts(self._tags)))

    def _control(self) -> bytes:
        return chunk(b"acTL", struct.pack(">II", self._pictures, self._plays))

    def _add(
        self, pixels: NDArray[np.uint32], corner: tuple[int, int], way: int, seconds: Fraction
    ) -> None:
        height, width = pixels.shape
        delay = self._delay(seconds)
        place = struct.pack(">IIIII", self._next(), width, height, *corner)
        self._file.write(chunk(b"fcTL", place + struct.pack(">HHBB", *delay, 0, way)))
        data = packed(_rgba(pixels))
        if self._pictures:
            self._file.write(chunk(b"fdAT", struct.pack(">I", self._next()) + data))
        else:
            self._file.write(chunk(b"IDAT", data))
        self._pictures += 1

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
)
