"""Bars on one scale, a row each: a name, a number and how long it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.fitting import LEAST, Fitter
from ...drawing.framed_part import Part, free
from ...drawing.moving import figure_of, weight
from ...drawing.plain_axes import number_width
from ...drawing.text import PictureText
from ...scene.number_format import number
from ...scene.panel import PanelContext
from ...style.theme import TEXT

_ROW = (26.0, 54.0)  # least and largest height of a row
_THICK = 0.46  # of a row
_FRAME = 5.5  # room for the frames of two neighbours that glow
_GAP = 14.0
_NAMES = (0.4, 0.46)  # of the width, for names; the second rather than that one is cut
_LEAST_BAR = 80.0
_NUMBER = TEXT.number / TEXT.name  # size of the numbers, as a multiple of that of the names


class Length(NamedTuple):
    """What a row shows.

    Attributes
    ----------
    name
        Of the part.
    words
        On screen.
    values
        Against the step; a single one stays.
    """

    name: str
    words: str
    color: str
    values: FloatArray


class Row(NamedTuple):
    """Where a row stands, in pixels of the picture.

    Attributes
    ----------
    words, size
        Its name, shortened where it must be, and the size in design pixels.
    lefts
        Left of the name, right of the number and left of the bar.
    unit
        Of a length of 1.
    """

    words: str
    size: float
    lefts: tuple[float, float, float]
    middle: float
    height: float
    unit: float


class LengthBar:
    """One row."""

    length: Length

    def __init__(self, axes: Axes, context: PanelContext, length: Length, row: Row) -> None:
        self.length, self._unit = length, row.unit
        (left, right_of_number, bar), middle, size = row.lefts, row.middle, row.size
        foot, color = middle - 0.36 * size * figure_of(axes).dpi / 100, length.color
        name = PictureText(left, foot, row.words, size=size, color=color, weight="bold", moves=True)
        self._number = PictureText(
            right_of_number,
            foot,
            "",
            size=max(size * _NUMBER, LEAST),
            color=color,
            ha="right",
            moves=True,
        ).put(axes)
        height = row.height
        thick = _THICK * height
        self._bar = free(
            axes, Rectangle((bar, middle - thick / 2), 0, thick, facecolor=color, linewidth=0)
        )
        self._bar.set_snap(False)
        half = min(0.36 * height, height / 2 - _FRAME * figure_of(axes).dpi / 100)
        box = (left, middle - half, axes.bbox.x1, middle + half)
        artists = [self._bar, name.put(axes), self._number]
        self.part: Part = Part(axes, context, length.name, box, artists)

    def set(self, now: float, whole: float) -> None:
        """Set the bar to a length, and the number to that of the whole step."""
        self._bar.set_width(now * self._unit)
        self._number.set_text(number(whole))


def bars_of(axes: Axes, context: PanelContext, lengths: Sequence[Length]) -> list[LengthBar]:
    """Return a row for each length; the longest fills its row.

    Raises
    ------
    InvalidInput
        There is no room for the rows, or for bars beside names and numbers.
    """
    scale, box = figure_of(axes).dpi / 100, axes.bbox
    height = min(box.height / scale / len(lengths), _ROW[1])
    fitter = Fitter.of(axes, "bold")
    narrow, wide = (share * box.width / scale for share in _NAMES)
    room = max(narrow, min(max(fitter.width(each.words, LEAST) for each in lengths), wide))
    size = max(min(TEXT.name, 0.7 * height), LEAST)
    words, size = fitter.fit_each([each.words for each in lengths], [room] * len(lengths), size)
    names = max(fitter.width(each, size) for each in words)
    numbers = max(number_width(each.values) for each in lengths)
    bar = names + numbers + 2 * _GAP
    if height < _ROW[0] or box.width / scale - bar < _LEAST_BAR:
        raise InvalidInput(
            f"A lengths panel of {len(lengths)} rows has {box.width / scale:.0f}x"
            f"{box.height / scale:.0f} pixels and needs {bar + _LEAST_BAR:.0f}x"
            f"{_ROW[0] * len(lengths):.0f}; give it a larger share or fewer optimizers."
        )
    lefts = (box.x0, box.x0 + (names + _GAP + numbers) * scale, box.x0 + bar * scale)
    unit = (box.x1 - lefts[2]) / (max(float(each.values.max()) for each in lengths) or 1.0)
    top = (box.y0 + box.y1) / 2 + height * scale * len(lengths) / 2
    middles = [top - (i + 0.5) * height * scale for i in range(len(lengths))]
    for each in lengths:
        if each.name == "direct":
            x = lefts[2] + float(each.values[0]) * unit
            _mark(axes, context, x, (middles[-1] - 0.5 * height * scale, top))
    return [
        LengthBar(axes, context, length, Row(shown, size, lefts, middle, height * scale, unit))
        for length, shown, middle in zip(lengths, words, middles, strict=True)
    ]


def _mark(axes: Axes, context: PanelContext, x: float, ends: tuple[float, float]) -> None:
    """Draw a dashed line through all rows; it stands still, and the bars move over it."""
    line = Line2D(
        [x, x], ends, color=context.theme.muted, linewidth=weight(axes, 1.6),
        linestyle=(0, (4, 3)), zorder=1.2,
    )  # fmt: skip
    free(axes, line).set_animated(False)
    line.set_zorder(1.2)
