"""What the signs on a map are, said below it, where no path runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from ...drawing.fitting import LEAST, Fitter, outlined
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.panel import PanelContext
from ...style.theme import TEXT, Theme, points

STAR_ROOM = 118.0
"""Room for what the stars are, beside the label of w, in design pixels."""

ROW = 27.0
"""Height of a row of signs below the label of w, in design pixels."""

IN_ROW = 2
"""Signs that stand in one row."""

_FIRST = 73.0  # from the axes to the feet of the words in the first row
_BEFORE = 60.0  # room on the left of the axes, for rows that are wider
_SIGN, _GAP = 30.0, 22.0  # room for a sign, and between two

Plot = Callable[..., Any]


class Sign(NamedTuple):
    """A sign and what it is.

    Attributes
    ----------
    words, short
        What it is, and that in fewer words for a narrow map.
    draw
        Draws it, given something that plots in design pixels around the sign's middle; None for
        words that stand alone.
    """

    words: str
    short: str
    draw: Callable[[Plot, Theme], None] | None

    @property
    def width(self) -> float:
        """Room for the sign before the words."""
        return _SIGN if self.draw else 0.0


def rows_of(signs: int) -> int:
    """Return the number of rows that so many signs need."""
    return -(-signs // IN_ROW)


def say_stars(axes: Axes, context: PanelContext, words: str) -> None:
    """Say beside the label of w what the stars are."""
    scale = figure_of(axes).dpi / 100
    star = (axes.bbox.x1 - 104 * scale, axes.bbox.y0 - 44 * scale)
    axes.plot(
        *star, "*", markersize=points(16), color=context.theme.ink, markeredgewidth=0,
        transform=IdentityTransform(), clip_on=False,
    )  # fmt: skip
    left, foot = star[0] + 14 * scale, star[1] - 6 * scale
    PictureText(left, foot, words, size=TEXT.tick + 1, color=context.theme.muted).put(axes)


def say_signs(axes: Axes, context: PanelContext, signs: Sequence[Sign]) -> None:
    """Say in rows below the label of w what the other signs are."""
    scale = figure_of(axes).dpi / 100
    fitter, wide = Fitter.of(axes), axes.bbox.width / scale
    for row in range(rows_of(len(signs))):
        shown = signs[row * IN_ROW : (row + 1) * IN_ROW]
        shown, words = _fitting(fitter, shown, wide + _BEFORE)
        taken = _taken(shown)
        room = max(wide + _BEFORE - taken, LEAST)
        words, size = fitter.fit_row(words, room, TEXT.tick + 1)
        over = sum(outlined(each, size, "normal") for each in words) + taken - wide
        left = axes.bbox.x0 / scale - min(max(over, 0.0), _BEFORE)
        foot = axes.bbox.y0 / scale - _FIRST - row * ROW
        for sign, each in zip(shown, words, strict=True):
            middle = (left + _SIGN / 2 - 4, foot + 0.36 * size)
            if sign.draw:
                sign.draw(_plotting(axes, middle, scale), context.theme)
            left += sign.width
            text = PictureText(
                left * scale, foot * scale, each, size=size, color=context.theme.muted
            )
            text.put(axes)
            left += outlined(each, size, "normal") + _GAP


def _fitting(
    fitter: Fitter, signs: Sequence[Sign], room: float
) -> tuple[Sequence[Sign], list[str]]:
    """Return the signs of a row with their words, or fewer words, or fewer signs: the last ones."""
    for first in range(len(signs)):
        shown = signs[first:]
        for words in ([sign.words for sign in shown], [sign.short for sign in shown]):
            if sum(fitter.width(each, LEAST) for each in words) + _taken(shown) <= room:
                return shown, words
    return signs[-1:], [signs[-1].short]


def _taken(signs: Sequence[Sign]) -> float:
    return sum(sign.width for sign in signs) + (len(signs) - 1) * _GAP


def _plotting(axes: Axes, middle: tuple[float, float], scale: float) -> Plot:
    def plot(x: Sequence[float], y: Sequence[float], *look: str, **options: Any) -> None:
        axes.plot(
            [(middle[0] + each) * scale for each in x],
            [(middle[1] + each) * scale for each in y],
            *look, transform=IdentityTransform(), clip_on=False, **options,
        )  # fmt: skip

    return plot


def mark_sign(plot: Plot, theme: Theme) -> None:
    """Draw a piece of a trail with a mark on it."""
    plot([-11, 11], [0, 0], "-", color=theme.muted, linewidth=points(4.7))
    plot([0], [0], "o", markersize=points(9.4), color=theme.muted, markeredgewidth=0)
    plot([0], [0], "o", markersize=points(4.4), color=theme.halo, markeredgewidth=0)


def ring_sign(plot: Plot, theme: Theme) -> None:
    """Draw a small ring."""
    plot(
        [0], [0], "o", markersize=points(14), markerfacecolor="none", markeredgecolor=theme.ink,
        markeredgewidth=points(1.9),
    )  # fmt: skip
