"""`Moment`: what every panel is told about a frame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .annotations import Callout
from .said import WHOLE


@dataclass(frozen=True)
class Moment:
    """What every panel is told about a frame.

    Attributes
    ----------
    index
        Frame number, 0 for the first; -1 for a moment that belongs to no frame.
    seconds
        Time since the start at which the frame is shown.
    step
        Real-valued; between two steps a marker may glide.
    caption
        Sentence under the picture, empty for none.
    callouts
        Those that are shown.
    changes
        Progress of each panel that has begun to change, 0 to 1, by the panel's name; a panel is
        told its own alone.
    presences, glows
        Of the targets that are ever revealed or dimmed, and of those that ever glow.
    said, callouts_seen
        How much is seen of the caption, and of each callout: 0 to 1.
    title, titled
        What stands above the picture, "" for the scene's own title, and how much of it is seen.
    pace
        How fast the step goes, in words, where that is to be read; else empty.
    """

    index: int
    seconds: float
    step: float
    caption: str
    callouts: tuple[Callout, ...] = ()
    changes: Mapping[str, float] = field(default_factory=dict)
    presences: Mapping[str, float] = field(default_factory=dict)
    glows: Mapping[str, float] = field(default_factory=dict)
    said: float = 1.0
    callouts_seen: tuple[float, ...] = ()
    title: str = ""
    titled: float = 1.0
    pace: str = ""

    def told_to(self, panel: str) -> Moment:
        """Return the moment as a panel is told it: it does not see how others change.

        So what it draws stays as it is while another is on its way, and is drawn once.
        """
        own = {panel: self.changes[panel]} if panel in self.changes else {}
        return self if len(own) == len(self.changes) else replace(self, changes=own)

    def presence(self, target: str) -> float:
        """How much of a target ("panel" or "panel/part") is seen: 0 hidden, 1 whole."""
        return self.presences.get(target, 1.0)

    def glow(self, target: str) -> float:
        """How much a target glows, 0 to 1."""
        return self.glows.get(target, 0.0)

    @property
    def whole(self) -> int:
        """The step last reached: the one whose numbers are shown."""
        return math.floor(self.step + WHOLE)

    @property
    def shown(self) -> tuple[Any, ...]:
        """All that decides the picture, where no panel goes by the seconds."""
        levels = (tuple(each.items()) for each in (self.changes, self.presences, self.glows))
        words = (self.caption, self.said, self.callouts, self.callouts_seen)
        return (self.step, *words, self.title, self.titled, self.pace, *levels)
