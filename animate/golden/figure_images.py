"""Images of a figure, sampled here: versions of matplotlib resample them differently.

Between 3.10 and 3.11 cells of an image moved by up to a pixel, and smooth ones changed all over.
What is kept of a figure without texts takes for each pixel the colour of the cell in which its
middle lies, whatever the interpolation: that is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

_BESIDE = 1e-6
"""Pixels that a middle is moved by: on the border of two cells a last digit would decide."""


@contextmanager
def sampled_images(figure: Figure) -> Iterator[None]:
    """Let a figure's images be sampled here, for a while; images of other kinds stay."""
    found: list[Any] = [each for each in figure.findobj(AxesImage) if type(each) is AxesImage]
    for image in found:
        image.make_image = partial(_made, image)
    try:
        yield
    finally:
        for image in found:
            del image.make_image


def _made(image: Any, *_: Any, **__: Any) -> tuple[Any, int, int, None]:
    """Return the pixels of an image from the bottom up, and where they begin."""
    left, right, bottom, top = image.get_extent()
    into = image.get_transform()
    box = Bbox.intersection(
        Bbox.from_extents(left, bottom, right, top).transformed(into),
        image.get_figure(root=True).bbox,
    )
    if box is None or left == right or bottom == top:
        return None, 0, 0, None
    x0, y0 = int(np.floor(box.x0)), int(np.floor(box.y0))
    x = np.arange(x0, np.ceil(box.x1)) + 0.5 + _BESIDE
    y = np.arange(y0, np.ceil(box.y1)) + 0.5 + _BESIDE
    places = into.inverted().transform(np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))
    colors = _colors(image)
    rows, columns = colors.shape[:2]
    across = (places[:, 0] - left) / (right - left)
    up = (places[:, 1] - bottom) / (top - bottom)
    down = 1 - up if image.origin == "upper" else up
    inside = (across >= 0) & (across < 1) & (down >= 0) & (down < 1)
    pixels = np.zeros((len(places), 4), np.uint8)
    pixels[inside] = colors[
        (down[inside] * rows).astype(int), (across[inside] * columns).astype(int)
    ]
    return pixels.reshape(len(y), len(x), 4), x0, y0, None


def _colors(image: Any) -> NDArray[np.uint8]:
    """Return the colour of each cell, with the alpha that all of the image has."""
    colors: NDArray[np.uint8] = image.to_rgba(image.get_array(), bytes=True)
    alpha = image.get_alpha()
    if alpha is not None:
        colors = colors.copy()
        colors[..., 3] = np.rint(colors[..., 3] * np.asarray(alpha, float))
    return colors
