"""The heads of a map that step aside for each other, each tied to where it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ...drawing.dots import HEAD
from ...drawing.fanning import fanned
from ...drawing.moving import weight
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke
from ...scene.panel import PanelContext
from .landmarks import STAR
from .paths import Path

_APART, _CLEAR = 1.3, 0.95  # of the size of a head, and of the sizes of a head and a star in one


class Fan:
    """Moves the heads of some paths.

    Parameters
    ----------
    stars
        (count, 2) the minima that are kept clear, in data coordinates.

    Attributes
    ----------
    stars
        The same.
    artists
        Lines to the heads.
    """

    stars: FloatArray

    def __init__(
        self, axes: Axes, context: PanelContext, paths: Sequence[Path], stars: FloatArray
    ) -> None:
        theme = context.theme
        self.stars, self._paths, self._to_pixels = stars, paths, PixelMap(axes)
        dpi = axes.figure.dpi
        head, star = (weight(axes, size) / 72 * dpi for size in (HEAD, STAR))
        self._apart, self._clear = _APART * head, _CLEAR * (head + star) / 2
        self._least = 0.2 * head  # nearer, a line would not be seen
        pixels = IdentityTransform()
        looks = [(theme.halo, 4.2), (theme.ink, 1.7)]
        self._ties = [
            [Stroke(axes, color, width, layer=0.4, transform=pixels) for color, width in looks]
            for _ in paths
        ]
        self.artists: list[Artist] = [tie for ties in self._ties for tie in ties]

    def moved(self, heads: FloatArray, stars: FloatArray) -> FloatArray:
        """Return where heads are drawn, (moments, heads, 2); `fanned` says the rest."""
        return fanned(heads, stars, self._apart, self._clear)

    def look_through(self, to_pixels: PixelMap) -> None:
        """Go by axes whose limits have changed."""
        self._to_pixels = to_pixels

    def set(self, moved: FloatArray | None = None) -> None:
        """Move the heads of the paths, which have been set to a moment.

        Parameters
        ----------
        moved
            Where to, (heads, 2), if that is known: 488 frames at once take as long as nine alone.
        """
        heads = np.array([path.head.pixel for path in self._paths])
        if moved is None:
            moved = self.moved(heads[None], self._to_pixels(self.stars)[None])[0]
        for path, ties, here, there in zip(self._paths, self._ties, heads, moved, strict=True):
            path.head.set_point(self._to_pixels.back(there), there)
            ends = np.array([here, there])
            for tie in ties:
                tie.set_visible(path.head.get_visible() and math.dist(here, there) > self._least)
                tie.set_points(ends, ends)
