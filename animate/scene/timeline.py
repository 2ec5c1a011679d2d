"""What is shown when, as it is written: verbs, captions and callouts that hang on steps or events.

A timeline is a tuple of verbs on end, each a stretch of seconds in which the step moves or stands
(verbs.py), with captions and callouts (notes.py) and events found in the run by rule (events.py).
It tells no time before its events are found: that is a `Clock` (clock.py).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.errors import InvalidInput
from gradreel.core.events import EVENT, Event, Found

from .annotations import CALLOUTS, Callout, Caption, expect_event
from .clock import Clock
from .emphasis import EASE
from .pace import pace, paced
from .segments import Segment
from .terms import targets_in
from .verb import Verb, every_callout, resolved_all, verb

_VERBS = allow.sequence_of(verb)
_CAPTIONS = allow.sequence_of(allow.instance_of(Caption, words="a Caption"))
_SHORT = allow.number(least=0, most=2)
_EVENTS = allow.mapping_of(EVENT)

_Said = TypeVar("_Said", Segment, Caption, Callout)

_OF_CLOCKS = frozenset(name for name in vars(Clock) if not name.startswith("_"))


@dataclass(frozen=True)
class Timeline:
    """What is shown when.

    Attributes
    ----------
    verbs
        Play, Hold, Replay, Change, Reveal, Dim, Highlight and one's own, in order; the first Play
        starts at step 0.
    captions
        Hang on steps, in increasing order; a segment's own caption goes before them.
    callouts
        Hang on steps too; a segment's own are shown as well.
    events
        Rules that find a step in the run, by the name that stands for it in all the others:
        `Timeline((Play(to="corner", seconds=4),), events={"corner": Turns("momentum")})`.
        `Scene.clock` is the timeline with those steps put in (`Clock`): only that can tell times.
    pace
        The scene's own steps a second: where the clock goes at other ones they stand on screen
        ("6 steps a second"), one figure for each verb, its mean. True for those of the first verb
        that plays; False for never.
    reading
        Whether a scene must show all words for as long as reading them takes: 1 s and 0.3 s a word.
    titles
        Take the place of the scene's title, each when its step is first reached: a question becomes
        its answer. A replay takes none back.
    ease
        Seconds in which captions and callouts appear; they go in half of them. 0 is at once.

    Examples
    --------
    >>> from gradreel.animate import Hold, Play
    >>> timeline = Timeline((Play(to=40, seconds=4), Hold(2), Play(to=100, seconds=3)))
    >>> clock = timeline.resolved()
    >>> clock.seconds, clock.frame_count(fps=25)
    (9.0, 225)
    >>> [clock.moment(i, fps=25).whole for i in (0, 120, 224)]
    [0, 40, 100]
    """

    verbs: Sequence[Verb]
    captions: Sequence[Caption] = ()
    callouts: Sequence[Callout] = ()
    events: Mapping[str, Event] = field(default_factory=dict)
    pace: bool | float = False
    reading: bool = False
    titles: Sequence[Caption] = ()
    ease: float = 0.0

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self, verbs=_VERBS, captions=_CAPTIONS, callouts=CALLOUTS, events=_EVENTS, pace=pace,
            reading=allow.flag, titles=_CAPTIONS, ease=_SHORT,
        )  # fmt: skip
        if not self.verbs:
            raise InvalidInput("A timeline was given no segments; give it at least one Play.")
        self._check_names()
        for what, given in (("Captions", self.captions), ("Titles", self.titles)):
            steps = [caption.step for caption in given if not isinstance(caption.step, str)]
            if any(a >= b for a, b in pairwise(steps)):
                raise InvalidInput(f"{what} were given out of order; sort them by their steps.")
        if not any(each.seconds for each in self.verbs):
            raise InvalidInput("A timeline of 0 seconds was given; let a segment last longer.")
        self._check_eases()

    def _check_eases(self) -> None:
        """Raise InvalidInput where the timeline ends before all that it points at is seen so."""
        left = 0.0
        for each in reversed(self.verbs):
            left += each.seconds
            targets = getattr(each, "targets", ())
            if targets and left + 1e-9 < EASE:
                raise InvalidInput(
                    f"The timeline ends {left:g} s after a {type(each).__name__} of "
                    f"{', '.join(targets)}, which takes {EASE:g} s; hold for a while behind it."
                )

    def _check_names(self) -> None:
        """Raise InvalidInput where an event is named that the timeline does not have."""
        for each in self.verbs:
            expect_event(getattr(each, "start", None), self.events)
            expect_event(getattr(each, "to", None), self.events)
        for caption in (*self.captions, *self.titles):
            expect_event(caption.step, self.events)
        for callout in self.all_callouts:
            for at in (callout.at, callout.start, callout.until):
                expect_event(at, self.events)

    def resolved(self, events: Mapping[str, float] = MappingProxyType({})) -> Clock:
        """Return the clock that it is once its events are found: the step of each, by its name."""
        captions, titles = (
            sorted((each.resolved(events) for each in given), key=lambda each: each.step)
            for given in (self.captions, self.titles)
        )
        return Clock(
            paced(resolved_all(self.verbs, events), self.pace),
            tuple(captions),
            tuple(callout.resolved(events) for callout in self.callouts),
            dict(events),
            tuple(titles),
            self.ease,
        )

    @classmethod
    def of(cls, clock: Clock) -> Timeline:
        """Return a clock as a timeline again, whose events happen where they were found.

        Its claims are left out: they were checked, and of a part they may no longer be true.
        """
        found = {name: Found(step) for name, step in clock.events.items()}
        callouts = tuple(map(_unclaimed, clock.callouts))
        segments = tuple(
            replace(_unclaimed(part), callouts=tuple(map(_unclaimed, part.callouts)))
            for part in clock.segments
        )
        captions, titles = (tuple(map(_unclaimed, each)) for each in (clock.captions, clock.titles))
        return cls(segments, captions, callouts, found, titles=titles, ease=clock.ease)

    @property
    def all_callouts(self) -> tuple[Callout, ...]:
        """Every callout that is ever shown, each once."""
        return every_callout(self.callouts, self.verbs)

    @property
    def all_targets(self) -> tuple[str, ...]:
        """All that its verbs point at and its captions name, each once."""
        told = [each.caption or "" for each in self.verbs] + [each.text for each in self.captions]
        named = [target for text in told for target in targets_in(text)]
        pointed = [target for each in self.verbs for target in getattr(each, "targets", ())]
        return tuple(dict.fromkeys([*pointed, *named]))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Answer for its clock, as timelines did before there were two types."""
            if name.startswith("_") or name not in _OF_CLOCKS:
                raise AttributeError(f"a Timeline has no {name!r}")
            warnings.warn(
                f"Timeline.{name} will go; ask scene.clock, or timeline.resolved() where no event "
                "is named.",
                DeprecationWarning,
                stacklevel=2,
            )
            return getattr(self.resolved(), name)


def _unclaimed(said: _Said) -> _Said:
    return said if said.claim is None else replace(said, claim=None)
