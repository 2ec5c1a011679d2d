"""Who is where: a row for each run, with its rank and since when it is at the minimum."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import NEAR, allow
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.standing import Progress, Standing, Way, ranks

from ...drawing.fitting import Fitter
from ...drawing.moving import figure_of
from ...drawing.plain_axes import bold_width
from ...drawing.stars import star_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import near, number
from ...scene.panel import Margins, PanelContext
from ...style.theme import TEXT, points

LEAST_SIZE = 16.0
"""Of the text, in design pixels."""

LINE_HEIGHT = 1.5
"""Distance of two rows, as a multiple of the text's size, where there is room for it."""

LEAST_LINE = 1.2

# Where they stand, as multiples of the text's size.
_NOTE, _RANK, _MARKER, _LABEL = 0.6, 1.3, 2.2, 3.1
_GAP, _TIGHT_GAP = 0.8, 0.4
_HINTED = 1.06  # a small text on screen may be wider than its outlines by as much
_DOT = 13.0
_WORDS = {
    Way.THERE: "since step",
    Way.LEFT: "at step",
    Way.THROWN_OUT: "thrown out at",
    Way.NO_NUMBER: "no number at",
    Way.DIVERGED: "diverged at",
}


@dataclass(frozen=True)
class StandingsPanel:
    """A table of all runs: rank, marker and name, and where each of them is.

    Who is within `radius` of a minimum comes first, the longest there before the others; then the
    others by their distance, and last who diverged. Where the window has no known minimum, who has
    left it downhill comes first, in the order of leaving, then the others by their loss, and last
    who was thrown out or diverged. Equal places share a rank. Rows stand in the order of the end;
    ranks change.

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

    def draw(self, axes: Axes, context: PanelContext) -> DrawnStandings:
        """Write the names and whatever else stands still."""
        axes.set_axis_off()
        rows = [_Row(context, name, self.radius) for name in context.trajectories]
        if any(row.leaves for row in rows):
            for row in rows:
                row.unit = ("loss ", "")
        rows.sort(key=lambda row: row.standing(math.floor(context.clock.last_step)).key)
        _Table(axes, context, self, rows).write()
        return DrawnStandings(rows)


class DrawnStandings:
    """A table whose names stand."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self.rows = rows

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the ranks and places."""
        standings = [row.standing(moment.whole) for row in self.rows]
        for row, rank in zip(self.rows, ranks(standings), strict=True):
            row.rank.set_text(rank)
            row.set_place(moment.whole)
        return [text for row in self.rows for text in (row.rank, row.place)]


class _Row:
    """One run: its texts, and its place at every step."""

    rank: PictureText
    place: PictureText

    def __init__(self, context: PanelContext, name: str, radius: float) -> None:
        run = context.trajectory(name)
        if run.loss.ndim > 1:
            raise InvalidInput(f"{name} is a batch of runs; standings show single ones.")
        self.name, self.steps = name, min(run.steps, context.steps)
        self._ink, self._muted = context.theme.ink, context.theme.muted
        self._progress = Progress(run, context.surface, radius)
        self.known, self.leaves = self._progress.known, self._progress.leaves
        self.unit = ("", " away") if self.known else ("", "")

    def standing(self, step: int) -> Standing:
        """How the run stands at a step of the race."""
        return self._progress.at(min(step, self.steps))

    def words(self, step: int) -> str:
        """Where the run is at a step."""
        way, value = self.standing(step)
        if way == Way.GOING:
            return number(value).join(self.unit)
        return f"{_WORDS[way]} {value:,.0f}"

    def set_place(self, step: int) -> None:
        """Write where the run is at a step."""
        self.place.set_text(self.words(step))
        done = self.standing(step).way <= Way.LEFT
        self.place.set_color(self._ink if done else self._muted)

    def longest(self) -> set[str]:
        """Words of some steps, so that the column is as wide as its longest; any digit as 0."""
        apart = max(1, self.steps // 500)
        words = {self.words(step) for step in [*range(0, self.steps + 1, apart), self.steps]}
        return {re.sub(r"\d", "0", each) for each in words}


class _Table:
    """Where everything stands, in pixels of the picture."""

    def __init__(
        self, axes: Axes, context: PanelContext, panel: StandingsPanel, rows: Sequence[_Row]
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
        for line, (row, label) in enumerate(zip(self._rows, labels, strict=True), start=1):
            self._row(line, row, label, edge)
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

    def _room(self, row: _Row) -> float:
        """Room for a run's name."""
        end = self._edge()
        if row.name in self._panel.facts:
            end -= self._widest({*self._panel.facts.values(), self._panel.fact}) + self._gap()
        return end - self._at(_LABEL)

    def _missing(self) -> float:
        """How many pixels the name that needs it most has too few."""
        labels = [(self._context.mark(row.name).label, self._room(row)) for row in self._rows]
        return max(self._widest({label}) - room for label, room in labels)

    def _row(self, line: int, row: _Row, label: str, edge: float) -> None:
        context, words = self._context, self._words
        color, mark = context.theme.path_color(row.name), context.mark(row.name)
        row.rank = words(line, self._at(_RANK), "", ha="right", color=context.theme.ink, moves=True)
        self._axes.plot(
            self._at(_MARKER), self._foot(line) + 0.36 * self._size * self._scale,
            marker=mark.marker, markersize=points(_DOT), color=color, clip_on=False,
            markeredgecolor=context.theme.halo, markeredgewidth=points(1),
            transform=IdentityTransform(),
        )  # fmt: skip
        words(line, self._at(_LABEL), label, color=color, weight="bold")
        words(line, edge, self._panel.facts.get(row.name, ""), ha="right", color=context.theme.ink)
        row.place = words(line, self._axes.bbox.x1, "", ha="right", moves=True)

    def _at(self, ems: float) -> float:
        return float(self._axes.bbox.x0) + self._em(ems)

    def _em(self, count: float) -> float:
        return count * self._size * self._scale

    def _foot(self, line: int) -> float:
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
        return max(bold_width(text, self._size) for text in texts) * _HINTED * self._scale
