"""What is said beside the picture: captions below it, and callouts that point into it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.claims import CLAIM, Claim
from gradreel.core.errors import InvalidInput

At = float | str
"""A step, or the name of an event of the timeline."""


MOST_STEP = 1e12
"""More than any run can take."""

_step = allow.number(
    least=0,
    most=MOST_STEP,
    words="a step, a finite number of 0 or more, or the name of an event",
)


def at_step(where: str, given: Any) -> At:
    """Allow a step, or the name of an event: what an `At` may be."""
    at: At = (allow.name if isinstance(given, str) else _step)(where, given)
    return at


def step_at(at: At, events: Mapping[str, float]) -> float:
    """Return the step that `at` stands for."""
    expect_event(at, events)
    return events[at] if isinstance(at, str) else at


def expect_event(at: At | None, events: Collection[str]) -> None:
    """Raise InvalidInput where `at` is the name of none of the events."""
    if isinstance(at, str) and at not in events:
        raise InvalidInput(
            f"The timeline has no event {at!r}; it has {', '.join(events) or 'none'}."
        )


CHECK_CLAIM = allow.optional(CLAIM)
"""Allow a rule over the run, or none; it changes no picture and need not be hashable, so the fields
that hold one are not compared."""


@dataclass(frozen=True)
class Caption:
    """A sentence that appears when step `step` is reached and stays until the next caption.

    Its text may hold numbers of the run in braces, such as {loss@corner}. What it says of the run
    may stand beside it as a rule, `claim`, which is asked for the steps at which it is on screen.

    Attributes
    ----------
    step
        At which it appears, or the name of an event.
    text
        One sentence; $...$ is a formula and [words](target) points at what they name.
    claim
        The rule, None for a sentence that claims nothing.
    """

    step: At
    text: str
    claim: Claim | None = field(default=None, compare=False)

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(self, step=at_step, text=allow.text, claim=CHECK_CLAIM)

    def resolved(self, events: Mapping[str, float]) -> Caption:
        """Return the caption with its event as a number."""
        return replace(self, step=step_at(self.step, events))


_OFFSET = allow.pair(allow.number(), "two finite numbers, to the right and up")


@dataclass(frozen=True)
class Callout:
    """Text with an arrow at a point of a panel.

    Given to a verb it is shown as long as the verb lasts; given to the timeline, from `start` on
    until `until` is reached.

    Attributes
    ----------
    panel
        In which it points.
    text
        One or more lines; may hold numbers of the run in braces.
    at
        Step of the path or curve that it points at.
    optimizer
        Whose path or curve; the first of the panel if left out.
    point
        Place that it points at instead, in the coordinates of the panel's axes.
    offset
        From there to the text, in design pixels to the right and up: to the text's nearest side, or
        to its middle where a number is 0.
    line
        Vertices of a dashed line that is drawn with it, in the coordinates of the panel's axes.
    start
        Step at which it appears, `at` if left out.
    until
        Step at which it goes, None to stay.
    claim
        What it says of the run, as a rule that is asked for the steps at which it is on screen.
    """

    panel: str
    text: str
    at: At = 0.0
    optimizer: str = ""
    point: tuple[float, float] | None = None
    offset: tuple[float, float] = (60.0, 40.0)
    line: tuple[tuple[float, float], ...] = ()
    start: At | None = None
    until: At | None = None
    claim: Claim | None = field(default=None, compare=False)

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            panel=allow.name,
            text=allow.text,
            at=at_step,
            optimizer=allow.text,
            point=allow.optional(allow.point),
            offset=_OFFSET,
            line=allow.sequence_of(allow.point),
            start=allow.optional(at_step),
            until=allow.optional(at_step),
            claim=CHECK_CLAIM,
        )

    def resolved(self, events: Mapping[str, float]) -> Callout:
        """Return the callout with its events as numbers."""
        at = step_at(self.at, events)
        start = at if self.start is None else step_at(self.start, events)
        until = None if self.until is None else step_at(self.until, events)
        return replace(self, at=at, start=start, until=until)

    def shown(self, step: float) -> bool:
        """Whether it is shown at a step; for one whose events are numbers."""
        start, until = step_at(self.start or 0.0, {}), self.until
        return start <= step and (until is None or step < step_at(until, {}))


CALLOUTS = allow.sequence_of(allow.instance_of(Callout, words="a Callout"))
"""Allow callouts."""
