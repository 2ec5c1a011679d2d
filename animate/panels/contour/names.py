"""The optimizers' names at the heads of their paths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.callout_box import BARB, Plate
from ...drawing.dashes import clipped
from ...drawing.dots import HEAD
from ...drawing.fitting import LEAST, Fitter
from ...drawing.gliding import FASTEST, ROUNDED, Manners
from ...drawing.leader import Leader
from ...drawing.moving import figure_of, weight
from ...drawing.name_placement import CELL, Ground
from ...drawing.strokes import Stroke
from ...drawing.takes import Places, Stretch, placed
from ...drawing.text import PictureText
from ...scene.annotations import Callout, step_at
from ...scene.clock import Moment
from ...scene.layout import is_wide
from ...scene.panel import DrawnPanel, PanelContext
from ...style.theme import TEXT
from .fan import Fan
from .paths import Path

_LINE = 1.2  # of its size: from one line of a name to the next, as matplotlib sets them
_NARROW = 17.0  # size of a name on the map of a tall or square picture
_MOST_NARROW = 0.75
_FEW = 2  # names on such a map that may have two lines: more would lie on each other
_MOST = 0.6  # of the map's width that a name may fill


class Names:
    """A name for each path, placed for the whole timeline at once (see resting.py).

    Parameters
    ----------
    marks
        (n, 2) other things that names keep clear of, in data coordinates.
    window_at
        Tells the window of the panel at a progress of its change.
    fan
        Moves heads that share a spot.
    """

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        paths: Sequence[Path],
        marks: FloatArray,
        window_at: Callable[[float], Window],
        fan: Fan | None = None,
        verdicts: bool = True,
    ) -> None:
        dpi = figure_of(axes).dpi
        self._axes, self._context, self._paths = axes, context, paths
        self._marks, self._window_at, self._fan = marks, window_at, fan
        self._verdicts = verdicts
        self._scale = dpi / 100
        self._size, self._wide = _size(axes), is_wide(figure_of(axes).bbox.size)
        self._head = weight(axes, HEAD) / 72 * dpi  # side of a marker, pixels
        self.texts: list[PictureText] = [_text(axes, context, path.name) for path in paths]
        self._leaders = [Leader(axes, context.theme, self._head / 2, self._scale) for _ in paths]
        self.leaders: list[Stroke] = [leader.stroke for leader in self._leaders]
        labels = [context.mark(path.name).label for path in paths]
        self._labels = self._short(labels)
        self._sizes = np.array(
            [self._extent(text, self._longest(i)) for i, text in enumerate(self.texts)]
        )
        self.places: Places = _places_of(context.unchanged) or self._placed()

    def set(self, moment: Moment) -> None:
        """Set names and leaders to the moment to which the paths have been set."""
        for i, (path, centre) in enumerate(zip(self._paths, self.places.at(moment), strict=True)):
            text = self.texts[i]
            missing = moment.whole if path.missing(moment) else -1
            text.set_text(self._words(i, path.outside(moment.step), path.gone(moment), missing))
            # From the middle to the foot of the last line's letters.
            drop = (0.36 + _LINE * self._labels[i].count("\n") / 2) * self._size * self._scale
            text.set_position((float(centre[0]), float(centre[1]) - drop))
            # What is drawn now: the name's place has room for more words.
            half = np.array([text.advance(100 * self._scale), self._sizes[i, 1]]) / 2
            self._leaders[i].set(path.head.pixel, centre, half, seen=text.get_visible())

    def _words(self, i: int, outside: bool, gone: bool, missing: int) -> str:
        if not self._verdicts:
            return self._labels[i]
        if not self._wide and (gone or missing >= 0):  # a map of a tall picture has no more room
            return f"{self._labels[i]} ✕"
        if gone:
            return f"{self._labels[i]}: diverged at step {self._paths[i].diverged_at:,}"
        if missing >= 0:
            return f"{self._labels[i]}: no number at step {missing:,}"
        return f"{self._labels[i]}: outside" if outside else self._labels[i]

    def _short(self, labels: list[str]) -> list[str]:
        """Shorten names that would fill too much of the map, with all that is said of a run."""
        fitter, room = (
            Fitter.of(self._axes, "bold"),
            (_MOST if self._wide else _MOST_NARROW) * self._axes.bbox.width / self._scale,
        )
        self._labels = [""] * len(labels)
        said = [fitter.width(self._longest(i), self._size) for i in range(len(labels))]
        rooms = [max(room, LEAST) - more for more in said]
        if self._wide:
            return fitter.shortened(labels, rooms, self._size)
        if len(labels) <= _FEW:
            pairs = zip(labels, rooms, strict=True)
            labels = [fitter.in_two(label, room, self._size) for label, room in pairs]
        return fitter.whole_words(labels, rooms, self._size)

    def _longest(self, i: int) -> str:
        """The words that need most room, so that the name's place suits all of them."""
        path = self._paths[i]
        leaves = any(path.leaves(self._window_at(progress)) for progress in (0.0, 1.0))
        gap = int(path.gaps.max(initial=-1))
        return max(
            self._words(
                i,
                leaves,
                path.diverged_at >= 0,
                -1,
            ),
            self._words(
                i,
                leaves,
                False,
                gap,
            ),
            key=len,
        )

    def _extent(self, text: PictureText, words: str) -> tuple[float, float]:
        text.set_text(words)
        tall = 1.25 + _LINE * words.count("\n")
        return text.advance(100 * self._scale), tall * self._size * self._scale

    def _placed(self) -> Places:
        panel, height = self._context.panel, self._size * self._scale
        return placed(
            self._context.clock,
            self._context.fps,
            panel,
            key=lambda moment: (moment.step, moment.changes.get(panel), self._callouts(moment)),
            ground=self._ground,
            heads=self._heads,
            manners=Manners(
                self._sizes, self._bounds, FASTEST * height - ROUNDED, 0.7 * self._head
            ),
        )

    def _callouts(self, moment: Moment) -> tuple[Callout, ...]:
        return tuple(callout for callout in moment.callouts if callout.panel == self._context.panel)

    @property
    def _bounds(self) -> tuple[float, float, float, float]:
        box, edge = self._axes.bbox, 4 * self._scale
        return (box.x0 + edge, box.y0 + edge, box.x1 - edge, box.y1 - edge)

    def _ground(self, stretch: Stretch) -> Ground:
        windows = [self._window(moment) for moment in stretch.moments]
        inside = self._marks[[windows[-1].contains(mark) for mark in self._marks]]
        plates, arrows = self._boxes(stretch, windows)
        return Ground(
            heads=self._heads(stretch.moments),
            sizes=self._sizes,
            radius=0.7 * self._head,
            bounds=self._bounds,
            fixed=self._pixels(inside.reshape(-1, 2), windows[-1:]),
            inked=np.concatenate([self._inked(path, stretch, windows[-1]) for path in self._paths]),
            shown=stretch.shown,
            scale=self._scale,
            plates=plates,
            arrows=arrows,
        )

    def _heads(self, moments: Sequence[Moment]) -> FloatArray:
        """Pixels at which the heads are drawn at some moments, (moments, heads, 2)."""
        windows = [self._window(moment) for moment in moments]
        steps = np.array([moment.step for moment in moments])
        heads = np.stack([self._seen(path, steps, windows) for path in self._paths], axis=1)
        if self._fan is None:
            return heads
        stars = [self._pixels(star[None].repeat(len(windows), 0), windows)
                 for star in self._fan.stars]  # fmt: skip
        return self._fan.moved(heads, np.stack(stars, 1) if stars else heads[:, :0])

    def _window(self, moment: Moment) -> Window:
        return self._window_at(moment.changes.get(self._context.panel, 0.0))

    def _pixels(self, points: FloatArray, windows: Sequence[Window]) -> FloatArray:
        """Return the pixels of points, (n, 2) both, each where the panel shows its window."""
        sides = np.array([[(each.w_min, each.b_min), (each.w_max, each.b_max)] for each in windows])
        low, high = sides[:, 0], sides[:, 1]
        box = self._axes.bbox
        with np.errstate(over="ignore"):  # a run that diverges may be at 1e308
            pixels: FloatArray = (box.x0, box.y0) + (points - low) / (high - low) * box.size
        return pixels

    def _seen(self, path: Path, steps: FloatArray, windows: Sequence[Window]) -> FloatArray:
        """Pixels at which a head is drawn, (n, 2), at the edge where it is outside."""
        played = path.held[: path.last + 1]
        places = [np.interp(steps, np.arange(len(played)), column) for column in played.T]
        return self._inside(self._pixels(np.column_stack(places), windows))

    def _inside(self, pixels: FloatArray) -> FloatArray:
        box = self._axes.bbox
        return np.clip(pixels, box.min, box.max)

    def _inked(self, path: Path, stretch: Stretch, window: Window) -> FloatArray:
        """Cells that a path runs through and the first knot at which it does: (cells, 3)."""
        steps = np.array([moment.step for moment in stretch.moments])
        until = min(int(steps.max()), path.last)
        pixels = self._inside(self._pixels(path.held[: until + 1], [window]))
        length = np.concatenate([[0.0], np.hypot(*np.diff(pixels, axis=0).T).cumsum()])
        spacing = CELL * self._scale
        along = np.linspace(0, length[-1], min(int(length[-1] / spacing) + 1, 5000))
        x, y, step = (np.interp(along, length, v) for v in (*pixels.T, np.arange(until + 1)))
        cells = np.floor(np.column_stack([x, y]) / spacing)
        _, first = np.unique(cells, axis=0, return_index=True)
        since = np.searchsorted(np.maximum.accumulate(steps), step[first])
        return np.column_stack([x[first], y[first], since])

    def _boxes(self, stretch: Stretch, windows: Sequence[Window]) -> tuple[FloatArray, FloatArray]:
        """Return the plates of all callouts and their arrows, at each picture; see `Ground`."""
        shown = [self._callouts(moment) for moment in stretch.moments]
        plates, arrows = [np.zeros((len(shown), 0, 2, 2))], [np.zeros((len(shown), 0, 2, 2))]
        for callout in dict.fromkeys(callout for each in shown for callout in each):
            boxes = self._plate(callout).boxes(self._anchors(callout, windows))
            boxes[[callout not in each for each in shown], :, 1] = -np.inf
            plates.append(boxes[:, :1])
            arrows.append(boxes[:, 1:])
        for callout in dict.fromkeys(each for some in shown for each in some if each.line[1:]):
            boxes = self._line(callout, windows)
            boxes[[callout not in each for each in shown], :, 1] = -np.inf
            arrows.append(boxes)
        return np.concatenate(plates, axis=1), np.concatenate(arrows, axis=1)

    def _plate(self, callout: Callout) -> Plate:
        clear = self._pixels(self._marks, [self._window_at(0.0)])
        return Plate(self._axes, self._context, callout, put=False, clear=clear)

    def _line(self, callout: Callout, windows: Sequence[Window]) -> FloatArray:
        """Return boxes along a callout's dashed line, at each window; see `Ground.arrows`."""
        ends = [self._pixels(np.array([point], np.float64), windows) for point in callout.line]
        side = BARB * self._scale
        size = np.array(figure_of(self._axes).bbox.size)
        near = [clipped(a, b, size) for a, b in pairwise(ends)]
        count = int(max(np.hypot(*(b - a).T).max() for a, b in near) / (2 * side)) + 1
        shares = (np.arange(count + 1) / count)[:, None, None]
        places = np.concatenate([a + shares * (b - a) for a, b in near])
        return np.stack([places, np.full_like(places, side)], axis=2).swapaxes(0, 1)

    def _anchors(self, callout: Callout, windows: Sequence[Window]) -> FloatArray:
        """Pixels that a callout points at, (n, 2); see `Anchored`."""
        if callout.point is not None:
            return self._pixels(np.array([callout.point], np.float64), windows)
        wanted = callout.optimizer or self._paths[0].name
        path = next((path for path in self._paths if path.name == wanted), self._paths[0])
        return self._seen(path, np.full(len(windows), step_at(callout.at, {})), windows)


def _places_of(drawn: DrawnPanel | None) -> Places | None:
    names = getattr(drawn, "names", None)
    return names.places if isinstance(names, Names) else None


def _size(axes: Axes) -> float:
    return TEXT.name if is_wide(figure_of(axes).bbox.size) else _NARROW


def _text(axes: Axes, context: PanelContext, name: str) -> PictureText:
    text = PictureText(
        0, 0, "", size=_size(axes), weight="bold", ha="center",
        multialignment="left", color=context.theme.path_color(name), halo=context.theme.halo,
        moves=True,
    )  # fmt: skip
    return text.put(axes)
