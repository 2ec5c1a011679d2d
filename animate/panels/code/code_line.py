"""A line of code with its numbers, and the light behind it while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from gradreel.core.quantities import COORDINATES

from ...drawing.framed_part import Part, free
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from ...scene.placeholders import Field

MONO = "DejaVu Sans Mono"
"""Comes with matplotlib, as all DejaVu fonts do."""

_LIGHT, _SWEPT = 0.14, 0.18  # opacity of the light, and of that over what has run of the line
_AHEAD = 0.3  # of numbers that are not worked out yet


class Place(NamedTuple):
    """Where a line stands: pixels of the picture, but for the size of its text."""

    left: float
    foot: float
    leading: float
    rights: tuple[float, float]
    size: float


class CodeLine:
    """One line: the code, and numbers of w and b if it works any out."""

    name: str
    color: str
    fields: tuple[Field, ...]

    def __init__(
        self, axes: Axes, context: PanelContext, name: str,
        told: tuple[str, tuple[Field, ...]], place: Place,
    ) -> None:  # fmt: skip
        self.name, self.color = name, context.theme.glow
        code, self.fields = told
        pad = 6 * figure_of(axes).dpi / 100
        box = (
            place.left, place.foot - 0.16 * place.leading, place.rights[1],
            place.foot + 0.5 * place.leading,
        )  # fmt: skip
        words = PictureText(
            place.left, place.foot, code, size=place.size, color=context.theme.ink, family=MONO,
            parse_math=False, moves=True,
        ).put(axes)  # fmt: skip
        # Behind the code alone: numbers in the colours of w and b need the ground to be read.
        left, width = box[0] - pad, words.advance(figure_of(axes).dpi) + 2 * pad
        self._light, self._swept = (
            free(
                axes,
                Rectangle(
                    (left, box[1]), width, box[3] - box[1], facecolor=context.theme.glow,
                    linewidth=0, alpha=alpha,
                ),
                layer=-0.5,
            )
            for alpha in (_LIGHT, _SWEPT)
        )  # fmt: skip
        self._swept.set_snap(False)
        self._width = width
        self._numbers = [
            PictureText(
                right, place.foot, "", size=place.size, weight="bold", ha="right", moves=True,
                color=context.theme.parameter_color(each),
            ).put(axes)
            for each, right, _ in zip(COORDINATES, place.rights, self.fields, strict=False)
        ]  # fmt: skip
        lights = self._lights = [self._light, self._swept]
        self._part = Part(axes, context, name, box, [*lights, words, *self._numbers])
        self._shown: list[Artist] = [words, *self._numbers]

    def at(
        self, moment: Moment, texts: Sequence[str], *, run: float | None, known: float
    ) -> list[Artist]:
        """Return the line at a moment; numbers stand back as far as they are not known yet.

        Where it runs it is lit, and a share `run` of it once more: the light goes along the line.
        """
        for text, words in zip(self._numbers, texts, strict=True):
            text.set_text(words)
        self._swept.set_width(self._width * (run or 0.0))
        lights = [] if run is None else self._lights
        artists = self._part.at(moment, [*lights, *self._shown])
        for text in self._numbers if known < 1 else ():
            seen = _AHEAD + (1 - _AHEAD) * known
            text.set_alpha(seen * moment.presence(self._part.target))
        return artists
