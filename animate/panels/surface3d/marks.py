"""The starts and the minima on the block, and what their stars are."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import Window
from gradreel.core.arrays import FloatArray

from ...drawing.dots import Dot, DotLook
from ...drawing.moving import figure_of
from ...drawing.stars import legend_of, stars_in, starts_of
from ...drawing.text import PictureText
from ...scene.panel import PanelContext
from ...style.theme import TEXT, points
from .block import Block
from .fading import faded
from .turntable import View


class Mark3D:
    """A dot that stays at its place on the relief: the start or the minimum."""

    dot: Dot
    point: FloatArray

    def __init__(self, dot: Dot, look: DotLook, point: FloatArray) -> None:
        self.dot, self._look, self.point = dot, look, point
        dot.set_transform(IdentityTransform())

    def set(self, view: View, opacity: float = 1.0) -> None:
        """Set the dot to the view."""
        pixel = view.project(self.point)
        self.dot.set_point(pixel, pixel)
        look = self._look
        if opacity < 1:
            look = DotLook(look.marker, faded(look.fill, opacity), faded(look.edge, opacity))
        self.dot.set_look(look)


def marks_of(
    axes: Axes, context: PanelContext, block: Block, window: Window
) -> tuple[list[Mark3D], str]:
    """Starts and minima, where they are in the window, and what the stars are."""
    theme = context.theme
    marks = []
    starts = starts_of(context.trajectories.values())
    for start in starts[window.contains(starts)]:
        look = DotLook("o", theme.halo, theme.ink)
        dot = Dot(axes, look, size=9, rim=2.2, layer=0.5)
        marks.append(Mark3D(dot, look, block.place(start)))
    stars = stars_in(context.surface, window)
    for star in stars:
        look = DotLook("*", theme.ink, theme.halo)
        dot = Dot(axes, look, size=20, rim=1.7, layer=0.5)
        marks.append(Mark3D(dot, look, block.place(star)))
    return marks, legend_of(stars) if len(stars) else ""


def say_stars(axes: Axes, context: PanelContext, words: str) -> None:
    """Say above the panel what the stars are."""
    scale = figure_of(axes).dpi / 100
    star = (axes.bbox.x1 - 104 * scale, axes.bbox.y1 + 14 * scale)
    axes.plot(
        *star, "*", markersize=points(16), color=context.theme.ink, markeredgewidth=0,
        transform=IdentityTransform(), clip_on=False,
    )  # fmt: skip
    left, foot = star[0] + 14 * scale, star[1] - 6 * scale
    PictureText(left, foot, words, size=TEXT.tick + 1, color=context.theme.muted).put(axes)
