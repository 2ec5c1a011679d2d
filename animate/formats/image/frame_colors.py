"""The colours of frames that follow each other, found anew only where they change."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..clip import Frame
from .gif_palette import OPAQUE

CLEAR = 1 << 24
"""Stands for a transparent pixel among colours, which are numbers of 24 bits."""

EIGHT_PIXELS = 24
"""Bytes of eight pixels, red, green and blue: three words of eight bytes."""


class Changed(NamedTuple):
    """A frame, which of its pixels differ from the frame before, and the colours of those."""

    frame: Frame
    pixels: NDArray[np.intp]
    colors: NDArray[np.uint32]


class FrameColors:
    """The colours of the frame that was followed last.

    Attributes
    ----------
    colors
        One number a pixel, (height, width); the same array goes along with the frames.
    """

    colors: NDArray[np.uint32]

    def __init__(self) -> None:
        self.colors = np.zeros((0, 0), np.uint32)
        self._frame: Frame | None = None

    def follow(self, frame: Frame) -> Changed:
        """Go on to a frame; of the first one all pixels have changed."""
        before, self._frame = self._frame, frame
        if before is None:
            self.colors = colors_of(frame)
            return Changed(frame, np.arange(self.colors.size), self.colors.reshape(-1).copy())
        if frame is before:
            return Changed(frame, np.arange(0), np.zeros(0, np.uint32))
        if frame.shape[2] == 4 or frame.size % EIGHT_PIXELS:
            old, self.colors = self.colors, colors_of(frame)
            pixels = np.flatnonzero(self.colors != old)
            return Changed(frame, pixels, self.colors.reshape(-1)[pixels])
        eights, known = _differing(before, frame), self.colors.reshape(-1, 8)
        new = colors_of(frame.reshape(-1, EIGHT_PIXELS)[eights].reshape(-1, 8, 3))
        changed = new != known[eights]
        known[eights] = new
        pixels = eights[:, None] * 8 + np.arange(8)
        return Changed(frame, pixels[changed], new[changed])


def _differing(before: Frame, frame: Frame) -> NDArray[np.intp]:
    """Return those eights of pixels of which any differs; a word at a time is soon compared."""
    differ = before.reshape(-1).view(np.uint64) != frame.reshape(-1).view(np.uint64)
    eights = np.flatnonzero(differ) // 3
    return eights[np.diff(eights, prepend=-1) > 0]


def colors_of(frame: Frame) -> NDArray[np.uint32]:
    """Return a frame (height, width, 3 or 4) as one number a pixel, `CLEAR` where see-through."""
    padded = np.zeros((*frame.shape[:2], 4), np.uint8)
    for plane in range(3):
        padded[..., plane] = frame[..., plane]
    colors: NDArray[np.uint32] = padded.view("<u4")[..., 0].astype(np.uint32, copy=False)
    if frame.shape[2] == 4:
        colors[frame[..., 3] < OPAQUE] = CLEAR
        if not (colors == CLEAR).any():
            # ffmpeg clears what stood there before a picture only if every one has such a pixel.
            colors[0, 0] = CLEAR
    return colors
