"""A formula with the numbers of the step put into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput

from ...drawing.fitting import LEAST
from ...drawing.moving import figure_of
from ...drawing.parts import PartOfText
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.layout import is_wide
from ...scene.panel import Margins, PanelContext, Stacking
from ...scene.placeholders import Field, Numbers, parse
from ...scene.terms import pieces
from ...style.theme import TEXT

LINE_HEIGHT = 1.55
"""Distance of two lines, as a multiple of the text's size."""

_SMALLER = 0.97  # of a tall picture: what is too wide is written smaller by so much

GAP = 0.34
"""Distance of two pieces of a line, as a multiple of the text's size."""


@dataclass(frozen=True)
class ReadoutPanel:
    """Lines of text and numbers of the step.

    A number is named in braces, `{gradient.w}`, `{loss}`, `{momentum.velocity.w@0:+.3}`: see
    `wording.parse`. Mathtext stands between dollar signs, its own braces doubled.

    Pieces stand in columns, each as wide as its longest value of the whole run, so nothing moves.

    A piece in brackets with a name behind it, `[{update.w}](step w)`, is a part of the panel: it
    can be revealed, dimmed and highlighted, and captions can name it. One whose last word is w or b
    has their colour. What is hidden keeps its place.

    Attributes
    ----------
    lines
        Format strings.
    optimizer
        Whose numbers, where a line does not say; the first run's if left out.
    size
        Of the text, in design pixels.

    Examples
    --------
    >>> panel = ReadoutPanel(lines=("$w$ moves by {update.w:+} at a loss of {loss}",))
    """

    lines: Sequence[str]
    optimizer: str | None = None
    size: float = TEXT.number

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            lines=allow.sequence_of(allow.text, least=1),
            optimizer=allow.optional(allow.name),
            size=allow.number(least=1, most=200),
        )

    @property
    def margins(self) -> Margins:
        """A little room on the left; the lines bring their own height."""
        return Margins(left=4, top=4)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for as much as its lines need."""
        return Stacking(least=LINE_HEIGHT * min(self.size, TEXT.number) * len(self.lines), grows=0)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnReadout:
        """Write the words and lay out room for the numbers."""
        axes.set_axis_off()
        figure = figure_of(axes)
        numbers = Numbers(context, self.optimizer)
        size = self.size
        if not is_wide(figure.bbox.size):
            high = axes.bbox.height * 100 / figure.dpi / LINE_HEIGHT / len(self.lines)
            size = max(min(size, high), LEAST)
        columns, end = self._columns(axes, context, numbers, size)
        while end > figure.bbox.x1 and size > LEAST and not is_wide(figure.bbox.size):
            size = max(_SMALLER * size, LEAST)
            columns, end = self._columns(axes, context, numbers, size)
        if end > figure.bbox.x1:
            needed, scale = end - axes.bbox.x0, figure.dpi / 100
            raise InvalidInput(
                f"The lines of a readout need {needed / scale:.0f} pixels and have "
                f"{axes.bbox.width / scale:.0f}; shorten them or give the panel more room."
            )
        for column in columns:
            for piece in column:
                piece.text.put(axes)
        placed = [piece for column in columns for piece in column]
        return DrawnReadout(
            [piece for piece in placed if isinstance(piece, _Number)],
            [PartOfText(axes, context, each.part, each.text, size) for each in placed if each.part],
        )

    def _columns(
        self, axes: Axes, context: PanelContext, numbers: Numbers, size: float
    ) -> tuple[list[list[_Words | _Number]], float]:
        """Return the pieces of each column at their places, and where the last one ends."""
        scale = figure_of(axes).dpi / 100
        rows = range(len(self.lines))
        feet = [axes.bbox.y1 - (LINE_HEIGHT * row + 1) * size * scale for row in rows]
        pen = axes.bbox.x0
        columns = []
        for column in zip_longest(*map(_pieces, self.lines)):  # those below each other share one
            placed = [
                _piece(axes, context, numbers, piece, foot, size)
                for piece, foot in zip(column, feet, strict=True)
                if piece is not None
            ]
            room = max(piece.room for piece in placed)
            for piece in placed:
                piece.place(pen, room)
            columns.append(placed)
            pen += room + GAP * size * scale
        return columns, pen


class _Given(NamedTuple):
    """Words or a number of a line, and the part of the panel that it is, "" for none."""

    piece: str | Field
    part: str


class _Words:
    """Text that stays where it is, from the left of its column."""

    def __init__(
        self, axes: Axes, context: PanelContext, given: _Given, foot: float, size: float
    ) -> None:
        self.part = given.part
        self.text = PictureText(
            0, foot, str(given.piece), size=size, color=context.theme.ink, moves=bool(given.part)
        )
        self.room = self.text.advance(figure_of(axes).dpi)

    def place(self, pen: float, room: int) -> None:
        del room
        self.text.set_x(pen)


class _Number:
    """A number that changes, to the right of its column."""

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        numbers: Numbers,
        given: _Given,
        foot: float,
        size: float,
    ) -> None:
        assert isinstance(given.piece, Field)
        field, self.part = given.piece, given.part
        self._numbers, self._field = numbers, field
        whose = field.optimizer or numbers.optimizer
        self.text = PictureText(
            0, foot, "", size=size, weight="bold", ha="right", moves=True,
            color=context.theme.path_color(whose),
        )  # fmt: skip
        last = int(context.clock.last_step)
        some = range(0, last + 1, max(1, last // 1000))  # of a long run a sample will do
        self.room = 0
        for words in {numbers.words(field, step) for step in some}:
            self.text.set_text(words)
            self.room = max(self.room, self.text.advance(figure_of(axes).dpi))

    def place(self, pen: float, room: int) -> None:
        self.text.set_x(pen + room)

    def set(self, moment: Moment) -> None:
        self.text.set_text(self._numbers.words(self._field, moment.whole))


def _pieces(line: str) -> list[_Given]:
    """Take a line apart; spaces at the joints make way for the columns' gaps."""
    found = [_Given(each, words.target) for words in pieces(line) for each in parse(words.words)]
    found = [_Given(each.strip() if isinstance(each, str) else each, part) for each, part in found]
    return [given for given in found if given.piece]


def _piece(
    axes: Axes,
    context: PanelContext,
    numbers: Numbers,
    given: _Given,
    foot: float,
    size: float,
) -> _Words | _Number:
    if isinstance(given.piece, Field):
        return _Number(axes, context, numbers, given, foot, size)
    return _Words(axes, context, given, foot, size)


class DrawnReadout:
    """A readout whose words stand."""

    fields: Sequence[_Number]

    def __init__(self, fields: Sequence[_Number], parts: Sequence[PartOfText]) -> None:
        self.fields, self._parts = fields, parts
        own = [part.text for part in parts]
        self._others = [field.text for field in fields if field.text not in own]

    @property
    def parts(self) -> Mapping[str, str]:
        """The colour of each part, by its name."""
        return {part.part: part.color for part in self._parts}

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the numbers, and the parts as far as they are seen."""
        for field in self.fields:
            field.set(moment)
        return [*self._others, *(each for part in self._parts for each in part.at(moment))]
