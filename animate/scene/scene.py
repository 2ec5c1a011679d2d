"""A scene: everything a picture is made of, as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gradreel.core import Experiment, Optimizer, Oracle, Surface, Trajectory, allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.checks import brief
from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput
from gradreel.core.experiment import CHECKS
from gradreel.core.quantities import COORDINATES

from .annotations import MOST_STEP, At
from .clock import Clock
from .emphasis import panel_of
from .layout import spans
from .text_check import Words, check_texts, names_of, texts_of
from .timeline import Timeline
from .words_check import check_claims, check_reading

if TYPE_CHECKING:
    from .panel import Panel

_PANEL = allow.having("a panel, such as ContourPanel()", methods={"draw": 2}, members=("margins",))
_TIMELINE = allow.instance_of(
    Timeline, words="a Timeline, such as Timeline((Play(to=40, seconds=4),))"
)
_SHARES = allow.sequence_of(allow.number(above=0))
_STEP = allow.number(least=0, most=MOST_STEP)
_EXPERIMENT = allow.optional(allow.instance_of(Experiment, words="an Experiment"))
MOST_ON_A_CARD = 5

_OF_THE_FIELDS: Any = None  # the experiment is made of the other fields


@dataclass(frozen=True)
class Scene:
    """A picture that moves.

    Two renders of one scene give the same pixels: a scene has no state but the trajectories,
    which its experiment computes when they are first asked for.

    Attributes
    ----------
    name
        What the command line calls it.
    summary
        One sentence for `gradreel list`.
    title
        Stands above the picture for the whole run, in one line or two; mathtext between dollar
        signs.
    surface
        Loss surface L(w, b).
    start
        (w, b) from which every optimizer starts.
    steps
        How many steps each optimizer takes.
    optimizers
        In the order in which they are drawn; names must differ.
    panels
        By the names that `rows` uses.
    rows
        Where the panels stand, as in a table: each row names the panel of each column, and a panel
        named in several neighbouring cells fills them all.
    widths, heights
        Shares of the columns and rows, equal ones if left out.
    keep
        Panels, from the most important on, that find a place first where a tall or square picture
        has no room for all; the others follow in the order of `rows`. Names of no panel are passed
        over, so that a scene can be made of another by taking panels away.
    timeline
        What is shown when.
    runs
        Recorded elsewhere, single ones, shown beside those of the optimizers.
    oracle
        Where the gradients come from: minibatches, for one; None for the surface itself.
    card
        At most five words on its card in a film that fades; its title if left out.
    experiment
        What is run, made of surface, start, steps, optimizers, runs and oracle unless an experiment
        of the very same is given, whose runs are then not made once more.
    """

    name: str
    summary: str
    title: str
    surface: Surface
    start: tuple[float, float]
    steps: int
    optimizers: Sequence[Optimizer]
    panels: Mapping[str, Panel]
    rows: Sequence[Sequence[str]]
    timeline: Timeline
    widths: Sequence[float] = field(default=())
    heights: Sequence[float] = field(default=())
    runs: Sequence[Trajectory] = field(default=())
    oracle: Oracle | None = None
    keep: Sequence[str] = field(default=(), kw_only=True)
    card: str = field(default="", kw_only=True)
    experiment: Experiment = field(default=_OF_THE_FIELDS, repr=False, compare=False)

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            **CHECKS,
            summary=allow.text,
            title=allow.text,
            panels=allow.mapping_of(_PANEL),
            rows=allow.sequence_of(allow.sequence_of(allow.name)),
            timeline=_TIMELINE,
            widths=_SHARES,
            heights=_SHARES,
            keep=allow.sequence_of(allow.name),
            card=allow.text,
            experiment=_EXPERIMENT,
        )
        if len(self.card.split()) > MOST_ON_A_CARD:
            raise InvalidInput(
                f"Scene {self.name!r} has the card {self.card!r}; give at most {MOST_ON_A_CARD} "
                "words."
            )
        if self.experiment is None or not self.experiment.holds(self):
            same = {each.name: getattr(self, each.name) for each in fields(Experiment)}
            object.__setattr__(self, "experiment", Experiment(**same))
        self._check_places()
        names = {optimizer.name for optimizer in self.optimizers} | {run.name for run in self.runs}
        self._check_notes(names)
        check_texts(self._written(), f"scene {self.name!r}")
        if not self.timeline.events:
            self._check_steps(self.timeline.resolved())

    def _check_places(self) -> None:
        """Raise InvalidInput unless the rows are a table of the panels, with their shares."""
        placed = {name for row in self.rows for name in row}
        if placed != set(self.panels):
            odd = ", ".join(sorted(placed ^ set(self.panels)))
            raise InvalidInput(
                f"Scene {self.name!r} names {odd} in only one of `panels` and `rows`; name each "
                "panel in both."
            )
        spans(self.rows)
        tracks = (
            ("widths", self.widths, "column", len(self.rows[0])),
            ("heights", self.heights, "row", len(self.rows)),
        )
        for what, shares, track, count in tracks:
            if shares and len(shares) != count:
                raise InvalidInput(
                    f"Scene {self.name!r} was given {len(shares)} {what} for "
                    f"{counted(count, track)}; give one for each, or none."
                )

    def _check_notes(self, names: Collection[str]) -> None:
        """Raise InvalidInput where the timeline speaks of what is not in the scene."""
        for callout in self.timeline.all_callouts:
            if callout.panel not in self.panels:
                raise InvalidInput(
                    f"A callout points into the panel {callout.panel!r}; choose one of "
                    f"{', '.join(self.panels)}."
                )
            if callout.optimizer:
                self._expect("a callout", "optimizer", callout.optimizer, names)
        self._expect_targets(self.timeline.all_targets, COORDINATES)
        for verb in self.timeline.verbs:
            self._expect_panel(getattr(verb, "panel", ""))
        for event in self.timeline.events.values():
            watched = getattr(event, "optimizer", None)
            if isinstance(watched, str):
                self._expect("an event", "optimizer", watched, names)

    def _expect_panel(self, changed: str) -> None:
        if changed:
            self._expect("a change", "panel", changed, self.panels)

    def _expect_targets(self, targets: Iterable[str], also: Collection[str] = ()) -> None:
        for target in targets:
            if panel_of(target, self.panels) is None and target not in also:
                name = target.split("/")[0]
                self._expect("a verb or caption", "panel", name, self.panels)

    def _expect(self, who: str, what: str, given: str, known: Collection[str]) -> None:
        if given not in known:
            raise InvalidInput(
                f"Scene {self.name!r} has {who} that names the {what} {given!r}; it has "
                f"{', '.join(known)}."
            )

    def _check_steps(self, clock: Clock) -> None:
        if clock.last_step > self.steps:
            raise InvalidInput(
                f"Scene {self.name!r} plays to step {clock.last_step:g} of {self.steps}; "
                "take more steps or play fewer."
            )
        self._expect_targets(clock.targets, COORDINATES)
        for segment in clock.segments:
            self._expect_targets(presence.target for presence in segment.presences)
            for panel in segment.panels:
                self._expect_panel(panel)
        for caption in clock.captions:
            self._check_step("caption", caption.text, caption.step)
        for callout in clock.all_callouts:
            self._check_step("callout", callout.text, callout.at)
            self._check_step("callout", callout.text, callout.start)

    def _check_step(self, what: str, text: str, at: At | None) -> None:
        if isinstance(at, int | float) and at > self.steps:
            raise InvalidInput(
                f"Scene {self.name!r} has the {what} {brief(text)} at step {at:g} of "
                f"{self.steps}, where nobody would see it; take more steps or set it earlier."
            )

    def _written(self) -> Iterator[Words]:
        yield Words("card", self.card)
        yield from texts_of(self.title, self.summary, self.timeline, self.panels)

    def texts(self) -> list[Words]:
        """Return all words that are shown: the author's, and the names of what runs."""
        names = [optimizer.name for optimizer in self.optimizers] + [run.name for run in self.runs]
        return [*self._written(), *names_of(names)]

    @cached_property
    def events(self) -> Mapping[str, float]:
        """The step of each event of the timeline, by its name."""
        try:
            found = {
                name: event.find(self.experiment) for name, event in self.timeline.events.items()
            }
        except RecursionError:
            raise InvalidInput(
                f"The events of scene {self.name!r} ask each other in a circle; let one of them "
                "stand for itself."
            ) from None
        return {name: _STEP(f"The event {name!r} found step", step) for name, step in found.items()}

    @cached_property
    def clock(self) -> Clock:
        """The timeline with the steps of its events put in, and with what it says checked."""
        clock = self.timeline.resolved(self.events)
        self._check_steps(clock)
        check_claims(clock, self.experiment)
        if self.timeline.reading:
            check_reading(clock, self.name)
        return clock

    @property
    def trajectories(self) -> Mapping[str, Trajectory]:
        """The run of each optimizer, by its name, then those recorded elsewhere."""
        return self.experiment.trajectories
