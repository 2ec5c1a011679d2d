"""A plate: the text of a callout on a ground of its own, with an arrow to a point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ..scene.annotations import Callout, step_at
from ..scene.layout import is_wide
from ..scene.placeholders import Numbers
from ..style.theme import TEXT, points
from .dashes import dashed
from .fitting import Fitter
from .moving import MOVING, figure_of
from .strokes import Stroke
from .text import PictureText

if TYPE_CHECKING:
    from ..scene.panel import PanelContext
    from .cover import Cover

LINE_HEIGHT = 1.3
"""Distance of two lines of text, as a multiple of its size."""

PAD = 8.0
"""Room between the text and the edge of its plate, in design pixels."""

TIP = 13.0
"""Distance between the arrow's tip and the point, so that a head there is seen whole."""

EDGE = 4.0
"""Least distance between a plate and the edge of what it stays in."""

_CLEAR = 11.0  # from the middle of a mark to a plate beside it

BARB = 9.0
DASH = 13.0

ABOVE_NAMES = 2.2

_MOST = 0.7  # of the height of its panel that a plate may fill for being narrow
_UNITS = re.compile(r"(?:\$[^$]*\$|\{[^}]*\}| = |\S)+")
"""What stands on one line: words, formulas, and equations."""


_Bounds = tuple[FloatArray, FloatArray]


class Plate:
    """One callout.

    Parameters
    ----------
    axes
        Fill the picture; `put` says whether the artists are added to its figure, or only their size
        is wanted.
    within
        The panel's own axes, `axes` if left out: a plate of a tall or square picture stays in them,
        as far as it is no larger, and has more lines where they are narrow.
    clear
        (n, 2) places of the picture that it then leaves to be seen, if it can.
    cover
        What it then covers as little of as it can.
    """

    stands: FloatArray
    _found: tuple[bytes, FloatArray] | None

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        callout: Callout,
        *,
        put: bool = True,
        within: Axes | None = None,
        clear: FloatArray | None = None,
        cover: Cover | None = None,
    ) -> None:
        self._callout, self._dpi = callout, figure_of(axes).dpi
        self._size = np.array(figure_of(axes).bbox.size)
        self._scale = self._dpi / 100
        self._within = _room(axes if within is None else within, self._scale)
        self._numbers = Numbers(context, callout.optimizer)
        self._step = int(step_at(callout.at, {}))
        self._words = self._lines(axes)
        ink = context.theme.ink
        self._texts = [
            PictureText(0, 0, words, size=TEXT.label, color=ink, weight="bold", moves=True)
            for words in self._filled(self._step)
        ]
        widest = max(text.advance(self._dpi) for text in self._texts)
        high = (1 + LINE_HEIGHT * (len(self._texts) - 1)) * TEXT.label * self._scale
        self._half = np.array([widest, high]) / 2 + PAD * self._scale
        around = np.full(2, _CLEAR * self._scale)
        self._cover, self._found = cover, None
        self._clear = [np.array([spot, around]) for spot in ([] if clear is None else clear)]
        if not put:
            return
        for text in self._texts:
            text.put(axes)
            text.set_zorder(MOVING + ABOVE_NAMES + 0.2)
        self._line_rim = self._stroke(axes, context.theme.halo, 9.7)
        self._line = self._stroke(axes, ink, 4.7)
        self._rim = self._stroke(axes, context.theme.halo, 8.3)
        self._arrow = self._stroke(axes, ink, 3.3)
        self._plate = FancyBboxPatch(
            (0, 0), 1, 1, boxstyle=f"round,pad=0,rounding_size={5 * self._scale}",
            facecolor=context.theme.background, edgecolor=ink, linewidth=points(1.4),
            transform=IdentityTransform(), animated=True, zorder=MOVING + ABOVE_NAMES + 0.1,
        )  # fmt: skip
        figure_of(axes).add_artist(self._plate)
        self._plate.set_clip_on(False)

    def _lines(self, axes: Axes) -> list[str]:
        """Return the lines of its text: more than it has where they are wider than its panel.

        Not where so many would hide what they speak of.
        """
        lines = self._callout.text.split("\n")
        if not self._within:
            return lines
        low, high = self._within[0]
        width, height = (high - low) / self._scale - 2 * PAD
        fitter = Fitter.of(axes, "bold")
        more = [
            line
            for words in lines
            for line in fitter.broken(_UNITS.findall(words), width, TEXT.label, self._said)
        ]
        return more if len(more) * LINE_HEIGHT * TEXT.label < _MOST * height else lines

    @property
    def artists(self) -> Sequence[Artist]:
        """What is drawn, from the lowest up."""
        arrow = [self._line_rim, self._line, self._rim, self._arrow]
        return [*arrow, self._plate, *self._texts]

    def box(self, anchor: FloatArray) -> FloatArray:
        """Return centre and half the size of the plate, (2, 2) in pixels of the picture."""
        return np.array([self.centres(anchor), self._half])

    def centres(self, anchors: FloatArray) -> FloatArray:
        """Return the centre of the plate for each place that it points at, (..., 2) both."""
        offset = np.array(self._callout.offset) * self._scale
        wanted = anchors + offset + np.sign(offset) * self._half
        centres = self._held(wanted, self._within)
        if not (self._within and self._clear):
            return centres
        pairs = zip(centres.reshape(-1, 2), anchors.reshape(-1, 2), strict=True)
        return np.reshape(
            [self._apart(centre, self._marks(anchor)) for centre, anchor in pairs], centres.shape
        )

    def _marks(self, anchor: FloatArray) -> list[FloatArray]:
        """Return the boxes of what it leaves to be seen: also its own arrow, to an anchor."""
        arrow = np.array([anchor, np.full(2, (TIP + BARB) * self._scale)])
        return [*self._clear, arrow] if self._clear else []

    def _held(self, centres: FloatArray, within: Sequence[_Bounds]) -> FloatArray:
        """Return centres at which the plate stays in boxes, the innermost first."""
        for low, high in within:
            centres = np.clip(
                centres, low + self._half, np.maximum(high - self._half, low + self._half)
            )
        return centres

    def _apart(self, centre: FloatArray, taken: Sequence[FloatArray]) -> FloatArray:
        """Return the nearest centre at which the plate lies over no other box; `centre` if none.

        Rather than that it lies over one, it leaves the panel's own axes.
        """

        def overlaps(at: FloatArray) -> bool:
            return any((np.abs(at - c) < half + self._half - 1e-6).all() for c, half in taken)

        if not overlaps(centre):
            return centre
        beside = []
        for other, half in taken:
            reach = half + self._half
            for side in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                beside.append(np.where(side, other + reach * side, centre))
        for within in (self._within, self._within[1:]):
            found = (self._held(at, within) for at in beside)
            free = [at for at in found if not overlaps(at)]
            if free:
                return min(free, key=lambda at: float(np.hypot(*(at - centre))))
        return centre

    def boxes(self, anchors: FloatArray) -> FloatArray:
        """Return the plate and as many boxes along its arrow for each place, (n, boxes, 2, 2)."""
        centres, half = self.centres(anchors), self._half
        starts = np.clip(anchors, centres - half, centres + half)
        longest = np.hypot(*(anchors - starts).T).max(initial=0.0)
        count = int(longest / (2 * BARB * self._scale))
        shares = np.arange(1, count + 1)[:, None, None] / (count + 1)
        places = np.concatenate([centres[None], starts + (anchors - starts) * shares])
        halves = np.concatenate([half[None], np.full((count, 2), BARB * self._scale)])
        sized = np.broadcast_to(halves[:, None], places.shape)
        return np.stack([places, sized], axis=2).swapaxes(0, 1)

    def set(self, anchor: FloatArray, step: int, taken: Sequence[FloatArray] = ()) -> None:
        """Point at a place of the picture, with the numbers of a step.

        `taken` are boxes of other plates: in a tall or square picture it stands beside them.
        """
        centre, half = self.box(anchor)
        if self._cover:
            centre = self._clearest(self._cover, anchor, centre, np.reshape(taken, (-1, 2, 2)))
        elif self._within:
            centre = self._apart(centre, [*taken, *self._marks(anchor)])
        self.stands = np.array([centre, half])
        self._corners = np.array([centre - half, centre + half, anchor])
        left, bottom = centre - half
        self._plate.set_bounds(left, bottom, *(2 * half))
        pad, size = PAD * self._scale, TEXT.label * self._scale
        foot = bottom + 2 * half[1] - pad - 0.86 * size
        for text, words in zip(self._texts, self._filled(step), strict=True):
            text.set_text(words)
            text.set_position((left + pad, foot))
            foot -= LINE_HEIGHT * size
        for stroke in (self._rim, self._arrow):
            pixels = self._arrow_to(anchor, centre, half)
            stroke.set_points(pixels, pixels)

    def _clearest(
        self, cover: Cover, anchor: FloatArray, wanted: FloatArray, taken: FloatArray
    ) -> FloatArray:
        """Return where it covers least; looked for once, as it mostly stands still."""
        key = anchor.tobytes() + taken.tobytes()
        if self._found is None or self._found[0] != key:
            centre = cover.clearest(wanted, self._half, anchor, self._step, taken)
            self._found = key, centre
        return self._found[1]

    def set_line(self, vertices: FloatArray) -> None:
        """Draw a dashed line through vertices, (n, 2) in pixels of the picture."""
        on = DASH * self._scale
        pixels = dashed(vertices, on, 0.8 * on, self._size)
        for stroke in (self._line_rim, self._line):
            stroke.set_points(pixels, pixels)
        self._line_at = pixels

    @property
    def extent(self) -> FloatArray:
        """Points of the picture, (n, 2), that all of what is drawn is near to or between."""
        return np.concatenate([self._corners, self._line_at])

    def _filled(self, step: int) -> list[str]:
        return [self._numbers.fill(line, step) for line in self._words]

    def _said(self, words: str) -> str:
        return self._numbers.fill(words, self._step)

    def _arrow_to(self, anchor: FloatArray, centre: FloatArray, half: FloatArray) -> FloatArray:
        """Vertices of the arrow: from the nearest point of the plate's edge, then the two barbs."""
        start = np.clip(anchor, centre - half, centre + half)
        way = anchor - start
        length = float(np.hypot(*way))
        if length < (TIP + BARB) * self._scale:  # the plate is where it points
            return np.zeros((0, 2))
        along = way / length
        across = np.array([-along[1], along[0]])
        tip = anchor - TIP * self._scale * along
        barb = BARB * self._scale
        barbs = [tip - barb * along + side * 0.6 * barb * across for side in (1, -1)]
        return np.array([start, tip, barbs[0], tip, barbs[1]])

    def _stroke(self, axes: Axes, color: str, width: float) -> Stroke:
        return Stroke(axes, color, width, layer=ABOVE_NAMES, transform=IdentityTransform())


def _room(axes: Axes, scale: float) -> list[_Bounds]:
    """Return the boxes that hold a plate, the innermost first: of a wide picture none."""
    picture = figure_of(axes).bbox
    if is_wide(picture.size):
        return []
    edge = EDGE * scale
    return [(np.array(box.min) + edge, np.array(box.max) - edge) for box in (axes.bbox, picture)]
