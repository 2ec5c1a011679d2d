"""A formula with the numbers of the step put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from string import Formatter
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..ink import figure_of
from ..layout import Margins
from ..numerals import number, signed
from ..text import PictureText
from ..theme import TEXT
from ..timeline import Moment
from .panel import COORDINATES, Shot, series

LINE = 1.55
"""Distance of two lines, as a multiple of the text's size."""

GAP = 0.34
"""Distance of two pieces of a line, as a multiple of the text's size."""


@dataclass(frozen=True)
class ReadoutPanel:
    """Lines of text and numbers of the step.

    A number is named in braces by its channel and its coordinate, with a plus behind a colon if its
    plus sign is wanted: `{gradient.w}`, `{loss}`, `{update.w:+}`; see `series` for what there is.
    An optimizer's name before it asks for another's: `{momentum.velocity.w}`. Mathtext stands
    between dollar signs, its own braces doubled, as in every format string.

    Pieces stand in columns, each as wide as its longest value of the whole run, so nothing moves.

    Attributes
    ----------
    lines : format strings.
    optimizer : whose numbers, where a line does not say.
    size : of the text, in design pixels.

    Examples
    --------
    >>> panel = ReadoutPanel(lines=("$w$ moves by {update.w:+} at a loss of {loss}",))
    """

    lines: Sequence[str]
    optimizer: str = "adagrad"
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
        lines = [_parse(line, self.optimizer) for line in self.lines]
        for column in zip_longest(*lines):  # pieces below each other share a column
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
        if pen > figure_of(axes).bbox.x1:
            raise InvalidInput(
                f"The lines of a readout need {(pen - axes.bbox.x0) / scale:.0f} pixels and have "
                f"{axes.bbox.width / scale:.0f}; shorten them or give the panel more room."
            )
        return DrawnReadout(fields)


class _Field(NamedTuple):
    """A number of the step: what, whose, and whether a plus is written too."""

    channel: str
    coordinate: str | None
    optimizer: str
    sign: bool


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

    def __init__(self, axes: Axes, shot: Shot, field: _Field, foot: float, size: float) -> None:
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


def _parse(line: str, optimizer: str) -> list[str | _Field]:
    """Take a format string apart."""
    pieces: list[str | _Field] = []
    words = ""
    try:
        for literal, name, sign, _ in Formatter().parse(line):
            words += literal  # a doubled brace ends a literal, but not the words
            if name is not None:
                pieces += [words.strip(), _field(name, sign or "", optimizer)]
                words = ""
    except ValueError as error:
        raise InvalidInput(
            f"{line!r} is no format string ({error}); double the braces that stand for themselves."
        ) from error
    return [piece for piece in [*pieces, words.strip()] if piece]


def _field(name: str, sign: str, optimizer: str) -> _Field:
    """Read "gradient.w", "loss" or "momentum.velocity.w"."""
    parts = name.split(".")
    coordinate = parts.pop() if parts[-1] in COORDINATES else None
    if len(parts) == 2:
        optimizer = parts.pop(0)
    if len(parts) != 1 or not all(parts) or sign not in ("", "+"):
        raise InvalidInput(
            f"{{{name}{':' * bool(sign)}{sign}}} names no number; write it like {{gradient.w}}, "
            "{loss} or {update.w:+}."
        )
    return _Field(parts[0], coordinate, optimizer, bool(sign))


def _piece(
    axes: Axes, shot: Shot, piece: str | _Field, foot: float, size: float
) -> _Words | _Number:
    if isinstance(piece, _Field):
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
