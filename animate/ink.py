"""The moving lines and markers, drawn straight by the renderer.

A Line2D looks up its units, transforms, snapping and graphics context at each draw: 0.1 to 0.2 ms,
thirty times a frame. Here that is done once. Both artists stay Line2D: their data, colour and
marker can be asked for, and a vector renderer draws them as such.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform, Transform

from gradreel.core.arrays import FloatArray

from .theme import points

MOVING = 10.0
"""Least z-order of the moving artists. They belong to the figure, above everything that stands
still, whatever panel it is in: so a frame composed over the static part equals a full redraw."""

LEAST_SCALE = 0.6
"""In pictures smaller than this share of the design size, lines and markers shrink no further."""

_AS_IS = IdentityTransform()


def weight(axes: Axes, pixels: float) -> float:
    """Return a width or marker size in points that stays visible in a small picture.

    Parameters
    ----------
    pixels : as in a picture of the design size.
    """
    return points(pixels) * max(1.0, LEAST_SCALE * 100 / figure_of(axes).dpi)


def figure_of(axes: Axes) -> Figure:
    """Return the figure that the axes stand in."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    return figure


class Stroke(Line2D):
    """A moving line, clipped to its axes. It belongs to the figure: see `MOVING`.

    Parameters
    ----------
    width : design pixels.
    layer : order among the moving artists, 0 for the lowest.
    transform : of the vertices, that of the axes' data if left out.
    """

    def __init__(
        self,
        axes: Axes,
        color: str,
        width: float,
        *,
        layer: float = 0.0,
        transform: Transform | None = None,
    ) -> None:
        super().__init__(
            [], [], color=color, linewidth=weight(axes, width), zorder=MOVING + layer,
            solid_capstyle="round", solid_joinstyle="round", animated=True,
            transform=transform or axes.transData,
        )  # fmt: skip
        figure_of(axes).add_artist(self)
        self.set_clip_box(axes.bbox)
        self._pixels = np.zeros((0, 2))
        self._graphics: GraphicsContextBase | None = None

    def set_points(self, data: FloatArray, pixels: FloatArray) -> None:
        """Set the vertices, (n, 2), in data coordinates and in pixels of the picture."""
        self.set_data(data[:, 0], data[:, 1])
        self._pixels = pixels

    def draw(self, renderer: RendererBase) -> None:
        """Draw the vertices where they are; a row of nan lifts the pen."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
        elif self.get_visible() and len(self._pixels):
            if self._graphics is None:
                self._graphics = self._new_graphics(renderer)
            renderer.draw_path(self._graphics, Path(self._pixels), _AS_IS)

    def _new_graphics(self, renderer: RendererAgg) -> GraphicsContextBase:
        graphics = renderer.new_gc()
        graphics.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        graphics.set_linewidth(renderer.points_to_pixels(self.get_linewidth()))
        graphics.set_capstyle("round")
        graphics.set_joinstyle("round")
        # A trail that happens to be straight must not jump to whole pixels.
        graphics.set_snap(False)
        graphics.set_clip_rectangle(self.get_clip_box())
        return graphics


class Dot(Line2D):
    """One marker with a rim, not clipped: a head may stand on the edge of its axes.

    Parameters
    ----------
    size, rim : design pixels.
    layer : order among the moving artists, 0 for the lowest.
    """

    def __init__(
        self,
        axes: Axes,
        marker: str,
        fill: str,
        edge: str,
        *,
        size: float,
        rim: float,
        layer: float = 1.0,
    ) -> None:
        super().__init__(
            [], [], linestyle="none", marker=marker, markersize=weight(axes, size),
            markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=weight(axes, rim),
            zorder=MOVING + layer, animated=True, clip_on=False, transform=axes.transData,
        )  # fmt: skip
        figure_of(axes).add_artist(self)
        self._pixel = np.zeros((1, 2))

    def set_point(self, data: FloatArray, pixel: FloatArray) -> None:
        """Set the place, (2,), in data coordinates and in pixels of the picture."""
        self.set_data([data[0]], [data[1]])
        self._pixel = pixel[None]

    def draw(self, renderer: RendererBase) -> None:
        """Stamp the marker at its place."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
        elif self.get_visible():
            graphics = renderer.new_gc()
            graphics.set_foreground(to_rgba(self.get_markeredgecolor()), isRGBA=True)
            graphics.set_linewidth(renderer.points_to_pixels(self.get_markeredgewidth()))
            graphics.set_joinstyle("miter")
            graphics.set_snap(False)
            style = MarkerStyle(self.get_marker())
            size = renderer.points_to_pixels(self.get_markersize())
            renderer.draw_path(
                graphics,
                style.get_path(),
                style.get_transform() + Affine2D().scale(size).translate(*self._pixel[0]),
                to_rgba(self.get_markerfacecolor()),
            )
