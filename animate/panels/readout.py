"""A formula with the numbers of the step put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray

from ..ink import figure_of
from ..numerals import number, signed
from ..text import PictureText
from ..theme import TEXT
from ..timeline import Moment
from .panel import Margins, Shot, series

LINE = 1.55
"""Distance of two lines, as a multiple of the text's size."""

GAP = 0.34
"""Distance of two pieces of a line, as a multiple of the text's size."""


@dataclass(frozen=True)
class Field:
    """A number of the step, in a formula.

    Attributes
    ----------
    channel, coordinate : which; see `series`.
    optimizer : whose; its colour is the number's.
    sign : whether a plus is written too.
    """

    channel: str
    coordinate: str | None = None
    optimizer: str = "adagrad"
    sign: bool = False


@dataclass(frozen=True)
class ReadoutPanel:
    """Lines of text (mathtext between dollar signs) and numbers of the step.

    Pieces stand in columns, each as wide as its longest value of the whole run, so nothing moves.

    Attributes
    ----------
    lines : each a sequence of strings and Fields.
    size : of the text, in design pixels.

    Examples
    --------
    A line that reads "w moves by −0.822 × −0.0314 = +0.0258":

    >>> line = ("$w$ moves by", Field("gradient", "w"), "=", Field("update", "w", sign=True))
    >>> panel = ReadoutPanel(lines=(line,))
    """

    lines: Sequence[Sequence[str | Field]]
    size: float = TEXT.number

    @property
    def margins(self) -> Margins:
        """A little room on the left; the lines bring their own height."""
        return Margins(left=4, top=4)

    def draw(self, axes: Axes, shot: Shot) -> DrawnReadout:
        """Write the words and lay out room for the numbers."""
        axes.set_axis_off()
        scale = figure_of(axes).dpi / 100
        feet = [
            axes.bbox.y1 - (LINE * row + 1) * self.size * scale for row in range(len(self.lines))
        ]
        fields: list[_Number] = []
        pen = axes.bbox.x0
        for column in zip_longest(*self.lines):  # pieces below each other share a column
            pieces = [
                _piece(axes, shot, piece, foot, self.size)
                for piece, foot in zip(column, feet, strict=True)
                if piece is not None
            ]
            room = max(piece.room for piece in pieces)
            for piece in pieces:
                piece.place(pen, room)
            fields += [piece for piece in pieces if isinstance(piece, _Number)]
            pen += room + GAP * self.size * scale
        return DrawnReadout(fields)


class _Words:
    """Text that stays, from the left of its column."""

    def __init__(self, axes: Axes, shot: Shot, words: str, foot: float, size: float) -> None:
        self.text = PictureText(0, foot, words, size=size, color=shot.theme.ink)
        self.text.put(axes)
        self.room = self.text.advance(figure_of(axes).dpi)

    def place(self, pen: float, room: int) -> None:
        del room
        self.text.set_x(pen)


class _Number:
    """A number that changes, to the right of its column."""

    def __init__(self, axes: Axes, shot: Shot, field: Field, foot: float, size: float) -> None:
        self.values: FloatArray = series(
            shot.trajectory(field.optimizer), field.channel, field.coordinate
        )
        self._write = signed if field.sign else number
        self.text = PictureText(
            0, foot, "", size=size, weight="bold", ha="right", moves=True,
            color=shot.theme.path_color(field.optimizer),
        )  # fmt: skip
        self.text.put(axes)
        shown = self.values[: int(shot.timeline.last_step) + 1]
        shown = shown[:: max(1, len(shown) // 1000)]  # of a long run a sample will do
        self.room = 0
        for words in {self._write(float(value)) for value in shown}:
            self.text.set_text(words)
            self.room = max(self.room, self.text.advance(figure_of(axes).dpi))

    def place(self, pen: float, room: int) -> None:
        self.text.set_x(pen + room)

    def set(self, moment: Moment) -> None:
        k = min(moment.whole, len(self.values) - 1)
        self.text.set_text(self._write(float(self.values[k])))


def _piece(
    axes: Axes, shot: Shot, piece: str | Field, foot: float, size: float
) -> _Words | _Number:
    if isinstance(piece, Field):
        return _Number(axes, shot, piece, foot, size)
    return _Words(axes, shot, piece, foot, size)


class DrawnReadout:
    """A readout whose words stand."""

    def __init__(self, fields: Sequence[_Number]) -> None:
        self.fields = fields

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the numbers."""
        for field in self.fields:
            field.set(moment)
        return [field.text for field in self.fields]
