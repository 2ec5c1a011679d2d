"""Does a file still show what the code makes? Its scene is drawn again, frame for frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

from gradreel.core.errors import InvalidInput

from ..export.record import record_of
from ..formats import FORMATS, Format
from ..formats.kinds import Picture
from ..formats.reading import picture_format, read_pictures
from ..formats.records import read_record
from ..safe_text import one_line, shortened
from ..scene.film import Film
from ..scene.frame import Frame
from ..scene.scene import Scene
from ..scene.timeline import Timeline
from ..stage.opening import AnyStage, open_stage
from ..style.theme import find_theme
from .alpha import is_opaque
from .frame_differences import Difference, Differences, other_size, with_edges_of

FASTEST_WITH_ALL = 50
"""Frames a second up to which a format with delays stores each frame; above, it leaves some out."""


@dataclass(frozen=True)
class Verdict:
    """What came of a comparison.

    Attributes
    ----------
    exact
        Whether all pixels had to be the same; else there is a bound.
    frames
        How many were compared.
    decibels
        The lowest PSNR of a frame; infinite where all are the same.
    reasons
        What differs apart from single frames, a phrase for each.
    first, worst
        The first frame that differs and the one that differs most.
    """

    exact: bool
    frames: int
    decibels: float
    reasons: Sequence[str]
    first: Difference | None
    worst: Difference | None

    @property
    def same(self) -> bool:
        """Whether the file still shows what the code makes."""
        return self.first is None and not self.reasons


def verify(path: Path, scene: Scene | Film) -> Verdict:
    """Draw the scene with the size, rate and theme of a file and compare each frame.

    A lossless file must have the same pixels. Of a lossy one each frame must reach
    `LEAST_DECIBELS`, and at half the size, as finely as most videos keep colours, no small window
    may have changed more than the loose rule of golden frames allows: so a marker that moved is
    found. See-through frames are compared on a white and on a black ground; where a GIF, whose
    pixels are opaque or not, cannot hold an edge, the edge does not count.

    Raises
    ------
    InvalidInput
        The file cannot be read, gradreel did not write it, or it holds no pixels.
    """
    named = FORMATS.get(path.suffix.lower())
    if named and not named.pictures:
        raise InvalidInput(f"{path} has no pixels to compare; verify a .png of the same frame.")
    record, kept = read_record(path), picture_format(path)
    pictures = _pictures(path, kept, record)
    stage = _stage_of(scene, record)
    exact = kept.is_exact(path)
    seen, reasons = Differences(exact), [*_run_reasons(record, record_of(stage))]
    one_bit = record["transparent"] and kept.alpha == "one bit"
    for index, shown in _pairs(kept, pictures, record, reasons):
        made = stage.frame(min(index, len(stage) - 1))
        seen.compare(index, shown, with_edges_of(shown, made) if one_bit else made)
    return Verdict(exact, seen.count, seen.decibels, reasons, seen.first, seen.worst)


def _pictures(path: Path, kept: Format, record: dict[str, Any]) -> Iterator[Picture]:
    """Go through the pictures, of which the first is as the record says.

    What can be seen through has four channels, whatever the record says.
    """
    transparent = record["transparent"]
    pictures = (
        picture if transparent or not is_opaque(picture.frame)
        else picture._replace(frame=picture.frame[..., :3])
        for picture in read_pictures(path, alpha=transparent or kept.alpha != "none")
    )  # fmt: skip
    first = next(pictures)
    width, height = record["size"]
    told = (height, width, 4 if transparent else 3)
    if first.frame.shape != told:  # known before such a frame is drawn
        raise other_size(first.frame, told)
    return chain([first], pictures)


def _stage_of(scene: Scene | Film, record: dict[str, Any]) -> AnyStage:
    if isinstance(scene, Scene):
        shown, clock = record["runs"][0]["shown"], scene.clock
        if shown != [clock.first_step, clock.last_step]:  # it was cut by --from and --to
            scene = replace(scene, timeline=Timeline.of(clock.between(*shown)))
    width, height = record["size"]
    return open_stage(
        scene, (width, height), theme=find_theme(record["theme"]), fps=record["fps"],
        transparent=record["transparent"],
    )  # fmt: skip


def _run_reasons(told: dict[str, Any], made: dict[str, Any]) -> Iterator[str]:
    if told["scene"] != made["scene"]:
        yield f"it shows {shortened(one_line(told['scene']))}, not {made['scene']}"
    if told["trajectories"] != made["trajectories"]:
        yield "its trajectories are others"
    for name in ("start", "steps", "shown"):
        if [run[name] for run in told["runs"]] != [run[name] for run in made["runs"]]:
            yield f"its {name} {'is' if name == 'start' else 'are'} told otherwise than now"
    if told["frames"] != made["frames"]:
        yield f"it was made of {told['frames']} frames, now there are {made['frames']}"


def _pairs(
    kept: Format, pictures: Iterator[Picture], record: dict[str, Any], reasons: list[str]
) -> Iterator[tuple[int, Frame]]:
    """Go through the numbers of the frames that the code makes, each with what the file shows."""
    if "still" in record:
        yield record["still"], next(pictures).frame
        if next(pictures, None):
            reasons.append("it has more pictures than the one that it tells of")
        return
    count, rate = record["delivered"]["frames"], Fraction(record["delivered"]["fps"])
    timed = kept.plays is not None
    sparse = timed and rate > FASTEST_WITH_ALL
    begin, seconds = 0, 0.0
    for picture, end in _ends(pictures, rate if timed else None):
        for number in range(begin, min(end, begin + 1, count) if sparse else min(end, count)):
            yield number, picture.frame
        begin, seconds = end, seconds + picture.seconds
    if abs(begin - count) > sparse:
        reasons.append(f"it has {begin} frames instead of {count}")
    elif seconds and abs(seconds * rate - count) > 2:
        reasons.append(f"it lasts {seconds:.2f} s instead of {float(count / rate):.2f} s")


def _ends(pictures: Iterator[Picture], rate: Fraction | None) -> Iterator[tuple[Picture, int]]:
    """Go through the pictures, each with the number of the first frame after it.

    Parameters
    ----------
    rate
        Of the frames, where a picture stands for those in the middle of which it is shown; None
        where each picture is a frame.
    """
    seconds = 0.0
    for number, picture in enumerate(pictures, start=1):
        seconds += picture.seconds
        yield picture, number if rate is None else math.ceil(seconds * rate - Fraction(1, 2))
