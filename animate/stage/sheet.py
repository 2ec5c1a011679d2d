"""Panels on a figure of the picture's size: what stands still as pixels, what moves as artists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from gradreel.core import allow

from ..drawing.fixed_widths import texts
from ..scene.clock import Moment
from ..scene.frame import Frame, check_size
from ..scene.layout import Box, design_size
from ..scene.panel import DrawnPanel
from ..style.formulas import with_own_formulas
from ..style.theme import Theme
from .moving_check import check_moving

Draw = Callable[[Axes], DrawnPanel]
"""Draws a panel into its axes."""


class PictureLook(NamedTuple):
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

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Let this thread, and no other, make and draw pictures that look so."""
        with self.theme.applied(), texts(written=self.text):
            yield


def checked_look(
    owner: str, size: object, theme: object, text: object, transparent: object
) -> tuple[tuple[int, int], bool, bool]:
    """Return size and flags of a picture, or raise InvalidInput if it cannot look so."""
    if not isinstance(theme, Theme):
        raise allow.refuse(f"{owner} was given theme", theme, "a Theme, such as THEMES['dark']")
    return (
        check_size(size),
        allow.flag(f"{owner} was given text", text),
        allow.flag(f"{owner} was given transparent", transparent),
    )


class Sheet:
    """Some panels of a picture, each at its place.

    Parameters
    ----------
    panels
        By name, in the order in which they are drawn: the box in design pixels, and what draws the
        panel into axes there.

    Attributes
    ----------
    axes
        Of each panel, by its name: first those that it was given, then those that it has made.
    """

    def __init__(self, look: PictureLook, panels: Mapping[str, tuple[Box, Draw]]) -> None:
        self.look = look
        width, height, scale = design_size(look.size)
        with look.applied():
            dpi = 100 * scale
            # A millionth of a pixel more: inches times dpi must not round down to a pixel less.
            inches = ((look.size[0] + 1e-6) / dpi, (look.size[1] + 1e-6) / dpi)
            self.figure: Figure = Figure(figsize=inches, dpi=dpi)
            self._canvas = FigureCanvasAgg(self.figure)
            self.renderer: RendererAgg = with_own_formulas(self._canvas.get_renderer())
            self.panels: dict[str, DrawnPanel] = {}
            self.axes: dict[str, list[Axes]] = {}
            for name, (box, draw) in panels.items():
                own, before = self._axes(box, (width, height)), len(self.figure.axes)
                self.panels[name] = draw(own)
                self.axes[name] = [own, *self.figure.axes[before:]]  # a twin, or a bar of colours
            if look.transparent:
                self._clear_grounds()
            if not look.text:
                self._hide_texts()
            self._canvas.draw()
        self.pixels: NDArray[np.uint8] = np.asarray(self.renderer.buffer_rgba())
        self.ground: NDArray[np.uint8] = self.pixels.copy()
        self._seen: dict[int, Artist] = {}  # what moves and was found right

    def moving(self, name: str, moment: Moment) -> Sequence[Artist]:
        """Return the moving artists of a panel, set to the moment.

        Raises
        ------
        InvalidInput
            One that was not there before would make a frame wrong; see moving_check.py.
        """
        artists = self.panels[name].at(moment.told_to(name))
        if not isinstance(artists, Sequence) or any(id(each) not in self._seen for each in artists):
            check_moving(name, artists, self.figure)
            self._seen |= {id(each): each for each in artists}
        return artists

    def redraw(self, moving: Sequence[Artist]) -> NDArray[np.uint8]:
        """Return the pixels of a full draw that takes the moving artists with it: slow."""
        for artist in moving:
            artist.set_animated(False)
        with self.look.applied():
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
            axes.tick_params(labelleft=False, labelbottom=False, labelright=False, labeltop=False)


def opaque(pixels: NDArray[np.uint8]) -> Frame:
    """Copy the colours (height, width, 3) of pixels that have a fourth byte, alpha.

    Pixels are copied in order, four bytes each to where three have room: the next one writes its
    red over the alpha before it. That takes a third of the time of copying `pixels[..., :3]` plane
    by plane, and a twelfth of copying it as it is.
    """
    height, width = pixels.shape[:2]
    frame = np.empty(3 * height * width + 1, np.uint8)  # one byte more, for the last alpha
    whole = np.ascontiguousarray(pixels).view(np.uint32).reshape(-1)
    np.ndarray(whole.shape, np.uint32, frame.data, strides=(3,))[:] = whole
    return frame[:-1].reshape(height, width, 3)
