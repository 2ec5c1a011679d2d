"""The optimizers' names at the heads of their paths."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from ..ink import Stroke, figure_of, weight
from ..labels import Ground, place
from ..notes import Callout
from ..plate import Plate
from ..text import PictureText
from ..theme import TEXT
from ..timeline import Moment
from .panel import Shot
from .paths import HEAD, Path

KNOTS_PER_SECOND = 25
MOST_KNOTS = 1000
LEADER = 16.0
"""A name farther than this from its head, in design pixels, is tied to it by a line."""

_INK = 10.0  # design pixels between the places at which a path counts as in a name's way


class Names:
    """A name for each path, placed for the whole timeline at once (see labels.py).

    Parameters
    ----------
    marks : (n, 2) other things that names keep clear of, in data coordinates.
    anchor : tells at which pixel a callout points.
    """

    def __init__(
        self,
        axes: Axes,
        shot: Shot,
        paths: Sequence[Path],
        marks: FloatArray,
        anchor: Callable[[Callout], FloatArray],
    ) -> None:
        dpi = figure_of(axes).dpi
        self._axes, self._paths = axes, paths
        self._scale = dpi / 100
        self._head = weight(axes, HEAD) / 72 * dpi  # side of a marker, pixels
        self.texts = [_text(axes, shot, path.name) for path in paths]
        self.leaders = [_leader(axes, shot) for path in paths]
        self._labels = [shot.mark(path.name).label for path in paths]
        self._sizes = np.array(
            [self._size(text, self._longest(i)) for i, text in enumerate(self.texts)]
        )
        knots = _knots(shot)
        self._knots = knots.steps
        self._centres = place(self._ground(marks, knots.shown, *_boxes(axes, shot, knots, anchor)))

    def set(self, moment: Moment) -> None:
        """Set names and leaders to the moment to which the paths have been set."""
        for i, path in enumerate(self._paths):
            head = path.head.pixel
            places = self._centres[:, i]
            centre = np.array([np.interp(moment.step, self._knots, places[:, k]) for k in (0, 1)])
            text = self.texts[i]
            text.set_text(self._words(i, path.outside(moment.step), path.gone(moment)))
            drop = 0.36 * TEXT.name * self._scale  # from the middle of a letter to its foot
            text.set_position((float(centre[0]), float(centre[1]) - drop))
            self._lead(i, head, centre)

    def _words(self, i: int, outside: bool, gone: bool) -> str:
        if gone:
            return f"{self._labels[i]}: diverged at step {self._paths[i].diverged_at:,}"
        return f"{self._labels[i]}: outside" if outside else self._labels[i]

    def _longest(self, i: int) -> str:
        """The words that need most room, so that the name's place suits all of them."""
        path = self._paths[i]
        return self._words(i, path.leaves_window, path.diverged_at >= 0)

    def _size(self, text: PictureText, words: str) -> tuple[float, float]:
        text.set_text(words)
        return text.advance(100 * self._scale), 1.25 * TEXT.name * self._scale

    def _lead(self, i: int, head: FloatArray, centre: FloatArray) -> None:
        """Tie a name that is far from its head to it; one that is hidden needs no line."""
        shown = self.texts[i].advance(100 * self._scale)  # now; its place has room for more words
        half = np.array([shown, self._sizes[i, 1]]) / 2
        nearest = np.clip(head, centre - half, centre + half)
        far = math.dist(head, nearest) > self._head / 2 + LEADER * self._scale
        self.leaders[i].set_visible(far and self.texts[i].get_visible())
        ends = np.array([head, nearest])
        self.leaders[i].set_points(ends, ends)

    def _ground(
        self,
        marks: FloatArray,
        shown: NDArray[np.intp],
        plates: FloatArray,
        arrows: FloatArray,
    ) -> Ground:
        box = self._axes.bbox
        to_pixels = self._axes.transData.transform
        heads = np.array([[path.seen(step) for path in self._paths] for step in self._knots])
        edge = 4 * self._scale
        return Ground(
            heads=to_pixels(heads.reshape(-1, 2)).reshape(heads.shape),
            sizes=self._sizes,
            radius=0.7 * self._head,
            bounds=(box.x0 + edge, box.y0 + edge, box.x1 - edge, box.y1 - edge),
            fixed=to_pixels(marks),
            inked=np.concatenate([self._inked(path) for path in self._paths]),
            shown=shown,
            scale=self._scale,
            plates=plates,
            arrows=arrows,
        )

    def _inked(self, path: Path) -> FloatArray:
        """Cells that a path runs through and the first knot at which it does: (cells, 3)."""
        until = min(int(self._knots[-1]), path.last)
        pixels = self._axes.transData.transform(path.params[: until + 1])
        box = self._axes.bbox
        pixels = np.clip(pixels, (box.x0, box.y0), (box.x1, box.y1))
        length = np.concatenate([[0.0], np.hypot(*np.diff(pixels, axis=0).T).cumsum()])
        spacing = _INK * self._scale
        along = np.linspace(0, length[-1], min(int(length[-1] / spacing) + 1, 5000))
        x, y, step = (np.interp(along, length, v) for v in (*pixels.T, np.arange(until + 1)))
        cells = np.floor(np.column_stack([x, y]) / spacing)
        _, first = np.unique(cells, axis=0, return_index=True)
        since = np.searchsorted(self._knots, step[first])
        return np.column_stack([x[first], y[first], since])


class _Knots(NamedTuple):
    """Steps at which names are placed, evenly apart in time, so that names glide evenly.

    Attributes
    ----------
    steps : (knots,).
    shown : (knots,) how often each is shown.
    callouts : those that point into this panel, with the knots at which they are shown.
    """

    steps: FloatArray
    shown: NDArray[np.intp]
    callouts: Mapping[Callout, NDArray[np.bool_]]


def _knots(shot: Shot) -> _Knots:
    timeline = shot.timeline
    rate = min(KNOTS_PER_SECOND, MOST_KNOTS / timeline.seconds)
    every = [timeline.moment(i, rate) for i in range(timeline.frame_count(rate))]
    steps, knot, shown = np.unique(
        [moment.step for moment in every], return_inverse=True, return_counts=True
    )
    callouts: dict[Callout, NDArray[np.bool_]] = {}
    for moment, number in zip(every, knot, strict=True):
        for callout in moment.callouts:
            if callout.panel == shot.panel:
                callouts.setdefault(callout, np.zeros(len(steps), np.bool_))[number] = True
    return _Knots(steps, shown, callouts)


def _boxes(
    axes: Axes, shot: Shot, knots: _Knots, anchor: Callable[[Callout], FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """Return the plates of all callouts and their arrows, at each knot; see `Ground`."""
    plates, arrows = [], []
    for callout, shown in knots.callouts.items():
        plate, at = Plate(axes, shot, callout, put=False), anchor(callout)
        plates.append(_while_shown(plate.box(at), shown))
        arrows += [_while_shown(box, shown) for box in plate.arrow_boxes(at)]
    none = np.zeros((len(knots.steps), 0, 2, 2))
    return (
        np.stack(plates, axis=1) if plates else none,
        np.stack(arrows, axis=1) if arrows else none,
    )


def _while_shown(box: FloatArray, shown: NDArray[np.bool_]) -> FloatArray:
    """Return a box at all knots, (knots, 2, 2); smaller than nothing where it is not shown."""
    boxes = np.repeat(box[np.newaxis], len(shown), axis=0)
    boxes[~shown, 1] = -np.inf
    return boxes


def _text(axes: Axes, shot: Shot, name: str) -> PictureText:
    text = PictureText(
        0, 0, "", size=TEXT.name, weight="bold", ha="center", color=shot.theme.path_color(name),
        halo=shot.theme.halo, moves=True,
    )  # fmt: skip
    return text.put(axes)


def _leader(axes: Axes, shot: Shot) -> Stroke:
    return Stroke(axes, shot.theme.ink, 1.7, layer=0.5, transform=IdentityTransform())
