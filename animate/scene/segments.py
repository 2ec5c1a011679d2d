"""What a timeline is put together from: play, hold, replay, change a panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gradreel.core import allow

from .annotations import CALLOUTS, At, Callout, at_step, step_at

EVEN = (1.0, 1.0)
SMOOTH = (0.0, 0.0)

LONGEST = 86_400.0
"""Seconds of a verb: a day."""

_SECONDS = allow.number(least=0, most=LONGEST)
_SPEEDS = allow.pair(
    allow.number(least=0, most=3), "two numbers from 0 to 3, multiples of its mean speed"
)
_CAPTION = allow.optional(allow.text)


@dataclass(frozen=True)
class Segment:
    """A stretch of the timeline in which the step goes from `first` to `last`.

    Scenes write the verbs below; a timeline resolves them into these.

    The share s of the way at the share u of the time is the cubic with s(0) = 0, s(1) = 1 and the
    slopes `speeds` at both ends: s = v0 u + (3 - 2 v0 - v1) u^2 + (v0 + v1 - 2) u^3.

    Attributes
    ----------
    panel, change
        The panel that changes meanwhile, and the progress at which it ends.
    """

    first: float
    last: float
    seconds: float
    caption: str | None = None
    callouts: tuple[Callout, ...] = ()
    speeds: tuple[float, float] = EVEN
    panel: str = ""
    change: float = 0.0

    def step(self, seconds: float) -> float:
        """Step shown `seconds` after this segment began."""
        return self.first + (self.last - self.first) * self.share(seconds)

    def share(self, seconds: float) -> float:
        """Share of the way, 0 to 1, `seconds` after this segment began."""
        if self.seconds == 0:
            return 1.0
        return self._way(min(max(seconds / self.seconds, 0.0), 1.0))

    def cut(self, first: float, last: float) -> Segment:
        """Return the part of a moving segment between two of its steps, at the same speeds."""
        begin, end = (self._time((step - self.first) / (self.last - self.first))
                      for step in (first, last))  # fmt: skip
        stretch = (last - first) / (self.last - self.first)
        slopes = (self._slope(begin), self._slope(end))
        speeds = (slopes[0] * (end - begin) / stretch, slopes[1] * (end - begin) / stretch)
        seconds = self.seconds * (end - begin)
        return replace(self, first=first, last=last, seconds=seconds, speeds=speeds)

    def _way(self, u: float) -> float:
        v0, v1 = self.speeds
        return u * (v0 + u * (3 - 2 * v0 - v1 + u * (v0 + v1 - 2)))

    def _slope(self, u: float) -> float:
        v0, v1 = self.speeds
        return v0 + u * (2 * (3 - 2 * v0 - v1) + 3 * u * (v0 + v1 - 2))

    def _time(self, way: float) -> float:
        """Share of the time at which that share of the way is done, by bisection."""
        if self.speeds == EVEN or way in (0.0, 1.0):
            return way
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if self._way(middle) < way else (low, middle)
        return high


@dataclass(frozen=True)
class Play:
    """Go on from the step before to step `to`, in `seconds`.

    `speeds` are those at its beginning and end as multiples of its mean speed, 0 to 3: (1, 1) is
    even, (1.8, 0.2) slows down, (0, 0) starts and stops gently.
    """

    to: At
    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    speeds: tuple[float, float] = EVEN

    def __post_init__(self) -> None:
        allow.settle(
            self, to=at_step, seconds=_SECONDS, caption=_CAPTION, callouts=CALLOUTS, speeds=_SPEEDS
        )

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that starts at step `before`."""
        to = step_at(self.to, {})
        return Segment(before, to, self.seconds, self.caption, tuple(self.callouts), self.speeds)

    def resolved(self, events: Mapping[str, float]) -> Play:
        """Return the verb with its events as numbers."""
        return replace(self, to=step_at(self.to, events), callouts=_resolved(self.callouts, events))


@dataclass(frozen=True)
class Hold:
    """Stand still at the step before for `seconds`."""

    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()

    def __post_init__(self) -> None:
        allow.settle(self, seconds=_SECONDS, caption=_CAPTION, callouts=CALLOUTS)

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        return Segment(before, before, self.seconds, self.caption, tuple(self.callouts))

    def resolved(self, events: Mapping[str, float]) -> Hold:
        """Return the verb with its events as numbers."""
        return replace(self, callouts=_resolved(self.callouts, events))


@dataclass(frozen=True)
class Replay:
    """Jump back to step `start` and play again to step `to`, in `seconds`; speeds as in Play."""

    start: At
    to: At
    seconds: float
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    speeds: tuple[float, float] = EVEN

    def __post_init__(self) -> None:
        allow.settle(
            self,
            start=at_step,
            to=at_step,
            seconds=_SECONDS,
            caption=_CAPTION,
            callouts=CALLOUTS,
            speeds=_SPEEDS,
        )

    def resolve(self, before: float) -> Segment:  # noqa: ARG002  (the one verb that jumps)
        """Resolve into a segment that starts at its own step."""
        start, to = step_at(self.start, {}), step_at(self.to, {})
        return Segment(start, to, self.seconds, self.caption, tuple(self.callouts), self.speeds)

    def resolved(self, events: Mapping[str, float]) -> Replay:
        """Return the verb with its events as numbers."""
        start, to = step_at(self.start, events), step_at(self.to, events)
        return replace(self, start=start, to=to, callouts=_resolved(self.callouts, events))


@dataclass(frozen=True)
class Change:
    """Let a panel change while the step stands still: the contour panel zooms, for one.

    A panel's progress is 0 at first and 1 when it has changed; `to=0` takes it back.
    """

    panel: str
    seconds: float
    to: float = 1.0
    caption: str | None = None
    callouts: Sequence[Callout] = ()

    def __post_init__(self) -> None:
        allow.settle(
            self,
            panel=allow.name,
            seconds=_SECONDS,
            to=allow.number(least=0, most=1),
            caption=_CAPTION,
            callouts=CALLOUTS,
        )

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        notes = (self.caption, tuple(self.callouts))
        return Segment(before, before, self.seconds, *notes, SMOOTH, self.panel, self.to)

    def resolved(self, events: Mapping[str, float]) -> Change:
        """Return the verb with its events as numbers."""
        return replace(self, callouts=_resolved(self.callouts, events))


Verb = Play | Hold | Replay | Change


def _resolved(callouts: Sequence[Callout], events: Mapping[str, float]) -> tuple[Callout, ...]:
    return tuple(callout.resolved(events) for callout in callouts)


def every_callout(callouts: Iterable[Callout], verbs: Iterable[Verb]) -> tuple[Callout, ...]:
    """Return the callouts that hang on steps and those of the verbs, each once."""
    own = [callout for verb in verbs for callout in verb.callouts]
    return tuple(dict.fromkeys([*callouts, *own]))
