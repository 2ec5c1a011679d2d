"""Two media files or folders of pictures, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..formats import Format
from ..formats.kinds import Picture
from ..formats.reading import picture_format, read_pictures
from .alpha import is_opaque, on_grounds
from .pixels import LOOSE, STRICT, WINDOW, Frame, Rule, Window, changed, size, worst_windows

_NAMED = {1: "once", 0: "for ever"}


@dataclass(frozen=True)
class Timing:
    """A picture that one of two files shows longer: its number, and the seconds in each."""

    number: int
    seconds: tuple[float, float]


@dataclass(frozen=True)
class MediaComparison:
    """How two sequences of pictures differ.

    Attributes
    ----------
    rule
        What was compared by: loose if one of the two is a lossy format.
    counts
        How many frames each has.
    first, worst
        Number of the first differing frame and of the one that differs most, each with the worst
        window; None if all that both have are the same.
    timing
        The first picture that is not shown for the same time; None where there is none, or one of
        the two does not say.
    plays
        How often each is played, 0 for ever; None where it does not say.
    """

    rule: Rule
    counts: tuple[int, int]
    first: tuple[int, Window] | None
    worst: tuple[int, Window] | None
    timing: Timing | None
    plays: tuple[int | None, int | None]

    @property
    def same(self) -> bool:
        """Whether there are as many frames, shown as long and as often, and none differs."""
        return (
            self.first is None
            and self.timing is None
            and self.counts[0] == self.counts[1]
            and self.plays_alike
        )

    @property
    def plays_alike(self) -> bool:
        """Whether both are played as often, or one does not say."""
        return None in self.plays or self.plays[0] == self.plays[1]


def compare_media(first: Path, second: Path) -> MediaComparison:
    """Compare two films, PNGs or folders of PNGs, one frame in memory at a time.

    Pictures that one can see through are compared on a white and on a black ground.

    Raises
    ------
    InvalidInput
        If one of them cannot be read, or their pictures are of different sizes.
    """
    formats = [picture_format(path) for path in (first, second)]
    rule = LOOSE if any(each.lossy for each in formats) else STRICT
    counts = [0, 0]
    differing: list[tuple[int, Window]] = []
    timing: Timing | None = None
    both = zip_longest(read_pictures(first, alpha=True), read_pictures(second, alpha=True))
    for number, pair in enumerate(both):
        counts = [count + (each is not None) for count, each in zip(counts, pair, strict=True)]
        expected, got = pair
        if expected is None or got is None:
            continue
        if expected.frame.shape[:2] != got.frame.shape[:2]:
            raise InvalidInput(
                f"{first} is {size(expected.frame)} and {second} {size(got.frame)}; give two of "
                "one size."
            )
        timing = timing or _timing(number, expected, got, formats)
        window = _worst(expected.frame, got.frame, rule)
        if window and window.share > rule.share:
            differing.append((number, window))
    worst = max(differing, key=lambda found: found[1].share, default=None)
    plays = [
        each.plays and each.plays(path) for each, path in zip(formats, (first, second), strict=True)
    ]
    return MediaComparison(
        rule, (counts[0], counts[1]), differing[0] if differing else None, worst, timing,
        (plays[0], plays[1]),
    )  # fmt: skip


def _worst(expected: Frame, got: Frame, rule: Rule) -> Window | None:
    """Return the window in which two pictures with alpha differ most, None if they do nowhere."""
    width = expected.shape[1]
    if is_opaque(expected) and is_opaque(got):
        expected, got = (np.ascontiguousarray(frame[..., :3]) for frame in (expected, got))
    else:
        expected, got = on_grounds(expected), on_grounds(got)
    windows = worst_windows(changed(expected, got, rule))
    if not windows:
        return None
    worst = windows[0]
    return Window(worst.region, worst.share, worst.x % width, worst.y)  # of two, side by side


def _timing(number: int, one: Picture, other: Picture, formats: Sequence[Format]) -> Timing | None:
    """Return how long two pictures are shown if that differs; a 0 in a video says nothing."""
    seconds = (one.seconds, other.seconds)
    if not (all(seconds) or all(each.plays for each in formats)):
        return None
    most = max(each.tolerance for each in formats)
    return Timing(number, seconds) if abs(seconds[0] - seconds[1]) > most else None


def told(comparison: MediaComparison, names: tuple[str, str]) -> list[str]:
    """Return what differs, a line for each; one line if nothing does."""
    return list(_told(comparison, names))


def _told(comparison: MediaComparison, names: tuple[str, str]) -> Iterator[str]:
    rule, (one, two), timing = comparison.rule, comparison.counts, comparison.timing
    if comparison.same:
        yield f"{counted(one, 'frame')}, the same within {rule.share:.0%} (the {rule.name} rule)"
        return
    if one != two:
        yield f"{names[0]} has {counted(one, 'frame')}, {names[1]} has {two:,}"
    if timing:
        yield (
            f"frame {timing.number} is shown for {timing.seconds[0]:.4g} s in {names[0]}, for "
            f"{timing.seconds[1]:.4g} s in {names[1]}"
        )
    if not comparison.plays_alike:
        often = [_NAMED.get(plays or 0, f"{plays} times") for plays in comparison.plays]
        yield f"{names[0]} is played {often[0]}, {names[1]} {often[1]}"
    for kind, found in (("first", comparison.first), ("worst", comparison.worst)):
        if found:
            number, window = found
            yield (
                f"{kind} differing frame: {number}, {window.share:.0%} of the {WINDOW}x{WINDOW} "
                f"pixels around ({window.x}, {window.y}) changed, {rule.share:.0%} may (the "
                f"{rule.name} rule)"
            )
