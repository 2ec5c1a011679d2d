"""The loss surface as a block that turns, with the optimizers' paths over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Window, allow
from gradreel.core.arrays import FloatArray
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput
from gradreel.core.surface import window

from ...drawing.levels import MOST_BANDS
from ...drawing.moving import figure_of
from ...drawing.plain_axes import ROW, in_corner, names_above
from ...scene.clock import Moment
from ...scene.number_format import ticks
from ...scene.panel import Margins, PanelContext, Stacking
from .block import Block
from .cage import Cage, Scale
from .drawn_cage import DrawnCage
from .edge_ticks import edge_ticks, loss_ticks
from .marks import Mark3D, marks_of, say_stars
from .paths import Track
from .relief import Relief
from .turntable import AZIMUTH, ELEVATION, PERIOD, SWING, Turntable, View

CELL = 5.0
"""Side, in pixels of the picture, of the cells that the surface is painted in."""

_LEAST_CELLS, _MOST_CELLS = 48, 100
_LEAST_SCALE = 48.0  # half the side of the smallest block worth drawing, in design pixels
_FITTING = 30  # halvings in the search for the largest block that fits


@dataclass(frozen=True)
class SurfacePanel:
    """L(w, b) in 3D, red high and blue low as on the contour, turning to and fro.

    It turns while the run plays and while it stands: the angle is a function of the seconds alone.
    Where the timeline changes the panel (`Change`) it turns only then, one swing to and fro for the
    whole change, and rests otherwise: so nothing moves while something else is talked about.
    With `tilt` it is a map before that change and a block after it, on which it is turned no more.
    Where the turned block hides a path, the path is seen through it, thinner. A frame costs 20 to
    30 ms at 1280x720 and half of that at 480x270, as the block is painted anew for each; a frame of
    the other panels costs 2 to 3.

    As long as the swing passes no multiple of 90 degrees, every number stays on its side of the
    block; beyond that, other edges come to the front and take the numbers over.

    Attributes
    ----------
    window
        Part of the surface that is shown; the surface's own if left out.
    bands
        How many bands lie between the lines of equal loss, which are those of the contour.
    spacing
        Of the lines: "linear" in the loss, or "log" (of the loss above its least value); every band
        is equally high.
    w_label, b_label, loss_label
        Of the edges; empty for none.
    optimizers
        Whose paths; everybody's if left out.
    paths
        Whether there are paths and heads at all.
    names
        Whether the optimizers' markers and names stand in a row above.
    height
        Of the block, as a share of its sides.
    azimuth, swing, period_seconds, elevation
        How it turns and is looked at; see `Turntable`.
    tilt
        Whether the timeline's `Change` tilts it instead: it is looked at from straight above until
        then, as a map is, and from its usual side afterwards.
    """

    window: Window | None = None
    bands: int = 28
    spacing: Literal["linear", "log"] = "linear"
    w_label: str = "$w$"
    b_label: str = "$b$"
    loss_label: str = "loss"
    optimizers: Sequence[str] = ()
    paths: bool = True
    names: bool = False
    height: float = 0.45
    azimuth: float = -55.0
    swing: float = 25.0
    period_seconds: float = 12.0
    elevation: float = 42.0
    tilt: bool = False

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            window=allow.optional(window),
            bands=allow.whole(least=2, most=MOST_BANDS),
            spacing=allow.choice("linear", "log"),
            w_label=allow.text,
            b_label=allow.text,
            loss_label=allow.text,
            optimizers=allow.sequence_of(allow.name),
            paths=allow.flag,
            names=allow.flag,
            height=allow.number(least=0.05, most=2),
            azimuth=AZIMUTH,
            swing=SWING,
            period_seconds=PERIOD,
            elevation=ELEVATION,
            tilt=allow.flag,
        )

    @property
    def turntable(self) -> Turntable:
        """How the block turns."""
        return Turntable(self.azimuth, self.swing, self.period_seconds, self.elevation)

    @property
    def margins(self) -> Margins:
        """Room for what is written above; the block keeps room for its own numbers."""
        return Margins(left=4, right=4, bottom=4, top=ROW * (2 if self.names else 1))

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for the whole width."""
        return Stacking(least=200, grows=1.5)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnSurface:
        """Fit the block into the panel; nothing of it stands still but the words above."""
        axes.set_axis_off()
        drawn = self.stand(axes, context)
        if drawn.stars:
            say_stars(axes, context, drawn.stars)
        if self.names and drawn.tracks:
            names_above(axes, context, [track.name for track in drawn.tracks], ROW + 8)
        return drawn

    def stand(self, axes: Axes, context: PanelContext) -> DrawnSurface:
        """Fit the block into the panel, without the words above it."""
        window = self.window or context.surface.window
        side = min(axes.bbox.width, axes.bbox.height)
        cells = min(max(int(side / CELL), _LEAST_CELLS), _MOST_CELLS)
        spacing = (self.bands, self.spacing)
        block = Block(context.surface, window, spacing, 2 * self.height, cells)
        runs = (self.optimizers or context.trajectories) if self.paths else ()
        cage = self._cage(axes, block, window)
        turned_by = context.panel if context.clock.changes(context.panel) else None
        tilts = self.tilt and turned_by is not None
        scale, centre = _fitted(axes, cage, partial(self.turntable.views, tilts=tilts))
        view = View(0.0, float(np.radians(self.elevation)), scale, centre)
        cage = cage.thinned(view)
        if block.flat:
            in_corner(axes, block.flat, color=context.theme.ink)
        relief = Relief(axes, block, context.theme)
        drawn_cage = DrawnCage(axes, context, cage)
        marks, stars = marks_of(axes, context, block, window)
        tracks = [Track(axes, context, name, block, window) for name in runs]
        turning = Turning(self.turntable, view, turned_by, tilts)
        return DrawnSurface(turning, relief, drawn_cage, marks, tracks, stars)

    def _cage(self, axes: Axes, block: Block, window: Window) -> Cage:
        scale = figure_of(axes).dpi / 100
        ticks_w, ticks_b = (
            edge_ticks(window.w_min, window.w_max),
            edge_ticks(window.b_min, window.b_max),
        )
        params = [np.array([[value, window.b_min] for value in ticks_w])]
        params += [np.array([[window.w_min, value] for value in ticks_b])]
        along_w, along_b = (block.ground(p)[:, i].tolist() for i, p in enumerate(params))
        losses, factors = loss_ticks(block)
        heights = [float(block.height_of(np.array(value))) for value in losses]
        return Cage(
            Scale(along_w, ticks(ticks_w), self.w_label),
            Scale(along_b, ticks(ticks_b), self.b_label),
            Scale(heights, ticks(losses, factors=factors), self.loss_label),
            block.height,
            scale,
        )


@dataclass(eq=False)
class DrawnSurface:
    """A block that turns.

    Attributes
    ----------
    stars
        What its stars are; empty without any.
    opacity
        Of all but the paths.
    """

    _turning: Turning
    relief: Relief
    cage: DrawnCage
    marks: Sequence[Mark3D]
    tracks: Sequence[Track]
    stars: str
    opacity: float = 1.0

    @property
    def timed(self) -> bool:
        """Whether two moments of one step look different, since the angle goes by the seconds."""
        return self._turning.turned_by is None

    def view(self, moment: Moment) -> View:
        """Return the view that the moment shows."""
        return self._turning.view(moment)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the block, its edges, the paths, start and minimum, the heads, and the texts."""
        view, tilted = self.view(moment), self._turning.tilted(moment)
        self.relief.set_view(view, tilted, self.opacity)
        self.cage.set(view, tilted, self.opacity)
        for mark in self.marks:
            mark.set(view, self.opacity)
        for track in self.tracks:
            track.set(moment, view)
        dots = [mark.dot for mark in self.marks]
        artists: list[Artist] = [self.relief, self.cage.lines, *dots]
        artists += [artist for track in self.tracks for artist in track.artists]
        return [*artists, *self.cage.texts]


@dataclass(frozen=True)
class Turning:
    """How the block is seen at each moment.

    Attributes
    ----------
    usual
        The view, but for what changes.
    turned_by
        The panel by whose changes it is turned; None where it turns by the seconds.
    tilts
        Whether they tilt it.
    """

    turntable: Turntable
    usual: View
    turned_by: str | None
    tilts: bool

    def view(self, moment: Moment) -> View:
        """Return the view that the moment shows."""
        if self.tilts:
            return self.turntable.tilted(self.usual, self.tilted(moment))
        seconds = moment.seconds
        if self.turned_by is not None:
            seconds = moment.changes.get(self.turned_by, 0.0) * self.turntable.period_seconds
        return self.usual._replace(angle=self.turntable.angle(seconds))

    def tilted(self, moment: Moment) -> float:
        """Return how far it has come from being looked at as a map, 0 to 1."""
        return moment.changes.get(self.turned_by or "", 0.0) if self.tilts else 1.0


def _fitted(
    axes: Axes, cage: Cage, views: Callable[[float], list[View]]
) -> tuple[float, tuple[float, float]]:
    """Return the largest scale at which block and texts stay in the panel in all views.

    Also the centre that goes with it.
    """
    box = axes.bbox
    at_1, at_2 = (
        np.concatenate([cage.outline(view) for view in views(scale)]) for scale in (1.0, 2.0)
    )
    grows = at_2 - at_1  # every corner moves in proportion to the scale

    def extent(scale: float) -> tuple[FloatArray, FloatArray]:
        corners = at_1 + (scale - 1) * grows
        return corners.min(axis=0), corners.max(axis=0)

    least, most = 0.0, float(min(box.width, box.height))
    for _ in range(_FITTING):
        scale = (least + most) / 2
        low, high = extent(scale)
        fits = bool((high - low <= (box.width, box.height)).all())
        least, most = (scale, most) if fits else (least, scale)
    if least < _LEAST_SCALE * cage.pixels:
        raise InvalidInput(
            f"A block of {2 * least / cage.pixels:.0f} pixels is all that has room beside its "
            "numbers; give the panel a larger share or shorter labels."
        )
    low, high = extent(least)
    x, y = ((box.x0 + box.x1, box.y0 + box.y1) - low - high) / 2
    return least, (float(x), float(y))
