"""Lines at rates that were set, and words at each where neither a line nor a curve crosses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray

from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of, weight
from ...drawing.text import PictureText
from ...scene.number_format import tick
from ...scene.panel import PanelContext
from ...style.theme import TEXT

_LIFT = 5.0  # of words over their line, in design pixels
_CAP, _DESCENT = 0.76, 0.24  # of letters above and below their foot, in sizes
_FREE = 1.0  # design pixels around them
_ENDS = (1.0, 0.8, 0.6, 0.4)  # where words end, as shares of the axes' width


class _Place(NamedTuple):
    """Where words end, where their foot is, and the box that they fill, in design pixels."""

    right: float
    foot: float
    width: float
    size: float

    @property
    def span(self) -> tuple[float, float]:
        return self.foot - _DESCENT * self.size - _FREE, self.foot + _CAP * self.size + _FREE

    def meets(self, other: _Place) -> bool:
        (low, high), (below, above) = self.span, other.span
        beside = other.right - other.width < self.right and self.right - self.width < other.right
        return beside and below < high and low < above


def draw_lines(
    axes: Axes, context: PanelContext, lines: Sequence[tuple[float, str]],
    curves: Sequence[FloatArray],
) -> None:  # fmt: skip
    """Draw a dashed line at each rate, and its words at it.

    Where they have no room that nothing crosses, the number stands alone, or nothing.

    Parameters
    ----------
    curves
        (steps,) each, what is shown against the step.
    """
    low, high = axes.get_ylim()
    shown = sorted((line for line in lines if low <= line[0] <= high), key=lambda each: -each[0])
    scale, ink = figure_of(axes).dpi / 100, context.theme.muted
    heights = [float(axes.transData.transform((0.0, rate))[1]) / scale for rate, _ in shown]
    across, crossing = _crossing(axes, curves, scale)
    taken: list[_Place] = []
    for (rate, words), height in zip(shown, heights, strict=True):
        axes.axhline(
            rate, color=ink, linewidth=weight(axes, 1.6), linestyle=(0, (5, 3)), zorder=1.3
        )
        for written, place in _tried(axes, f"{tick(rate)} {words}", tick(rate), height, scale):
            bottom, top = place.span
            under = (across >= place.right - place.width) & (across <= place.right)
            lies_free = (
                not any(bottom < each < top for each in heights)
                and not ((crossing > bottom) & (crossing < top))[:, under].any()
                and not any(place.meets(other) for other in taken)
                and bottom >= axes.bbox.y0 / scale
            )
            if lies_free:
                taken.append(place)
                PictureText(
                    place.right * scale, place.foot * scale, written, size=place.size, ha="right",
                    color=ink,
                ).put(axes)  # fmt: skip
                break


def _tried(
    axes: Axes, words: str, short: str, height: float, scale: float
) -> Iterator[tuple[str, _Place]]:
    """Go through what may be written at a line, and where: the best first."""
    fitter, (left, right) = Fitter.of(axes), (axes.bbox.x0 / scale, axes.bbox.x1 / scale)
    for each in (words, short):
        written, size = fitter.fit(each, right - left - 4, TEXT.tick)
        width = fitter.width(written, size)
        feet = (height + _LIFT, height + _DESCENT * size + 2 * _FREE, height - _CAP * size - _LIFT)
        for foot in feet:
            for end in _ENDS:
                at = left + end * (right - left) - 4
                if at - width >= left:
                    yield written, _Place(at, foot, width, size)


def _crossing(
    axes: Axes, curves: Sequence[FloatArray], scale: float
) -> tuple[FloatArray, FloatArray]:
    """Return columns of the axes, (n,), and where curves cross them, (curves, n)."""
    across = np.arange(axes.bbox.x0 / scale, axes.bbox.x1 / scale + 1)
    found = []
    for values in curves:
        places = np.column_stack([np.arange(len(values)), values])
        with np.errstate(divide="ignore", invalid="ignore"):
            x, y = (axes.transData.transform(places) / scale).T
        found.append(np.interp(across, x, y, right=np.nan))
    return across, np.array(found)
