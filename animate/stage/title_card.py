"""A title card: what the next scene is about, for people who have not heard the talk."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from ..drawing.moving import figure_of
from ..drawing.text import PictureText
from ..scene.clock import Moment
from ..scene.layout import Box, design_size, is_wide
from ..style.theme import points
from .sheet import PictureLook, Sheet

LEFT = 110.0
"""Left edge of the text, in design pixels; the right edge keeps as much."""

ABOVE, TITLE, BELOW = 24.0, 46.0, 28.0
LINE_HEIGHT = 1.3

NARROW_LEFT = 44.0
NARROW_SIZES = (19.0, 34.0, 22.0)
"""Left edge and sizes in a tall or square picture."""

_WORD = re.compile(r"(?:\$[^$]*\$|[^\s$])+")


def draw_card(above: str, title: str, below: str, look: PictureLook) -> NDArray[np.uint8]:
    """Draw a card: a line above in small letters, the title, a sentence below it.

    Long titles and sentences run over several lines.
    """
    width, height, _ = design_size(look.size)
    sheet = Sheet(look, {"card": (Box(0, 0, width, height), _Card(look, above, title, below))})
    frame = sheet.ground if look.transparent else sheet.ground[..., :3].copy()
    frame.flags.writeable = False
    return frame


class _Card:
    """Draws the card into axes that fill the picture; nothing on it moves."""

    def __init__(self, look: PictureLook, above: str, title: str, below: str) -> None:
        self._look = look
        theme, wide = look.theme, is_wide(look.size)
        small, large, middle = (ABOVE, TITLE, BELOW) if wide else NARROW_SIZES
        self._left = LEFT if wide else NARROW_LEFT
        self._lines = [
            (above, small, "normal", theme.muted, 0.0),
            (title, large, "bold", theme.ink, 0.9),
            (below, middle, "normal", theme.muted, 1.2),
        ]
        self._lines = [line for line in self._lines if line[0]] or self._lines[1:2]

    def __call__(self, axes: Axes) -> _Card:
        axes.set_axis_off()
        scale = figure_of(axes).dpi / 100
        width, height = axes.bbox.width / scale, axes.bbox.height / scale
        blocks = [
            (
                wrapped(words, size, weight, width - 2 * self._left, 100 * scale),
                size,
                weight,
                color,
                gap,
            )
            for words, size, weight, color, gap in self._lines
        ]
        high = sum(size * (gap + LINE_HEIGHT * len(lines)) for lines, size, _, _, gap in blocks)
        y = (height + high) / 2
        for lines, size, weight, color, gap in blocks:
            y -= gap * size
            for words in lines:
                y -= LINE_HEIGHT * size
                PictureText(
                    self._left * scale, y * scale, words, size=size, weight=weight, color=color
                ).put(axes)
        self._rule(axes, (height + high) / 2, y, scale)
        return self

    def _rule(self, axes: Axes, top: float, bottom: float, scale: float) -> None:
        """Draw a bar left of the text, in the accent colour: the one thing beside words."""
        x = (self._left - 34) * scale
        line = Line2D(
            [x, x], [(bottom - 8) * scale, (top - 4) * scale], linewidth=points(7),
            color=self._look.theme.accent, solid_capstyle="butt",
        )  # fmt: skip
        line.set_transform(IdentityTransform())
        figure_of(axes).add_artist(line)

    def at(self, moment: Moment) -> Sequence[Line2D]:
        """Return nothing: a card stands still."""
        del moment
        return []


def wrapped(words: str, size: float, weight: str, room: float, dpi: float) -> list[str]:
    """Break a text into lines no wider than `room`, in design pixels; formulas stay whole."""
    lines: list[str] = []
    for word in _WORD.findall(words):
        longer = f"{lines[-1]} {word}" if lines else word
        text = PictureText(0, 0, longer, size=size, weight=weight)
        if lines and text.advance(dpi) * 100 / dpi <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
