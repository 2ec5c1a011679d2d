"""What plots of one quantity against another share: plain axes, and text in rows above them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis, XAxis
from matplotlib.ticker import Formatter, MaxNLocator
from matplotlib.transforms import Affine2D, IdentityTransform, ScaledTranslation

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..scene.layout import is_wide
from ..scene.number_format import number, shared_part, tick, ticks
from ..scene.panel import PanelContext
from ..style.theme import TEXT, points
from .fitting import HINTED, LEAST, Fitter, outlined, widest
from .moving import figure_of
from .text import PictureText

ROW = 30.0
"""Height of a row of text above the axes, in design pixels."""

LEFT_OF = 60.0
"""How much further left than its axes a tall or square picture writes, in design pixels."""

_TICK_APART = 46.0  # between the numbers below a narrow map
_LINE_APART = 20.0  # between the feet of two numbers of an upright axis
_SHORTEST = 96.0  # what is left of a name where all of them are shortened
_MARKER = 13.0
_PAD = 8.0  # between a marker and its name
_GAP = 24.0  # between a name and the next marker
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def dress(axes: Axes, *, across: int, upright: int) -> None:
    """Take away what only frames the plot, and write few round numbers along its axes.

    Parameters
    ----------
    across, upright
        How many intervals between numbers there are at the most.
    """
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=points(5), width=points(1.2), pad=points(4))
    for axis, most in ((axes.xaxis, across), (axes.yaxis, upright)):
        axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(TickNumbers())


class TickNumbers(Formatter):
    """Writes the numbers of an axis, all of them together: see `numerals.ticks`.

    Parameters
    ----------
    less
        What is taken off each number; the axis' label says so.
    widest
        Characters that there is room for.
    """

    def __init__(self, less: float = 0.0, widest: int = 9) -> None:
        self._less, self._widest = less, widest

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - matplotlib's
        """Write one number that stands alone."""
        return tick(x - self._less)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Write the numbers of all ticks."""
        factors = isinstance(self.axis, Axis) and self.axis.get_scale() == "log"
        return ticks([float(v) - self._less for v in values], factors=factors, widest=self._widest)


def number_sparsely(axis: Axis, room: int) -> str:
    """Write few round numbers along an axis whose limits are set, none longer than there is room.

    Numbers of a narrow window far from 0 share their first digits. Those are taken off them, and
    the words that say so are returned, to be put behind the axis' label.
    """
    nbins, figure = 7, figure_of(axis.axes)
    if isinstance(axis, XAxis) and not is_wide(figure.bbox.size):
        nbins = max(min(nbins, int(_wide(axis.axes) / _TICK_APART)), 2)
    axis.set_major_locator(MaxNLocator(nbins=nbins, steps=[1, 2, 5, 10]))
    low, high = axis.get_view_interval()
    less = shared_part([float(v) for v in axis.get_majorticklocs() if low <= v <= high], room)
    axis.set_major_formatter(TickNumbers(less, room))
    sign = "\N{MINUS SIGN}" if less > 0 else "+"
    return f" {sign} {tick(abs(less))}" if less else ""


def name_below(axes: Axes, words: str) -> None:
    """Write what the numbers along the axis below are; without words, write neither."""
    if words:
        words, size = Fitter.of(axes).fit(words, _wide(axes), TEXT.tick + 1)
        axes.set_xlabel(words, fontsize=points(size), labelpad=points(2))
    else:
        axes.tick_params(labelbottom=False)


def name_axes(
    axes: Axes,
    across: str,
    upright: str,
    size: float,
    *,
    pads: tuple[float, float],
    less: float = 0,
) -> None:
    """Write what the numbers along both axes are.

    Parameters
    ----------
    pads
        Distances from the numbers, of the name below and of that on the left.
    less
        Room at each end of the axis below that something else takes.
    """
    fitter, scale = Fitter.of(axes), figure_of(axes).dpi / 100
    below, small = _named(fitter, across, _wide(axes) - 2 * less, size)
    axes.set_xlabel(below, fontsize=points(small), labelpad=points(pads[0]))
    if less and not is_wide(figure_of(axes).bbox.size):
        # It begins left of the axis, as far as it must.
        room = _wide(axes) - less
        below, small = _named(fitter, across, room + LEFT_OF, size)
        over = min(max(fitter.width(below, small) - room, 0.0), LEFT_OF)
        shift = Affine2D().translate(-over * scale, 0)
        axes.set_xlabel(below, fontsize=points(small), labelpad=points(pads[0]), ha="left")
        axes.xaxis.label.set_x(0)
        axes.xaxis.label.set_transform(axes.xaxis.label.get_transform() + shift)
    left, small = _named(fitter, upright, axes.bbox.height / scale, size)
    axes.set_ylabel(left, fontsize=points(small), labelpad=points(pads[1]))


def _named(fitter: Fitter, words: str, room: float, size: float) -> tuple[str, float]:
    """Make a name fit: rather than cut it, what stands in brackets is left out."""
    return fitter.choose((words, _BRACKETS.sub("", words)), room, size)


def _wide(axes: Axes) -> float:
    return float(axes.bbox.width) * 100 / figure_of(axes).dpi


def above(
    axes: Axes, height: float, words: str, *, size: float, at: float = 0.0, taken: float = 0.0,
    **options: Any,
) -> PictureText:  # fmt: skip
    """Write words so many design pixels above the left (at=0) or right (at=1) end of the axes.

    `taken` is the room that something else takes in the same row. What stands above the left end of
    a tall or square picture's axes begins above their numbers.
    """
    fitter = Fitter.of(axes, options.get("weight", "normal"))
    begin = 0.0 if at else _before(axes)
    words, size = fitter.fit(words, _wide(axes) + begin - taken, size)
    lift = ScaledTranslation(
        -points(begin) / 72, points(height) / 72, figure_of(axes).dpi_scale_trans
    )
    return PictureText(at, 1, words, size=size, **options).put(axes, axes.transAxes + lift)


def above_in_rows(
    axes: Axes, height: float, words: str, *, row: float, size: float, taken: float, **options: Any,
) -> None:  # fmt: skip
    """Write words above the left end of the axes in the upper of two rows, `row` pixels apart.

    What does not fit there goes on in the lower one, where something else takes room: rather that
    than to leave something out.
    """
    fitter, wide = Fitter.of(axes, options.get("weight", "normal")), _wide(axes) + _before(axes)
    lines, rows = [words], (row, 0.0)
    if fitter.width(words, LEAST) > wide:
        broken = fitter.lines(words, wide, LEAST)
        if len(broken) == len(rows) and fitter.width(broken[-1], LEAST) <= wide - taken:
            lines, size = broken, LEAST
    for up, line in zip(rows, lines, strict=False):
        above(axes, height + up, line, size=size, taken=0.0 if up else taken, **options)


def in_corner(axes: Axes, words: str, **options: Any) -> PictureText:
    """Write words inside the lower left corner of the axes."""
    pad = 10 * figure_of(axes).dpi / 100
    left, foot = axes.bbox.x0 + pad, axes.bbox.y0 + pad
    return PictureText(left, foot, words, size=TEXT.label, **options).put(axes)


NAMES_PER_ROW = 2
"""In a tall or square picture."""


def rows_of(names: int) -> int:
    """Return how many rows so many names take in a tall or square picture."""
    return max(-(-names // NAMES_PER_ROW), 1)


def names_above(
    axes: Axes, context: PanelContext, names: Sequence[str], height: float, rows: int = 1
) -> None:
    """Write the optimizers' markers and names in rows, the lowest so high above the axes.

    Raises
    ------
    InvalidInput
        Names that do not fit into the width of the axes at a size that can be read.
    """
    per_row = -(-len(names) // rows)
    parts = [names[begin : begin + per_row] for begin in range(0, len(names), per_row)]
    begin = axes.bbox.x0 - _before(axes) * figure_of(axes).dpi / 100
    others = [context.mark(name).label for name in names]
    sized = [_row_of(axes, context, part, others) for part in parts]
    size = min(size for _, size in sized)
    for up, part, (labels, _) in zip(reversed(range(rows)), parts, sized, strict=False):
        _write_names(
            axes, context, [*zip(part, labels, strict=True)], (begin, height + up * ROW), size
        )


def _before(axes: Axes) -> float:
    """How far left of the axes there is room for words: above the numbers of a narrow picture."""
    numbered = axes.yaxis.get_tick_params().get("labelleft", True)
    return 0.0 if is_wide(figure_of(axes).bbox.size) or not numbered else LEFT_OF


def _row_of(
    axes: Axes, context: PanelContext, names: Sequence[str], others: Sequence[str]
) -> tuple[list[str], float]:
    """Return the names as they fit into a row, and their size."""
    scale = figure_of(axes).dpi / 100
    labels = [context.mark(name).label for name in names]
    fixed = len(names) * (_MARKER + _PAD) + (len(names) - 1) * _GAP
    room = axes.bbox.width / scale + _before(axes) - fixed
    needed = HINTED * sum(bold_width(label, TEXT.name) for label in labels)
    size = float(math.floor(min(TEXT.name, TEXT.name * room / needed)))
    if size < LEAST:
        labels, size = Fitter.of(axes, "bold").fit_row(labels, room, LEAST, others)
    if room < len(names) * _SHORTEST:
        raise InvalidInput(
            f"The names {', '.join(labels)} need {fixed + len(names) * _SHORTEST:.0f} pixels in "
            f"one row and have {room + fixed:.0f}; give the panel more room or name fewer "
            "optimizers."
        )
    return labels, size


def _write_names(
    axes: Axes,
    context: PanelContext,
    names: Sequence[tuple[str, str]],
    place: tuple[float, float],
    size: float,
) -> None:
    """Write markers and names from a place on: pixels of its left end, and height of the feet."""
    scale = figure_of(axes).dpi / 100
    left, foot = place[0], axes.bbox.y1 + place[1] * scale
    for name, label in names:
        color = context.theme.path_color(name)
        axes.plot(
            left + _MARKER / 2 * scale, foot + 0.36 * size * scale, linestyle="none",
            marker=context.mark(name).marker, markersize=points(_MARKER), color=color,
            markeredgecolor=context.theme.halo, markeredgewidth=points(1),
            transform=IdentityTransform(), clip_on=False,
        )  # fmt: skip
        left += (_MARKER + _PAD) * scale
        PictureText(left, foot, label, size=size, weight="bold", color=color).put(axes)
        left += (HINTED * bold_width(label, size) + _GAP) * scale


def bold_width(words: str, size: float) -> float:
    """Return the width of bold text, in the unit of `size`; see `outlined`."""
    return outlined(words, size, "bold")


def number_width(values: FloatArray) -> float:
    """Return the width of the widest of some numbers as they are read out, in design pixels."""
    some = values[:: max(1, len(values) // 1000)]  # of a long run a sample will do
    return widest({number(float(each)) for each in some}, TEXT.number, "bold")


HEADER = 30.0


def thinned(axes: Axes, places: Sequence[float]) -> list[float]:
    """Return numbers of the upright axis, of a tall or square picture no more than have room."""
    if len(places) < 2 or is_wide(figure_of(axes).bbox.size):
        return list(places)
    feet = axes.transData.transform([(axes.get_xlim()[0], place) for place in places])[:, 1]
    apart = float(np.abs(np.diff(feet)).min()) * 100 / figure_of(axes).dpi
    return list(places)[:: math.ceil(_LINE_APART / max(apart, 1e-9))]
