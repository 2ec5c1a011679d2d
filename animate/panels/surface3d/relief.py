"""The painted block: its cells from far to near, the lines on it, and its front walls."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ...drawing.moving import MOVING, figure_of
from ...style.theme import Theme, points
from .block import Block
from .turntable import View

_AS_IS = IdentityTransform()
_NOWHERE: FloatArray = np.zeros((0, 2))
_NO_EDGES: Any = np.zeros((0, 4))
_LINE = 1.1
_LINE_OPACITY = 0.4


class Relief(Artist):
    """The block as it is seen in a view, painted anew at each frame.

    Cells go to the renderer in one call, row by row from the far side to the near one: in parallel
    projection no cell of a relief is then covered by one that is behind it, and nothing has to be
    sorted.
    """

    def __init__(self, axes: Axes, block: Block, theme: Theme) -> None:
        super().__init__()
        self.set_zorder(MOVING)
        self.set_animated(True)
        figure_of(axes).add_artist(self)
        self._block, self._lit = block, block.colors(theme)
        self._on_map = block.map_colors(theme)
        self._colors, self._opacity = self._lit, 1.0
        self._ink = (*to_rgba(theme.ink)[:3], _LINE_OPACITY)
        self._wall = to_rgba(theme.faint)
        self._edge = to_rgba(theme.muted)
        self.view: View | None = None

    @property
    def block(self) -> Block:
        """What is painted."""
        return self._block

    def set_view(self, view: View, tilted: float = 1.0, opacity: float = 1.0) -> None:
        """Set the view that is drawn, how far it has come from being a map, and the opacity."""
        self.view, self._opacity = view, opacity
        self._colors = self._lit
        if tilted < 1:
            self._colors = self._on_map + tilted * (self._lit - self._on_map)
        if opacity < 1:
            self._colors = self._colors * np.array([1.0, 1.0, 1.0, opacity])

    def draw(self, renderer: RendererBase) -> None:
        """Paint the cells, then the lines that are not hidden, then the walls."""
        if self.view is None or not self.get_visible():
            return
        self._paint_cells(renderer, self.view)
        self._draw_lines(renderer, self.view)
        for wall in self.walls(self.view):
            graphics = self._graphics(renderer, _LINE, self._edge)
            rgb_face = (*self._wall[:3], self._wall[3] * self._opacity)
            renderer.draw_path(graphics, Path(wall, closed=True), _AS_IS, rgb_face)
        self.stale = False

    def walls(self, view: View) -> list[FloatArray]:
        """Return the outlines, in pixels, of the two sides of the block that face the viewer."""
        u, v = view.near
        points_ = self._block.points
        column = points_[:, 0 if u < 0 else -1]
        row = points_[0 if v < 0 else -1]
        outlines = []
        for top in (column, row):
            foot = top[[-1, 0, 0]] * (1, 1, 0)
            outlines.append(view.project(np.concatenate([top, foot])))
        return outlines

    def _paint_cells(self, renderer: RendererBase, view: View) -> None:
        u, v = view.near
        rows = slice(None, None, -1 if v < 0 else 1)
        columns = slice(None, None, -1 if u < 0 else 1)
        pixels = view.project(self._block.points)[rows, columns]
        # Arrays, as all renderers of matplotlib take them, whatever the annotation says.
        colors: Any = np.ascontiguousarray(self._colors[rows, columns]).reshape(-1, 4)
        cells = self._colors.shape[0]
        # Not antialiased: ground would shine through the seams between cells.
        renderer.draw_quad_mesh(
            self._graphics(renderer, 0.0, self._ink), _AS_IS, cells, cells,
            np.ascontiguousarray(pixels), _NOWHERE, _AS_IS, colors, False, _NO_EDGES,
        )  # fmt: skip

    def _draw_lines(self, renderer: RendererBase, view: View) -> None:
        """Draw the lines of equal loss and, over their jagged edges, the far sides' rims."""
        points_ = self._block.points
        u, v = view.near
        lift = np.full((1, 3), np.nan)
        rims = [points_[:, -1 if u < 0 else 0], lift, points_[-1 if v < 0 else 0], lift]
        lines = np.concatenate([*rims, self._block.lines])
        pixels = view.project(lines)
        pixels[self._block.hidden(lines, view)] = np.nan
        renderer.draw_path(self._graphics(renderer, _LINE, self._ink), Path(pixels), _AS_IS)

    def _graphics(
        self, renderer: RendererBase, width: float, color: tuple[float, float, float, float]
    ) -> GraphicsContextBase:
        graphics = renderer.new_gc()
        graphics.set_linewidth(points(width))
        graphics.set_foreground((*color[:3], color[3] * self._opacity), isRGBA=True)
        graphics.set_joinstyle("round")
        graphics.set_snap(False)
        return graphics
