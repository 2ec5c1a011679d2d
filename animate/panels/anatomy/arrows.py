"""Arrows from one origin, with a name at each tip."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ...drawing.gliding import FASTEST, ROUNDED, Manners
from ...drawing.leader import Leader
from ...drawing.moving import figure_of
from ...drawing.name_placement import Ground
from ...drawing.strokes import Stroke
from ...drawing.takes import Places, Stretch, placed
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from ...style.theme import TEXT
from .layout import RuledSquare

BARB = 13.0
"""Length of an arrow's barbs, in design pixels; half of the arrow's if that is shorter."""

_SPREAD = math.radians(28)
_BREAK = 9.0  # half the length of the strokes that cut an arrow off
_RADIUS = 7.0  # around a tip, kept free of names
_EDGE = 3.0
_NEAR = 0.3  # names stand so much nearer to the tips than to the heads on a map
_ALONG = (
    0.2,
    0.35,
    0.5,
    0.65,
    0.8,
    0.93,
)  # shares of an arrow that names keep clear of
_CLEAR = 8.0  # half the side of what is kept clear there


class Arrow(NamedTuple):
    """What an arrow shows.

    Attributes
    ----------
    name
        At its tip.
    words
        In the legend, where there is room for more than the name.
    values
        (steps, 2).
    color
        Of both.
    width
        Design pixels.
    """

    name: str
    words: str
    values: FloatArray
    color: str
    width: float


class DrawnArrow:
    """One arrow: a line with barbs, or cut off where it leaves the frame."""

    arrow: Arrow

    def __init__(self, axes: Axes, arrow: Arrow, frame: RuledSquare, layer: float) -> None:
        self.arrow, self._frame = arrow, frame
        self.stroke: Stroke = Stroke(
            axes, arrow.color, arrow.width, layer=layer, transform=IdentityTransform()
        )

    def tip(self, k: int, worth: float) -> FloatArray:
        """Pixel of its tip at a step, at the frame's edge if it goes beyond; nan if unknown."""
        vector, longest = self._vector(k, worth)
        return self._frame.centre + vector / max(longest, 1.0)

    def cut(self, k: int, worth: float) -> bool:
        """Whether it goes beyond the frame at a step."""
        return self._vector(k, worth)[1] > 1

    def set(self, k: int, worth: float) -> None:
        """Set it to a step."""
        origin, tip = self._frame.centre, self.tip(k, worth)
        length = math.dist(origin, tip)
        if not length > 0:  # nan too
            vertices = np.zeros((0, 2))
        elif self.cut(k, worth):
            vertices = self._cut_off(origin, tip, (tip - origin) / length)
        else:
            vertices = self._barbed(origin, tip, (tip - origin) / length)
        self.stroke.set_points(vertices, vertices)

    def _vector(self, k: int, worth: float) -> tuple[FloatArray, float]:
        """The arrow in pixels, and its longer side as a share of the frame's."""
        vector: FloatArray = self.arrow.values[k] / worth * self._frame.square
        return vector, float(np.abs(vector).max()) / self._frame.half

    def _barbed(self, origin: FloatArray, tip: FloatArray, way: FloatArray) -> FloatArray:
        barb = min(BARB * self._frame.scale, math.dist(origin, tip) / 2)
        left, right = (tip - barb * _turned(way, angle) for angle in (_SPREAD, -_SPREAD))
        return np.array([origin, tip, _LIFT, left, tip, right])

    def _cut_off(self, origin: FloatArray, tip: FloatArray, way: FloatArray) -> FloatArray:
        """Two strokes across it say that it goes on."""
        across = _turned(way, math.radians(60)) * _BREAK * self._frame.scale
        rows = [origin, tip]
        for back in (10.0, 18.0):
            at = tip - way * back * self._frame.scale
            rows += [_LIFT, at - across, at + across]
        return np.array(rows)


_LIFT = np.full(2, np.nan)


def _turned(way: FloatArray, angle: float) -> FloatArray:
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array([cos * way[0] - sin * way[1], sin * way[0] + cos * way[1]])


class TipNames:
    """The arrows' names at their tips, placed for the whole run at once (see resting.py)."""

    leaders: list[Stroke]

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        arrows: Sequence[DrawnArrow],
        frame: RuledSquare,
        worth: FloatArray,
    ) -> None:
        self._arrows, self._scale, self._worth = arrows, frame.scale, worth
        self.texts: list[PictureText] = [
            PictureText(
                0, 0, "", size=TEXT.tick, weight="bold", ha="center", color=drawn.arrow.color,
                halo=context.theme.background, moves=True,
            ).put(axes)
            for drawn in arrows
        ]  # fmt: skip
        leaders = [Leader(axes, context.theme, _RADIUS * frame.scale, frame.scale) for _ in arrows]
        self._leaders, self.leaders = leaders, [leader.stroke for leader in leaders]
        dpi = figure_of(axes).dpi
        sizes = []
        for text, drawn in zip(self.texts, arrows, strict=True):
            ever = any(drawn.cut(k, worth[k]) for k in range(len(worth)))
            text.set_text(_name(drawn, ever))
            sizes.append((text.advance(dpi), 1.25 * TEXT.tick * frame.scale))
        self._frame, self._sizes = frame, np.array(sizes)
        (x, y), reach = frame.centre, frame.half - _EDGE * frame.scale
        self._bounds = (x - reach, y - reach, x + reach, y + reach)
        self.places: Places = placed(
            context.clock,
            context.fps,
            context.panel,
            key=self._step,
            ground=self._ground,
            manners=Manners(self._sizes, self._bounds, FASTEST * TEXT.tick * frame.scale - ROUNDED),
        )

    def set(self, moment: Moment) -> None:
        """Set the names to a moment."""
        k = self._step(moment)
        for i, (text, drawn) in enumerate(zip(self.texts, self._arrows, strict=True)):
            known = bool(np.isfinite(drawn.arrow.values[k]).all())
            text.set_text(_name(drawn, drawn.cut(k, self._worth[k])) if known else "")
            centre = self.places.at(moment)[i]
            text.set_position((centre[0], centre[1] - 0.36 * TEXT.tick * self._scale))
            half = np.array([text.advance(100 * self._scale), self._sizes[i, 1]]) / 2
            tip = drawn.tip(k, float(self._worth[k])) if known else centre
            self._leaders[i].set(tip, centre, half, seen=text.get_visible())

    def _step(self, moment: Moment) -> int:
        return min(moment.whole, len(self._worth) - 1)

    def _ground(self, stretch: Stretch) -> Ground:
        frame, steps = self._frame, [self._step(moment) for moment in stretch.moments]
        tips = np.array([[drawn.tip(k, self._worth[k]) for drawn in self._arrows] for k in steps])
        tips = np.where(np.isfinite(tips), tips, frame.centre)
        return Ground(
            heads=tips,
            sizes=self._sizes,
            radius=_RADIUS * frame.scale,
            bounds=self._bounds,
            fixed=frame.centre[None],
            inked=np.zeros((0, 3)),
            shown=stretch.shown,
            scale=frame.scale * _NEAR,
            plates=_along(tips, frame),
        )


def _name(drawn: DrawnArrow, cut: bool) -> str:
    return f"{drawn.arrow.name}: goes on" if cut else drawn.arrow.name


def _along(tips: FloatArray, frame: RuledSquare) -> FloatArray:
    """Places along the arrows that names keep clear of, (knots, places, 2, 2); see `Ground`."""
    places = [frame.centre + share * (tips - frame.centre) for share in _ALONG]
    spots = np.concatenate(places, axis=1)
    return np.stack([spots, np.full_like(spots, _CLEAR * frame.scale)], axis=2)
