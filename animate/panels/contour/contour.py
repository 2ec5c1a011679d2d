"""The loss surface as contours, with the optimizers' paths, heads and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from gradreel.core import Surface, Window, allow, kinds, minima_of
from gradreel.core.between import surface_between
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput
from gradreel.core.surface import window

from ...drawing.levels import MOST_BANDS, levels_of
from ...drawing.moving import figure_of
from ...drawing.plain_axes import name_axes, number_sparsely
from ...drawing.stars import stars_in, starts_of
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT, points
from .changed import ChangedMap
from .changing import ChangingGround
from .drawn import DrawnContour
from .fading import MOST as MOST_FADING
from .fan import Fan
from .frame import draw_frame, frame_at
from .ghosts import draw_ghosts
from .ground import Ground, Losses, finer_parts
from .landmarks import draw_stars, draw_starts
from .legend import ROW, STAR_ROOM, rows_of
from .loss_scale import ROOM as SCALE_ROOM
from .loss_scale import draw_scale
from .marks import every, marks
from .names import Names
from .paths import Path
from .signs import say_all
from .windows import between, equal_sided, nearest
from .zooming import Zooming

# Characters that a number has room for beside the map; below, half of the last one juts out.
_W_ROOM, _B_ROOM = 7, 6

B_LABEL = 54.0
"""Distance of the label of b from the axes, in design pixels."""


@dataclass(frozen=True)
class ContourPanel:
    """Contours of L(w, b), red high and blue low, and the paths over them.

    Attributes
    ----------
    window
        Part of the surface that is shown; the surface's own if left out.
    bands
        How many bands of equal colour; where their edges crowd the surface is steep.
    spacing
        Of the edges: "linear" in the loss, or "log" (of the loss above its least value).
    w_label, b_label
        Of the axes.
    names
        Whether the optimizers' names stand at the heads of their paths.
    optimizers
        Whose paths; those of all who are no ghosts if left out.
    zoom
        Part of the surface that is shown when the panel has changed (see the verb Change), by the
        levels and colours of the whole.
    before
        The surface that the map is of until the panel changes, for one without a zoom; until then
        its minimum is marked. Where both surfaces are made of data, the map is meanwhile that of
        the data as a `DataPanel` that changes with it shows them. Colours are those of the scene's
        own surface all the way.
    marks
        How many steps lie between two marks on a path: the farther apart they are, the faster is
        the run. "auto" for 1, 2, 5, 10, 20 and so on, at most 50 marks in all; none if left out.
    arrival
        Radius of a ring around each minimum, in units of w and b: within it a run counts as
        arrived (`gradreel.core.NEAR`, 0.1, for most rules); no ring if left out.
    fade
        Over how many steps a path fades with its age, to a third of its colour, not to nothing;
        never if left out.
    ghosts
        Whose whole paths lie faint in the background, without heads.
    fan
        Whether heads that share a spot step aside, each tied to where it is, so that all of them
        and the star can be seen.
    scale
        Whether a slim scale on the right tells which colour is which loss.
    aspect
        "fill" the panel with the window, or widen it on both sides so that a unit of w is as long
        as one of b: "equal".
    verdicts
        Whether a name also says that its run is outside or has diverged: a table may do so instead.
    targets
        Whether lines through each minimum, in the colours of w and b, tell the right w and right b.
    """

    window: Window | None = None
    bands: int = 28
    spacing: Literal["linear", "log"] = "linear"
    w_label: str = "$w$"
    b_label: str = "$b$"
    names: bool = True
    optimizers: Sequence[str] = ()
    zoom: Window | None = None
    before: Surface | None = None
    marks: int | Literal["auto"] | None = None
    arrival: float | None = None
    fade: int | None = None
    ghosts: Sequence[str] = ()
    fan: bool = False
    scale: bool = False
    aspect: Literal["fill", "equal"] = "fill"
    verdicts: bool = True
    targets: bool = False

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            window=allow.optional(window),
            bands=allow.whole(least=2, most=MOST_BANDS),
            spacing=allow.choice("linear", "log"),
            w_label=allow.text,
            b_label=allow.text,
            names=allow.flag,
            optimizers=allow.sequence_of(allow.name),
            zoom=allow.optional(window),
            before=allow.optional(kinds.surface),
            marks=marks,
            arrival=allow.optional(allow.number(above=0)),
            fade=allow.optional(allow.whole(least=1, most=MOST_FADING)),
            ghosts=allow.sequence_of(allow.name),
            fan=allow.flag,
            verdicts=allow.flag,
            targets=allow.flag,
            scale=allow.flag,
            aspect=allow.choice("fill", "equal"),
        )
        if self.before is not None and self.zoom is not None:
            raise InvalidInput(
                "ContourPanel was given before and zoom, and one change of a panel cannot show "
                "both; leave one of them out, or give each a panel of its own."
            )

    @property
    def margins(self) -> Margins:
        """Room for the numbers and names of the axes."""
        signs = (self.marks is not None, self.arrival is not None, len(self.ghosts) > 0)
        right = SCALE_ROOM if self.scale else 20
        return Margins(left=70, right=right, bottom=58 + ROW * rows_of(sum(signs)), top=6)

    @property
    def in_one_go(self) -> bool:
        """Whether it is drawn once for all that its change shows on the way; see `Zoomable`."""
        return self.before is not None or self.zoom is not None

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for a place above all others."""
        return Stacking(least=190, grows=2, square=True, tight=130)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnContour:
        """Draw the surface, its minima and the starts."""
        final, context = context.surface, self._shown(context)
        zooms = self.zoom is not None and self._moves(context)
        window = self._drawn_window(axes, context)
        axes.set_xlim(window.w_min, window.w_max)
        axes.set_ylim(window.b_min, window.b_max)
        ground = self._ground(axes, context, window, final)
        if self.scale:
            draw_scale(axes, context, ground.levels)
        self._dress(axes)
        names = self._names(context)
        apart = every(self.marks, context.steps)
        seen = self._window_at(final, 0.0, axes) if zooms else None
        paths = [Path(axes, context, name, apart, self.fade or 0, seen) for name in names]
        runs = [context.trajectory(name) for name in (*names, *self.ghosts)]
        starts = starts_of(runs)
        stars = stars_in(context.surface, seen or window)
        if not zooms:
            draw_ghosts(axes, context, self.ghosts)
            draw_starts(axes, context, starts)
            draw_stars(axes, context, stars, targets=self.targets)
        # On the way the stars that stand are not the minima of the surface that is shown.
        ringed = stars if zooms or not self._moves(context) else stars[:0]
        drawn = DrawnContour(axes, ground, paths)
        if self.arrival is not None or self.fan:
            drawn.mark_stars(axes, context, ringed, self.arrival)
        say_all(axes, context, self, stars)
        if self.fan:
            drawn.fan = Fan(axes, context, paths, stars)
        if self.before is not None and self._moves(context):
            drawn.changing = ChangingGround(axes, context, self.before, ground, names)
        if zooms:
            drawn.zooming = Zooming(
                axes, context, ground,
                lambda progress: self._window_at(final, progress, axes), self.ghosts, names,
                targets=self.targets,
            )  # fmt: skip
        later = minima_of(final) if final is not context.surface else np.zeros((0, 2))
        places = np.concatenate([starts, stars, later])
        drawn.landmarks = places[window.contains(places)]
        if self.names:
            window_at = cache(lambda progress: self._window_at(context.surface, progress, axes))
            drawn.names = Names(
                axes, context, paths, drawn.landmarks, window_at, drawn.fan, self.verdicts
            )
        drawn.let_fade(axes, context)
        return drawn

    def changed(self, surface: Surface, progress: float) -> ChangedMap:
        """Return the panel as it is at a progress of its change."""
        return ChangedMap(self, self._window_at(surface, progress), progress)

    def _moves(self, context: PanelContext) -> bool:
        """Whether the ground is drawn anew at each frame; see `in_one_go`."""
        on_the_way = self.in_one_go and 0 < context.progress < 1
        return on_the_way and isinstance(context.unchanged, DrawnContour)

    def _shown(self, context: PanelContext) -> PanelContext:
        """Return the context with the surface that the map is of."""
        changes = context.progress > 0 or context.clock.changes(context.panel)
        if self.before is None or not changes or self._moves(context):
            return context
        surface_between(self.before, context.surface, 0.5)  # what cannot be is told now
        surface = surface_between(self.before, context.surface, context.progress)
        return replace(context, surface=surface)

    def _drawn_window(self, axes: Axes, context: PanelContext) -> Window:
        """Return the window of the axes: on the way to a zoom they are as near as they will be."""
        if self.zoom is None or not self._moves(context):
            return self._window_at(context.surface, context.progress, axes)
        return nearest(*(self._window_at(context.surface, each, axes) for each in (0.0, 1.0)))

    def _ground(self, axes: Axes, context: PanelContext, window: Window, final: Surface) -> Ground:
        """Draw the losses of a window by the levels of the whole map, and return those."""
        if self._moves(context):  # and lies over what stands
            return self._levels(axes, context, None, final)
        losses = Losses.seen(axes, context.surface, window)
        ground = self._levels(axes, context, losses, final)
        ground.draw(axes, context, losses)
        if ground.zoom is not None and 0 < context.progress < 1:
            draw_frame(axes, context, frame_at(ground.whole, ground.zoom, context.progress))
        return ground

    def _levels(
        self, axes: Axes, context: PanelContext, losses: Losses | None, final: Surface
    ) -> Ground:
        """Return the levels of the whole map; `losses` are those that are drawn."""
        finer = context.progress if self.zoom is not None else 0.0
        if isinstance(context.unchanged, DrawnContour):
            return replace(context.unchanged.ground, finer=finer)
        whole, zoom = (self._window_at(final, progress, axes) for progress in (0.0, 1.0))
        if losses is None or context.progress > 0 or final is not context.surface:
            losses = Losses.seen(axes, final, whole)
        levels = levels_of(losses.loss, self.bands, self.spacing)
        if self.zoom is None:
            return Ground(levels, whole)
        return Ground(levels, whole, zoom, finer_parts(levels, final, zoom), finer)

    def _names(self, context: PanelContext) -> Sequence[str]:
        if self.optimizers:
            return self.optimizers
        names = [name for name in context.trajectories if name not in self.ghosts]
        if not names:
            raise InvalidInput(
                "All runs are ghosts of the map; leave one out of `ghosts`, or name whose path is "
                "shown in `optimizers`."
            )
        return names

    def _window_at(self, surface: Surface, progress: float, axes: Axes | None = None) -> Window:
        """Return the window at a progress; with axes, as it fits into their shape."""
        window = self.window or surface.window
        window = window if self.zoom is None else between(window, self.zoom, progress)
        return equal_sided(window, axes) if axes and self.aspect == "equal" else window

    def _dress(self, axes: Axes) -> None:
        axes.tick_params(length=points(6), width=points(1.2), pad=points(5))
        w_less, b_less = (
            number_sparsely(axis, room)
            for axis, room in ((axes.xaxis, _W_ROOM), (axes.yaxis, _B_ROOM))
        )
        names = (self.w_label + w_less, self.b_label + b_less)
        name_axes(axes, *names, TEXT.body, pads=(4, 4), less=STAR_ROOM)
        # At a fixed place: however wide the numbers are, the label must not leave its cell.
        beside = ScaledTranslation(-points(B_LABEL) / 72, 0, figure_of(axes).dpi_scale_trans)
        axes.yaxis.set_label_coords(0, 0.5, transform=axes.transAxes + beside)
