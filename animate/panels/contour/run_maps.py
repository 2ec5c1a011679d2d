"""A small map for each run, all of one window, with its name and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from numpy import array, float64

from gradreel.core import NEAR, Window, allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.standing import ranks

from ...drawing.fitting import LEAST, Fitter
from ...drawing.levels import levels_of
from ...drawing.moving import figure_of
from ...drawing.stars import legend_of, stars_in
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import number
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT
from .ground import Ground, Losses
from .small_map import BANDS, HEAD_LINES, SmallMap, Told, bare, widths_of
from .tiling import GAP, Tiling, Wish, tiling

LINE_HEIGHT = 1.3
"""Distance of two lines, as a multiple of the text's size."""

_LOW, _HIGH = 40.0, 80.0  # a map that is low for the sake of its name, or of no more than facts
_MOST_LARGE = 6  # maps whose words are larger than they must be


@dataclass(frozen=True)
class RunMaps:
    """A grid of maps, one for each run, in the order of the scene, by one clock.

    Above each stand the run's name, its rank and where it is, as in a `StandingsPanel`, and what is
    known of it.

    Attributes
    ----------
    spacing
        Of the contours, as of a `ContourPanel`.
    radius
        How near to the minimum counts as there, in units of the params.
    facts
        A few characters about a run, by its name: its learning rate, for one.
    notes
        Lines below the maps.
    """

    spacing: Literal["linear", "log"] = "linear"
    radius: float = NEAR
    facts: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        allow.settle(
            self,
            spacing=allow.choice("linear", "log"),
            radius=allow.number(above=0),
            facts=allow.mapping_of(allow.text),
            notes=allow.sequence_of(allow.text),
        )

    @property
    def margins(self) -> Margins:
        """None: the maps have no numbers beside them."""
        return Margins()

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for all the room: the grid takes the shape of what it gets."""
        return Stacking(least=400)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnRunMaps:
        """Draw the surface, as often as there are runs, and the names."""
        axes.set_axis_off()
        names = tuple(context.trajectories)
        size = TEXT.label if len(names) <= _MOST_LARGE else LEAST
        scale, box = figure_of(axes).dpi / 100, axes.bbox
        line = LINE_HEIGHT * size
        notes = self._notes(context)
        foot, room = line + GAP if notes else 0.0, (box.width / scale, box.height / scale)
        label, place, both = widths_of(context, self.facts, self.radius, size)
        head = HEAD_LINES * line
        wishes = (Wish(place, _LOW), Wish(max(label, place), _LOW), Wish(max(label, both), _HIGH))
        grid = tiling(len(names), room, head, foot, wishes)
        said = grid.width >= place
        if not said:  # in so little room a name alone can be read
            head = line
            grid = tiling(len(names), room, head, foot, (Wish(label, _LOW),))
        places = [_place(axes, grid, number, head) for number in range(len(names))]
        window = context.surface.window
        beside = [_beside(axes, place, window) for place in places]
        losses = Losses.seen(beside[0], context.surface, window)
        ground = Ground(levels_of(losses.loss, BANDS, self.spacing), window)
        maps = [
            SmallMap(
                own, context, name,
                Told(ground, losses, self.radius, self.facts.get(name, ""), size, said),
            )
            for name, own in zip(names, beside, strict=True)
        ]  # fmt: skip
        self._write(axes, context, notes, _spare(axes, grid, len(names), line))
        return DrawnRunMaps(maps)

    def _notes(self, context: PanelContext) -> list[str]:
        stars = stars_in(context.surface, context.surface.window)
        return [*([f"★ {legend_of(stars)}"] if len(stars) else []), *self.notes]

    def _write(
        self, axes: Axes, context: PanelContext, notes: Sequence[str], room: tuple[float, ...]
    ) -> None:
        """Write the notes into the places that are left in the last row, or into one line."""
        left, top, width, height = room
        fitter, size, scale = Fitter.of(axes), TEXT.tick, figure_of(axes).dpi / 100
        lines = [line for note in notes for line in fitter.lines(note, width, size)]
        if LINE_HEIGHT * size * len(lines) > height:
            words, size = fitter.fit_row(notes, width - 2 * size * (len(notes) - 1), size)
            lines = ["  ·  ".join(words)] if words else []
        for below, line in enumerate(lines):
            foot = top - (LINE_HEIGHT * below + 1) * size
            text = PictureText(
                axes.bbox.x0 + left * scale, axes.bbox.y0 + foot * scale, line, size=size,
                color=context.theme.muted,
            )  # fmt: skip
            text.put(axes)


class DrawnRunMaps:
    """A grid of maps whose surfaces stand."""

    def __init__(self, maps: Sequence[SmallMap]) -> None:
        self.maps = maps

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return all trails and heads, and what is said of each run."""
        order = ranks([each.standing(moment) for each in self.maps], number)
        shown = zip(self.maps, order, strict=True)
        return [artist for each, rank in shown for artist in each.at(moment, rank)]

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the pixels of a point (w, b), or of where a run is at a step, on its map."""
        for each in self.maps:
            if optimizer in ("", each.path.name):
                place = each.path.seen(step) if point is None else array(point, float64)
                return each.to_pixels(place)
        raise InvalidInput(
            f"A callout points at the map of {optimizer!r}; the panel has those of "
            f"{', '.join(each.path.name for each in self.maps)}."
        )


def _place(axes: Axes, grid: Tiling, number: int, head: float) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a map, in design pixels from the panel's corner."""
    row, column = divmod(number, grid.columns)
    top = axes.bbox.height * 100 / figure_of(axes).dpi - row * (head + grid.height + GAP)
    return column * (grid.width + GAP), top - head - grid.height, grid.width, grid.height


def _spare(axes: Axes, grid: Tiling, count: int, line: float) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is left for notes, in design pixels."""
    width, height = (side * 100 / figure_of(axes).dpi for side in axes.bbox.size)
    used = count % grid.columns
    if not used:
        return 0.0, line, width, line
    left, row = used * (grid.width + GAP), (height + GAP) / grid.rows
    return left, row - GAP, width - left, row - GAP


def _beside(axes: Axes, place: tuple[float, float, float, float], window: Window) -> Axes:
    """Make axes without numbers at a place in the panel, for a window."""
    figure, scale = figure_of(axes), figure_of(axes).dpi / 100
    left, bottom, width, height = (length * scale for length in place)
    whole = figure.bbox
    own = figure.add_axes(
        (
            (axes.bbox.x0 + left) / whole.width,
            (axes.bbox.y0 + bottom) / whole.height,
            width / whole.width,
            height / whole.height,
        )
    )
    bare(own, window)
    return own
