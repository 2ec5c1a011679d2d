"""The ground of a map that moves: bands and lines of equal loss, looked up pixel by pixel.

Contours are found and drawn in 50 ms, once for a map that stands. On its way it is another map at
each frame; then the loss is evaluated at corners some pixels apart, interpolated, and the colour of
each pixel looked up, which takes a tenth of that and looks the same but for the finest detail.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb, to_rgba_array
from numpy.typing import NDArray

from gradreel.core.arrays import BoolArray, FloatArray

from ..style.theme import Theme, points
from .moving import LOWEST, figure_of

APART = (8, 4, 2)
"""Pixels from one corner at which the surface is evaluated to the next: as many as leave..."""

CELLS = 48
"""... this many cells along each side, so that contours of a small picture keep their shape."""

STRIP = 6
"""Rows of cells that are coloured together: few enough for all of it to stay in a core's cache."""

_SHADES = 32  # of a band, from where there is no line to where it is darkest

Floats = NDArray[np.float32]


class BandPicture(Artist):
    """Bands of equal colour and lines between them, below all else that moves.

    Parameters
    ----------
    bands
        How many there are.
    line, opacity
        Width, in design pixels, and opacity of the lines.

    Attributes
    ----------
    across, upright
        (columns,) and (rows,) where the corners are, as shares of the axes' width and height.
    """

    def __init__(
        self, axes: Axes, theme: Theme, bands: int, *, line: float, opacity: float
    ) -> None:
        super().__init__()
        self.set_zorder(LOWEST)
        self.set_animated(True)
        figure_of(axes).add_artist(self)
        box = self._box = axes.bbox.frozen()
        self._left, self._foot = math.floor(box.x0), math.floor(box.y0)
        self._size = (math.ceil(box.y1) - self._foot, math.ceil(box.x1) - self._left)
        apart = next((each for each in APART if min(self._size) >= CELLS * each), APART[-1])
        rows, columns = (-(-side // apart) + 1 for side in self._size)
        self.across = (self._left + apart * np.arange(columns) - box.x0) / box.width
        self.upright = (self._foot + apart * np.arange(rows) - box.y0) / box.height
        self._apart = apart
        self._bands, self._opacity = bands, opacity
        self._width = points(line) * figure_of(axes).dpi / 72
        self._palette = _palette(theme, bands, opacity)
        self._picture: NDArray[np.uint8] = np.zeros((0, 0, 4), np.uint8)

    def set_places(self, places: FloatArray, parts: int = 1, opacity: float = 0.0) -> None:
        """Set what is drawn.

        Parameters
        ----------
        places
            (rows, columns) where the loss of each corner is among the bands: 2.5 in the middle of
            the third; nan where there is none.
        parts, opacity
            Into how many parts finer lines divide each band, and their opacity.
        """
        corners = places.astype(np.float32)
        known = np.isfinite(corners)
        corners = np.where(known, np.clip(corners, -1, self._bands + 1), np.float32(0))
        picture = np.empty(((len(corners) - 1) * self._apart, self._size[1]), np.uint32)
        for first in range(0, len(corners) - 1, STRIP):
            part = slice(first, first + STRIP + 1)
            rows = slice(first * self._apart, (first + STRIP) * self._apart)
            picture[rows] = self._painted(corners[part], known[part], parts, opacity)
        picture = picture[: self._size[0]]
        self._picture = picture.view(np.uint8).reshape(*picture.shape, 4)

    def _painted(
        self, corners: Floats, known: BoolArray, parts: int, opacity: float
    ) -> NDArray[np.uint32]:
        """Return the colours of the pixels between some rows of corners."""
        across = slice(self._size[1])
        at = _stretched(corners, self._apart)[:, across]
        flatness = _pixels_per_band(corners, self._apart)[:, across]
        shade = self._lines(at, flatness)
        if parts > 1 and opacity > 0:
            finer = self._lines(at * np.float32(parts), flatness / np.float32(parts), parts)
            finer *= np.float32(opacity / self._opacity)
            np.maximum(shade, finer, out=shade)
        index = np.clip(at, 0, self._bands - 1).astype(np.intp)
        index *= _SHADES
        shade *= np.float32(_SHADES - 1)
        index += np.rint(shade, out=shade).astype(np.uint8)
        picture = self._palette.take(index)
        if not known.all():
            seen = _stretched(known.astype(np.float32), self._apart)[:, across]
            picture[seen < 1] = 0
        return np.asarray(picture)

    def _lines(self, at: Floats, flatness: Floats, parts: int = 1) -> Floats:
        """Return how much of each pixel a line covers, at most its width."""
        nearest = np.rint(at)
        np.clip(nearest, 0, self._bands * parts, out=nearest)
        nearest -= at
        np.abs(nearest, out=nearest)
        nearest *= flatness
        reach = np.float32(self._width / 2 + 0.5)
        np.subtract(reach, nearest, out=nearest)
        return np.clip(nearest, 0, min(self._width, 1.0), out=nearest)

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture to its place."""
        if not self.get_visible():
            return
        graphics = renderer.new_gc()
        graphics.set_clip_rectangle(self._box)
        picture: Any = self._picture
        renderer.draw_image(graphics, self._left, self._foot, picture)
        graphics.restore()
        self.stale = False


def _palette(theme: Theme, bands: int, opacity: float) -> NDArray[np.uint32]:
    """Return the colours of the bands, each in its shades from no line to a whole one."""
    colors = to_rgba_array(theme.bands(bands))[:, None, :3]
    share = opacity * np.linspace(0, 1, _SHADES)[None, :, None]
    mixed = colors + share * (np.array(to_rgb(theme.ink)) - colors)
    opaque = np.ones((bands, _SHADES, 1))
    rgba = np.rint(255 * np.concatenate([mixed, opaque], axis=-1)).astype(np.uint8)
    return np.ascontiguousarray(rgba).view(np.uint32).reshape(-1)


def _stretched(corners: Floats, apart: int) -> Floats:
    """Interpolate between corners, straight along both sides: to the middles of all pixels."""
    rows, columns = corners.shape
    shares = [np.float32((each + 0.5) / apart) for each in range(apart)]
    tall = np.empty(((rows - 1) * apart, columns), np.float32)
    rise = corners[1:] - corners[:-1]
    for each, share in enumerate(shares):
        tall[each::apart] = corners[:-1] + share * rise
    wide = np.empty((len(tall), (columns - 1) * apart), np.float32)
    rise = tall[:, 1:] - tall[:, :-1]
    for each, share in enumerate(shares):
        wide[:, each::apart] = tall[:, :-1] + share * rise
    return wide


def _pixels_per_band(corners: Floats, apart: int) -> Floats:
    """Return how many pixels one band takes, the same all over a cell."""
    up, right = corners[1:] - corners[:-1], corners[:, 1:] - corners[:, :-1]
    along = (up[:, 1:] + up[:, :-1]) / 2, (right[1:] + right[:-1]) / 2
    cells = np.asarray(apart / np.maximum(np.hypot(*along), np.float32(1e-6)), np.float32)
    return np.repeat(np.repeat(cells, apart, axis=0), apart, axis=1)
