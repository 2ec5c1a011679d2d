"""The cut through a block under a path: a wall that unfolds into the curve of the loss."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb, to_rgba_array
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ...drawing.moving import MOVING, figure_of
from ...style.theme import Theme

_AS_IS = IdentityTransform()
_NOWHERE: FloatArray = np.zeros((0, 2))
_NO_EDGES: Any = np.zeros((0, 4))
_SHADES = 256
_OPACITY = 0.85  # of its colours, over the ground of the picture


class Curtain(Artist):
    """A wall from the ground up to the path, in the colours of the losses at its top.

    Parameters
    ----------
    shares
        (columns + 1,) of the block's height: how high the top of each column's edges is.
    """

    def __init__(self, axes: Axes, theme: Theme, shares: FloatArray) -> None:
        super().__init__()
        self.set_zorder(MOVING - 0.5)  # a block that is whole stands before it
        self.set_animated(True)
        figure_of(axes).add_artist(self)
        middle = np.clip((shares[1:] + shares[:-1]) / 2, 0, 1)
        shades = to_rgba_array(theme.bands(_SHADES))
        self._colors = shades[np.minimum((middle * _SHADES).astype(int), _SHADES - 1)]
        # Mixed, not see-through: columns are narrow, and where two overlap would be a stripe.
        ground = np.array(to_rgb(theme.background))
        self._colors[:, :3] = ground + _OPACITY * (self._colors[:, :3] - ground)
        self._corners = np.zeros((2, len(shares), 2))

    def set_edges(self, top: FloatArray, foot: FloatArray) -> None:
        """Set the pixels of both edges, (columns + 1, 2) each."""
        self._corners = np.stack([foot, top])

    def draw(self, renderer: RendererBase) -> None:
        """Paint the columns in the order of the path."""
        if not self.get_visible():
            return
        graphics = renderer.new_gc()
        graphics.set_linewidth(0.0)
        graphics.set_snap(False)
        corners: Any = np.ascontiguousarray(self._corners)
        colors: Any = self._colors
        # Not antialiased: ground would shine through the seams between columns.
        renderer.draw_quad_mesh(
            graphics, _AS_IS, len(colors), 1, corners, _NOWHERE, _AS_IS, colors, False, _NO_EDGES
        )
        self.stale = False
