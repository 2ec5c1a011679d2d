"""Who is where: a row for each run, with its rank and since when it is at the minimum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import NEAR, allow
from gradreel.core.arrays import FloatArray
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.standing import places, ranks

from ...drawing.dots import Dot, DotLook
from ...drawing.fitting import HINTED, Fitter
from ...drawing.moving import figure_of
from ...drawing.plain_axes import bold_width
from ...drawing.stars import star_of
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import near, number
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT
from .row_order import RowOrder
from .standing_row import StandingRow

LEAST_SIZE = 16.0
"""Of the text, in design pixels."""

LINE_HEIGHT = 1.5
"""Distance of two rows, as a multiple of the text's size, where there is room for it."""

LEAST_LINE = 1.2

# Where they stand, as multiples of the text's size.
_NOTE, _RANK, _MARKER, _LABEL, _SAMPLE = 0.6, 1.3, 2.2, 3.1, 0.75
_GAP, _TIGHT_GAP = 0.8, 0.4
_DOT = 13.0


@dataclass(frozen=True)
class StandingsPanel:
    """A table of all runs: rank, marker and name, and where each of them is.

    Who is within `radius` of a minimum comes first, the longest there before the others; then the
    others by their distance, and last who diverged. Where the window has no known minimum, who has
    left it downhill comes first, in the order of leaving, then the others by their loss, and last
    who was thrown out or diverged. Equal places share a rank. Rows glide to the lines of their
    ranks; those that share one stand as the scene has them.

    Attributes
    ----------
    radius
        How near to the minimum counts as there, in units of the params.
    facts
        A few characters about a run, by its name: its learning rate, for one.
    fact
        What they are, the head of their column.
    notes
        Lines below the table.
    """

    radius: float = NEAR
    facts: Mapping[str, str] = field(default_factory=dict)
    fact: str = ""
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        allow.settle(
            self,
            radius=allow.number(above=0),
            facts=allow.mapping_of(allow.text),
            fact=allow.text,
            notes=allow.sequence_of(allow.text),
        )

    @property
    def margins(self) -> Margins:
        """A little room all around."""
        return Margins(left=12, right=8, top=8, bottom=2)

    def room(self, runs: int, size: float = TEXT.label) -> float:
        """Height that the table takes with so many runs, in design pixels."""
        return LINE_HEIGHT * size * (runs + 1 + len(self.notes))

    def stacking(self, runs: int) -> Stacking:
        """Ask for as much as its rows need."""
        return Stacking(least=LEAST_LINE * LEAST_SIZE * (runs + 1 + len(self.notes)) + 1, grows=0)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnStandings:
        """Write the names and whatever else stands still."""
        axes.set_axis_off()
        rows = [StandingRow(context, name, self.radius) for name in context.trajectories]
        if any(row.leaves for row in rows):
            for row in rows:
                row.unit = ("loss ", "")
        table = _Table(axes, context, self, rows)
        table.write()
        return DrawnStandings(rows, RowOrder(context.clock, context.fps, _lines_of(rows)), table)


def _lines_of(rows: Sequence[StandingRow]) -> Callable[[int], list[int]]:
    """Tell in which lines the rows stand by their ranks at a step."""

    def lines_at(step: int) -> list[int]:
        placed = places([row.standing(step) for row in rows], number)
        order = sorted(range(len(rows)), key=placed.__getitem__)
        return [order.index(row) for row in range(len(rows))]

    return lines_at


class DrawnStandings:
    """A table whose headings and notes stand."""

    rows: Sequence[StandingRow]

    def __init__(self, rows: Sequence[StandingRow], order: RowOrder, table: _Table) -> None:
        self.rows, self._order, self._table = rows, order, table

    def name_places(self, moment: Moment) -> FloatArray:
        """Return the line of each row, from 0 on, and nothing beside it, (rows, 2)."""
        lines = self._order.at(moment)
        return np.column_stack([np.zeros(len(lines)), lines])

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the rows, each in its line."""
        standings = [row.standing(moment.whole) for row in self.rows]
        lines = self._order.at(moment)
        for row, rank, line in zip(self.rows, ranks(standings, number), lines, strict=True):
            row.rank.set_text(rank)
            row.set_place(moment.whole)
            self._table.move(row, float(line) + 1)
        return [artist for row in self.rows for artist in row.artists]


class _Table:
    """Where everything stands, in pixels of the picture."""

    def __init__(
        self, axes: Axes, context: PanelContext, panel: StandingsPanel, rows: Sequence[StandingRow]
    ) -> None:
        self._axes, self._context, self._panel, self._rows = axes, context, panel, rows
        self._scale = figure_of(axes).dpi / 100
        height = axes.bbox.height / self._scale
        lines = 1 + len(rows) + len(panel.notes)
        self._line = min(LINE_HEIGHT * TEXT.label, height / lines)
        self._size, self._tight = min(TEXT.label, self._line / LEAST_LINE), False
        self._places = {self._there(), *(text for row in rows for text in row.longest())}
        if self._size < LEAST_SIZE:
            raise InvalidInput(
                f"A table of {counted(len(rows), 'run')} needs "
                f"{LEAST_LINE * LEAST_SIZE * lines:.0f} pixels of height and has {height:.0f}; "
                "give the panel more room or show fewer runs."
            )

    def write(self) -> None:
        """Write everything that stands, and make the texts that move."""
        while self._missing() > 0 and self._size > LEAST_SIZE:
            self._size = max(self._size - 0.5, LEAST_SIZE)
        self._tighten()
        box, edge, words = self._axes.bbox, self._edge(), self._words
        words(0, box.x1, self._there(), ha="right")
        heading = box.x1 - self._widest({self._there()}) - self._em(_GAP)
        words(0, min(edge, heading), self._panel.fact, ha="right")
        labels = [self._context.mark(row.name).label for row in self._rows]
        labels = self._fitting(labels, [self._room(row) for row in self._rows], "bold")
        for row, label in zip(self._rows, labels, strict=True):
            self._row(row, label, edge)
        left, notes = self._at(_NOTE), self._panel.notes
        notes = self._fitting(notes, [box.x1 - left] * len(notes), "normal")
        for line, note in enumerate(notes, start=1 + len(self._rows)):
            words(line, left, note)

    def _tighten(self) -> None:
        """Narrow the other columns before a name is cut: a heading may reach beyond its own."""
        bold = Fitter.of(self._axes, "bold")  # small letters are drawn wider than their outlines
        self._tight = any(
            bold.width(self._context.mark(row.name).label, self._size) * self._scale
            > self._room(row)
            for row in self._rows
        )
        if self._tight:
            self._places = self._places - {self._there()}

    def _there(self) -> str:
        """The head of the places."""
        if self._rows[0].known:
            return f"within {near(self._panel.radius)} of {star_of(self._context.surface)}"
        return "left the window" if any(row.leaves for row in self._rows) else "loss"

    def _edge(self) -> float:
        """Where the facts end, left of the places."""
        return float(self._axes.bbox.x1) - self._widest(self._places) - self._gap()

    def _room(self, row: StandingRow) -> float:
        """Room for a run's name."""
        end = self._edge()
        if row.name in self._panel.facts:
            end -= self._widest({*self._panel.facts.values(), self._panel.fact}) + self._gap()
        return end - self._at(_LABEL)

    def _missing(self) -> float:
        """How many pixels the name that needs it most has too few."""
        labels = [(self._context.mark(row.name).label, self._room(row)) for row in self._rows]
        return max(self._widest({label}) - room for label, room in labels)

    def move(self, row: StandingRow, line: float) -> None:
        """Put a row into a line, also between two."""
        foot = self._foot(line)
        for text in row.texts:
            text.set_y(foot)
        middle = np.array([self._at(_MARKER), foot + 0.36 * self._size * self._scale])
        row.marker.set_point(middle, middle)
        half = np.array([self._em(_SAMPLE), 0.0])
        ends = np.array([middle - half, middle + half])
        row.sample.set_points(ends, ends)

    def _row(self, row: StandingRow, label: str, edge: float) -> None:
        """Make what moves of a row."""
        theme, axes = self._context.theme, self._axes
        color, pixels = theme.path_color(row.name), IdentityTransform()

        def words(x: float, text: str, **options: Any) -> PictureText:
            return self._words(0, x, text, moves=True, **options)

        row.rank = words(self._at(_RANK), "", ha="right", color=theme.ink)
        look = DotLook(self._context.mark(row.name).marker, color, theme.halo)
        row.marker = Dot(axes, look, size=_DOT, rim=1)
        row.marker.set_transform(pixels)
        row.sample = Stroke(axes, color, 3.2, transform=pixels, dashed=True)
        row.sample.set_visible(row.name in theme.dashed)
        row.label = words(self._at(_LABEL), label, color=color, weight="bold")
        row.fact = words(edge, self._panel.facts.get(row.name, ""), ha="right", color=theme.ink)
        row.place = words(axes.bbox.x1, "", ha="right")

    def _at(self, ems: float) -> float:
        return float(self._axes.bbox.x0) + self._em(ems)

    def _em(self, count: float) -> float:
        return count * self._size * self._scale

    def _foot(self, line: float) -> float:
        """Height of a line's letters' feet."""
        down = line * self._line + self._size
        return float(self._axes.bbox.y1) - down * self._scale

    def _words(self, line: int, x: float, text: str, **options: Any) -> PictureText:
        options = {"color": self._context.theme.muted, **options}
        written = PictureText(x, self._foot(line), text, size=self._size, **options)
        return written.put(self._axes)

    def _fitting(self, texts: Sequence[str], rooms: Sequence[float], weight: str) -> list[str]:
        """Return the texts, those cut that have to be."""
        rooms = [room / self._scale for room in rooms]
        return Fitter.of(self._axes, weight).shortened(texts, rooms, self._size)

    def _gap(self) -> float:
        return self._em(_TIGHT_GAP if self._tight else _GAP)

    def _widest(self, texts: Collection[str]) -> float:
        """Width of the widest, in pixels of the picture: as if all were bold, if there is room."""
        if self._tight:
            fitter = Fitter.of(self._axes)
            return max(fitter.width(text, self._size) for text in texts) * self._scale
        return max(bold_width(text, self._size) for text in texts) * HINTED * self._scale
