"""What each verb of a timeline becomes: a segment, from step to step in some seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gradreel.core import allow
from gradreel.core.claims import Claim

from .annotations import CALLOUTS, CHECK_CLAIM, MOST_STEP, Callout
from .emphasis import Presence, presence, targets

EVEN = (1.0, 1.0)

LONGEST = 86_400.0
"""Seconds of a verb: a day."""

SECONDS = allow.number(least=0, most=LONGEST)
_ANY_SPEEDS = allow.pair(allow.number(), "two finite numbers, multiples of its mean speed")
_STEP = allow.number(least=0, most=MOST_STEP)
PROGRESS = allow.number(least=0, most=1)
CAPTION = allow.optional(allow.text)
PANELS = allow.sequence_of(allow.name)
_PRESENCES = allow.sequence_of(presence)
_GLOWS = allow.optional(targets)


@dataclass(frozen=True)
class Segment:
    """A stretch of the timeline in which the step goes from `first` to `last`.

    Scenes write the verbs below; a timeline resolves them into these. It is a verb itself, the one
    that is resolved already.

    The share s of the way at the share u of the time is the cubic with s(0) = 0, s(1) = 1 and the
    slopes `speeds` at both ends: s = v0 u + (3 - 2 v0 - v1) u^2 + (v0 + v1 - 2) u^3.

    Attributes
    ----------
    panel, change
        The panel that changes meanwhile, and the progress at which it ends.
    rests
        The picture stands there to be looked at: goldens keep a frame of it.
    also
        Panels that change with the first, by the same progress.
    presences
        How much of which targets is to be seen from its beginning on.
    glows
        The targets that glow: while it lasts, or without seconds until the next that has some.
        None leaves them.
    at_once
        Whether these change without an ease.
    pace
        How fast the step goes, in words, where that is to be read; else empty.
    claim
        What is said meanwhile, as a rule over the runs.
    """

    first: float
    last: float
    seconds: float
    caption: str | None = None
    callouts: tuple[Callout, ...] = ()
    speeds: tuple[float, float] = EVEN
    panel: str = ""
    change: float = 0.0
    rests: bool = False
    also: tuple[str, ...] = ()
    presences: tuple[Presence, ...] = ()
    glows: tuple[str, ...] | None = None
    at_once: bool = False
    pace: str = ""
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(
            self, first=_STEP, last=_STEP, seconds=SECONDS, caption=CAPTION, callouts=CALLOUTS,
            speeds=_ANY_SPEEDS, panel=allow.text, change=PROGRESS, rests=allow.flag, also=PANELS,
            presences=_PRESENCES, glows=_GLOWS, at_once=allow.flag, pace=allow.text,
            claim=CHECK_CLAIM,
        )  # fmt: skip

    @property
    def panels(self) -> tuple[str, ...]:
        """All panels that change meanwhile."""
        return tuple(dict.fromkeys((self.panel, *self.also))) if self.panel else ()

    def resolved(self, events: Mapping[str, float]) -> Segment:  # noqa: ARG002 - it names none
        """Return the segment itself."""
        return self

    def resolve(self, before: float) -> Segment:  # noqa: ARG002 - it starts at its own step
        """Return the segment itself."""
        return self

    def step(self, seconds: float) -> float:
        """Step shown `seconds` after this segment began."""
        return self.first + (self.last - self.first) * self.share(seconds)

    def share(self, seconds: float) -> float:
        """Share of the way, 0 to 1, `seconds` after this segment began."""
        if self.seconds == 0:
            return 1.0
        return self._way(min(max(seconds / self.seconds, 0.0), 1.0))

    def seconds_at(self, step: float) -> float:
        """Seconds after its beginning at which a moving segment shows a step of its own."""
        return self.seconds * self._time((step - self.first) / (self.last - self.first))

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
