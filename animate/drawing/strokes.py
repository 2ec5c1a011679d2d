"""The moving lines, drawn straight by the renderer; dots.py has the markers.

A Line2D looks up its units, transforms, snapping and graphics context at each draw: 0.1 to 0.2 ms,
thirty times a frame. Here that is done once. The artists stay Line2D: their data, colour and
marker can be asked for, and a vector renderer draws them as such.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from .late_line import LateLine
from .moving import AS_IT_IS, MOVING, figure_of, weight
from .pixel_map import PixelMap

CHUNK = 256
"""Vertices of a trail that are drawn anew at each frame, at the most."""

DASH = (2.2, 1.6)
"""Length of a dash and of the gap after it, in widths of the line."""

_AS_IS = IdentityTransform()


class Stroke(LateLine):
    """A moving line, clipped to its axes. It belongs to the figure: see `MOVING`.

    Parameters
    ----------
    width
        Design pixels.
    layer
        Order among the moving artists, 0 for the lowest.
    transform
        Of the vertices, that of the axes' data if left out.
    dashed
        Whether it is: see `Theme.dashed`.
    clipped
        Whether it ends at the edges of the axes.

    Attributes
    ----------
    snapped
        Whether it lies on whole pixels, with square corners, as spines do.
    """

    def __init__(
        self,
        axes: Axes,
        color: str,
        width: float,
        *,
        layer: float = 0.0,
        transform: Transform | None = None,
        dashed: bool = False,
        clipped: bool = True,
    ) -> None:
        super().__init__(
            [], [], color=color, linewidth=weight(axes, width), zorder=MOVING + layer,
            solid_capstyle="round", solid_joinstyle="round", animated=True,
            transform=transform or axes.transData, linestyle=(0, DASH) if dashed else "-",
        )  # fmt: skip
        self._dashed = dashed
        self.snapped = False
        figure_of(axes).add_artist(self)
        self._within: Any = axes.bbox if clipped else figure_of(axes).bbox
        self.set_clip_box(self._within)
        self._pixels = np.zeros((0, 2))
        self._outline = Path(self._pixels)  # one for all: to make it takes as long as a short line
        self._graphics: GraphicsContextBase | None = None

    def set_points(self, data: FloatArray, pixels: FloatArray) -> None:
        """Set the vertices, (n, 2), in data coordinates and in pixels of the picture."""
        self.tell(data)
        self._pixels = pixels

    def put_through(self, to_pixels: PixelMap) -> None:
        """Put the vertices where axes of other limits show their data."""
        self._pixels = to_pixels(np.column_stack(self.get_data()))

    def set_ink(self, color: str) -> None:
        """Change the colour."""
        if color != self.get_color():
            self.set_color(color)
            self._graphics = None

    def draw(self, renderer: RendererBase) -> None:
        """Draw the vertices where they are; a row of nan lifts the pen."""
        if not isinstance(renderer, RendererAgg):
            self.catch_up()
            super().draw(renderer)
        elif self.get_visible() and len(self._pixels):
            self._stroke(renderer, self._pixels)

    def _stroke(self, renderer: RendererAgg, pixels: FloatArray) -> None:
        if self._graphics is None:
            self._graphics = self._new_graphics(renderer)
        self._outline.vertices = pixels
        renderer.draw_path(self._graphics, self._outline, _AS_IS)

    def _dash(self, graphics: GraphicsContextBase, begun: float = 0.0) -> None:
        """Let the dashes go on where those of what was drawn of the line end, in points."""
        if self._dashed:
            dashes = [float(self.get_linewidth()) * each for each in DASH]
            graphics.set_dashes(begun % sum(dashes), dashes)

    def _new_graphics(self, renderer: RendererAgg) -> GraphicsContextBase:
        graphics = renderer.new_gc()
        graphics.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        graphics.set_linewidth(float(self.get_linewidth()))  # points, which Agg makes pixels
        graphics.set_capstyle("butt" if self._dashed else "round")
        graphics.set_joinstyle("miter" if self.snapped else "round")
        # A trail that happens to be straight must not jump to whole pixels.
        graphics.set_snap(self.snapped)
        graphics.set_clip_rectangle(self._within)
        self._dash(graphics)
        return graphics


def dotted(pixels: FloatArray) -> FloatArray:
    """Return vertices, (n, 2), in which two equal ones on end are far enough apart to be drawn.

    A line of no length has no ends either; one of a hundredth of a pixel is a round dot.
    """
    same = (pixels[1:] == pixels[:-1]).all(axis=1)
    if not same.any():
        return pixels
    pixels = pixels.copy()
    pixels[1:][same, 0] += 0.01
    return pixels


def _begun(pixels: FloatArray) -> FloatArray:
    """Return how long a line is up to each vertex, (n,), since the pen was last put down."""
    lengths = np.append(0.0, np.hypot(*np.diff(pixels, axis=0).T))
    lifted = ~np.isfinite(lengths)
    walked = np.cumsum(np.where(lifted, 0.0, lengths))
    return walked - np.maximum.accumulate(np.where(lifted, walked, 0.0))


class TrailStroke(Stroke):
    """The line along a trail up to its head.

    What lies more than `CHUNK` vertices back is drawn once, into a picture of its own that is then
    only copied: so a long run costs per frame what a short one costs. A picture always grows chunk
    by chunk from the start, so it does not depend on which frame was drawn before.

    Parameters
    ----------
    data, pixels
        (vertices, 2) the whole trail; a row of nan lifts the pen.
    """

    def __init__(
        self,
        axes: Axes,
        color: str,
        width: float,
        data: FloatArray,
        pixels: FloatArray,
        *,
        dashed: bool = False,
    ) -> None:
        super().__init__(axes, color, width, dashed=dashed)
        self._trail_data, self._trail_pixels = data, dotted(pixels)
        self._begun = _begun(self._trail_pixels) if dashed else np.zeros(len(pixels))
        self._count, self._end_data, self._end_pixel = 0, data[0], pixels[0]
        self._drawn_to = 0  # vertex up to which the picture goes
        self._chunk = CHUNK
        self._canvas: RendererAgg | None = None
        self._picture = np.zeros((0, 0, 4), np.uint8)

    def set_end(self, count: int, data: FloatArray, pixel: FloatArray) -> None:
        """Let the line run along the first `count` vertices and on to one point more."""
        self._count, self._end_data, self._end_pixel = count, data, pixel

    def put_through(self, to_pixels: PixelMap) -> None:
        """Put the trail where axes of other limits show it; nothing of it is kept as a picture."""
        self._trail_pixels = dotted(to_pixels(self._trail_data))
        self._chunk = len(self._trail_data) + 1
        if self._dashed:
            self._begun = _begun(self._trail_pixels)

    def put_as(self, other: TrailStroke) -> None:
        """Put the trail where another stroke of the same one was put."""
        self._trail_pixels, self._chunk = other._trail_pixels, other._chunk
        if self._dashed:
            self._begun = other._begun if other._dashed else _begun(self._trail_pixels)

    def drawn_pixels(self) -> FloatArray:
        """Vertices of what is drawn, (n, 2), in pixels of the picture."""
        return np.concatenate([self._trail_pixels[: self._count], self._end_pixel[None]])

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture of what lies far back and draw the rest."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        if not (self._count and self.get_visible()):
            return
        begin = (self._count - 1) // self._chunk * self._chunk
        if begin:
            self._draw_up_to(begin, renderer)
            x, y = self._corner()
            renderer.draw_image(AS_IT_IS, x, y, self._picture)
        rest = self._trail_pixels[begin : self._count]
        if self._graphics is None:
            self._graphics = self._new_graphics(renderer)
        self._dash(self._graphics, self._begun[begin] * 72 / renderer.dpi)
        self._stroke(renderer, np.concatenate([rest, self._end_pixel[None]]))

    def _corner(self) -> NDArray[np.intp]:
        """Lower left pixel of the picture of what lies far back."""
        return np.array([int(self._within.x0), int(self._within.y0)])

    def _draw_up_to(self, vertex: int, renderer: RendererAgg) -> None:
        """Bring the picture to the state that it has at this vertex."""
        box, corner = self._within.frozen(), self._corner()
        if self._canvas is None or vertex < self._drawn_to:
            width, height = np.ceil([box.x1, box.y1]).astype(int) - corner + 1
            self._canvas, self._drawn_to = RendererAgg(width, height, renderer.dpi), 0
        if vertex == self._drawn_to:
            return
        graphics = self._new_graphics(renderer)
        graphics.set_clip_rectangle(box.translated(*-corner))
        while self._drawn_to < vertex:
            piece = self._trail_pixels[self._drawn_to : self._drawn_to + CHUNK + 1]
            self._dash(graphics, self._begun[self._drawn_to] * 72 / renderer.dpi)
            self._canvas.draw_path(graphics, Path(piece - corner), _AS_IS)
            self._drawn_to += CHUNK
        self._picture = np.asarray(self._canvas.buffer_rgba())[::-1].copy()

    def _data_to_tell(self) -> FloatArray:
        return np.vstack([self._trail_data[: self._count], self._end_data])
