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
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb, to_rgba_array
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from ..style.theme import Theme, points
from .moving import LOWEST, figure_of

APART = (8, 4, 2)
"""Pixels from one corner at which the surface is evaluated to the next: as many as leave..."""

CELLS = 48
"""... this many cells along each side, so that contours of a small picture keep their shape."""

STRIP = 16
"""Rows of cells that are coloured together: few enough for all of it to stay in a core's cache."""

ACROSS = 33
"""Steps of colour on the way across a line."""

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
        self.across: FloatArray = (self._left + apart * np.arange(columns) - box.x0) / box.width
        self.upright: FloatArray = (self._foot + apart * np.arange(rows) - box.y0) / box.height
        self._apart = apart
        self._bands, self._opacity = bands, opacity
        self._width = points(line) * figure_of(axes).dpi / 72
        self._reach = self._width / 2 + 0.5  # pixels from its middle to where nothing of it is seen
        self._palette = _palette(theme, bands, opacity)
        # Each picture takes the place of the last one: fresh memory costs as much as filling it.
        self._cells = np.empty((rows - 1, apart, self._size[1]), np.uint32)
        self._picture: NDArray[np.uint8] = np.zeros((0, 0, 4), np.uint8)
        self._covers = False  # all that is below it

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
        parts = parts if opacity > 0 else 1
        corners = places.astype(np.float32)
        known = np.isfinite(corners)
        corners = np.where(known, np.clip(corners, -1, self._bands + 1), np.float32(0))
        corners = (corners + np.float32(1)) * np.float32(parts)  # lines are whole numbers from 0
        corners += np.float32(0.5)
        colors = self._colors(parts, opacity)
        picture, rows, apart = self._cells, len(corners) - 1, self._apart
        wide, steepness = self._along(corners), self._steps_per_line(corners)
        for first in range(0, rows, STRIP):
            cells, ends = slice(first, first + STRIP), slice(first, first + STRIP + 1)
            index = _index(_between(wide[ends], apart), steepness[cells, None])
            colors.take(index, out=picture[cells], mode="clip")
        if not known.all():
            picture[_between(self._along(known.astype(np.float32)), apart) < 1] = 0
        picture = picture.reshape(rows * apart, -1)[: self._size[0]]
        self._picture = picture.view(np.uint8).reshape(*picture.shape, 4)
        self._covers = bool(known.all())

    def _colors(self, parts: int, opacity: float) -> NDArray[np.uint32]:
        """Return the colours on the way across each line, from one band's to the next one's.

        Lines beyond the outermost edges are none; a row of `ACROSS` colours is there for them too.
        """
        line = np.arange(-parts, (self._bands + 1) * parts + 1)[:, None]
        step = np.arange(ACROSS) - ACROSS // 2
        weight = np.where(line % parts, opacity / self._opacity, 1.0)
        weight *= (line >= 0) & (line <= self._bands * parts)
        away = np.abs(step) * self._reach / (ACROSS // 2)
        shade = weight * np.clip(self._reach - away, 0, min(self._width, 1.0))
        band = np.clip((line - (step < 0)) // parts, 0, self._bands - 1)
        shades = np.rint(shade * (_SHADES - 1)).astype(np.intp)
        colors: NDArray[np.uint32] = self._palette[band * _SHADES + shades].ravel()
        return colors

    def _along(self, corners: Floats) -> Floats:
        """Interpolate between corners along their rows, straight: to the middles of pixels."""
        return _between(corners.T, self._apart).reshape(-1, len(corners))[: self._size[1]].T.copy()

    def _steps_per_line(self, corners: Floats) -> Floats:
        """Return how many steps of colour lie between two lines, the same all over a cell."""
        up, right = corners[1:] - corners[:-1], corners[:, 1:] - corners[:, :-1]
        along = (up[:, 1:] + up[:, :-1]) / 2, (right[1:] + right[:-1]) / 2
        pixels = self._apart / np.maximum(np.hypot(*along), np.float32(1e-6))
        cells = np.asarray(pixels * (ACROSS // 2 / self._reach), np.float32)
        return np.repeat(cells, self._apart, axis=1)[:, : self._size[1]]

    def _put(self, pixels: NDArray[np.uint8]) -> None:
        """Copy the picture to where `draw_image` mixes it with what it hides, pixel for pixel."""
        height, width, _ = pixels.shape
        box, foot, left = self._box, height - self._foot, self._left
        top, right = foot - len(self._picture), left + self._picture.shape[1]
        first, last = (math.floor(height - y + 0.5) for y in (box.y1, box.y0))
        begin, end = (math.floor(x + 0.5) for x in (box.x0, box.x1))
        rows = slice(max(first, top, 0), min(last + 1, foot))
        columns = slice(max(begin, left, 0), min(end + 1, right, width))
        part = (
            slice(rows.start - top, rows.stop - top),
            slice(columns.start - left, columns.stop - left),
        )
        pixels[rows, columns] = self._picture[::-1][part]

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture to its place."""
        if not self.get_visible():
            return
        if self._covers and isinstance(renderer, RendererAgg):
            self._put(np.asarray(renderer.buffer_rgba()))
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


def _index(at: Floats, steepness: Floats) -> NDArray[np.intp]:
    """Return which colour each pixel has that is so far among the lines, half a line more."""
    line = np.floor(at)
    at -= line
    at *= steepness
    at += np.float32(ACROSS / 2) - steepness / 2
    np.clip(at, np.float32(0), np.float32(ACROSS - 0.5), out=at)
    line *= np.float32(ACROSS)
    line += at
    return line.astype(np.intp)


def _between(rows: Floats, apart: int) -> Floats:
    """Interpolate from each row to the next, straight: (rows - 1, apart, columns)."""
    shares = ((np.arange(apart) + 0.5) / apart).astype(np.float32)
    found = (rows[1:] - rows[:-1])[:, None] * shares[:, None]
    found += rows[:-1, None]
    return found
