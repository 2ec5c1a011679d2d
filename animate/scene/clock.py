"""One clock for every panel and every output: frame -> seconds -> step -> caption.

A timeline whose events were found in the run. Steps, not frames, so that nothing has to be set
again when the frame rate, the format or the size changes. All functions are pure.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from numbers import Integral

from gradreel.core import allow
from gradreel.core.brief_repr import brief_repr
from gradreel.core.checks import brief, is_finite
from gradreel.core.errors import InvalidInput

from .annotations import Callout, Caption
from .courses import Course, glows_of, glows_of_terms, presences_of
from .cutting import cut
from .emphasis import EASE, Presence
from .moment import Moment as Moment  # noqa: PLC0414 - panels ask for it here
from .outline import Cue, Outline, Stretch
from .said import WHOLE, Span, caption_at, cues_of, seen, spans_of, titles_of
from .segments import Segment
from .terms import spoken
from .verb import every_callout

_FPS = allow.number(above=0, most=1000)


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
    titles, ease
        As those of `Timeline`.
    """

    segments: tuple[Segment, ...]
    captions: tuple[Caption, ...]
    callouts: tuple[Callout, ...]
    events: Mapping[str, float]
    titles: tuple[Caption, ...] = ()
    ease: float = 0.0

    __repr__ = brief_repr

    @cached_property
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
        return self._at(share * self.seconds, index, index / fps)

    def frame_at_time(self, seconds: float, fps: float) -> int:
        """Return the frame that is on screen `seconds` after the start."""
        fps, seconds = _rate(fps), frame_time(seconds, self.seconds, "the timeline")
        return min(math.floor(seconds * fps + WHOLE), self.frame_count(fps) - 1)

    def frame_at_step(self, step: float, fps: float) -> int:
        """Return the first frame that shows `step` or, playing on, has just passed it."""
        if not is_finite(step):
            raise _not_shown(step, self.first_step, self.last_step)
        moments = [self.moment(i, fps).step for i in range(self.frame_count(fps))]
        low, high = min(moments), max(moments)
        for index, shown in enumerate(moments):
            if shown + WHOLE >= step >= low:
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
        stretches = [
            Stretch(
                start, start + segment.seconds, segment.first, segment.last,
                spoken(caption_at(segment, self.captions, segment.first)), "",
            )
            for segment, start in zip(self.segments, self.starts, strict=False)
            if segment.seconds
        ]  # fmt: skip
        cues = (replace(cue, text=spoken(cue.text)) for cue in self._cues if cue.text)
        return Outline(self.seconds, tuple(cues), (), tuple(stretches))

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """The seconds at which each segment starts, and at which the last ends."""
        return (0.0, *accumulate(segment.seconds for segment in self.segments))

    def _at(self, seconds: float, index: int, shown_at: float) -> Moment:
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
        callouts = tuple(c for c in self.callouts if c.shown(step + WHOLE)) + segment.callouts
        caption = caption_at(segment, self.captions, step)
        title = [cue for cue in self._titles if cue.start <= seconds][-1]
        return Moment(
            index, shown_at, step, caption, callouts, changes,
            presences={target: course.at(seconds) for target, course in self._presences.items()},
            glows={target: max(course.at(seconds) for course in courses)
                   for target, courses in self._glows.items()},
            said=self._seen([(c.start, c.end) for c in self._cues if c.text == caption], seconds),
            callouts_seen=tuple(self._seen(self._spans.get(c, ()), seconds) for c in callouts),
            title=title.text,
            pace=segment.pace,
            titled=seen([(title.start, title.end)], seconds, EASE, self.seconds),
        )  # fmt: skip

    def _seen(self, spans: Sequence[Span], seconds: float) -> float:
        return seen(spans, seconds, self.ease, self.seconds) if self.ease else 1.0

    @cached_property
    def _cues(self) -> tuple[Cue, ...]:
        return cues_of(self.segments, self.starts, self.captions)

    @cached_property
    def _titles(self) -> tuple[Cue, ...]:
        return titles_of(self.segments, self.starts, self.titles)

    @cached_property
    def _spans(self) -> Mapping[Callout, Sequence[Span]]:
        return spans_of(self.segments, self.starts, self.callouts)

    @cached_property
    def _presences(self) -> Mapping[str, Course]:
        return presences_of(self.segments, self.starts)

    @cached_property
    def _glows(self) -> Mapping[str, Sequence[Course]]:
        """Of what is highlighted, and of what the caption names: the brighter one is seen."""
        found = [glows_of(self.segments, self.starts), glows_of_terms(self._cues)]
        names = dict.fromkeys(target for courses in found for target in courses)
        return {name: [each[name] for each in found if name in each] for name in names}

    @property
    def targets(self) -> tuple[str, ...]:
        """All that is ever revealed, dimmed, highlighted or named by a caption, each once."""
        return tuple(dict.fromkeys((*self._presences, *self._glows)))

    def changes(self, panel: str) -> bool:
        """Whether a panel ever changes."""
        return any(panel in segment.panels for segment in self.segments)

    def only(self, panels: Collection[str]) -> Clock:
        """Return the clock without the callouts that point into other panels than these."""
        if all(callout.panel in panels for callout in self.all_callouts):
            return self

        def left(callouts: Iterable[Callout]) -> tuple[Callout, ...]:
            return tuple(callout for callout in callouts if callout.panel in panels)

        segments = tuple(replace(each, callouts=left(each.callouts)) for each in self.segments)
        return replace(self, segments=segments, callouts=left(self.callouts))

    @property
    def all_callouts(self) -> tuple[Callout, ...]:
        """Every callout that is ever shown, each once."""
        return every_callout(self.callouts, self.segments)
