"""Thousands of features, a cell each: which are not 0 in a batch, and how often each was so far."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import SparseFeatures, allow
from gradreel.core.arrays import BoolArray
from gradreel.core.errors import InvalidInput

from ...drawing.cell_image import CellImage, rgba
from ...drawing.fitting import LEAST, Fitter
from ...drawing.moving import figure_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, Theme

MOST_BATCHES = 2000
"""After so many steps the picture stands: a longer run would be looked at too fast anyway."""

_LEAST_CELL = 6.0  # design pixels of area
_NEVER = 0.12  # how much of the ink a feature has that was not seen yet
_OFTEN = 0.75  # and the one that was seen most often
_WORDS = ("of {count:,} features are 0 in this batch", "lit: not 0 now; grey: how often so far")


@dataclass(frozen=True)
class FeaturesPanel:
    """Features of a network as cells, the densest first: lit where a step's batch has them.

    The oftener a feature was not 0 so far, the darker its cell is (lighter on a dark ground): there
    a history has grown. Above it stands how many are 0 in the batch.

    Attributes
    ----------
    features
        Which, and what a batch draws of them.

    Examples
    --------
    >>> from gradreel.core import SparseFeatures
    >>> panel = FeaturesPanel(SparseFeatures(count=5000))
    """

    features: SparseFeatures = field(default_factory=SparseFeatures)

    def __post_init__(self) -> None:
        allow.settle(
            self,
            features=allow.instance_of(
                SparseFeatures, words="SparseFeatures, such as SparseFeatures(count=5000)"
            ),
        )

    @property
    def margins(self) -> Margins:
        """Room for a line above and one below."""
        return Margins(left=16, right=12, bottom=28, top=32)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for cells that can be told apart."""
        return Stacking(least=90)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnFeatures:
        """Share the box among the cells and write what stands."""
        axes.set_axis_off()
        room = axes.bbox.width * axes.bbox.height / (figure_of(axes).dpi / 100) ** 2
        if room < _LEAST_CELL * self.features.count:
            raise InvalidInput(
                f"A features panel has room for {room // _LEAST_CELL:,.0f} cells and shows "
                f"{self.features.count:,} features; give it a larger share or fewer of them."
            )
        batches = min(int(context.clock.last_step) + 1, MOST_BATCHES)
        return DrawnFeatures(axes, context.theme, self.features.seen(batches))


class DrawnFeatures:
    """A features panel whose cells have their places."""

    def __init__(self, axes: Axes, theme: Theme, seen: BoolArray) -> None:
        self._seen, count = seen, seen.shape[1]
        box, scale = axes.bbox, figure_of(axes).dpi / 100
        columns = min(max(round(math.sqrt(count * box.width / box.height)), 1), count)
        self._shape = (math.ceil(count / columns), columns)
        self.cells: CellImage = CellImage(axes, self._shape)
        self._most = math.log1p(float(seen.sum(axis=0).max()))
        shares = np.linspace(_NEVER, _OFTEN, 256)
        self._tones = np.stack([rgba(theme.paled(theme.ink, 1 - share)) for share in shares])
        self._lit = rgba(theme.glow)
        words = [each.format(count=count) for each in _WORDS]
        bold, (foot, above) = Fitter.of(axes, "bold"), (box.y0 - 20 * scale, box.y1 + 10 * scale)
        number = bold.width(f"{count:,} ", TEXT.label)
        rooms = [box.width / scale - number, box.width / scale]
        words, size = Fitter.of(axes).fit_each(words, rooms, TEXT.label)
        size = max(size, LEAST)
        self.zeros: PictureText = PictureText(
            box.x0 + (number - 5) * scale, above, "", size=size, color=theme.ink, weight="bold",
            ha="right", moves=True,
        ).put(axes)  # fmt: skip
        for x, y, each in ((box.x0 + number * scale, above, words[0]), (box.x0, foot, words[1])):
            PictureText(x, y, each, size=size, color=theme.muted).put(axes)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the cells and the number of those that are 0, at the batch of a step."""
        batch = min(moment.whole, len(self._seen) - 1)
        now = self._seen[batch]
        often = np.log1p(self._seen[: batch + 1].sum(axis=0)) / self._most
        colors = self._tones[np.round(255 * often).astype(int)]
        colors[now] = self._lit
        cells = np.zeros((self._shape[0] * self._shape[1], 4), np.uint8)
        cells[: len(colors)] = colors
        self.cells.set_cells(cells.reshape(*self._shape, 4)[::-1])  # the densest above
        self.zeros.set_text(f"{int((~now).sum()):,}")
        return [self.cells, self.zeros]
