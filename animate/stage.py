"""The compositor: turns a scene into frames.

A frame is a pure function of (scene, size, theme, index): alone, in order, backwards or in another
process, `stage.frame(i)` gives the same pixels. What stands still is rasterised once; for each
frame a copy of it is taken and the moving artists are drawn over it. They lie above all
that stands still, so this equals a full redraw of the figure pixel for pixel.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

from .layout import Box, arrange, design_size
from .panels.banner import Banner
from .panels.panel import DrawnPanel, Shot
from .scene import Scene
from .theme import LIGHT, Theme, drawing
from .timeline import Moment

Frame = NDArray[np.uint8]
"""A picture, (height, width, 3), red, green, blue."""

SMALLEST = (160, 90)
LARGEST = (7680, 4320)
MOST_FPS = 120.0


class Stage:
    """A scene at a size, in a theme, at a frame rate.

    Parameters
    ----------
    size : (width, height) in pixels.
    fps : frames per second.
    text : False leaves every text out, for frames that are compared between versions of
        FreeType.

    Errors
    ------
    InvalidInput : a size or frame rate that no picture can have.
    """

    def __init__(
        self,
        scene: Scene,
        size: tuple[int, int] = (1280, 720),
        *,
        theme: Theme = LIGHT,
        fps: float = 25.0,
        text: bool = True,
    ) -> None:
        check_size(size)
        check_fps(fps)
        self.scene, self.size, self.theme, self.fps = scene, size, theme, fps
        width, height, self.scale = design_size(size)
        with theme.applied():
            dpi = 100 * self.scale
            # A millionth of a pixel more: inches times dpi must not round down to a pixel less.
            inches = ((size[0] + 1e-6) / dpi, (size[1] + 1e-6) / dpi)
            self.figure = Figure(figsize=inches, dpi=dpi)
            self._canvas = FigureCanvasAgg(self.figure)
            self._panels = self._draw_panels((width, height))
            if not text:
                self._hide_texts()
            self._canvas.draw()
        self._renderer: RendererAgg = self._canvas.get_renderer()
        self._pixels = np.asarray(self._renderer.buffer_rgba())
        self._ground = self._pixels.copy()
        self._shown: tuple[tuple[float, str], Frame] | None = None

    def __len__(self) -> int:
        return self.scene.timeline.frame_count(self.fps)

    def moment(self, index: int) -> Moment:
        """Return the moment that frame `index` shows."""
        return self.scene.timeline.moment(index, self.fps)

    def frame(self, index: int) -> Frame:
        """Return frame `index`; read-only, and the same array for neighbours that are equal."""
        moment = self.moment(index)
        key = (moment.step, moment.caption)
        if self._shown is None or self._shown[0] != key:
            self._shown = (key, self._compose(moment))
        return self._shown[1]

    def frames(self) -> Iterator[Frame]:
        """Go through all frames in order."""
        return (self.frame(index) for index in range(len(self)))

    def redraw(self, index: int) -> Frame:
        """Return frame `index` by drawing the whole figure anew: slow, and the proof of `frame`."""
        moving = self._moving(self.moment(index))
        for artist in moving:
            artist.set_animated(False)
        with self.theme.applied():
            self._canvas.draw()
            frame = _opaque(self._pixels)
        for artist in moving:
            artist.set_animated(True)
        return frame

    def _compose(self, moment: Moment) -> Frame:
        with drawing():
            np.copyto(self._pixels, self._ground)
            for artist in self._moving(moment):
                artist.draw(self._renderer)
            frame = _opaque(self._pixels)
        frame.flags.writeable = False
        return frame

    def _moving(self, moment: Moment) -> list[Artist]:
        """All moving artists, in the order in which a full draw takes them."""
        artists = [artist for panel in self._panels for artist in panel.at(moment)]
        return sorted(artists, key=Artist.get_zorder)

    def _draw_panels(self, size: tuple[float, float]) -> list[DrawnPanel]:
        scene = self.scene
        margins = {name: panel.margins for name, panel in scene.panels.items()}
        boxes = arrange(scene.rows, margins, (scene.widths, scene.heights), size)
        shot = Shot(scene.surface, scene.trajectories, scene.timeline, self.theme, scene.steps)
        whole = self._axes(Box(0, 0, *size), size)
        drawn: list[DrawnPanel] = [Banner(scene.title).draw(whole, shot)]
        drawn += [
            scene.panels[name].draw(self._axes(box, size), shot) for name, box in boxes.items()
        ]
        return drawn

    def _axes(self, box: Box, size: tuple[float, float]) -> Axes:
        width, height = size
        return self.figure.add_axes(
            (box.left / width, box.bottom / height, box.width / width, box.height / height)
        )

    def _hide_texts(self) -> None:
        for text in self.figure.findobj(Text):
            text.set_visible(False)
        for axes in self.figure.axes:
            axes.tick_params(labelleft=False, labelbottom=False)


def check_size(size: tuple[int, int]) -> None:
    """Raise InvalidInput unless a picture can have this size."""
    (width, height), (least_w, least_h), (most_w, most_h) = size, SMALLEST, LARGEST
    if not (least_w <= width <= most_w and least_h <= height <= most_h):
        raise InvalidInput(
            f"The size {width}x{height} was given; choose one from {least_w}x{least_h} to "
            f"{most_w}x{most_h} pixels."
        )


def check_fps(fps: float) -> None:
    """Raise InvalidInput unless this is a frame rate."""
    if not 1 <= fps <= MOST_FPS:
        raise InvalidInput(
            f"{fps:g} frames per second were asked for; choose a number from 1 to {MOST_FPS:g}."
        )


def _opaque(pixels: NDArray[np.uint8]) -> Frame:
    """Copy the colours; plane by plane is four times as fast as copying `pixels[..., :3]`."""
    frame = np.empty((*pixels.shape[:2], 3), np.uint8)
    for plane in range(3):
        frame[..., plane] = pixels[..., plane]
    return frame
