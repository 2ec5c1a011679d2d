"""Where squares, numbers and bars of a squares panel stand, and how long a side of 1 is."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.fitting import LEAST, Fitter
from ...drawing.moving import figure_of, weight
from ...drawing.text import PictureText
from ...scene.number_format import number, tick
from ...scene.panel import PanelContext
from ...style.theme import TEXT
from .sides import History

AREA, SIDE = "area $v_t$", r"side $\sqrt{v_t}$"

ROW = 1.5
"""Height of a row of text, as a multiple of its size."""

ROWS = 7.5
"""Of text, above and below the squares."""

OF_BARS = 3.7
"""Those of them that the rates take."""

_GAP = 36.0  # between the two squares
_LEAST_SIDE = 60.0
_BAR = 80.0  # that says the scale, at the most


class Layout(NamedTuple):
    """All in pixels of the picture.

    Attributes
    ----------
    lefts
        Of the squares of w and b.
    foot
        Of both.
    unit
        Pixels of a side of 1.
    size
        Of the text, in design pixels.
    row
        Height of a row of text.
    widths
        Of the squares at their largest, or of the numbers below them if those are wider.
    box
        Left, bottom, right and top of the panel.
    """

    lefts: tuple[float, float]
    foot: float
    unit: float
    size: float
    row: float
    widths: tuple[float, float]
    box: tuple[float, float, float, float]


def lay_out(axes: Axes, history: History, *, bars: bool = True) -> Layout:
    """Make the squares as large as there is room beside and above the numbers.

    Raises
    ------
    InvalidInput
        There is no room for squares that could be seen.
    """
    box, scale = axes.bbox, figure_of(axes).dpi / 100
    width, height = box.width / scale, box.height / scale
    sides = np.sqrt(np.nan_to_num(history.sums, nan=0.0)).max(axis=0, initial=0.0)
    size, texts = _size(axes, history, (width - _GAP) / 2)
    fewer = 0.0 if bars else OF_BARS
    around = (ROWS - fewer) * ROW * size
    room = height - around
    if room < _LEAST_SIDE or 2 * texts + _GAP > width:
        raise InvalidInput(
            f"A squares panel has {width:.0f}x{height:.0f} pixels and needs "
            f"{2 * texts + _GAP:.0f}x{around + _LEAST_SIDE:.0f}; give it a larger share."
        )
    largest = float(sides.max()) or 1.0
    unit = _unit(sides / largest, texts, width - _GAP, room) / largest * scale
    w_width, b_width = (max(float(side) * unit, texts * scale) for side in sides)
    lefts = (float(box.x0), float(box.x0) + w_width + _GAP * scale)
    foot = box.y0 + ROW * size * (6 - fewer) * scale
    edges = (box.x0, box.y0, box.x1, box.y1)
    return Layout(lefts, foot, unit, size, ROW * size * scale, (w_width, b_width), edges)


def _unit(shares: FloatArray, texts: float, width: float, room: float) -> float:
    """Return the side of the larger square, design pixels, so that both fit into the width."""
    side = room
    while sum(max(float(share) * side, texts) for share in shares) > width:
        side *= 0.98
    return side


def _size(axes: Axes, history: History, room: float) -> tuple[float, float]:
    """Return the size of the text, and the width of the widest line below a square."""
    fitter = Fitter.of(axes, "bold")
    some = history.sums[:: max(1, len(history.sums) // 400)].ravel()
    numbers = {number(math.sqrt(v)) for v in some if v >= 0} | {number(v) for v in some}
    longest = max(numbers, key=len)

    def widest(size: float) -> float:
        labels = Fitter.of(axes)
        label = max(labels.width(words, size) for words in (f"$w$: {AREA} =", f"{SIDE} ="))
        return label + 0.34 * size + fitter.width(longest, size)

    size = float(TEXT.label)
    while size > LEAST and widest(size) > room:
        size = max(size - 0.5, LEAST)
    return size, widest(size)


def scale_bar(axes: Axes, context: PanelContext, layout: Layout) -> None:
    """Say the scale in the uppermost row: a bar, and the side that is as long."""
    left, _, right, top = layout.box
    scale, color = figure_of(axes).dpi / 100, context.theme.muted
    wanted = min(_BAR * scale, (right - left) / 4) / layout.unit
    power = 10.0 ** math.floor(math.log10(wanted))
    side = max(each * power for each in (1, 2, 5) if each * power <= wanted)
    words = PictureText(
        left, top - 0.75 * layout.row, "one scale, a side of", size=layout.size, color=color
    ).put(axes)
    x = left + words.advance(figure_of(axes).dpi) + 8 * scale
    number_text = PictureText(
        x, top - 0.75 * layout.row, tick(side), size=layout.size, weight="bold", color=color
    ).put(axes)
    x += number_text.advance(figure_of(axes).dpi) + 10 * scale
    y, end = top - 0.5 * layout.row, 5 * scale
    axes.plot(
        [x, x, x, x + side * layout.unit, x + side * layout.unit, x + side * layout.unit],
        [y - end, y + end, y, y, y - end, y + end], color=color, linewidth=weight(axes, 2),
        transform=IdentityTransform(), clip_on=False,
    )  # fmt: skip
