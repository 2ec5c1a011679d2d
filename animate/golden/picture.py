"""Pictures on disk: small PNGs with a palette, and what they lose by it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..compare.pixels import STRICT
from ..formats.picture_files import read_animation
from ..scene.frame import Frame
from .given_frames import seen

if TYPE_CHECKING:
    from PIL import Image

MOST_COLORS = 256
MOST_LOST = STRICT.levels // 2
"""Largest error of a channel that a palette may cause; a picture that needs more has none."""


def encode_picture(frame: Frame) -> tuple[bytes, int]:
    """Return the picture as PNG, and the largest error of a channel that this causes.

    It is indexed if a palette comes near enough, else in full colour.
    """
    from PIL import Image  # noqa: PLC0415 - only what is kept or shown needs it

    if frame.shape[2] == 4:
        return _as_png(Image.fromarray(frame)), 0
    colors, index, counts = _colors(frame)
    chosen = _choose(colors, counts)
    nearest = _nearest(colors, colors[chosen])
    palette = colors[chosen]
    lost = int(np.abs(palette[nearest].astype(int) - colors).max())
    if lost > MOST_LOST:
        return _as_png(Image.fromarray(frame)), 0
    image = Image.fromarray(nearest[index].reshape(frame.shape[:2]).astype(np.uint8), "P")
    image.putpalette(palette.astype(np.uint8).tobytes())
    return _as_png(image), lost


def _as_png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def read_picture(path: Path) -> Frame:
    """Read a picture, (height, width, 3), or with a fourth channel if it is see-through.

    Raises
    ------
    InvalidInput
        If the file is no whole picture.
    """
    return seen(next(read_animation(path, alpha=True, kind="PNG")).frame)


def _colors(frame: Frame) -> tuple[NDArray[np.int32], NDArray[np.intp], NDArray[np.intp]]:
    """Return all colours, (n, 3), for each pixel the number of its colour, and how often each."""
    flat = frame.reshape(-1, 3).astype(np.int32)
    packed = (flat[:, 0] << 16) | (flat[:, 1] << 8) | flat[:, 2]
    found, index, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colors = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=-1)
    return colors, index.reshape(-1), counts


def _choose(colors: NDArray[np.int32], counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Choose a palette: the commonest colour, then again and again the one farthest from all.

    So the largest error is least, within a factor of two (Gonzalez, 1985); a mean would give up
    the few pixels of a marker for the many of the ground.
    """
    if len(colors) <= MOST_COLORS:
        return np.arange(len(colors))
    chosen = [int(counts.argmax())]
    distance = np.abs(colors - colors[chosen[0]]).max(axis=-1)
    while len(chosen) < MOST_COLORS:
        # Among those equally far, the commonest.
        chosen.append(int(np.lexsort((counts, distance))[-1]))
        distance = np.minimum(distance, np.abs(colors - colors[chosen[-1]]).max(axis=-1))
    return np.array(sorted(chosen))


def _nearest(colors: NDArray[np.int32], palette: NDArray[np.int32]) -> NDArray[np.intp]:
    """For each colour the number of the nearest one of the palette."""
    nearest = np.zeros(len(colors), np.intp)
    for first in range(0, len(colors), 4096):  # a photograph has 100,000 colours
        part = colors[first : first + 4096, None]
        nearest[first : first + 4096] = np.abs(part - palette).max(axis=-1).argmin(axis=-1)
    return nearest
