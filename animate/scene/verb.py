"""What every verb of a timeline is, and how verbs become segments on end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from gradreel.core import allow

from .annotations import CALLOUTS, Callout
from .segments import CAPTION, SECONDS, Segment


class Verb(Protocol):
    """What a timeline is made of: Play, Hold, Replay, Change, or one's own with these members.

    One that changes a panel names it in `panel`, those that it points at in `targets`; one whose
    steps may be events has them in `start` and `to`, and the rule that its words must keep in
    `claim`. Nothing needs to be inherited.
    """

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        ...

    @property
    def caption(self) -> str | None:
        """What is said meanwhile; None for the captions that hang on steps."""
        ...

    @property
    def callouts(self) -> Sequence[Callout]:
        """Those that are shown meanwhile."""
        ...

    def resolved(self, events: Mapping[str, float]) -> Verb:
        """Return the verb with its events as numbers; itself if it names none."""
        ...

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment, where the verb before ended at step `before`."""
        ...


_SEGMENT = allow.instance_of(Segment, words="a Segment")
_VERB = allow.having(
    "a segment, such as Play(to=40, seconds=4)",
    methods={"resolve": 1, "resolved": 1},
    members=("seconds", "caption", "callouts"),
)


def verb(where: str, given: Any) -> Verb:
    """Allow whatever has the members of a `Verb`."""
    made: Verb = _VERB(where, given)
    SECONDS(f"{where} with seconds", made.seconds)
    CAPTION(f"{where} with caption", made.caption)
    CALLOUTS(f"{where} with callouts", made.callouts)
    return made


def resolved_all(verbs: Iterable[Verb], events: Mapping[str, float]) -> tuple[Segment, ...]:
    """Return the segments of verbs on end, the first from step 0."""
    segments: list[Segment] = []
    for each in verbs:
        before = segments[-1].last if segments else 0.0
        found = each.resolved(events).resolve(before)
        segment = _SEGMENT(f"resolve of a {type(each).__name__}", found)
        claim = getattr(each, "claim", None)
        segments.append(segment if claim is None else replace(segment, claim=claim))
    return tuple(segments)


def every_callout(callouts: Iterable[Callout], verbs: Iterable[Verb]) -> tuple[Callout, ...]:
    """Return the callouts that hang on steps and those of the verbs, each once."""
    own = [callout for verb in verbs for callout in verb.callouts]
    return tuple(dict.fromkeys([*callouts, *own]))
