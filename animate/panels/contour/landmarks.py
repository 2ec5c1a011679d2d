"""What stands on a map besides its paths: starts, minima, and the rings around these."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.transforms import IdentityTransform

from gradreel.core import Window, minima_of
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES

from ...drawing.dots import Dot, DotLook
from ...drawing.moving import LOWEST, MOVING, figure_of, weight
from ...drawing.pixel_map import PixelMap
from ...drawing.stars import starts_of
from ...drawing.strokes import Stroke
from ...scene.panel import PanelContext
from ...style.theme import points

STAR = 20.0
"""Size of a star, in design pixels."""

_BODY = 0.6  # of a star, which its points reach out of
_RIM = 4.6  # width of the light line below a ring
_AROUND = np.linspace(0.0, 2 * np.pi, 73)


class Landmarks:
    """The starts and the minima as dots that move, below the trails, on a map whose window does."""

    def __init__(self, axes: Axes, context: PanelContext, names: Iterable[str]) -> None:
        theme = context.theme
        start, star = DotLook("o", theme.halo, theme.ink), DotLook("*", theme.ink, theme.halo)
        rims = rim_of(axes)
        starts, stars = starts_of(map(context.trajectory, names)), minima_of(context.surface)
        self._places = np.concatenate([starts, stars])
        self.dots: list[Dot] = [
            *(Dot(axes, start, size=9, rim=1.6 * rims, layer=-0.4) for _ in starts),
            *(Dot(axes, star, size=STAR, rim=1.2 * rims, layer=-0.4) for _ in stars),
        ]

    def put(self, window: Window, to_pixels: PixelMap) -> None:
        """Put the dots where a window shows them."""
        for dot, place in zip(self.dots, self._places, strict=True):
            dot.set_point(place, to_pixels(place))
            dot.set_visible(bool(window.contains(place)))


def draw_starts(axes: Axes, context: PanelContext, starts: FloatArray) -> None:
    """Mark where runs start, (count, 2) in data coordinates."""
    for start in starts:
        axes.plot(
            *start, "o", markersize=weight(axes, 9), color=context.theme.halo,
            markeredgecolor=context.theme.ink, markeredgewidth=points(1.6), zorder=2.2,
        )  # fmt: skip


def draw_stars(
    axes: Axes, context: PanelContext, stars: FloatArray, *, targets: bool = False
) -> None:
    """Mark minima, (count, 2) in data coordinates.

    With `targets` a line through each leads to all places that are right in w, and one to those
    that are right in b.
    """
    for star in stars:
        if targets:
            _draw_targets(axes, context, star)
        axes.plot(
            *star, "*", markersize=weight(axes, STAR), color=context.theme.ink,
            markeredgecolor=context.theme.halo, markeredgewidth=points(1.2), zorder=2.2,
        )  # fmt: skip


def _draw_targets(axes: Axes, context: PanelContext, star: FloatArray) -> None:
    """Draw both lines below all paths, dashed on a light rim."""
    theme = context.theme
    for draw, at, name in zip((axes.axvline, axes.axhline), star, COORDINATES, strict=True):
        draw(at, color=theme.halo, linewidth=weight(axes, 5), alpha=0.8, zorder=1.4)
        draw(
            at, color=theme.parameter_color(name), linewidth=weight(axes, 2.6),
            linestyle=(0, (4, 2)), zorder=1.45,
        )  # fmt: skip


class TargetLines:
    """The same two lines through each minimum, on a map whose window moves."""

    def __init__(self, axes: Axes, context: PanelContext) -> None:
        theme, self._stars = context.theme, minima_of(context.surface)
        looks = [(theme.halo, 5.0, False)] * 2
        looks += [(theme.parameter_color(name), 2.6, True) for name in COORDINATES]
        self._strokes = [
            [Stroke(axes, ink, width, layer=-0.7, dashed=dashed) for ink, width, dashed in looks]
            for _ in self._stars
        ]

    def across(self, window: Window, to_pixels: PixelMap) -> list[Stroke]:
        """Return the lines through the minima that a window shows, from edge to edge."""
        low_w, high_w, low_b, high_b = window
        for star, strokes in zip(self._stars, self._strokes, strict=True):
            lines = [np.array([(star[0], low_b), (star[0], high_b)]),
                     np.array([(low_w, star[1]), (high_w, star[1])])]  # fmt: skip
            for stroke, line in zip(strokes, lines * 2, strict=True):
                stroke.set_points(line, to_pixels(line))
                stroke.set_visible(bool(window.contains(star)))
        return [stroke for strokes in self._strokes for stroke in strokes]


class Rings:
    """A ring, on a light rim, around each star: all places so near to it in w and b.

    They lie above the trails, which would cover them where the runs arrive. A ring that would only
    blot its star is not drawn.
    """

    def __init__(self, axes: Axes, context: PanelContext, stars: FloatArray, radius: float) -> None:
        ring = radius * np.column_stack([np.cos(_AROUND), np.sin(_AROUND)])
        lifted = np.full((1, 2), np.nan)
        self._places = np.concatenate([part for star in stars for part in (star + ring, lifted)]
                                      or [lifted])  # fmt: skip
        looks = ((context.theme.halo, _RIM), (context.theme.ink, 1.9))
        self.artists: list[Stroke] = [
            Stroke(axes, color, width, layer=0.3) for color, width in looks if len(stars)
        ]
        self._axes, self._radius = axes, radius
        self.look_through(PixelMap(axes))

    def look_through(self, to_pixels: PixelMap) -> None:
        """Put the rings where axes of these limits show them."""
        pixels = to_pixels(self._places)
        seen = ring_is_seen(self._axes, self._radius, to_pixels)
        for stroke in self.artists:
            stroke.set_points(self._places, pixels)
            stroke.set_visible(seen)


class StarsAbove:
    """The stars once more, above the trails and rings, which would cover them."""

    def __init__(self, axes: Axes, context: PanelContext, stars: FloatArray) -> None:
        self._places, self._box = stars, axes.bbox
        look, rim = DotLook("*", context.theme.ink, context.theme.halo), 1.2 * rim_of(axes)
        self.artists: list[Dot] = [Dot(axes, look, size=STAR, rim=rim, layer=0.45) for _ in stars]
        self.look_through(PixelMap(axes))

    def look_through(self, to_pixels: PixelMap) -> None:
        """Show the stars as axes of these limits do."""
        for dot, star in zip(self.artists, self._places, strict=True):
            pixel = to_pixels(star)
            dot.set_point(star, pixel)
            dot.set_visible(bool(self._box.contains(*pixel)))


def ring_is_seen(axes: Axes, radius: float, to_pixels: PixelMap) -> bool:
    """Whether a ring around a star is seen: inside its rim the body of the star has room."""
    unit = to_pixels(np.ones(2)) - to_pixels(np.zeros(2))
    star, rim = (weight(axes, each) / 72 * figure_of(axes).dpi for each in (STAR, _RIM))
    return bool(2 * radius * unit.min() - rim > _BODY * star)


def rim_of(axes: Axes) -> float:
    """Return by what the rims of dots that move shrink, as those of marks that stand do."""
    return min(1.0, points(1) / weight(axes, 1))


def border_of(axes: Axes) -> Stroke:
    """Return the edges of the axes as something that moves: the ground lies over what stands."""
    spine = axes.spines["left"]
    color, width = to_hex(spine.get_edgecolor()), spine.get_linewidth() / weight(axes, 1)
    border = Stroke(
        axes, color, width, layer=LOWEST - MOVING + 0.3, transform=IdentityTransform(),
        clipped=False,
    )  # fmt: skip
    border.snapped = True
    (left, foot), (right, top) = axes.bbox.get_points()
    corners = np.array([(left, foot), (right, foot), (right, top), (left, top), (left, foot)])
    border.set_points(corners, corners)
    return border
