"""The axes of a curve, with their numbers and names, that come by and by."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...style.theme import TEXT, Theme
from .fading import STEPS, faded

_TICK, _GAP = 5.0, 4.0


class FlatAxes:
    """What axes whose limits are set would show, as artists that move; the axes are not seen."""

    def __init__(self, axes: Axes, theme: Theme) -> None:
        self._ink, self._muted = theme.ink, theme.muted
        scale, box = figure_of(axes).dpi / 100, axes.bbox
        to_pixels = PixelMap(axes)
        lift = np.full(2, np.nan)
        strokes = [(box.x0, box.y1), (box.x0, box.y0), (box.x1, box.y0), lift]
        self._texts: list[tuple[PictureText, str]] = []
        for number, axis in enumerate((axes.xaxis, axes.yaxis)):
            low, high = axis.get_view_interval()
            places = [float(each) for each in axis.get_majorticklocs() if low <= each <= high]
            words = axis.get_major_formatter().format_ticks(places)
            for place, each in zip(places, words, strict=True):
                at = (place, axes.get_ylim()[0]) if number == 0 else (0.0, place)
                foot = to_pixels(np.array(at))
                way = np.array([(0.0, -1.0), (-1.0, 0.0)][number]) * scale
                strokes += [foot, foot + _TICK * way, lift]
                beside = foot + (_TICK + _GAP) * way
                drop = (0.76 if number == 0 else 0.36) * TEXT.tick * scale
                ha = "center" if number == 0 else "right"
                self._say(axes, (beside[0], beside[1] - drop), each, TEXT.tick, ha, self._ink)
        self._lines = Stroke(
            axes, self._ink, 1.7, layer=0.1, transform=IdentityTransform(), clipped=False
        )
        self._vertices = np.array([np.asarray(each, np.float64) for each in strokes])
        self._lines.set_points(self._vertices, self._vertices)
        self._name(axes, scale)
        axes.set_axis_off()

    def _name(self, axes: Axes, scale: float) -> None:
        box = axes.bbox
        below, size = Fitter.of(axes).fit(
            "distance travelled along the path, $s$", box.width / scale, TEXT.tick + 1
        )
        place = ((box.x0 + box.x1) / 2, box.y0 - 46 * scale)
        self._say(axes, place, below, size, "center", self._ink)
        above, size = Fitter.of(axes).fit("loss along the path", box.width / scale, TEXT.label)
        self._say(axes, (box.x0, box.y1 + 8 * scale), above, size, "left", self._muted)

    def _say(
        self, axes: Axes, place: tuple[float, float], words: str, size: float, ha: str, color: str
    ) -> None:
        text = PictureText(*place, "", size=size, ha=ha, color=color, moves=True)
        self._texts.append((text.put(axes), words))

    def at(self, share: float) -> list[Artist]:
        """Return lines and texts as clearly as a share says."""
        if round(share * STEPS) == 0:
            return []
        for text, words in self._texts:
            color = self._muted if text.get_horizontalalignment() == "left" else self._ink
            text.set_text(words)
            text.set_color(color if share == 1 else faded(color, share))
        self._lines.set_ink(faded(self._ink, share))
        return [self._lines, *(text for text, _ in self._texts)]
