"""One clock for every panel and every output: frame -> seconds -> step -> caption.

A timeline is a tuple of segments on end, each a stretch of seconds in which the step moves (Play,
Replay) or stands (Hold), and captions that hang on steps. Steps, not frames, so that nothing has
to be set again when the frame rate, the format or the size changes. All functions are pure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from gradreel.core.errors import InvalidInput

# A frame shows step 40 as "40" also where the arithmetic of seconds gave 39.9999999.
_WHOLE = 1e-6


@dataclass(frozen=True)
class Segment:
    """A stretch of the timeline in which the step goes evenly from `first` to `last`.

    Scenes write the three verbs below; a timeline resolves them into these.
    """

    first: float
    last: float
    seconds: float
    caption: str | None = None

    def step(self, seconds: float) -> float:
        """Step shown `seconds` after this segment began."""
        if self.seconds == 0:
            return self.last
        share = min(max(seconds / self.seconds, 0.0), 1.0)
        return self.first + (self.last - self.first) * share


@dataclass(frozen=True)
class Play:
    """Go on from the step before to step `to`, in `seconds`."""

    to: float
    seconds: float
    caption: str | None = None

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that starts at step `before`."""
        return Segment(before, self.to, self.seconds, self.caption)


@dataclass(frozen=True)
class Hold:
    """Stand still at the step before for `seconds`."""

    seconds: float
    caption: str | None = None

    def resolve(self, before: float) -> Segment:
        """Resolve into a segment that stays at step `before`."""
        return Segment(before, before, self.seconds, self.caption)


@dataclass(frozen=True)
class Replay:
    """Jump back to step `start` and play again to step `to`, in `seconds`."""

    start: float
    to: float
    seconds: float
    caption: str | None = None

    def resolve(self, before: float) -> Segment:  # noqa: ARG002  (the one verb that jumps)
        """Resolve into a segment that starts at its own step."""
        return Segment(self.start, self.to, self.seconds, self.caption)


Verb = Play | Hold | Replay


@dataclass(frozen=True)
class Caption:
    """A sentence that appears when step `step` is reached and stays until the next caption."""

    step: float
    text: str


@dataclass(frozen=True)
class Moment:
    """What every panel is told about a frame.

    Attributes
    ----------
    index : frame number, 0 for the first; -1 for a moment that belongs to no frame.
    seconds : time since the start at which the frame is shown.
    step : real-valued; between two steps a marker may glide.
    caption : sentence under the picture, empty for none.
    """

    index: int
    seconds: float
    step: float
    caption: str

    @property
    def whole(self) -> int:
        """The step last reached: the one whose numbers are shown."""
        return math.floor(self.step + _WHOLE)


@dataclass(frozen=True)
class Timeline:
    """What is shown when.

    Attributes
    ----------
    verbs : Play, Hold and Replay, in order; the first Play starts at step 0.
    captions : hang on steps, in increasing order; a segment's own caption goes before them.

    Examples
    --------
    >>> timeline = Timeline((Play(to=40, seconds=4), Hold(2), Play(to=100, seconds=3)))
    >>> timeline.seconds, timeline.frame_count(fps=25)
    (9.0, 225)
    >>> [timeline.moment(i, fps=25).whole for i in (0, 120, 224)]
    [0, 40, 100]
    """

    verbs: Sequence[Verb]
    captions: Sequence[Caption] = ()

    def __post_init__(self) -> None:
        if not self.verbs:
            raise InvalidInput("A timeline was given no segments; give it at least one Play.")
        for verb in self.verbs:
            if not (math.isfinite(verb.seconds) and verb.seconds >= 0):
                raise InvalidInput(
                    f"{verb!r} lasts {verb.seconds} seconds; give a number of 0 or more."
                )
        if any(a.step >= b.step for a, b in pairwise(self.captions)):
            raise InvalidInput("Captions were given out of order; sort them by their steps.")
        if self.seconds <= 0:
            raise InvalidInput("A timeline of 0 seconds was given; let a segment last longer.")

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The verbs with the steps they start from."""
        resolved: list[Segment] = []
        for verb in self.verbs:
            resolved.append(verb.resolve(resolved[-1].last if resolved else 0.0))
        return tuple(resolved)

    @property
    def seconds(self) -> float:
        """Length of the whole timeline."""
        return math.fsum(verb.seconds for verb in self.verbs)

    def frame_count(self, fps: float) -> int:
        """Count the frames that show the whole timeline at `fps`."""
        return max(round(self.seconds * fps), 1)

    def moment(self, index: int, fps: float) -> Moment:
        """Return the moment that frame `index` shows.

        Frame i of n shows the timeline at the share i / (n - 1) of its length: the first and the
        last step are both shown, and no frame jumps to make that so. This differs from i / fps by
        less than one frame.
        """
        count = self.frame_count(fps)
        if not 0 <= index < count:
            raise InvalidInput(
                f"Frame {index} was asked for; the timeline has frames 0 to {count - 1} "
                f"at {fps:g} frames per second."
            )
        share = index / (count - 1) if count > 1 else 1.0
        return replace(self._at(share * self.seconds), index=index, seconds=index / fps)

    def frame_at_time(self, seconds: float, fps: float) -> int:
        """Return the frame that is on screen `seconds` after the start."""
        if not 0 <= seconds <= self.seconds:
            raise InvalidInput(
                f"Time {seconds:g} s was asked for; the timeline goes from 0 to {self.seconds:g} s."
            )
        return min(math.floor(seconds * fps + _WHOLE), self.frame_count(fps) - 1)

    def frame_at_step(self, step: float, fps: float) -> int:
        """Return the first frame that shows `step` or, playing on, has just passed it."""
        moments = [self.moment(i, fps).step for i in range(self.frame_count(fps))]
        low, high = min(moments), max(moments)
        for index, shown in enumerate(moments):
            if shown + _WHOLE >= step >= low:
                return index
        raise InvalidInput(
            f"Step {step:g} was asked for; the timeline shows steps {low:g} to {high:g}."
        )

    def between(self, first: float, last: float) -> Timeline:
        """Return the part that shows steps `first` to `last`, at the same speeds."""
        if not first < last:
            raise InvalidInput(
                f"Steps {first:g} to {last:g} were asked for; the second must be larger."
            )
        verbs: list[Verb] = []
        for segment in self.segments:
            low, high = sorted((segment.first, segment.last))
            if segment.first == segment.last:
                if first <= low <= last and segment.seconds:
                    verbs += [Replay(low, low, segment.seconds, segment.caption)]
                continue
            start, to = (min(max(s, first), last) for s in (segment.first, segment.last))
            if start != to:
                seconds = segment.seconds * abs(to - start) / (high - low)
                verbs.append(Replay(start, to, seconds, segment.caption))
        if not verbs:
            raise InvalidInput(
                f"Steps {first:g} to {last:g} were asked for; the timeline shows steps "
                f"{min(min(s.first, s.last) for s in self.segments):g} to {self.last_step:g}."
            )
        return replace(self, verbs=tuple(verbs))

    @property
    def last_step(self) -> float:
        """The largest step that is shown."""
        return max(max(s.first, s.last) for s in self.segments)

    def _at(self, seconds: float) -> Moment:
        segments = self.segments
        starts = [0.0, *accumulate(s.seconds for s in segments)]
        # The last segment that has begun: at the joint of two, the later one speaks.
        number = max(i for i in range(len(segments)) if starts[i] <= seconds)
        segment = segments[number]
        ended = seconds >= self.seconds  # whatever the sum of the segments rounds to
        step = segment.last if ended else segment.step(seconds - starts[number])
        return Moment(-1, seconds, step, self._caption(segment, step))

    def _caption(self, segment: Segment, step: float) -> str:
        if segment.caption is not None:
            return segment.caption
        reached = [c.text for c in self.captions if c.step <= step + _WHOLE]
        return reached[-1] if reached else ""
