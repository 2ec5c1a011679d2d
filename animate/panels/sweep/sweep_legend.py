"""What the signs of a sweep mean, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of
from ...drawing.plain_axes import bold_width
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.layout import is_wide
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .color_scale import lost_color, waiting_color

_SIGN, _AFTER_SIGN, _AFTER_WORDS = 28.0, 8.0, 20.0


LINE = 26.0
"""Height of a line of a tall or square picture, in design pixels."""


@dataclass(frozen=True)
class SweepLegend:
    """Samples of the signs, from left to right.

    Attributes
    ----------
    lost
        Whether any diverged, which is grey.
    waiting
        Words for an empty cell, who has not arrived, for one; empty where there is none.
    fastest
        Whether the fastest are marked.
    theory
        Words for the line and for the diamond of theory; empty where there is none.
    dashed
        Whether the best is a dashed line, as on a curve, and no diamond.
    notes
        Said behind.
    """

    lost: bool = True
    waiting: str = "not there"
    fastest: bool = True
    theory: tuple[str, str] = ("", "")
    dashed: bool = False
    notes: Sequence[str] = ()

    @property
    def margins(self) -> Margins:
        """Room on the left, to stand below the panels."""
        return Margins(left=84, top=2, bottom=6)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for as many lines as the signs take, two in each, and one for each note."""
        signs = 1 + bool(self.waiting) + self.fastest + sum(map(bool, self.theory))
        return Stacking(least=LINE * (-(-signs // 2) + len(self.notes)), grows=0)

    def draw(self, axes: Axes, context: PanelContext) -> StillPanel:
        """Draw the signs with their words."""
        axes.set_axis_off()
        pen = _Pen(axes, context)
        line, best = self.theory
        entries: list[tuple[str, Callable[[str], None] | None]] = [
            ("diverged" if self.lost else "", lambda words: pen.box(words, lost=True)),
            (self.waiting, lambda words: pen.box(words, lost=False)),
            ("fastest" if self.fastest else "", pen.square),
            (line, lambda words: pen.line(words, dashed=False)),
            (best, (lambda words: pen.line(words, dashed=True)) if self.dashed else pen.diamond),
            *((note, None) for note in self.notes),
        ]
        said = [(words, sign) for words, sign in entries if words]
        if not is_wide(figure_of(axes).bbox.size):
            pen.write_in_lines(said)
            return StillPanel()
        signs = sum(_SIGN + _AFTER_SIGN for _, sign in said if sign)
        room = axes.bbox.width * 100 / figure_of(axes).dpi - signs - _AFTER_WORDS * (len(said) - 1)
        fitted = [words for words, _ in said]
        if sum(bold_width(words, pen.size) for words in fitted) > room:
            fitted, pen.size = Fitter.of(axes, "bold").fit_row(fitted, room, pen.size)
        for words, (_, sign) in zip(fitted, said, strict=True):
            (sign or pen.words)(words)
        return StillPanel()


class StillPanel:
    """A panel in which nothing moves."""

    def at(self, moment: Moment) -> Sequence[Artist]:  # noqa: ARG002
        """Return nothing."""
        return []


class _Pen:
    """Goes to the right, in pixels of the picture."""

    def __init__(self, axes: Axes, context: PanelContext) -> None:
        self._axes, self._theme = axes, context.theme
        self._scale, self.size = figure_of(axes).dpi / 100, TEXT.tick + 1
        self._x, self._foot = float(axes.bbox.x0), float(axes.bbox.y0 + axes.bbox.height * 0.3)

    def write_in_lines(self, said: Sequence[tuple[str, Callable[[str], None] | None]]) -> None:
        """Write two signs in a line and a note in each, from above."""
        box, place = self._axes.bbox, 0
        fitter, wide = Fitter.of(self._axes), box.width / self._scale
        for words, sign in said:
            place += place % 2 if sign is None else 0
            self._x = box.x0 + place % 2 * box.width / 2
            self._foot = box.y1 - (place // 2 + 0.8) * LINE * self._scale
            room = wide if sign is None else wide / 2 - _SIGN - _AFTER_SIGN - _AFTER_WORDS / 2
            (sign or self.words)(fitter.shortened([words], [room], self.size)[0])
            place += 2 if sign is None else 1

    def box(self, words: str, *, lost: bool) -> None:
        """Draw a sample of a cell."""
        theme = self._theme
        width = points(1.2)
        box = Rectangle(
            (self._x, self._foot - 3 * self._scale), _SIGN * self._scale, 18 * self._scale,
            facecolor=lost_color(theme) if lost else waiting_color(theme), edgecolor=theme.muted,
            linewidth=width, clip_on=False, transform=IdentityTransform(),
        )  # fmt: skip
        self._axes.add_patch(box)
        self._say(words)

    def square(self, words: str) -> None:
        """Draw a sample of the mark of the fastest."""
        square = Line2D(
            [self._x + _SIGN * self._scale / 2], [self._foot + 6 * self._scale], marker="s",
            markersize=points(13), color=self._theme.halo, markeredgecolor=self._theme.ink,
            markeredgewidth=points(3.6), clip_on=False, transform=IdentityTransform(),
        )  # fmt: skip
        self._axes.add_line(square)
        self._say(words)

    def line(self, words: str, *, dashed: bool) -> None:
        """Draw a sample of a line."""
        height = self._foot + 6 * self._scale
        line = Line2D(
            [self._x, self._x + _SIGN * self._scale], [height, height], color=self._theme.ink,
            linewidth=points(3.4 if not dashed else 2), linestyle=(0, (2, 2)) if dashed else "-",
            clip_on=False, transform=IdentityTransform(),
        )  # fmt: skip
        self._axes.add_line(line)
        self._say(words)

    def diamond(self, words: str) -> None:
        """Draw a sample of the best of theory."""
        diamond = Line2D(
            [self._x + _SIGN * self._scale / 2], [self._foot + 6 * self._scale], marker="D",
            markersize=points(13), color=self._theme.halo, markeredgecolor=self._theme.ink,
            markeredgewidth=points(3.4), clip_on=False, transform=IdentityTransform(),
        )  # fmt: skip
        self._axes.add_line(diamond)
        self._say(words)

    def words(self, words: str) -> None:
        """Write without a sign."""
        PictureText(self._x, self._foot, words, size=self.size, color=self._theme.muted).put(
            self._axes
        )
        self._x += (bold_width(words, self.size) + _AFTER_WORDS) * self._scale

    def _say(self, words: str) -> None:
        self._x += (_SIGN + _AFTER_SIGN) * self._scale
        self.words(words)
