"""A picture of equal cells that changes from step to step, drawn as one image."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from numpy.typing import NDArray

from gradreel.core.arrays import BoolArray, FloatArray

from .moving import AS_IT_IS, MOVING, figure_of

Colors = NDArray[np.uint8]
"""Red, green, blue and alpha, shape (..., 4)."""


def rgba(color: str) -> Colors:
    """Return a colour as four numbers from 0 to 255, shape (4,)."""
    return np.round(255 * np.array(to_rgba(color))).astype(np.uint8)


class CellImage(Artist):
    """Cells side by side that fill a box. It belongs to the figure: see moving.py.

    Parameters
    ----------
    shape
        (rows, columns) of the cells, the first row at the bottom.
    inside
        Part of the axes' box that they fill, (bottom, top) from 0 to 1.
    """

    colors: Colors

    def __init__(
        self,
        axes: Axes,
        shape: tuple[int, int],
        inside: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        super().__init__()
        self.set_zorder(MOVING - 0.5)  # below the lines that move
        self.set_animated(True)
        box = axes.bbox
        bottom, top = (round(box.y0 + part * box.height) for part in inside)
        self._corner = round(box.x0), bottom
        width, height = round(box.x1) - self._corner[0], top - bottom
        self._row = np.arange(height) * shape[0] // max(height, 1)
        self._column = np.arange(width) * shape[1] // max(width, 1)
        self.colors = np.zeros((*shape, 4), np.uint8)
        figure_of(axes).add_artist(self)
        self.set_clip_on(False)

    def set_cells(self, colors: Colors) -> None:
        """Set the colour of each cell, (rows, columns, 4)."""
        self.colors = colors

    def middle(self, row: int, column: int) -> FloatArray:
        """Return the middle of a cell, (2,) in pixels of the picture."""
        marked = np.zeros(self.colors.shape[:2], bool)
        marked[row, column] = True
        corners: FloatArray = self.outlines(marked)[[0, 2]].mean(axis=0)
        return corners

    def outlines(self, marked: BoolArray) -> FloatArray:
        """Return the edges of the marked cells, (n, 2) in pixels, rows of nan between them."""
        rows, columns = marked.shape
        bottom, left = (
            np.searchsorted(*at)
            for at in ((self._row, np.arange(rows + 1)), (self._column, np.arange(columns + 1)))
        )
        edges = [np.zeros((0, 2))]
        for row, column in zip(*np.nonzero(marked), strict=True):
            x0, x1 = self._corner[0] + left[[column, column + 1]]
            y0, y1 = self._corner[1] + bottom[[row, row + 1]]
            edges.append(
                np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (np.nan, np.nan)])
            )
        return np.concatenate(edges)

    def image(self) -> Colors:
        """Return the picture, (height, width, 4), the first row at the bottom."""
        picture: Colors = self.colors[np.ix_(self._row, self._column)]
        return picture

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture to its place."""
        if self.get_visible() and self._row.size and self._column.size:
            renderer.draw_image(AS_IT_IS, *self._corner, self.image())
        self.stale = False
