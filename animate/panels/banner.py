"""What surrounds the panels of every scene: the title above, the step and its caption below."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.errors import InvalidInput

from ..ink import figure_of
from ..layout import BOTTOM, SIDES, TOP, Margins
from ..text import PictureText
from ..theme import TEXT
from ..timeline import Moment
from ..wording import Numbers
from .panel import Shot

_LEAST = 16.0  # design pixels; smaller text cannot be read from the last row
_STEP_ROOM = 24.0
_OF_TWO, _LINE = 22.0, 1.25  # size of a title of two lines, and their distance as a multiple of it


class Banner:
    """Title, step and caption, on axes that fill the picture."""

    margins = Margins()

    def __init__(self, title: str) -> None:
        self.title = title

    def draw(self, axes: Axes, shot: Shot) -> DrawnBanner:
        """Write the title, and measure the room that the longest caption has."""
        axes.set_axis_off()
        return DrawnBanner(axes, shot, self.title)


class DrawnBanner:
    """A banner whose title stands."""

    def __init__(self, axes: Axes, shot: Shot, title: str) -> None:
        self._axes, self._dpi = axes, figure_of(axes).dpi
        self._scale = self._dpi / 100
        ink = shot.theme.ink
        height = axes.bbox.height / self._scale
        width = axes.bbox.width / self._scale - 2 * SIDES
        lines = title.split("\n")
        high, up = (TEXT.title, 26) if len(lines) == 1 else (_OF_TWO, 10)
        size = min(self._fitting(line, high, "bold", width) for line in lines)
        for number, line in enumerate(reversed(lines)):
            above = height - TOP + up + number * _LINE * size
            self._text(SIDES, above, line, size, ink, weight="bold")
        foot = BOTTOM - 34
        word = self._text(SIDES, foot, "step ", TEXT.title - 2, ink, weight="bold")
        left = SIDES + word.advance(self._dpi) / self._scale
        self._step = self._text(left, foot, "", TEXT.title - 2, ink, weight="bold", moves=True)
        self._step.set_text("0" * len(f"{shot.steps:,}"))
        left += self._step.advance(self._dpi) / self._scale + _STEP_ROOM
        room = width + SIDES - left
        self._numbers = Numbers(shot)
        captions = [self._numbers.fill(words, shot.steps) for words in _captions(shot)]
        size = min(
            (self._fitting(text, TEXT.body, "normal", room) for text in captions),
            default=TEXT.body,
        )
        self._caption = self._text(left, foot, "", size, shot.theme.muted, moves=True)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the number of the step and the caption."""
        self._step.set_text(f"{moment.whole:,}")
        self._caption.set_text(self._numbers.fill(moment.caption, moment.whole))
        return [self._step, self._caption]

    def _text(
        self, x: float, y: float, words: str, size: float, color: str, *,
        weight: str = "normal", moves: bool = False,
    ) -> PictureText:  # fmt: skip
        text = PictureText(
            x * self._scale, y * self._scale, words, size=size, color=color, weight=weight,
            moves=moves,
        )  # fmt: skip
        return text.put(self._axes)

    def _fitting(self, words: str, size: float, weight: str, room: float) -> float:
        """Return the size, at most `size`, at which `words` fit into `room`."""
        text = PictureText(0, 0, words, size=size, weight=weight)
        needed = text.advance(self._dpi) / self._scale
        fitting = min(size, size * room / needed) if needed else size
        if fitting < _LEAST:
            raise InvalidInput(
                f"{words!r} is too long for one line: it would need {needed:.0f} pixels of "
                f"{room:.0f}; shorten it by about {1 - room / needed * size / _LEAST:.0%}."
            )
        return fitting


def _captions(shot: Shot) -> list[str]:
    timeline = shot.timeline
    own = [verb.caption for verb in timeline.verbs if verb.caption]
    return own + [caption.text for caption in timeline.captions]
