"""A slim scale beside a map: which colour is which loss."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import IdentityTransform

from ...drawing.fitting import Fitter
from ...drawing.levels import Levels
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.number_format import ticks
from ...scene.panel import PanelContext
from ...style.theme import TEXT, points

ROOM = 84.0
"""Room for the scale and its numbers on the right of the map, in design pixels."""

NUMBERS = 5
"""Numbers along the scale at the most: few, and round."""

_APART, _WIDE, _TICK, _PAD = 12.0, 12.0, 5.0, 4.0
_CHARACTERS = 5  # of a number, that there is room for
_NEAR = 1 / 14  # share of the scale within which a number may be rounder


def draw_scale(axes: Axes, context: PanelContext, levels: Levels) -> None:
    """Draw the bands one above the other, each as high as the others, and numbers beside them.

    On a surface without levels there is no scale.
    """
    if levels.flat:
        return
    scale, box = figure_of(axes).dpi / 100, axes.bbox
    left, right = (round(box.x1 + each * scale) for each in (_APART, _APART + _WIDE))
    colors = context.theme.bands(len(levels.edges) - 1)
    feet = np.round(np.linspace(box.y0, box.y1, len(colors) + 1))
    for color, foot, top in zip(colors, feet, feet[1:], strict=False):
        _put(axes, Rectangle((left, foot), right - left, top - foot, facecolor=color, linewidth=0))
    around = ([left, right, right, left, left], [feet[0], feet[0], feet[-1], feet[-1], feet[0]])
    _line(axes, context, *around)
    fitter, pen = Fitter.of(axes), right + (_TICK + _PAD) * scale
    room = (box.x1 + ROOM * scale - pen) / scale
    for value, words in numbers_of(levels):
        size = fitter.size_of(words, room, TEXT.tick)
        if fitter.width(words, size) > room:
            continue  # a number that is cut would be another one
        share = np.interp(value, levels.edges, np.linspace(0, 1, len(levels.edges)))
        height = float(box.y0 + share * box.height)
        _line(axes, context, [right, right + _TICK * scale], [height, height])
        foot = height - 0.36 * size * scale
        PictureText(pen, foot, words, size=size, color=context.theme.ink).put(axes)
    below = box.y0 - 24 * scale
    PictureText(
        right, below, "loss", size=TEXT.tick + 1, color=context.theme.muted
    ).put(axes)  # fmt: skip


def numbers_of(levels: Levels) -> list[tuple[float, str]]:
    """Return few round losses, evenly apart on the scale as nearly as may be, and their words."""
    edges = levels.edges
    heights = np.diff(edges)
    if heights.max() < 1.001 * heights.min():
        even = MaxNLocator(nbins=NUMBERS, steps=[1, 2, 5, 10]).tick_values(edges[0], edges[-1])
        within = [float(each) for each in even if edges[0] <= each <= edges[-1]]
        return list(zip(within, ticks(within, widest=_CHARACTERS), strict=True))
    places = np.linspace(0, 1, len(edges))
    found: dict[float, None] = {}
    for share in np.linspace(0, 1, NUMBERS):
        low, high = np.interp((share - _NEAR, share + _NEAR), places, edges)
        found[roundest(float(low), float(high))] = None
    words = ticks(list(found), factors=True, widest=_CHARACTERS)
    return list(zip(found, words, strict=True))


def roundest(low: float, high: float) -> float:
    """Return the roundest number between two: a multiple of 10, 5 or 2, as large a power as fits.

    Examples
    --------
    >>> [roundest(*pair) for pair in ((0.7, 13.0), (31.0, 58.0), (-3.0, 4.0), (0.0061, 0.0084))]
    [10.0, 50.0, 0.0, 0.008]
    """
    if low <= 0 <= high:
        return 0.0
    power = math.floor(math.log10(max(abs(low), abs(high))))
    for step in (factor * 10.0**n for n in range(power, power - 17, -1) for factor in (10, 5, 2)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if first <= last:
            return float(f"{min(max(round((low + high) / 2 / step), first), last) * step:.15g}")
    return (low + high) / 2


def _line(axes: Axes, context: PanelContext, x: list[float], y: list[float]) -> None:
    axes.plot(
        x, y, color=context.theme.ink, linewidth=points(1.2), transform=IdentityTransform(),
        clip_on=False,
    )  # fmt: skip


def _put(axes: Axes, patch: Rectangle) -> None:
    patch.set(transform=IdentityTransform(), clip_on=False, antialiased=False, zorder=2.0)
    axes.add_artist(patch)
