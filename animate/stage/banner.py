"""What surrounds the panels of every scene: the title above, the step and its caption below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.errors import InvalidInput

from ..drawing.fitting import LEAST, Fitter
from ..drawing.moving import figure_of
from ..drawing.text import PictureText
from ..scene.clock import Moment
from ..scene.layout import BOTTOM, SIDES, TOP
from ..scene.panel import Margins, PanelContext
from ..scene.placeholders import Numbers
from ..scene.terms import Piece, pieces, pieces_of_lines, spoken
from ..style.theme import TEXT

_LINES = 2  # of a title or a caption, at the most
_CAPTION_LINE = 21.0  # distance of two
_STEP_ROOM = 24.0
_PACED = 10.0  # how much the step is raised, and what is below it lowered, where a pace is said
_OF_TWO, _LINE = 22.0, 1.25  # size of a title of two lines, and their distance as a multiple of it


class Banner:
    """Title, step and caption, on axes that fill the picture.

    Parameters
    ----------
    title
        Of the scene; its timeline may have others that take its place.
    hues
        The colour of each target that a caption may name.
    """

    margins = Margins()

    def __init__(self, title: str, hues: Mapping[str, str]) -> None:
        self.title, self.hues = title, hues

    def draw(self, axes: Axes, context: PanelContext) -> DrawnBanner:
        """Write the title, and measure the room that the longest caption has."""
        axes.set_axis_off()
        return DrawnBanner(axes, context, self)


class DrawnBanner:
    """A banner whose title stands, unless the timeline has more than one."""

    def __init__(self, axes: Axes, context: PanelContext, banner: Banner) -> None:
        self._axes, self._dpi = axes, figure_of(axes).dpi
        self._scale = self._dpi / 100
        self._ink, self._muted, self._hues = context.theme.ink, context.theme.muted, banner.hues
        width = axes.bbox.width / self._scale - 2 * SIDES
        titles = {"": banner.title} | {each.text: each.text for each in context.clock.titles}
        self._titles = self._written(titles, width)
        foot = BOTTOM - 34
        word = self._text(SIDES, foot, "step ", TEXT.title - 2, self._ink, "bold")
        left = SIDES + word.advance(self._dpi) / self._scale
        self._step = self._text(left, foot, "", TEXT.title - 2, self._ink, "bold", moves=True)
        self._step.set_text("0" * len(f"{context.steps:,}"))
        left += self._step.advance(self._dpi) / self._scale
        self._pace = self._text(SIDES, foot - _PACED, "", LEAST, self._muted, moves=True)
        paces = {segment.pace for segment in context.clock.segments} - {""}
        if paces:
            left = max(left, *(SIDES + Fitter(self._dpi).width(each, LEAST) for each in paces))
            for text in (word, self._step):
                text.set_y((foot + _PACED) * self._scale)
        left += _STEP_ROOM
        room = width + SIDES - left
        self._numbers = Numbers(context)
        captions = [self._numbers.fill(words, context.steps) for words in _captions(context)]
        fitted = [self._fitting(spoken(text), TEXT.body, "normal", room) for text in captions]
        self._size = min((size for _, size in fitted), default=TEXT.body)
        self._room, self._fitter = room, Fitter(self._dpi)
        most = max((len(lines) for lines, _ in fitted), default=1)
        many = max((len(pieces(text)) for text in captions), default=1)
        self._caption = [
            [self._text(left, foot, "", self._size, self._muted, moves=True) for _ in range(many)]
            for _ in range(most)
        ]
        self._left, self._foot = left, foot

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the step, the pace and the caption, and the title where it changes."""
        self._pace.set_text(moment.pace)
        self._step.set_text(f"{moment.whole:,}")
        words = pieces(self._numbers.fill(moment.caption, moment.whole))
        lines = [words]
        if len(self._caption) > 1:
            whole = "".join(piece.words for piece in words)
            broken = self._fitter.lines(whole, self._room, self._size)[: len(self._caption)]
            lines = pieces_of_lines(words, broken)
        feet = _feet(len(lines), _CAPTION_LINE)
        for number, texts in enumerate(self._caption):
            written = lines[number] if number < len(lines) else ()
            foot = (self._foot + feet[number]) * self._scale if number < len(feet) else None
            self._write(texts, written, foot, None if moment.said == 1 else moment.said)
        title = self._titles.get(moment.title, ())
        for text in title:
            text.set_alpha(None if moment.titled == 1 else moment.titled)
        return [self._step, self._pace, *(text for line in self._caption for text in line), *title]

    def _write(
        self, texts: Sequence[PictureText], words: Sequence[Piece], foot: float | None,
        alpha: float | None,
    ) -> None:  # fmt: skip
        """Write the pieces of a line one behind the other, each in the colour of its target."""
        before = ""
        for number, text in enumerate(texts):
            piece = words[number] if number < len(words) else Piece("")
            text.set_color(self._hues.get(piece.target, self._muted))
            text.set_alpha(alpha)
            left = self._left * self._scale
            if number and piece.words:  # so far as the words before it reach, their space too
                text.set_text(before + piece.words)
                reach = text.advance(self._dpi)
                text.set_text(piece.words)
                left += reach - text.advance(self._dpi)
            text.set_text(piece.words)
            text.set_x(left)
            if foot is not None:
                text.set_y(foot)
            before += piece.words

    def _written(self, titles: Mapping[str, str], width: float) -> dict[str, list[PictureText]]:
        """Write each title, all in one size; return those that change, by what they are."""
        height = self._axes.bbox.height / self._scale
        found = {key: self._title_lines(title, width) for key, title in titles.items()}
        size = min(size for _, size in found.values())
        written: dict[str, list[PictureText]] = {}
        for key, (lines, _) in found.items():
            up = 26 if len(lines) == 1 else 10
            written[key] = [
                self._text(
                    SIDES, height - TOP + up + number * _LINE * size, line, size, self._ink, "bold",
                    moves=len(titles) > 1,
                )
                for number, line in enumerate(reversed(lines))
            ]  # fmt: skip
        return written if len(titles) > 1 else {}

    def _title_lines(self, title: str, width: float) -> tuple[list[str], float]:
        """Return the lines of a title, one or two, and the size at which they fit."""
        given = title.split("\n")
        high = TEXT.title if len(given) == 1 else _OF_TWO
        fitted = [self._fitting(line, high, "bold", width) for line in given]
        lines = [line for each, _ in fitted for line in each]
        if len(lines) > _LINES:
            raise InvalidInput(
                f"The title {title!r} needs {len(lines)} lines and has {_LINES}; shorten it."
            )
        return lines, min(size for _, size in fitted)

    def _text(
        self, x: float, y: float, words: str, size: float, color: str, weight: str = "normal", *,
        moves: bool = False,
    ) -> PictureText:  # fmt: skip
        text = PictureText(
            x * self._scale, y * self._scale, words, size=size, color=color, weight=weight,
            moves=moves,
        )  # fmt: skip
        return text.put(self._axes)

    def _fitting(
        self, words: str, size: float, weight: str, room: float
    ) -> tuple[list[str], float]:
        """Return the lines, one or two, and the size, at most `size`, that fit into `room`."""
        fitter = Fitter(self._dpi, weight)
        fitting = fitter.size_of(words, room, size)
        if fitter.width(words, fitting) <= room:
            return [words], fitting
        lines = fitter.lines(words, room, LEAST)
        if len(lines) > _LINES:
            needed, most = fitter.width(words, LEAST), _LINES * room
            raise InvalidInput(
                f"{words!r} is too long for {_LINES} lines: it would need {needed:.0f} pixels of "
                f"{most:.0f}; shorten it by about {max(1 - most / needed, 0.05):.0%}."
            )
        return lines, LEAST


def _feet(lines: int, apart: float) -> list[float]:
    """How much higher than a single line each of the lines stands, in design pixels."""
    return [apart * ((lines - 1) / 2 - number) for number in range(lines)]


def _captions(context: PanelContext) -> list[str]:
    own = [each.caption for each in context.clock.segments if each.caption]
    return own + [caption.text for caption in context.clock.captions]
