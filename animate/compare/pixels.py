"""When two pictures count as the same.

A mean over the whole picture does not see the one thing that an animation draws: a marker that
crosses the picture changes a thousandth of it. What decides here is the largest share of changed
pixels in any small window. The window is counted in pixels, not in shares of the picture, so a
marker is found at any picture size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

Frame = NDArray[np.uint8]
"""A picture, (height, width, 3), red, green, blue."""

Mask = NDArray[np.bool_]

WINDOW = 12
"""Side of the window, in pixels. A mark of n pixels that is gone fills n / 144 of it: under the
strict rule each of 12 pixels and more is found, and a marker 5 pixels wide has 13 at least."""

WHOLE = "the picture"
"""What a region is called where there are no panels."""


class Region(NamedTuple):
    """A rectangle of the picture: columns left to right, rows top to bottom, ends excluded."""

    left: int
    top: int
    right: int
    bottom: int


Regions = Mapping[str, Region]
"""The panels of a picture by their names."""


@dataclass(frozen=True)
class Rule:
    """How much two pictures may differ.

    Attributes
    ----------
    name
        "exact", "strict" or "loose", for messages.
    levels
        Difference of a channel, of 255, up to which a pixel has not changed.
    drift
        How far an edge may lie beside its place, in pixels; anti-aliasing turns that into this
        share of the contrast between a pixel and its neighbours.
    share
        Of the pixels of any window that may have changed.
    reach
        Levels by which a pixel may lie beyond all that is around its place in the other picture;
        None for any. An edge that moves a little shows colours that were beside it, a line of
        another colour or width, a dot or another ground shows new ones.
    excess
        Levels by which the pixels of any window, summed, may lie farther.
    even
        Levels by which a pixel may be off that is like all around it in both pictures; None for
        any. No rasteriser has a say in what an even ground looks like.
    """

    name: str
    levels: int
    drift: float
    share: float
    reach: int | None = None
    excess: int = 0
    even: int | None = None


STRICT = Rule("strict", levels=24, drift=0.25, share=0.08, reach=3, excess=12, even=1)
EXACT = Rule("exact", levels=0, drift=0.0, share=0.0)
"""For a picture that was drawn by what draws here: any difference is one of the picture."""

LOOSE = Rule("loose", levels=32, drift=0.5, share=0.12, reach=16, excess=200)
"""For a picture that another rasteriser drew. A shift by a whole pixel is still found."""


@dataclass(frozen=True)
class Window:
    """The window of a region in which most has changed.

    Attributes
    ----------
    region
        Name of the region.
    share
        Of its pixels that changed, 0 to 1.
    x, y
        The middle of the window, in pixels from the upper left corner of the picture.
    """

    region: str
    share: float
    x: int
    y: int


def changed(expected: Frame, got: Frame, rule: Rule = STRICT) -> Mask:
    """Say which pixels differ by more than an edge that lies a fraction of a pixel beside.

    A pixel of contrast c (largest less smallest value among it and its eight neighbours, in the
    picture where that is less) has changed when a channel differs by more than
    ``levels + drift * c``.

    Parameters
    ----------
    expected, got
        Pictures of one size, (height, width, 3).

    Returns
    -------
    Mask
        Shape (height, width).

    Raises
    ------
    InvalidInput
        If the sizes differ, or one is no picture.
    """
    for frame in (expected, got):
        check_frame(frame)
    if expected.shape != got.shape:
        raise InvalidInput(
            f"A picture of {size(expected)} was compared with one of {size(got)}; give two of one "
            "size."
        )
    difference = np.abs(expected.astype(np.int16) - got)
    # A difference that no edge can explain away costs no look at the neighbours.
    if not (difference > rule.levels).any():
        return np.zeros(difference.shape[:2], bool)
    contrast = np.minimum(_contrast(expected), _contrast(got))
    return np.asarray((difference > rule.levels + rule.drift * contrast).any(axis=-1))


def beyond(expected: Frame, got: Frame, reach: int) -> NDArray[np.int32]:
    """Return by how many levels a pixel of either picture is unlike all around it in the other.

    A pixel lies beyond by what a channel is more than `reach` above the largest, or below the
    least, value among the nine pixels there.
    """
    far = np.zeros(expected.shape[:2], np.int32)
    difference = np.abs(expected.astype(np.int16) - got)
    if not (difference > reach).any():
        return far
    for one, other in ((expected, got), (got, expected)):
        lowest, highest = (each.astype(np.int16) for each in _around(other))
        values = one.astype(np.int16)
        excess = np.maximum(values - highest, lowest - values).max(axis=-1) - reach
        np.maximum(far, excess, out=far)
    return far


def tinted(expected: Frame, got: Frame, even: int) -> Mask:
    """Say which pixels are like all around them in both pictures, and more than `even` off."""
    off: Mask = (np.abs(expected.astype(np.int16) - got) > even).any(axis=-1)
    for frame in (expected, got) if off.any() else ():
        lowest, highest = _around(frame)
        off &= (lowest == highest).all(axis=-1)
    return off


def worst_windows(mask: Mask | NDArray[np.int32], regions: Regions | None = None) -> list[Window]:
    """Return the worst window of each region in which anything changed, the worst first.

    What lies in no region is a region of its own, `WHOLE`. Where a pixel counts more than once, so
    does the share.
    """
    rest: Mask | NDArray[np.int32] = mask.copy()
    windows = []
    for name, (left, top, right, bottom) in (regions or {}).items():
        found = _worst(name, mask[top:bottom, left:right], (left, top))
        rest[top:bottom, left:right] = False
        windows.append(found)
    windows.append(_worst(WHOLE, rest, (0, 0)))
    return sorted((w for w in windows if w.share), key=lambda window: -window.share)


def check_frame(frame: object) -> None:
    """Raise InvalidInput unless this is a picture: (height, width, 3) of uint8."""
    if not isinstance(frame, np.ndarray):
        raise InvalidInput(
            f"A frame of type {type(frame).__name__} was given; give an array of shape "
            "(height, width, 3) and dtype uint8."
        )
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8 or not frame.size:
        raise InvalidInput(
            f"A frame of shape {frame.shape} and dtype {frame.dtype} was given; give "
            "(height, width, 3) and uint8."
        )


def size(frame: Frame) -> str:
    """Write the size of a picture: 320x180."""
    return f"{frame.shape[1]}x{frame.shape[0]}"


def _contrast(frame: Frame) -> NDArray[np.float64]:
    """Largest less smallest value among each pixel and its neighbours, for each channel."""
    lowest, highest = _around(frame)
    return (highest - lowest).astype(np.float64)


def _around(frame: Frame) -> tuple[Frame, Frame]:
    """Return the smallest and the largest value among each pixel and its neighbours."""
    height, width, _ = frame.shape
    padded = np.pad(frame, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = [padded[y : y + height, x : x + width] for y, x in product(range(3), repeat=2)]
    highest, lowest = around[0], around[0]
    for each in around[1:]:
        highest, lowest = np.maximum(highest, each), np.minimum(lowest, each)
    return lowest, highest


def _worst(name: str, mask: Mask | NDArray[np.int32], corner: tuple[int, int]) -> Window:
    """Return the densest window of a mask whose upper left corner is at `corner`."""
    if not mask.any():
        return Window(name, 0.0, *corner)
    height, width = mask.shape
    # A region smaller than the window is filled up with pixels that are the same.
    filled = np.pad(mask, ((0, max(WINDOW - height, 0)), (0, max(WINDOW - width, 0))))
    sums = np.pad(filled.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    counts = (
        sums[WINDOW:, WINDOW:]
        - sums[:-WINDOW, WINDOW:]
        - sums[WINDOW:, :-WINDOW]
        + sums[:-WINDOW, :-WINDOW]
    )
    y, x = np.unravel_index(counts.argmax(), counts.shape)
    middle = (min(int(x) + WINDOW // 2, width - 1), min(int(y) + WINDOW // 2, height - 1))
    share = float(counts.max()) / WINDOW**2
    return Window(name, share, corner[0] + middle[0], corner[1] + middle[1])
