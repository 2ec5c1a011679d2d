"""Ticks and numbers of axes whose limits move."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from ...drawing.moving import figure_of
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...style.theme import points

LENGTH, WIDTH, PAD = 6.0, 1.2, 5.0
"""Of a tick, and from there to its number, in design pixels."""

_MOST = 16  # numbers along an axis; its locator asks for half as many


class MovingTicks:
    """Takes the place of the ticks of axes, which keep their room and are no longer seen."""

    def __init__(self, axes: Axes) -> None:
        self._axes, self._scale = axes, figure_of(axes).dpi / 100
        text: Text = axes.xaxis.get_major_ticks(1)[0].label1
        color, size = str(text.get_color()), float(text.get_fontsize()) / points(1)
        axes.tick_params(color="none", labelcolor="none")
        self._ticks = [
            Stroke(axes, color, WIDTH, layer=-0.8, transform=IdentityTransform(), clipped=False)
            for _ in range(2)
        ]
        self._numbers = [
            [
                PictureText(0, 0, "", size=size, color=color, ha=side, moves=True).put(axes)
                for _ in range(_MOST)
            ]
            for side in ("center", "right")
        ]
        self._cap = 0.73 * size * self._scale  # height of a digit
        self._words = lru_cache(maxsize=64)(self._written)  # few change from frame to frame

    def at(self, to_pixels: PixelMap) -> list[Artist]:
        """Return ticks and numbers of the limits that the axes have."""
        artists: list[Artist] = []
        for number, axis in enumerate((self._axes.xaxis, self._axes.yaxis)):
            artists += self._along(number, axis, to_pixels)
        return artists

    def _written(self, number: int, places: tuple[float, ...]) -> list[str]:
        axis = (self._axes.xaxis, self._axes.yaxis)[number]
        return axis.get_major_formatter().format_ticks(list(places))

    def _along(self, number: int, axis: Axis, to_pixels: PixelMap) -> list[Artist]:
        low, high = sorted(axis.get_view_interval())
        found = axis.get_major_locator().tick_values(low, high)
        places = [float(each) for each in found if low <= each <= high][:_MOST]
        words = self._words(number, tuple(places))
        box, length = self._axes.bbox, LENGTH * self._scale
        both = np.repeat(np.array(places)[:, None], 2, axis=1)
        feet = to_pixels(both)
        feet[:, 1 - number] = (box.y0, box.x0)[number]
        tips = feet.copy()
        tips[:, 1 - number] -= length
        lines = np.stack([np.round(feet - 0.5) + 0.5, np.round(tips - 0.5) + 0.5, feet * np.nan], 1)
        self._ticks[number].set_points(lines.reshape(-1, 2), lines.reshape(-1, 2))
        texts = self._numbers[number][: len(places)]
        for text, word, (x, y) in zip(texts, words, tips, strict=True):
            text.set_text(word)
            pad = PAD * self._scale
            at = (x, y - pad - self._cap) if number == 0 else (x - pad, y - self._cap / 2)
            text.set_position((float(at[0]), float(at[1])))
        return [self._ticks[number], *texts]
