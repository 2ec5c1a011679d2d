"""One run on a map of its own, with its name and where it is above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import Window
from gradreel.core.errors import InvalidInput
from gradreel.core.standing import Progress, Standing, Way

from ...drawing.fitting import HINTED, Fitter, outlined
from ...drawing.moving import figure_of
from ...drawing.pixel_map import PixelMap
from ...drawing.stars import stars_in, starts_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import PanelContext
from ...style.theme import points
from .ground import Ground, Losses
from .landmarks import draw_stars, draw_starts
from .paths import Path

HEAD_LINES = 2.1
"""Height of the two lines above a map, in lines."""

_SAID = {
    Way.THERE: "arrived at",
    Way.LEFT: "left the window at",
    Way.THROWN_OUT: "thrown out at",
    Way.NO_NUMBER: "no number at",
    Way.DIVERGED: "diverged at",
}
_MARKER, _AFTER = 13.0, 8.0


BANDS = 14
"""Of the contours: half as many as a large map has."""


class Told(NamedTuple):
    """What is told of a run: see `RunMaps`.

    Attributes
    ----------
    size
        Of the words, in design pixels.
    said
        Whether there is room for where the run is, below its name.
    """

    ground: Ground
    losses: Losses
    radius: float
    fact: str
    size: float
    said: bool


def bare(axes: Axes, window: Window) -> None:
    """Let axes show a window without numbers."""
    axes.set_xlim(window.w_min, window.w_max)
    axes.set_ylim(window.b_min, window.b_max)
    axes.set_xticks([])
    axes.set_yticks([])


class SmallMap:
    """A map whose surface stands.

    Parameters
    ----------
    axes
        Of the map alone; the words stand above them.
    """

    rank: PictureText
    place: PictureText

    def __init__(self, axes: Axes, context: PanelContext, name: str, told: Told) -> None:
        told.ground.draw(axes, context, told.losses)
        draw_starts(axes, context, starts_of([context.trajectory(name)]))
        draw_stars(axes, context, stars_in(context.surface, told.ground.whole))
        self.path: Path = Path(axes, context, name)
        self.to_pixels: PixelMap = PixelMap(axes)
        self._verdict = Verdict(context, name, told.radius)
        self._theme = context.theme
        self._write(axes, context, told)

    def standing(self, moment: Moment) -> Standing:
        """How the run stands at a moment."""
        return self._verdict.standing(moment.whole)

    def at(self, moment: Moment, rank: str) -> Sequence[Artist]:
        """Return the trail, the head, the rank and where the run is."""
        self.path.set(moment)
        self.rank.set_text(rank)
        self.place.set_text(self._verdict.words(moment.whole))
        done = self.standing(moment).way <= Way.LEFT
        self.place.set_color(self._theme.ink if done else self._theme.muted)
        said = [self.rank, self.place] if self.place.get_visible() else []
        return [*self.path.strokes, self.path.head, *said]

    def _write(self, axes: Axes, context: PanelContext, told: Told) -> None:
        """Write the name above, and below it where the run is and what is known of it."""
        name, theme, scale = self.path.name, context.theme, figure_of(axes).dpi / 100
        box, mark, size = axes.bbox, context.mark(name), told.size
        color = theme.path_color(name)
        lower = box.y1 + 0.45 * size * scale
        upper = lower + 1.25 * size * scale * told.said
        axes.plot(
            box.x0 + _MARKER / 2 * scale, upper + 0.36 * size * scale, marker=mark.marker,
            markersize=points(_MARKER), color=color, markeredgecolor=theme.halo,
            markeredgewidth=points(1), clip_on=False, transform=IdentityTransform(),
        )  # fmt: skip
        left = (_MARKER + _AFTER) * scale
        bold = Fitter.of(axes, "bold")
        others = [context.mark(name).label for name in context.trajectories]
        (label,) = bold.shortened([mark.label], [(box.width - left) / scale], size, others)
        PictureText(box.x0 + left, upper, label, size=size, weight="bold", color=color).put(axes)
        ranked = _rank_room(size)
        self.rank = PictureText(box.x0, lower, "", size=size, color=theme.ink, moves=True)
        self.place = PictureText(box.x0 + ranked * scale, lower, "", size=size, moves=True)
        for text in (self.rank, self.place):
            text.set_visible(told.said)
            text.put(axes)
        room = box.width / scale - ranked - max(map(_width(size), self._verdict.longest()))
        if told.said and _width(size)(told.fact) + _AFTER <= room:
            fact = PictureText(box.x1, lower, told.fact, size=size, ha="right", color=theme.muted)
            fact.put(axes)


class Verdict:
    """Where a run is at each step, in words."""

    def __init__(self, context: PanelContext, name: str, radius: float) -> None:
        run = context.trajectory(name)
        if run.loss.ndim > 1:
            raise InvalidInput(f"{name} is a batch of runs; a small map shows a single one.")
        self._progress = Progress(run, context.surface, radius)
        self._steps = min(run.steps, context.steps)

    def standing(self, step: int) -> Standing:
        """How the run stands at a step of the race."""
        return self._progress.at(min(step, self._steps))

    def words(self, step: int) -> str:
        """Say where the run is at a step."""
        way, value = self.standing(step)
        if way == Way.GOING:
            return f"{number(value)} away" if self._progress.known else f"loss {number(value)}"
        return f"{_SAID[way]} {value:,.0f}"

    def longest(self) -> set[str]:
        """Words of some steps that are as wide as any; any digit as 0."""
        apart = max(1, self._steps // 500)
        steps = [*range(0, self._steps + 1, apart), self._steps]
        return {re.sub(r"\d", "0", self.words(step)) for step in steps}


def widths_of(
    context: PanelContext, facts: Mapping[str, str], radius: float, size: float
) -> tuple[float, float, float]:
    """Return the widths of the widest name, of the widest rank and place, and of all below it."""
    names, width = tuple(context.trajectories), _width(size)
    label = max(_width(size, "bold")(context.mark(name).label) for name in names)
    said = {name: Verdict(context, name, radius).longest() for name in names}
    places = {name: _rank_room(size) + max(map(width, words)) for name, words in said.items()}
    both = max(places[name] + _AFTER + width(facts.get(name, "")) for name in names)
    return label + _MARKER + _AFTER, max(places.values()), both


def _rank_room(size: float) -> float:
    """Room for the rank, in design pixels: two digits and a sign that it is shared."""
    return _width(size)("00=") + 0.3 * size


def _width(size: float, weight: str = "normal") -> Callable[[str], float]:
    """Return what measures a text by its outlines: the grid must not hang on FreeType."""
    return lambda text: HINTED * outlined(text, size, weight)
