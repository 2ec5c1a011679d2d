"""The legend of an anatomy panel: what the arrows are, and their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.step_parts import Parts

from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.number_format import signed
from ...scene.panel import PanelContext
from ...style.theme import TEXT, points
from .arrows import Arrow
from .layout import ROW, Layout
from .scale import exactly

_SAMPLE = 34.0  # room for an arrow's sample in the legend
_SPACE = 11.0  # between the legend's columns
_LEAST_TEXT = 16.0  # smaller text cannot be read from the last row


class Content(NamedTuple):
    """The parts of each step, the arrows that show them, and what a square is worth, (steps,)."""

    parts: Parts
    arrows: Sequence[Arrow]
    worth: FloatArray


class Legend:
    """The run's name, a row for each arrow with its numbers, and the scale below."""

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, content: Content, layout: Layout
    ) -> None:
        self._content, self._axes = content, axes
        self._dpi = figure_of(axes).dpi
        pixel = self._dpi / 100
        rooms = [self._widest(axis) for axis in (0, 1)]
        names, self._size = self._fitting(sum(rooms), (layout.right - layout.left) / pixel)
        rows = len(content.arrows) + 3
        feet = [layout.top - (row + 0.75) * ROW * pixel for row in range(rows)]
        column = layout.right - (rooms[1] * self._size / TEXT.number + _SPACE) * pixel
        room = (column - layout.left) / pixel - 2 * _SPACE
        fitter = Fitter(self._dpi, "bold")
        label = fitter.shortened([context.mark(name).label], [room], self._size)[0]
        self._put(layout.left, feet[0], label, weight="bold", color=context.theme.path_color(name))
        for x, words in ((column, "$w$"), (layout.right, "$b$")):
            self._put(x, feet[0], words, ha="right", color=context.theme.muted)
        self._numbers = []
        for arrow, words, foot in zip(content.arrows, names, feet[1:], strict=False):
            self._sample(arrow, layout.left, foot)
            self._put(layout.left + _SAMPLE * pixel, foot, words, color=arrow.color)
            for axis, x in enumerate((column, layout.right)):
                text = self._put(
                    x, foot, "", ha="right", weight="bold", color=arrow.color, moves=True
                )
                self._numbers.append((text, arrow.values[:, axis]))
        self._scale = self._put(layout.left, feet[-2], "", color=context.theme.ink, moves=True)
        self._before = self._put(layout.left, feet[-1], "", color=context.theme.muted, moves=True)

    @property
    def texts(self) -> list[PictureText]:
        """What changes."""
        return [*(number for number, _ in self._numbers), self._scale, self._before]

    def set(self, k: int) -> None:
        """Write the numbers of a step, and its scale with the one before it."""
        for number, values in self._numbers:
            number.set_text(signed(float(values[k])))
        worth = self._content.worth
        self._scale.set_text(f"1 square = {exactly(float(worth[k]))}")
        changed = np.flatnonzero(np.diff(worth[: k + 1]))
        before = ""
        if len(changed):
            before = f"until step {changed[-1]:,}: {exactly(float(worth[changed[-1]]))}"
        self._before.set_text(before)

    def _fitting(self, numbers: float, room: float) -> tuple[list[str], float]:
        """Return what the arrows are called, in full if that fits, and the size of the text.

        `numbers` is the width that the numbers need at the usual size.
        """
        arrows, fixed = self._content.arrows, _SAMPLE + 2 * _SPACE
        for words in ([arrow.words for arrow in arrows], [arrow.name for arrow in arrows]):
            widths = [self._advance(PictureText(0, 0, each, size=TEXT.number)) for each in words]
            size = min(TEXT.number, TEXT.number * (room - fixed) / (max(widths) + numbers))
            if size >= _LEAST_TEXT:
                return words, size
        needed = fixed + (max(widths) + numbers) * _LEAST_TEXT / TEXT.number
        raise InvalidInput(
            f"The legend of an anatomy panel needs {needed:.0f} pixels and has {room:.0f}; "
            "give the panel a larger share."
        )

    def _widest(self, axis: int) -> float:
        """Width of the longest number of a column at the usual size, in design pixels."""
        text = PictureText(0, 0, "", size=TEXT.number, weight="bold")
        longest = 0.0
        for arrow in self._content.arrows:
            values = arrow.values[:: max(1, len(arrow.values) // 1000), axis]
            for words in {signed(float(value)) for value in values}:
                text.set_text(words)
                longest = max(longest, self._advance(text))
        return longest

    def _advance(self, text: PictureText) -> float:
        return text.advance(self._dpi) * 100 / self._dpi

    def _put(self, x: float, foot: float, words: str, **options: Any) -> PictureText:
        return PictureText(x, foot, words, size=self._size, **options).put(self._axes)

    def _sample(self, arrow: Arrow, left: float, foot: float) -> None:
        pixel = self._dpi / 100
        height = foot + 0.36 * _LEAST_TEXT * pixel  # the same, whatever size the text fits in
        self._axes.plot(
            [left + 3 * pixel, left + (_SAMPLE - 10) * pixel], [height, height], color=arrow.color,
            linewidth=points(arrow.width), solid_capstyle="round", transform=IdentityTransform(),
            clip_on=False,
        )  # fmt: skip
