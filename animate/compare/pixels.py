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

ONE_WAY = 0.9
"""Share of all differences, summed, that goes one way where pixels are said to do so. Between two
versions of matplotlib that sample an image differently at most two thirds did."""

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
    one_way
        How many pixels may be off by more than that if all are brighter, or all darker; None for
        any. A rasteriser that draws an edge elsewhere takes from one pixel what another gets; a
        thin line of another colour or width takes and gives nothing.
    """

    name: str
    levels: int
    drift: float
    share: float
    reach: int | None = None
    excess: int = 0
    even: int | None = None
    one_way: int | None = None


STRICT = Rule("strict", levels=24, drift=0.25, share=0.08, reach=3, excess=12, even=1, one_way=11)
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
    mask = np.zeros(expected.shape[:2], bool)
    # A difference that no edge can explain away costs no look at the neighbours.
    part = _part(off_by(expected, got) > rule.levels)
    one, other = expected[part], got[part]
    if one.size:
        (low, high), (lower, higher) = _around(one), _around(other)
        contrast = np.minimum(high - low, higher - lower).astype(np.float64)
        difference = np.abs(one.astype(np.int16) - other)
        mask[part] = (difference > rule.levels + rule.drift * contrast).any(axis=-1)
    return mask


def off_by(expected: Frame, got: Frame) -> NDArray[np.uint8]:
    """Return by how many levels the pixels of two pictures of one size differ, (height, width)."""
    difference = np.maximum(expected, got) - np.minimum(expected, got)
    red, green, blue = np.moveaxis(difference, -1, 0)
    most: NDArray[np.uint8] = np.maximum(np.maximum(red, green), blue)
    return most


def beyond(expected: Frame, got: Frame, reach: int) -> NDArray[np.int32]:
    """Return by how many levels a pixel of either picture is unlike all around it in the other.

    A pixel lies beyond by what a channel is more than `reach` above the largest, or below the
    least, value among the nine pixels there.
    """
    far = np.zeros(expected.shape[:2], np.int32)
    part = _part(off_by(expected, got) > reach)
    for one, other in ((expected[part], got[part]), (got[part], expected[part])):
        if one.size:
            lowest, highest = (each.astype(np.int16) for each in _around(other))
            excess = np.maximum(one - highest, lowest - one).max(axis=-1) - reach
            np.maximum(far[part], excess, out=far[part])
    return far


def tinted(expected: Frame, got: Frame, even: int) -> Mask:
    """Say which pixels are like all around them in both pictures, and more than `even` off."""
    off: Mask = off_by(expected, got) > even
    part = _part(off)
    for frame in (expected[part], got[part]):
        if frame.size:
            lowest, highest = _around(frame)
            off[part] &= (lowest == highest).all(axis=-1)
    return off


def gone_one_way(expected: Frame, got: Frame, levels: int, counts: Mask) -> Mask:
    """Say which pixels are more than `levels` off, if nearly all of them go the same way.

    Parameters
    ----------
    levels
        Of the channel that differs most.
    counts
        The pixels that are looked at.
    """
    part = _part((off_by(expected, got) > levels) & counts)
    mask = np.zeros(counts.shape, bool)
    difference = got[part].astype(np.int32) - expected[part]
    difference[(np.abs(difference) <= levels) | ~counts[part][..., None]] = 0
    sizes = np.abs(difference).sum(axis=(0, 1))
    most = sizes.argmax()
    if abs(difference[..., most].sum()) >= ONE_WAY * sizes[most]:
        mask[part] = difference[..., most] != 0
    return mask


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


def _part(off: Mask) -> tuple[slice, slice]:
    """Return the least part of a picture with all these pixels and their neighbours."""
    rows, columns = np.flatnonzero(off.any(axis=1)), np.flatnonzero(off.any(axis=0))
    if not rows.size:
        return slice(0, 0), slice(0, 0)
    return (
        slice(max(rows[0] - 1, 0), rows[-1] + 2),
        slice(max(columns[0] - 1, 0), columns[-1] + 2),
    )


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
    # Windows that hold one of the pixels lie here; where they are few, most of a picture does not.
    rows, columns = _part(mask > 0)
    top, left = max(rows.start - WINDOW, 0), max(columns.start - WINDOW, 0)
    part = mask[top : rows.stop + WINDOW, left : columns.stop + WINDOW]
    # A region smaller than the window is filled up with pixels that are the same.
    missing = (max(WINDOW - side, 0) for side in part.shape)
    sums = np.pad(part, [(0, more) for more in missing]).cumsum(axis=0).cumsum(axis=1)
    sums = np.pad(sums, ((1, 0), (1, 0)))
    counts = (
        sums[WINDOW:, WINDOW:]
        - sums[:-WINDOW, WINDOW:]
        - sums[WINDOW:, :-WINDOW]
        + sums[:-WINDOW, :-WINDOW]
    )
    y, x = np.unravel_index(counts.argmax(), counts.shape)
    half = WINDOW // 2
    middle = (min(left + int(x) + half, width - 1), min(top + int(y) + half, height - 1))
    share = float(counts.max()) / WINDOW**2
    return Window(name, share, corner[0] + middle[0], corner[1] + middle[1])
