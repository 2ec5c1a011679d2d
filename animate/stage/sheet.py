"""Panels on a figure of the picture's size: what stands still as pixels, what moves as artists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from ..scene.layout import Box, design_size
from ..scene.panel import DrawnPanel
from ..style.formulas import with_own_formulas
from ..style.theme import Theme

Draw = Callable[[Axes], DrawnPanel]
"""Draws a panel into its axes."""


class Look(NamedTuple):
    """How a picture is drawn, whatever is on it.

    Attributes
    ----------
    size
        (width, height) in pixels.
    text
        False leaves every text out.
    transparent
        Whether the ground is left see-through.
    """

    size: tuple[int, int]
    theme: Theme
    text: bool = True
    transparent: bool = False


class Sheet:
    """Some panels of a picture, each at its place.

    Parameters
    ----------
    panels
        By name, in the order in which they are drawn: the box in design pixels, and what draws the
        panel into axes there.
    """

    def __init__(self, look: Look, panels: Mapping[str, tuple[Box, Draw]]) -> None:
        self.look = look
        width, height, scale = design_size(look.size)
        with look.theme.applied():
            dpi = 100 * scale
            # A millionth of a pixel more: inches times dpi must not round down to a pixel less.
            inches = ((look.size[0] + 1e-6) / dpi, (look.size[1] + 1e-6) / dpi)
            self.figure = Figure(figsize=inches, dpi=dpi)
            self._canvas = FigureCanvasAgg(self.figure)
            self.renderer: RendererAgg = with_own_formulas(self._canvas.get_renderer())
            self.panels = {
                name: draw(self._axes(box, (width, height))) for name, (box, draw) in panels.items()
            }
            if look.transparent:
                self._clear_grounds()
            if not look.text:
                self._hide_texts()
            self._canvas.draw()
        self.pixels = np.asarray(self.renderer.buffer_rgba())
        self.ground = self.pixels.copy()

    def redraw(self, moving: Sequence[Artist]) -> NDArray[np.uint8]:
        """Return the pixels of a full draw that takes the moving artists with it: slow."""
        for artist in moving:
            artist.set_animated(False)
        with self.look.theme.applied():
            self._canvas.draw()
        for artist in moving:
            artist.set_animated(True)
        return self.pixels.copy()

    def _axes(self, box: Box, size: tuple[float, float]) -> Axes:
        width, height = size
        return self.figure.add_axes(
            (box.left / width, box.bottom / height, box.width / width, box.height / height)
        )

    def _clear_grounds(self) -> None:
        for patch in (self.figure.patch, *(axes.patch for axes in self.figure.axes)):
            patch.set_alpha(0.0)

    def _hide_texts(self) -> None:
        for text in self.figure.findobj(Text):
            text.set_visible(False)
        for axes in self.figure.axes:
            axes.tick_params(labelleft=False, labelbottom=False)
