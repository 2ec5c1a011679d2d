"""A loss surface as a block: its heights, its colours and the lines of equal loss on it."""

from __future__ import annotations

import math

import contourpy
import numpy as np
from matplotlib.colors import to_rgba_array
from numpy.typing import NDArray

from gradreel.core import Surface, Window
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at

from ...drawing.levels import levels_of
from ...style.theme import Theme
from .turntable import View

_SHADES = (
    256  # colours from low to high; the surface is smooth, the lines on it are the bands' edges
)
_SHADOW = 0.22  # how much darker or lighter a slope is than flat ground
_LIGHT = np.array([-0.5, -0.4, 0.77])  # where the light comes from, seen from the block
_SAMPLES = 16  # places looked at on the way to the viewer
_SLACK = 0.02  # a point that is this little under the ground is still seen


class Block:
    """The surface over its window, as a relief of side 2 (see `View`).

    Equal bands of the contour are equally high, so with a "log" spacing the valley floor is seen
    as well as the hills.

    Attributes
    ----------
    levels
        Edges of the bands, (bands + 1,), empty where the surface is flat.
    flat
        Why there are none, in words.
    height
        Of the highest point.
    points
        (cells + 1, cells + 1, 3) the relief's corners, rows along b, columns along w.
    colors
        (cells, cells, 4) lit colours, transparent where the surface is not finite.
    lines
        (vertices, 3) lines of equal loss, rows of nan between them.
    """

    height: float
    levels: FloatArray
    flat: str

    def __init__(
        self, surface: Surface, window: Window, bands: tuple[int, str], height: float, cells: int
    ) -> None:
        cells += cells % 2
        self._low = np.array([window.w_min, window.b_min])
        self._span = np.array([window.w_max, window.b_max]) - self._low
        self._cells, self.height = cells, height
        w = np.linspace(window.w_min, window.w_max, cells + 1)
        b = np.linspace(window.b_min, window.b_max, cells + 1)
        params = np.stack(np.meshgrid(w, b), axis=-1)
        loss = loss_at(surface, params)
        self._banded = levels_of(loss, *bands)
        self.levels, self.flat = self._banded.edges, self._banded.flat
        self._known = np.isfinite(loss)
        self._heights = self.height_of(np.where(self._known, loss, 0.0)) * self._known
        self.points: FloatArray = np.concatenate(
            [self.ground(params), self._heights[..., None]], axis=-1
        )
        # Every other corner is enough for lines, and halves what is to be hidden at each frame.
        thinned = np.ma.masked_invalid(self._banded.scaled[::2, ::2])
        self.lines: FloatArray = self._lines(contourpy.contour_generator(w[::2], b[::2], thinned))

    def height_of(self, loss: FloatArray) -> FloatArray:
        """Return how high a loss is, of the same shape."""
        if len(self.levels) < 2:
            return np.zeros_like(loss)
        shares = np.linspace(0, 1, len(self.levels))
        banded = self._banded
        heights = np.interp(banded.scale(loss), banded.scaled_edges, shares)
        return self.height * heights

    def ground(self, params: FloatArray) -> FloatArray:
        """Return (u, v) of params, both of shape (..., 2)."""
        with np.errstate(over="ignore"):  # a run that diverges may be at 1e308
            ground: FloatArray = 2 * (params - self._low) / self._span - 1
        return ground

    def place(self, params: FloatArray) -> FloatArray:
        """Return the points of the relief over params: (..., 2) to (..., 3)."""
        ground = self.ground(params)
        height = self._height_at(np.clip(np.nan_to_num(ground), -1.0, 1.0))
        return np.concatenate([ground, height[..., None]], axis=-1)

    def colors(self, theme: Theme) -> FloatArray:
        """Return the lit colour of each cell, (cells, cells, 4), transparent where not finite."""
        corners = self._corners
        colors = self._shaded(theme, _SHADES)
        along = self._cells / 4
        normal = np.stack(
            [
                (corners[1] + corners[3] - corners[0] - corners[2]) * along,
                (corners[2] + corners[3] - corners[0] - corners[1]) * along,
                np.ones_like(corners[0]),
            ],
            axis=-1,
        )
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        lit = 1 + _SHADOW * (normal @ _LIGHT - _LIGHT[2])
        colors[..., :3] = np.clip(colors[..., :3] * lit[..., None], 0, 1)
        return colors

    def map_colors(self, theme: Theme) -> FloatArray:
        """Return the colour that each cell has on a map, as `colors` does."""
        return self._shaded(theme, 3 if self.flat else len(self.levels) - 1)

    @property
    def _corners(self) -> tuple[FloatArray, ...]:
        z = self._heights
        return (z[1:, 1:], z[1:, :-1], z[:-1, 1:], z[:-1, :-1])

    def _shaded(self, theme: Theme, shades: int) -> FloatArray:
        middle = np.add.reduce(self._corners) / (4 * self.height)
        if self.flat:  # neither high nor low
            middle = np.full_like(middle, 0.5)
        from_low = to_rgba_array(theme.bands(shades))
        colors: FloatArray = from_low[np.minimum((middle * shades).astype(int), shades - 1)]
        known = self._known
        colors[..., 3] = known[1:, 1:] & known[1:, :-1] & known[:-1, 1:] & known[:-1, :-1]
        return colors

    def hidden(self, points: FloatArray, view: View) -> NDArray[np.bool_]:
        """Say which points of the relief, (n, 3), have ground between them and the viewer: (n,).

        On the way to the viewer a ray rises by tan(elevation) for each 1 over the ground. A point
        of nan is not hidden.
        """
        slope = math.tan(view.elevation)
        step = self.height / slope / _SAMPLES
        move = np.append(view.towards_viewer, slope) * step
        found = np.zeros(len(points), dtype=bool)
        left = np.flatnonzero(np.isfinite(points).all(axis=1))
        ray = points[left]
        while len(left):
            ray = ray + move
            # Most rays soon leave the block, or are seen to be under ground, and are done with.
            inside = (np.abs(ray[:, :2]) <= 1).all(axis=1) & (ray[:, 2] < self.height)
            left, ray = left[inside], ray[inside]
            under = self._height_at(ray[:, :2]) > ray[:, 2] + _SLACK
            found[left[under]] = True
            left, ray = left[~under], ray[~under]
        return found

    def _height_at(self, ground: FloatArray) -> FloatArray:
        """Return the height over (u, v), (..., 2) to (...): straight between the corners."""
        cells = np.clip((ground + 1) * (self._cells / 2), 0, self._cells)
        corner = np.minimum(cells.astype(np.intp), self._cells - 1)
        share = cells - corner
        first = corner[..., 1] * (self._cells + 1) + corner[..., 0]
        z, row = self._heights.ravel(), self._cells + 1
        near = z[first] + share[..., 0] * (z[first + 1] - z[first])
        far = z[first + row] + share[..., 0] * (z[first + row + 1] - z[first + row])
        height: FloatArray = near + share[..., 1] * (far - near)
        return height

    def _lines(self, generator: contourpy.ContourGenerator) -> FloatArray:
        pieces = [np.full((1, 3), np.nan)]
        inner = slice(1, -1)
        edges = zip(self.levels[inner], self._banded.scaled_edges[inner], strict=True)
        for level, scaled in edges:
            height = float(self.height_of(np.array(level)))
            for line in generator.lines(float(scaled)):
                ground = self.ground(np.asarray(line))
                pieces += [np.column_stack([ground, np.full(len(ground), height)]), pieces[0]]
        return np.concatenate(pieces)
