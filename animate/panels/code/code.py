"""A rule as code, with the numbers of the step beside its lines and the running line lit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES

from ...drawing.fitting import LEAST
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.clock import Clock, Moment
from ...scene.emphasis import EASE
from ...scene.panel import Margins, PanelContext, Stacking
from ...scene.placeholders import Field, Numbers, parse
from ...scene.said import smooth
from ...style.fonts import characters_of
from ...style.theme import TEXT
from .code_line import MONO, CodeLine, Place

ADAGRAD = (
    ("v = np.zeros(2)", ""),
    ("for _ in range(steps):", ""),
    ("    g = gradient(p)", "gradient"),
    ("    v += g**2", "sum_of_squares"),
    ("    rate = eta / (np.sqrt(v) + eps)", "effective_learning_rate"),
    ("    p -= rate * g", "params@next"),
)
"""AdaGrad in six lines of numpy, and what each works out."""

LINES_A_SECOND = 8.0
"""Where lines would run faster, none is lit."""

_LEADING = 1.75  # distance of two lines, as a multiple of the text's size
_GAP = 20.0
_DIGIT = re.compile(r"\d")


def _line(where: str, given: Any) -> tuple[str, str]:
    """Allow a line with what it works out."""
    items = allow.items_of(where, given, 2)
    if len(items) != 2:
        raise allow.refuse(where, given, "code and a channel, such as ('v += g**2', '')")
    code = allow.text(where, items[0])
    if not (code.isprintable() and characters_of(MONO).issuperset(map(ord, code))):
        raise allow.refuse(where, given, f"one line of code, in characters of the font {MONO}")
    return code, allow.text(where, items[1])


@dataclass(frozen=True)
class CodePanel:
    """Lines of code, and beside each what it works out for w and b in the step.

    While a step is taken slowly the line that runs is lit, one after another, by a light that goes
    along it, and what the lines below it will work out stands back. Its parts are "line 1", "line
    2" and so on.

    Attributes
    ----------
    lines
        Each code and the name of a channel, "" for none; AdaGrad's rule if left out. "@next" and
        "@before" behind the name ask for the numbers of the next step or the one before.
    optimizer
        Whose numbers; the first run's if left out.

    Examples
    --------
    >>> panel = CodePanel((("g = gradient(p)", "gradient"), ("p -= eta * g", "params@next")))
    """

    lines: Sequence[tuple[str, str]] = ADAGRAD
    optimizer: str | None = None

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            lines=allow.sequence_of(_line, least=1, most=40),
            optimizer=allow.optional(allow.name),
        )

    @property
    def margins(self) -> Margins:
        """A little room; code and numbers share what there is."""
        return Margins(left=14, right=12, bottom=6, top=6)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for as much as its lines need."""
        return Stacking(least=20 * (len(self.lines) + 1))

    def draw(self, axes: Axes, context: PanelContext) -> DrawnCode:
        """Write the code, as large as there is room beside the numbers."""
        axes.set_axis_off()
        box, scale = axes.bbox, figure_of(axes).dpi / 100
        numbers = Numbers(context, self.optimizer)
        fields = [_fields(channel) for _, channel in self.lines]
        size, widths = self._size(axes, numbers, fields, int(context.clock.last_step))
        leading = min(_LEADING * size, box.height / scale / (len(self.lines) + 1)) * scale
        rights = (box.x1 - (widths[1] + _GAP) * scale, box.x1)
        top = (box.y0 + box.y1 + leading * (len(self.lines) + 1)) / 2
        for name, right in zip(COORDINATES, rights, strict=True):
            color = context.theme.parameter_color(name)
            head = PictureText(right, top - 0.7 * leading, f"${name}$", size=size, ha="right")
            head.set_color(color)
            head.put(axes)
        lines = []
        for i, (code, _) in enumerate(self.lines):
            place = Place(box.x0, top - (i + 1.7) * leading, leading, rights, size)
            lines.append(CodeLine(axes, context, f"line {i + 1}", (code, fields[i]), place))
        return DrawnCode(context.clock, numbers, lines)

    def _size(
        self, axes: Axes, numbers: Numbers, fields: Sequence[tuple[Field, ...]], last: int
    ) -> tuple[float, tuple[float, float]]:
        """Return the size of the text, and the widths of the columns of numbers, design pixels."""
        box, scale = axes.bbox, figure_of(axes).dpi / 100
        some = range(0, last + 1, max(1, last // 400))
        # Digits are of one width: what differs in them alone is measured once.
        texts = [
            {_DIGIT.sub("0", numbers.words(row[i], k)) for row in fields if row for k in some}
            for i in (0, 1)
        ]
        size = float(TEXT.body)
        while True:
            columns = [
                max((_width(axes, each, size) for each in own), default=0.0) for own in texts
            ]
            code = max(_width(axes, words, size, family=MONO) for words, _ in self.lines)
            needed = code + sum(columns) + 2 * _GAP
            fits = (
                needed <= box.width / scale and 1.2 * size * (len(fields) + 1) <= box.height / scale
            )
            if fits or size <= LEAST:
                break
            size = max(size - 0.5, LEAST)
        if not fits:
            raise InvalidInput(
                f"A code panel has {box.width / scale:.0f}x{box.height / scale:.0f} pixels and "
                f"needs {needed:.0f}x{1.2 * size * (len(fields) + 1):.0f}; give it a larger share "
                "or shorter lines."
            )
        return size, (columns[0], columns[1])


class DrawnCode:
    """A code panel whose head stands.

    Attributes
    ----------
    parts
        The colour of each part, by its name.
    """

    lines: Sequence[CodeLine]

    def __init__(self, clock: Clock, numbers: Numbers, lines: Sequence[CodeLine]) -> None:
        self._clock, self._numbers, self.lines = clock, numbers, lines
        self._inner = [line for line in lines if line.fields] or list(lines)
        self.parts: dict[str, str] = {line.name: line.color for line in lines}

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the lines with their numbers, and the light behind the one that runs."""
        running = self.running(moment)
        artists: list[Artist] = []
        for line in self.lines:
            texts = [self._numbers.words(field, moment.whole) for field in line.fields]
            run = self._run(moment) if line is running else None
            known = self._known(line, moment) if running and line in self._inner else 1.0
            artists += line.at(moment, texts, run=run, known=known)
        return artists

    def _known(self, line: CodeLine, moment: Moment) -> float:
        """Return how far what a line works out is there, 0 to 1: it comes by an ease."""
        eased = min(EASE * self._pace(moment.seconds) * len(self._inner), 1.0)  # in lines
        return smooth((self._lines_run(moment) - self._inner.index(line)) / eased)

    def running(self, moment: Moment) -> CodeLine | None:
        """Return the line that runs at a moment: none on a whole step, or where steps go fast."""
        if moment.step <= moment.whole:
            return None
        if self._pace(moment.seconds) * len(self._inner) > LINES_A_SECOND:
            return None
        return self._inner[int(self._lines_run(moment))]

    def _run(self, moment: Moment) -> float:
        """Return how much of the line that runs has run, 0 to 1."""
        return self._lines_run(moment) % 1

    def _lines_run(self, moment: Moment) -> float:
        """Return how many lines of the step have run, below their number."""
        count = len(self._inner)
        return min((moment.step - moment.whole) * count, count - 1e-6)

    def _pace(self, seconds: float) -> float:
        """Return the steps a second of the verb that moves, or that moved last."""
        pace = 0.0
        for segment, start in zip(self._clock.segments, self._clock.starts, strict=False):
            if start > seconds:
                break
            if segment.last != segment.first and segment.seconds:
                pace = abs(segment.last - segment.first) / segment.seconds
        return pace


def _fields(channel: str) -> tuple[Field, ...]:
    """Return the numbers of w and b of a channel; none for none."""
    name, at, when = channel.partition("@")
    found = [parse(f"{{{name}.{each}{at}{when}}}")[0] for each in COORDINATES] if name else []
    return tuple(each for each in found if isinstance(each, Field))


def _width(axes: Axes, words: str, size: float, **options: Any) -> float:
    weight = "normal" if options else "bold"
    text = PictureText(0, 0, words, size=size, weight=weight, parse_math=False, **options)
    return text.advance(figure_of(axes).dpi) * 100 / figure_of(axes).dpi
