"""The moving markers, drawn straight by the renderer, as the lines of strokes.py are."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from gradreel.core.arrays import FloatArray

from ..style.theme import Marker
from .late_line import LateLine
from .moving import MOVING, figure_of, weight

HEAD = 15.0
"""Size of a head's marker, in design pixels."""

STAR = 1.5
"""How much larger a star is than other markers: a rim fills what is between its points."""

_AS_IS = IdentityTransform()


class Dot(LateLine):
    """One marker with a rim, not clipped: a head may stand on the edge of its axes.

    Parameters
    ----------
    size, rim
        Design pixels.
    layer
        Order among the moving artists, 0 for the lowest.
    """

    pixel: FloatArray

    def __init__(
        self, axes: Axes, look: DotLook, *, size: float, rim: float, layer: float = 1.0
    ) -> None:
        super().__init__(
            [], [], linestyle="none", markersize=weight(axes, size),
            markeredgewidth=weight(axes, rim),
            zorder=MOVING + layer, animated=True, clip_on=False, transform=axes.transData,
        )  # fmt: skip
        figure_of(axes).add_artist(self)
        self.pixel = np.zeros(2)
        self._size = self.get_markersize()
        self._look: DotLook | None = None
        self._stamp: _Stamp | None = None
        self.set_look(look)

    def set_look(self, look: DotLook) -> None:
        """Change marker and colours."""
        if look != self._look:
            self._look, self._stamp = look, None
            self.set_marker(look.marker)
            self.set_markersize(self._size * (1.0 if isinstance(look.marker, str) else STAR))
            self.set_markerfacecolor(look.fill)
            self.set_markeredgecolor(look.edge)

    def set_point(self, data: FloatArray, pixel: FloatArray) -> None:
        """Set the place, (2,), in data coordinates and in pixels of the picture."""
        self.tell(data)
        self.pixel = pixel

    def draw(self, renderer: RendererBase) -> None:
        """Stamp the marker at its place."""
        if not isinstance(renderer, RendererAgg):
            self.catch_up()
            super().draw(renderer)
        elif self.get_visible():
            if self._stamp is None:
                self._stamp = self._new_stamp(renderer)
            stamp = self._stamp
            # In place: a Path looks up settings whenever it is given vertices.
            np.add(stamp.corners, self.pixel, out=stamp.vertices)
            renderer.draw_path(stamp.graphics, stamp.outline, _AS_IS, stamp.fill)

    def _new_stamp(self, renderer: RendererAgg) -> _Stamp:
        graphics = renderer.new_gc()
        graphics.set_foreground(to_rgba(self.get_markeredgecolor()), isRGBA=True)
        graphics.set_linewidth(float(self.get_markeredgewidth()))
        graphics.set_joinstyle("miter")
        graphics.set_snap(False)
        style = MarkerStyle(self.get_marker())
        size = renderer.points_to_pixels(self.get_markersize())
        shape = (style.get_transform() + Affine2D().scale(size)).transform_path(style.get_path())
        fill = to_rgba(self.get_markerfacecolor())
        corners, codes = np.asarray(shape.vertices, np.float64), shape.codes
        outline = Path(corners.copy(), None if codes is None else np.asarray(codes))
        return _Stamp(graphics, corners, outline, np.asarray(outline.vertices), fill)


class DotLook(NamedTuple):
    """Marker, colour inside and colour of the rim."""

    marker: Marker
    fill: str
    edge: str


class _Stamp(NamedTuple):
    """What of a marker stays the same from frame to frame."""

    graphics: GraphicsContextBase
    corners: FloatArray
    outline: Path
    vertices: FloatArray  # of the outline
    fill: tuple[float, float, float, float]
