"""One run in a table of standings: what is written of it at each step."""

from __future__ import annotations

import re

from matplotlib.artist import Artist

from gradreel.core.errors import InvalidInput
from gradreel.core.standing import Progress, Standing, Way

from ...drawing.dots import Dot
from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.number_format import number
from ...scene.panel import PanelContext

_WORDS = {
    Way.THERE: "since step",
    Way.LEFT: "at step",
    Way.THROWN_OUT: "thrown out at",
    Way.NO_NUMBER: "no number at",
    Way.DIVERGED: "diverged at",
}


class StandingRow:
    """One run: its texts, and its place at every step."""

    name: str
    steps: int
    known: bool
    leaves: bool

    rank: PictureText
    marker: Dot
    sample: Stroke
    label: PictureText
    fact: PictureText
    place: PictureText

    def __init__(self, context: PanelContext, name: str, radius: float) -> None:
        run = context.trajectory(name)
        if run.loss.ndim > 1:
            raise InvalidInput(f"{name} is a batch of runs; standings show single ones.")
        self.name, self.steps = name, min(run.steps, context.steps)
        self._ink, self._muted = context.theme.ink, context.theme.muted
        self._progress = Progress(run, context.surface, radius)
        self.known, self.leaves = self._progress.known, self._progress.leaves
        self.unit: tuple[str, str] = ("", " away") if self.known else ("", "")

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

    @property
    def texts(self) -> tuple[PictureText, ...]:
        """All that is written."""
        return self.rank, self.label, self.fact, self.place

    @property
    def artists(self) -> tuple[Artist, ...]:
        """All that moves, in the order in which it is drawn."""
        return self.sample, self.marker, *self.texts

    def longest(self) -> set[str]:
        """Words of some steps, so that the column is as wide as its longest; any digit as 0."""
        apart = max(1, self.steps // 500)
        words = {self.words(step) for step in [*range(0, self.steps + 1, apart), self.steps]}
        return {re.sub(r"\d", "0", each) for each in words}
