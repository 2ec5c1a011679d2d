"""Figures drawn as they would be saved, with their texts or without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from numpy.typing import NDArray

from .figure_images import sampled_images

_MARGINS = ("left", "bottom", "right", "top", "wspace", "hspace")


def drawn(figure: Figure, *, text: bool = True) -> NDArray[np.uint8]:
    """Draw a figure, (height, width, 4); its own canvas, which a window may have, stays.

    Parameters
    ----------
    text
        Whether texts are drawn. If not, they have no size either: layouts and legends would else
        follow FreeType; and images are sampled here, see figure_images.py.
    """
    with own_canvas(figure):
        canvas: Any = (_SavedCanvas if text else _TextlessCanvas)(figure)
        # Margins that were made by the sizes of texts are made without them.
        tight = not text and isinstance(figure.get_layout_engine(), PlaceHolderLayoutEngine)
        with ExitStack() as drawing:
            if tight:
                drawing.enter_context(_tight(figure))
            if not text:
                drawing.enter_context(_closed(figure))
                drawing.enter_context(sampled_images(figure))
            canvas.draw()
        return np.asarray(canvas.buffer_rgba()).copy()


@contextmanager
def own_canvas(figure: Figure) -> Iterator[None]:
    """Give a figure a canvas on which nothing is drawn, and later its own again."""
    canvas = figure.canvas
    try:
        FigureCanvasBase(figure)
        yield
    finally:
        figure.set_canvas(canvas)


@contextmanager
def _tight(figure: Figure) -> Iterator[None]:
    """Lay a figure out as its user did by `tight_layout`, for a while."""
    kept = {name: getattr(figure.subplotpars, name) for name in _MARGINS}
    figure.tight_layout()
    try:
        yield
    finally:
        figure.subplots_adjust(**kept)


@contextmanager
def _closed(figure: Figure) -> Iterator[None]:
    """Close the gaps that labels, as wide as their letters, have cut into contours, for a while."""
    made = "_make_paths_from_contour_generator"  # without it the gaps stay
    cut: list[Any] = [
        each
        for each in figure.findobj(ContourSet)
        if getattr(each, "labelTexts", ()) and hasattr(each, made)
    ]
    kept = [each._paths for each in cut]
    for each in cut:
        each._paths = None
        each._paths = getattr(each, made)()
    try:
        yield
    finally:
        for each, paths in zip(cut, kept, strict=True):
            each._paths = paths


class _SavedCanvas(FigureCanvasAgg):
    """A canvas that also draws what an animation redraws by itself."""

    def is_saving(self) -> bool:
        return True


class _TextlessCanvas(_SavedCanvas):
    """A canvas that leaves texts out."""

    def get_renderer(self) -> Any:
        size = (*self.figure.bbox.size, self.figure.dpi)
        if getattr(self, "_size", None) != size:
            self._size = size
            self.renderer: Any = _TextlessRenderer(*size)
        return self.renderer


class _TextlessRenderer(RendererAgg):
    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)  # type: ignore[no-untyped-call]

    def draw_text(self, *_: Any, **__: Any) -> None:
        pass

    def draw_tex(self, *_: Any, **__: Any) -> None:
        pass

    def get_text_width_height_descent(self, *_: Any, **__: Any) -> tuple[float, float, float]:
        return 0.0, 0.0, 0.0

    def _get_font_height_metrics(self, _: Any) -> tuple[float, float, float]:
        return 0.0, 0.0, 0.0  # matplotlib 3.11 asks for it beside the above
