"""Frames as a file shows them beside frames as the code makes them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from gradreel.core.errors import InvalidInput

from ..scene.frame import Frame
from .alpha import on_grounds
from .pixels import LOOSE, changed, size, worst_windows

LEAST_DECIBELS = 28.0
"""Least PSNR of a frame in a lossy format. Thin coloured lines lose most: at 160x90 pixels videos
keep 30 to 32 dB, at 1280x720 36 dB and more, and a GIF 40 dB."""


@dataclass(frozen=True)
class Difference:
    """A frame that is not as the code makes it.

    Attributes
    ----------
    frame
        Its number.
    what
        How it differs, in words.
    weight
        How much; larger is worse.
    """

    frame: int
    what: str
    weight: float


class Differences:
    """What was found in the frames so far.

    Parameters
    ----------
    exact
        Whether all pixels must be the same.

    Attributes
    ----------
    count
        How many frames were compared.
    decibels
        The lowest PSNR of a frame; infinite where all are the same.
    first, worst
        The first frame that differs and the one that differs most.
    """

    count: int
    decibels: float

    def __init__(self, exact: bool) -> None:
        self.count, self.decibels = 0, math.inf
        self.first: Difference | None = None
        self.worst: Difference | None = None
        self._exact = exact
        self._last: tuple[Frame, Frame, Difference | None] | None = None

    def compare(self, index: int, shown: Frame, made: Frame) -> None:
        """Compare what the file shows with what the code makes."""
        self.count += 1
        if self._last and self._last[0] is shown and self._last[1] is made:
            found = self._last[2]  # a hold: both are the arrays of the frame before
        else:
            found = self._difference(index, shown, made)
        self._last = (shown, made, found)
        if found:
            found = replace(found, frame=index)
            self.first = self.first or found
            if self.worst is None or found.weight > self.worst.weight:
                self.worst = found

    def _difference(self, index: int, shown: Frame, made: Frame) -> Difference | None:
        if shown.shape != made.shape:
            raise other_size(shown, made.shape)
        width = made.shape[1]
        shown, made = on_grounds(shown), on_grounds(made)
        decibels = psnr(shown, made)
        self.decibels = min(self.decibels, decibels)
        if self._exact:
            pixels = int((shown != made).any(axis=-1).sum())
            return Difference(index, f"{pixels} pixels differ", pixels) if pixels else None
        window = next(iter(worst_windows(changed(halved(made), halved(shown), LOOSE))), None)
        share = window.share if window and window.share > LOOSE.share else 0.0
        if share == 0 and decibels >= LEAST_DECIBELS:
            return None
        x = (
            2 * window.x % width if window else 0
        )  # of see-through frames there are two, side by side
        where = f", most around ({x}, {2 * window.y})" if window and share else ""
        return Difference(index, f"{decibels:.1f} dB{where}", share + max(100 - decibels, 0) / 100)


def with_edges_of(shown: Frame, made: Frame) -> Frame:
    """Return what the code makes, but what the file shows where that is neither opaque nor clear.

    Parameters
    ----------
    shown, made
        (height, width, 4) with straight alpha, of one size.
    """
    if shown.shape != made.shape:
        return made
    alpha = made[..., 3:]
    return np.where((alpha == 0) | (alpha == 255), made, shown)


def halved(frame: Frame) -> Frame:
    """Return the picture at half its size: as finely as most videos keep colours."""
    height, width = (side // 2 * 2 for side in frame.shape[:2])
    rows = frame[:height:2].astype(np.uint16) + frame[1:height:2]
    halved: Frame = ((rows[:, :width:2] + rows[:, 1:width:2] + 2) // 4).astype(np.uint8)
    return halved


def psnr(one: Frame, other: Frame) -> float:
    """Return the peak signal-to-noise ratio in decibels, 10 log10(255^2 / mean squared error)."""
    error = np.subtract(one, other, dtype=np.int16).astype(np.float32).ravel()
    mean = float(np.dot(error, error)) / error.size
    return 10 * math.log10(255**2 / mean) if mean else math.inf


def other_size(shown: Frame, told: tuple[int, ...]) -> InvalidInput:
    """Return the error for a file whose pictures are not as its record says."""
    height, width, channels = told
    return InvalidInput(
        f"The file's pictures are {size(shown)} with {shown.shape[2]} channels, and it says "
        f"{width}x{height} with {channels}: another program changed it; render anew."
    )
