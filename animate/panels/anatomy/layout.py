"""Where the ruled square of an anatomy panel stands, and its legend."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...style.theme import TEXT, Theme, points

SQUARES = 5
"""Squares of the frame on each side of its centre."""

ROW = 29.0
"""Height of a row of the legend, in design pixels."""

_LEGEND = 470.0  # width of the legend where it stands beside the frame
_GAP = 26.0  # between the frame and the legend
_NAMES = 26.0  # room for w to the right of the frame and for b above it
_LEAST = 150.0  # side of the frame


class RuledSquare(NamedTuple):
    """A square ruled in squares.

    Attributes
    ----------
    centre
        Pixel of the origin.
    half
        Half its side, pixels.
    square
        Side of one square, pixels.
    scale
        Pixels per design pixel.
    """

    centre: FloatArray
    half: float
    square: float
    scale: float


class Layout(NamedTuple):
    """The frame, and left, right and top of the legend, in pixels."""

    frame: RuledSquare
    left: float
    right: float
    top: float


def layout_of(axes: Axes, rows: int) -> Layout:
    """Put the legend beside the frame or below it, whichever leaves the frame more room."""
    box, scale = axes.bbox, figure_of(axes).dpi / 100
    width, height = box.width / scale, box.height / scale
    beside = min(height - _NAMES, width - _NAMES - _GAP - _LEGEND)
    below = min(height - _NAMES - _GAP - rows * ROW, width - 2 * _NAMES)
    side = max(beside, below)
    if side < _LEAST:
        raise InvalidInput(
            f"An anatomy panel has {width:.0f}x{height:.0f} pixels, which leaves its frame "
            f"{max(side, 0):.0f}; give it room for {_LEAST:.0f}."
        )
    half = side / 2 * scale
    if beside > below:
        left = box.x0 + (side + _NAMES + _GAP) * scale
        middle = box.y1 - _NAMES * scale - half
        top = middle + rows * ROW / 2 * scale
        frame = RuledSquare(np.array([box.x0 + half, middle]), half, half / SQUARES, scale)
        return Layout(frame, left, min(box.x1, left + _LEGEND * scale), top)
    centre = np.array([(box.x0 + box.x1) / 2, box.y1 - _NAMES * scale - half])
    spare = max(width - _LEGEND, 0) / 2 * scale
    top = centre[1] - half - _GAP / 2 * scale
    frame = RuledSquare(centre, half, half / SQUARES, scale)
    return Layout(frame, box.x0 + spare, box.x1 - spare, top)


def rule(axes: Axes, theme: Theme, frame: RuledSquare) -> None:
    """Draw the squares, the two axes through the head, and their names outside."""
    x, y = frame.centre
    for i in range(-SQUARES, SQUARES + 1):
        at, color = i * frame.square, theme.muted if i == 0 else theme.faint
        for xs, ys in (
            ([x + at, x + at], [y - frame.half, y + frame.half]),
            ([x - frame.half, x + frame.half], [y + at, y + at]),
        ):
            axes.plot(
                xs, ys, color=color, linewidth=points(1.3 if i == 0 else 0.9),
                zorder=1.1 if i == 0 else 1, transform=IdentityTransform(), clip_on=False,
            )  # fmt: skip
    gap, drop = 8 * frame.scale, 0.36 * TEXT.body * frame.scale
    names = (
        (x + frame.half + gap, y - drop, "$w$", "left"),
        (x, y + frame.half + gap, "$b$", "center"),
    )
    for left, foot, words, side in names:
        PictureText(left, foot, words, size=TEXT.body, ha=side, color=theme.ink).put(axes)
