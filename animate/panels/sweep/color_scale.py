"""Colours for numbers that span decades, and the bar that says which is which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.cell_image import Colors, rgba
from ...drawing.limits import decades
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.number_format import ticks
from ...style.theme import TEXT, Theme, points

COUNT = 48
"""Colours from low to high."""

BAR = 84.0
"""Room that the bar takes at the right of its axes, in design pixels."""

_GAP, _WIDTH = 14.0, 18.0


def waiting_color(theme: Theme) -> str:
    """Return the colour of who has no number yet: a pale grey."""
    return theme.paled(theme.faint, 0.5)


def lost_color(theme: Theme) -> str:
    """Return the colour of who has diverged: a grey that is seen, and no louder than a number."""
    return theme.paled(theme.muted, 0.55)


@dataclass(frozen=True)
class Shades:
    """Colours of the theme, low to high, by equal factors from `low` to `high`."""

    theme: Theme
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < float("inf"):
            raise InvalidInput(
                f"Colours from {self.low} to {self.high} were asked for; give two numbers above 0, "
                "the smaller first."
            )

    def __call__(self, values: FloatArray) -> Colors:
        """Return the colour of each value, (..., 4); beyond the ends that of the end."""
        colors = np.array([rgba(color) for color in self.theme.bands(COUNT)])
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.log(values / self.low) / np.log(self.high / self.low)
        place = np.nan_to_num(share * COUNT, nan=COUNT, neginf=0, posinf=COUNT)
        shades: Colors = colors[np.clip(place, 0, COUNT - 1).astype(np.intp)]
        return shades

    def draw_bar(self, axes: Axes) -> None:
        """Draw the colours with their numbers at the right of the axes."""
        scale, box = figure_of(axes).dpi / 100, axes.bbox
        left, right = box.x1 + _GAP * scale, box.x1 + (_GAP + _WIDTH) * scale
        edges = np.linspace(box.y0, box.y1, COUNT + 1)
        for foot, color in zip(edges, self.theme.bands(COUNT), strict=False):
            stripe = Rectangle(
                (left, foot), right - left, edges[1] - edges[0] + 0.5, facecolor=color,
                linewidth=0, clip_on=False, transform=IdentityTransform(),
            )  # fmt: skip
            axes.add_patch(stripe)
        values = decades(self.low, self.high)
        for value, words in zip(values, ticks(values, factors=True), strict=True):
            share = np.log(value / self.low) / np.log(self.high / self.low)
            height = box.y0 + share * box.height
            axes.plot(
                [right, right + 5 * scale], [height, height], color=self.theme.ink,
                linewidth=points(1.2), clip_on=False, transform=IdentityTransform(),
            )  # fmt: skip
            foot = height - 0.36 * TEXT.tick * scale
            text = PictureText(right + 9 * scale, foot, words, size=TEXT.tick, color=self.theme.ink)
            text.put(axes)
