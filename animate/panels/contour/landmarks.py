"""What stands on a map besides its paths: starts, minima, and the rings around these."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Trajectory, Window
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES

from ...drawing.moving import figure_of, weight
from ...drawing.pixel_map import PixelMap
from ...drawing.stars import stars_in, starts_of
from ...drawing.strokes import Stroke
from ...scene.panel import PanelContext
from ...style.theme import points

STAR = 20.0
"""Size of a star, in design pixels."""

_BODY = 0.6  # of a star, which its points reach out of
_AROUND = np.linspace(0.0, 2 * np.pi, 73)


def draw_starts(axes: Axes, context: PanelContext, runs: Iterable[Trajectory]) -> FloatArray:
    """Mark where runs start; return the places, (count, 2), in data coordinates."""
    starts = starts_of(runs)
    for start in starts:
        axes.plot(
            *start, "o", markersize=weight(axes, 9), color=context.theme.halo,
            markeredgecolor=context.theme.ink, markeredgewidth=points(1.6), zorder=2.2,
        )  # fmt: skip
    return starts


def draw_stars(
    axes: Axes, context: PanelContext, window: Window, *, targets: bool = False
) -> FloatArray:
    """Mark the known minima of a window; return the places, (count, 2), in data coordinates.

    With `targets` a line through each leads to all places that are right in w, and one to those
    that are right in b.
    """
    stars = stars_in(context.surface, window)
    for star in stars:
        if targets:
            _draw_targets(axes, context, star)
        axes.plot(
            *star, "*", markersize=weight(axes, STAR), color=context.theme.ink,
            markeredgecolor=context.theme.halo, markeredgewidth=points(1.2), zorder=2.2,
        )  # fmt: skip
    return stars


def _draw_targets(axes: Axes, context: PanelContext, star: FloatArray) -> None:
    """Draw both lines below all paths, dashed on a light rim."""
    theme = context.theme
    for draw, at, name in zip((axes.axvline, axes.axhline), star, COORDINATES, strict=True):
        draw(at, color=theme.halo, linewidth=weight(axes, 5), alpha=0.8, zorder=1.4)
        draw(
            at, color=theme.parameter_color(name), linewidth=weight(axes, 2.6),
            linestyle=(0, (4, 2)), zorder=1.45,
        )  # fmt: skip


def rings_around(
    axes: Axes, context: PanelContext, stars: FloatArray, radius: float
) -> list[Stroke]:
    """Return a ring, on a light rim, around each star: all places so near to it in w and b.

    They lie above the trails, which would cover them where the runs arrive.
    """
    if not len(stars):
        return []
    ring = radius * np.column_stack([np.cos(_AROUND), np.sin(_AROUND)])
    lifted = np.full((1, 2), np.nan)
    rings = np.concatenate([part for star in stars for part in (star + ring, lifted)])
    pixels = PixelMap(axes)(rings)
    looks = ((context.theme.halo, 4.6), (context.theme.ink, 1.9))
    strokes = [Stroke(axes, color, width, layer=0.3) for color, width in looks]
    for stroke in strokes:
        stroke.set_points(rings, pixels)
    return strokes


def ring_is_seen(axes: Axes, radius: float) -> bool:
    """Whether a ring around a star is seen: larger than the body that its points stand on."""
    unit = axes.transData.transform([(1.0, 1.0)]) - axes.transData.transform([(0.0, 0.0)])
    star = weight(axes, STAR) / 72 * figure_of(axes).dpi
    return bool(2 * radius * unit.min() > _BODY * star)
