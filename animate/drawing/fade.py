"""Several artists that fade as one: what they draw is mixed with what was there before."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from .moving import MOVING

_TOGETHER = 1 << 16  # numbers that are mixed at once: few enough to stay in a core's cache
_EDGE = 24.0  # design pixels around the points of what is drawn: lines and rims are wide


class Faded(Artist):
    """Draws its members, as far as they are seen.

    Where pixels are not wanted each member is drawn see-through for itself.

    Parameters
    ----------
    members
        From the lowest up; they move, and are drawn by nobody else while they fade.
    layer
        Order among the moving artists.
    """

    members: Sequence[Artist]
    share: float

    def __init__(self, figure: Figure, members: Sequence[Artist], *, layer: float) -> None:
        super().__init__()
        self.members, self.share = members, 1.0
        self._region = (slice(None), slice(None))
        self._scale, self._height = figure.dpi / 100, int(figure.bbox.height)
        self.set_animated(True)
        self.set_zorder(MOVING + layer)
        figure.add_artist(self)
        self.set_clip_on(False)

    def set_share(self, share: float) -> None:
        """Set how much is seen, 0 to 1."""
        self.share = share

    def set_around(self, points: FloatArray) -> None:
        """Say that nothing is drawn far from some points, (n, 2) in pixels of the picture."""
        edge = _EDGE * self._scale
        low, high = np.nanmin(points, axis=0) - edge, np.nanmax(points, axis=0) + edge
        rows = slice(max(self._height - int(high[1]) - 1, 0), max(self._height - int(low[1]), 0))
        self._region = (rows, slice(max(int(low[0]), 0), max(int(high[0]) + 1, 0)))

    def draw(self, renderer: RendererBase) -> None:
        """Draw the members and mix their pixels with those that were there."""
        if not isinstance(renderer, RendererAgg):
            for member in self.members:
                own = member.get_alpha()
                member.set_alpha(self.share * (1.0 if own is None else own))
                member.draw(renderer)
                member.set_alpha(own)
            return
        # A pixel is one number here, not four: a tenth of the time where few of them change.
        pixels = np.asarray(renderer.buffer_rgba())[self._region].view(np.uint32)[..., 0]
        before = pixels.copy()
        for member in self.members:
            member.draw(renderer)
        if self.share < 1:
            changed = pixels != before
            drawn = pixels[changed]
            mix(_channels(before[changed]), _channels(drawn), self.share)
            pixels[changed] = drawn
        self.stale = False


def _channels(pixels: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return pixels.view(np.uint8).reshape(-1, 4)


def mix(before: NDArray[np.uint8], after: NDArray[np.uint8], share: float) -> None:
    """Let `after`, pixels with straight opacity or none, become a mixture: `share` of itself.

    `before` has the same shape, or is one colour that all pixels had; those of `after` are opaque
    then.
    """
    weight = round(256 * share)
    if before.ndim > 1 and before.shape[-1] == 4 and before[..., 3].min(initial=255) < 255:
        _mix_see_through(before, after, weight)
        return
    rows = max(_TOGETHER * len(after) // max(after.size, 1), 1)
    if before.ndim == 1:
        before = np.tile(before, (*after[:rows].shape[:-1], 1))
    for first in range(0, len(after), rows):
        part = after[first : first + rows]
        below = before[first : first + rows] if len(before) == len(after) else before[: len(part)]
        mixed, other = part.astype(np.uint16), below.astype(np.uint16)
        mixed *= np.uint16(weight)
        other *= np.uint16(256 - weight)
        mixed += other
        mixed += np.uint16(128)
        mixed >>= np.uint16(8)
        part[:] = mixed


def _mix_see_through(before: NDArray[np.uint8], after: NDArray[np.uint8], weight: int) -> None:
    parts = [(before, 256 - weight), (after, weight)]
    covered = [each[..., 3:].astype(np.float64) * part / 256 for each, part in parts]
    opacity = covered[0] + covered[1]
    colors = sum(part * each[..., :3] for part, each in zip(covered, (before, after), strict=True))
    unseen = after[..., :3].astype(np.float64)
    after[..., :3] = np.rint(np.divide(colors, opacity, out=unseen, where=opacity > 0))
    after[..., 3:] = np.rint(opacity)
