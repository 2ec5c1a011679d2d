"""Two media files or folders of pictures, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from gradreel.core.errors import InvalidInput

from ..decoding import STILLS, VIDEOS, pictures_in, read_pictures
from .picture import read_picture
from .rule import LOOSE, STRICT, WINDOW, Frame, Rule, Window, changed, size, worst_windows

LOSSY = (*VIDEOS, ".webp")


@dataclass(frozen=True)
class MediaComparison:
    """How two sequences of pictures differ.

    Attributes
    ----------
    rule : what was compared by: loose if one of the two is a lossy format.
    counts : how many frames each has.
    first, worst : number of the first differing frame and of the one that differs most, each with
        the worst window; None if all that both have are the same.
    """

    rule: Rule
    counts: tuple[int, int]
    first: tuple[int, Window] | None
    worst: tuple[int, Window] | None

    @property
    def same(self) -> bool:
        """Whether there are as many frames, and none differs beyond the tolerance."""
        return self.first is None and self.counts[0] == self.counts[1]


def compare_media(first: Path, second: Path) -> MediaComparison:
    """Compare two films, PNGs or folders of PNGs, one frame in memory at a time.

    Raises
    ------
    InvalidInput
        If one of them cannot be read, or their pictures are of different sizes.
    """
    rule = LOOSE if {first.suffix.lower(), second.suffix.lower()} & set(LOSSY) else STRICT
    counts = [0, 0]
    differing: list[tuple[int, Window]] = []
    for number, pair in enumerate(zip_longest(read_frames(first), read_frames(second))):
        counts = [count + (frame is not None) for count, frame in zip(counts, pair, strict=True)]
        expected, got = pair
        if expected is None or got is None:
            continue
        if expected.shape != got.shape:
            raise InvalidInput(
                f"{first} is {size(expected)} and {second} {size(got)}; give two of one size."
            )
        windows = worst_windows(changed(expected, got, rule))
        if windows and windows[0].share > rule.share:
            differing.append((number, windows[0]))
    worst = max(differing, key=lambda found: found[1].share, default=None)
    return MediaComparison(rule, (counts[0], counts[1]), differing[0] if differing else None, worst)


def read_frames(path: Path) -> Iterator[Frame]:
    """Go through the pictures of a file, or of a folder in the order of their names and numbers.

    Raises
    ------
    InvalidInput
        If there is nothing there that can be read.
    """
    if path.is_dir():
        yield from map(read_picture, pictures_in(path))
    elif path.is_file() and path.suffix.lower() in STILLS:
        yield read_picture(path)
    else:
        yield from (picture.frame for picture in read_pictures(path))


def told(comparison: MediaComparison, names: tuple[str, str]) -> list[str]:
    """Return what differs, a line for each; one line if nothing does."""
    rule, (one, two) = comparison.rule, comparison.counts
    if comparison.same:
        return [f"{one} frames, the same within {rule.share:.0%} (the {rule.name} rule)"]
    lines = [] if one == two else [f"{names[0]} has {one} frames, {names[1]} has {two}"]
    for kind, found in (("first", comparison.first), ("worst", comparison.worst)):
        if found:
            number, window = found
            lines.append(
                f"{kind} differing frame: {number}, {window.share:.0%} of the {WINDOW}x{WINDOW} "
                f"pixels around ({window.x}, {window.y}) changed, {rule.share:.0%} may (the "
                f"{rule.name} rule)"
            )
    return lines
