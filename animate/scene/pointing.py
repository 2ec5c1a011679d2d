"""Verbs that point: reveal, dim and highlight a panel or a part of it while the step stands.

Each takes no time unless it is given some: its ease (`emphasis.EASE`) then runs on into what comes
next, so a panel may appear while the run plays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gradreel.core import allow
from gradreel.core.claims import Claim
from gradreel.core.errors import InvalidInput

from .annotations import CALLOUTS, CHECK_CLAIM, Callout
from .emphasis import DIMMED, Presence, some_targets, targets
from .playing import WithEvents
from .segments import CAPTION, SECONDS, Segment

_SPOKEN: dict[str, Any] = {
    "seconds": SECONDS,
    "caption": CAPTION,
    "callouts": CALLOUTS,
    "claim": CHECK_CLAIM,
}


@dataclass(frozen=True)
class Reveal(WithEvents):
    """Let panels or parts of them appear; until then they are hidden, after a Dim they come back.

    Attributes
    ----------
    targets
        One or several, each "panel" or "panel/part".
    seconds
        How long the step stands; 0 to go on while they appear.
    caption, callouts, claim
        As of Play.
    """

    targets: str | Sequence[str]
    seconds: float = 0.0
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(self, targets=some_targets, **_SPOKEN)
        _check_said(self)

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        presences = tuple(Presence(each, 1.0, before=0.0) for each in self.targets)
        return Segment(before, before, *_spoken(self), presences=presences)


@dataclass(frozen=True)
class Dim(WithEvents):
    """Let panels or parts of them stand back; Reveal brings them back.

    As the first verb it takes no ease: they stand back on the first frame already.

    Attributes
    ----------
    targets, seconds
        As of Reveal.
    to
        How much of them is seen then: 0 hides them, 1 brings them back too.
    caption, callouts, claim
        As of Play.
    """

    targets: str | Sequence[str]
    seconds: float = 0.0
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    to: float = DIMMED
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(self, targets=some_targets, to=allow.number(least=0, most=1), **_SPOKEN)
        _check_said(self)

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        presences = tuple(Presence(each, self.to) for each in self.targets)
        return Segment(before, before, *_spoken(self), presences=presences)


@dataclass(frozen=True)
class Highlight(WithEvents):
    """Let panels or parts of them glow: for its seconds, or with 0 until the next Highlight.

    Attributes
    ----------
    targets
        As of Reveal; none to put an earlier one out.
    seconds
        How long the step stands.
    caption, callouts, claim
        As of Play.
    """

    targets: str | Sequence[str]
    seconds: float = 0.0
    caption: str | None = None
    callouts: Sequence[Callout] = ()
    claim: Claim | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        allow.settle(self, targets=targets, **_SPOKEN)
        _check_said(self)

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        return Segment(before, before, *_spoken(self), glows=tuple(self.targets))


def _spoken(verb: Reveal | Dim | Highlight) -> tuple[float, str | None, tuple[Callout, ...]]:
    return verb.seconds, verb.caption, tuple(verb.callouts)


def _check_said(verb: Reveal | Dim | Highlight) -> None:
    """Raise InvalidInput for words that nobody would see."""
    if verb.seconds == 0 and (verb.caption or verb.callouts):
        said = repr(verb.caption) if verb.caption else "callouts"
        raise InvalidInput(
            f"{type(verb).__name__} was given {said} and 0 seconds; give it the seconds to read "
            "that, or say it in the verb behind it."
        )
