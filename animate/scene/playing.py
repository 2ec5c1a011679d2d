"""Verbs that go from step to step, stand still, or change a panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from gradreel.core import allow
from gradreel.core.claims import Claim
from gradreel.core.errors import InvalidInput

from .annotations import CALLOUTS, CHECK_CLAIM, At, Callout, at_step, step_at
from .segments import CAPTION, EVEN, PANELS, PROGRESS, SECONDS, Segment

SMOOTH = (0.0, 0.0)
_SPEEDS = allow.pair(
    allow.number(least=0, most=3), "two numbers from 0 to 3, multiples of its mean speed"
)


class WithEvents:
    """A verb, a dataclass, whose `start`, `to` and callouts may name events."""

    def resolved(self, events: Mapping[str, float]) -> Self:
        """Return the verb with its events as numbers."""
        verb: Any = self
        steps = {
            each: step_at(getattr(verb, each), events)
            for each in ("start", "to")
            if hasattr(verb, each)
        }
        callouts = tuple(callout.resolved(events) for callout in verb.callouts)
        made: Self = replace(verb, **steps, callouts=callouts)
        return made


@dataclass(frozen=True)
class Play(WithEvents):
    """Go on from the step before to step `to`, in `seconds`.

    `speeds` are those at its beginning and end as multiples of its mean speed, 0 to 3: (1, 1) is
    even, (1.8, 0.2) slows down, (0, 0) starts and stops gently.

    Attributes
    ----------
    to
        Step to go to, or the name of an event.
    seconds
        How long it takes.
    caption
        What is said meanwhile; None for the captions that hang on steps.
    callouts
        What points at a panel meanwhile.
    speeds
        At the beginning and at the end, 0 to 3 each.
    claim
        A rule that holds for the steps at which the caption is on screen.
    """

    to: At
    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    speeds: tuple[float, float] = EVEN
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(
            self, to=at_step, seconds=SECONDS, caption=CAPTION, callouts=CALLOUTS, speeds=_SPEEDS,
            claim=CHECK_CLAIM,
        )  # fmt: skip

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that starts at step `before`."""
        to = step_at(self.to, {})
        return Segment(before, to, self.seconds, self.caption, tuple(self.callouts), self.speeds)


@dataclass(frozen=True)
class Hold(WithEvents):
    """Stand still at the step before for `seconds`.

    Attributes
    ----------
    seconds
        How long it takes.
    caption, callouts, claim
        As of Play.
    """

    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(self, seconds=SECONDS, caption=CAPTION, callouts=CALLOUTS, claim=CHECK_CLAIM)

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        notes = (self.caption, tuple(self.callouts))
        return Segment(before, before, self.seconds, *notes, rests=True)


@dataclass(frozen=True)
class Replay(WithEvents):
    """Jump back to step `start` and play again to step `to`, in `seconds`; speeds as in Play.

    Attributes
    ----------
    start
        Step to jump back to, or the name of an event.
    to
        Step to go to, or the name of an event.
    seconds
        How long it takes.
    speeds, caption, callouts, claim
        As of Play.
    """

    start: At
    to: At
    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    speeds: tuple[float, float] = EVEN
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(
            self,
            start=at_step,
            to=at_step,
            seconds=SECONDS,
            caption=CAPTION,
            callouts=CALLOUTS,
            speeds=_SPEEDS,
            claim=CHECK_CLAIM,
        )

    def resolve(self, before: float) -> Segment:  # noqa: ARG002  (the one verb that jumps)
        """Resolve into a segment that starts at its own step."""
        start, to = step_at(self.start, {}), step_at(self.to, {})
        return Segment(start, to, self.seconds, self.caption, tuple(self.callouts), self.speeds)


@dataclass(frozen=True)
class Rewind(WithEvents):
    """Run back to step `to`, visibly, in `seconds`: for what is shown once more.

    It starts and stops gently. Captions that hang on steps are not said on the way.

    Attributes
    ----------
    to
        Step to go to, or the name of an event.
    seconds
        How long it takes.
    caption, callouts, claim
        As of Play.
    """

    to: At = 0.0
    seconds: float = 1.2
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(
            self, to=at_step, seconds=SECONDS, caption=CAPTION, callouts=CALLOUTS, claim=CHECK_CLAIM
        )

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that runs back from step `before`."""
        to = step_at(self.to, {})
        if to > before:
            raise InvalidInput(
                f"A Rewind to step {to:g} was given where step {before:g} is shown; rewind to an "
                "earlier one, or Play."
            )
        said = self.caption or ""
        return Segment(before, to, self.seconds, said, tuple(self.callouts), SMOOTH)


@dataclass(frozen=True)
class Change(WithEvents):
    """Let a panel change while the step stands still: the contour panel zooms, for one.

    A panel's progress is 0 at first and 1 when it has changed; `to=0` takes it back. The panels of
    `also` go with it: a map that belongs to the data beside it, for one.

    Attributes
    ----------
    panel
        Name of the panel.
    seconds
        How long it takes; 0 to jump.
    to
        The progress in the end, 0 to 1.
    also
        Names of other panels.
    caption, callouts, claim
        As of Play.
    """

    panel: str
    seconds: float
    to: float = 1.0
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    also: Sequence[str] = ()
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(
            self,
            panel=allow.name,
            seconds=SECONDS,
            to=PROGRESS,
            caption=CAPTION,
            callouts=CALLOUTS,
            also=PANELS,
            claim=CHECK_CLAIM,
        )

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        notes = (self.caption, tuple(self.callouts))
        return Segment(
            before, before, self.seconds, *notes, SMOOTH, self.panel, self.to, also=tuple(self.also)
        )
