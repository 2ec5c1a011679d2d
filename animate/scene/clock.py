"""One clock for every panel and every output: frame -> seconds -> step -> caption.

A timeline whose events were found in the run. Steps, not frames, so that nothing has to be set
again when the frame rate, the format or the size changes. All functions are pure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from numbers import Integral
from typing import Any

from gradreel.core import allow
from gradreel.core.checks import brief, is_finite
from gradreel.core.errors import InvalidInput

from .annotations import Callout, Caption, step_at
from .cutting import cut
from .emphasis import Course, Presence, at_time, glows_of, presences_of
from .outline import Cue, Outline, Stretch
from .segments import Segment
from .verb import every_callout

# A frame shows step 40 as "40" also where the arithmetic of seconds gave 39.9999999.
_WHOLE = 1e-6

_FPS = allow.number(above=0, most=1000)


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
        Progress of each panel that has begun to change, 0 to 1, by the panel's name.
    presences, glows
        Of the targets that are ever revealed or dimmed, and of those that ever glow.
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
    pace: str = ""

    def presence(self, target: str) -> float:
        """How much of a target ("panel" or "panel/part") is seen: 0 hidden, 1 whole."""
        return self.presences.get(target, 1.0)

    def glow(self, target: str) -> float:
        """How much a target glows, 0 to 1."""
        return self.glows.get(target, 0.0)

    @property
    def whole(self) -> int:
        """The step last reached: the one whose numbers are shown."""
        return math.floor(self.step + _WHOLE)

    @property
    def shown(self) -> tuple[Any, ...]:
        """All that decides the picture, where no panel goes by the seconds."""
        levels = (self.changes, self.presences, self.glows)
        said = (self.caption, self.callouts, self.pace)
        return (self.step, *said, *(tuple(each.items()) for each in levels))


def frame_number(index: object, count: int, fps: float, whose: str) -> int:
    """Return the number of a frame as int, or raise InvalidInput if there is no such frame."""
    is_flag = isinstance(index, bool)  # Python counts True as 1
    if isinstance(index, Integral) and not is_flag and 0 <= int(index) < count:
        return int(index)
    raise InvalidInput(
        f"Frame {brief(index)} was asked for; {whose} has frames 0 to {count - 1} at {fps:g} "
        "frames per second."
    )


def frame_time(seconds: object, length: float, whose: str) -> float:
    """Return a time as float, or raise InvalidInput if it is outside of what is shown."""
    if is_finite(seconds) and 0 <= float(seconds) <= length:
        return float(seconds)
    raise InvalidInput(
        f"Time {_told(seconds)} s was asked for; {whose} goes from 0 to {length:g} s."
    )


def _rate(fps: object) -> float:
    rate: float = _FPS("The timeline was given fps", fps)
    return rate


def _not_shown(step: object, low: float, high: float) -> InvalidInput:
    return InvalidInput(
        f"Step {_told(step)} was asked for; the timeline shows steps {low:g} to {high:g}."
    )


def _told(given: object) -> str:
    return f"{float(given):g}" if is_finite(given) else brief(given)


@dataclass(frozen=True)
class Clock:
    """What is shown when, with the step of each event put in: see `Timeline`, which makes it.

    Attributes
    ----------
    segments
        On end.
    captions
        In the order of their steps.
    callouts
        That hang on steps; a segment has its own.
    events
        The step of each, by its name: words and panels name them too, also in a part of the
        timeline that no longer shows them.
    """

    segments: tuple[Segment, ...]
    captions: tuple[Caption, ...]
    callouts: tuple[Callout, ...]
    events: Mapping[str, float]

    @property
    def seconds(self) -> float:
        """Length of the whole timeline."""
        return math.fsum(segment.seconds for segment in self.segments)

    def frame_count(self, fps: float) -> int:
        """Count the frames that show the whole timeline at `fps`."""
        return max(round(self.seconds * _rate(fps)), 1)

    def moment(self, index: int, fps: float) -> Moment:
        """Return the moment that frame `index` shows.

        Frame i of n shows the timeline at the share i / (n - 1) of its length: the first and the
        last step are both shown, and no frame jumps to make that so. This differs from i / fps by
        less than one frame.
        """
        fps = _rate(fps)
        count = self.frame_count(fps)
        index = frame_number(index, count, fps, "the timeline")
        share = index / (count - 1) if count > 1 else 1.0
        return replace(self._at(share * self.seconds), index=index, seconds=index / fps)

    def frame_at_time(self, seconds: float, fps: float) -> int:
        """Return the frame that is on screen `seconds` after the start."""
        fps, seconds = _rate(fps), frame_time(seconds, self.seconds, "the timeline")
        return min(math.floor(seconds * fps + _WHOLE), self.frame_count(fps) - 1)

    def frame_at_step(self, step: float, fps: float) -> int:
        """Return the first frame that shows `step` or, playing on, has just passed it."""
        if not is_finite(step):
            raise _not_shown(step, self.first_step, self.last_step)
        moments = [self.moment(i, fps).step for i in range(self.frame_count(fps))]
        low, high = min(moments), max(moments)
        for index, shown in enumerate(moments):
            if shown + _WHOLE >= step >= low:
                return index
        raise _not_shown(step, low, high)

    def between(self, first: float, last: float) -> Clock:
        """Return the part that shows steps `first` to `last`, at the same speeds.

        Where both are one step, it is the rests at that step.
        """
        if not (is_finite(first) and is_finite(last) and first <= last):
            raise InvalidInput(
                f"Steps {_told(first)} to {_told(last)} were asked for; give two finite numbers, "
                "the second must be larger."
            )
        untold = tuple(Presence(name, c.first, c.first) for name, c in self._presences.items())
        parts = cut(self.segments, Segment(first, first, 0.0, presences=untold, at_once=True), last)
        if not any(part.seconds for part in parts):
            raise InvalidInput(
                f"Steps {first:g} to {last:g} were asked for, and the timeline does not rest "
                f"there; choose two of the steps from {self.first_step:g} to {self.last_step:g}."
            )
        return replace(self, segments=parts)

    @property
    def first_step(self) -> float:
        """The smallest step that is shown."""
        return min(min(s.first, s.last) for s in self.segments)

    @property
    def last_step(self) -> float:
        """The largest step that is shown."""
        return max(max(s.first, s.last) for s in self.segments)

    def outline(self) -> Outline:
        """Return what is said when."""
        cues: list[Cue] = []
        stretches = []
        starts = self.starts
        for segment, start in zip(self.segments, starts, strict=False):
            end = start + segment.seconds
            if segment.seconds == 0:
                continue
            for cue in self._cues(segment, start):
                if cues and cues[-1].text == cue.text and math.isclose(cues[-1].end, cue.start):
                    cues[-1] = replace(cues[-1], end=cue.end)
                else:
                    cues.append(cue)
            said = self._caption(segment, segment.first)
            stretches.append(Stretch(start, end, segment.first, segment.last, said, ""))
        return Outline(self.seconds, tuple(c for c in cues if c.text), (), tuple(stretches))

    def _cues(self, segment: Segment, start: float) -> list[Cue]:
        """Captions of one segment; where steps bring new ones, each from when its step is shown."""
        end = start + segment.seconds
        low, high = sorted((segment.first, segment.last))
        inside = [step_at(c.step, {}) for c in self.captions if low < step_at(c.step, {}) <= high]
        if segment.caption is not None or segment.first >= segment.last or not inside:
            return [Cue(start, end, self._caption(segment, segment.first))]
        begins = [start, *(start + segment.cut(low, step).seconds for step in inside)]
        said = [self._caption(segment, step) for step in (segment.first, *inside)]
        return [
            Cue(begin, until, text)
            for begin, until, text in zip(begins, [*begins[1:], end], said, strict=True)
            if until > begin
        ]

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The seconds at which each segment starts, and at which the last ends."""
        return (0.0, *accumulate(segment.seconds for segment in self.segments))

    def _at(self, seconds: float) -> Moment:
        segments, starts = self.segments, self.starts
        # The last segment that has begun: at the joint of two, the later one speaks.
        number = max(i for i in range(len(segments)) if starts[i] <= seconds)
        segment = segments[number]
        ended = seconds >= self.seconds  # whatever the sum of the segments rounds to
        within = segment.seconds if ended else seconds - starts[number]
        step = segment.last if ended else segment.step(within)
        changes: dict[str, float] = {}
        for each in segments[: number + 1]:
            for panel in each.panels:
                before = changes.get(panel, 0.0)
                share = each.share(within) if each is segment else 1.0
                changes[panel] = before + (each.change - before) * share
        by_step = tuple(c for c in self.callouts if c.shown(step + _WHOLE))
        return Moment(
            -1, seconds, step, self._caption(segment, step), by_step + segment.callouts, changes,
            at_time(self._presences, seconds), at_time(self._glows, seconds),
            segment.pace,
        )  # fmt: skip

    @cached_property
    def _presences(self) -> Mapping[str, Course]:
        return presences_of(self.segments, self.starts)

    @cached_property
    def _glows(self) -> Mapping[str, Course]:
        return glows_of(self.segments, self.starts)

    @property
    def targets(self) -> tuple[str, ...]:
        """All that is ever revealed, dimmed or highlighted, each once."""
        return tuple(dict.fromkeys((*self._presences, *self._glows)))

    def _caption(self, segment: Segment, step: float) -> str:
        if segment.caption is not None:
            return segment.caption
        reached = [c.text for c in self.captions if step_at(c.step, {}) <= step + _WHOLE]
        return reached[-1] if reached else ""

    def changes(self, panel: str) -> bool:
        """Whether a panel ever changes."""
        return any(panel in segment.panels for segment in self.segments)

    @property
    def all_callouts(self) -> tuple[Callout, ...]:
        """Every callout that is ever shown, each once."""
        return every_callout(self.callouts, self.segments)
