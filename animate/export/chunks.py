"""Where a film is cut into pieces, and whether it pays to draw them in several processes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise

from ..stage.film_stage import FilmStage
from ..stage.opening import AnyStage

LONGEST = 250
"""Frames. Each piece begins with a whole picture, and so do videos at least so often anyhow."""

SHORTEST = 100
"""A scene of a film ends a piece that has so many frames."""

START_WORK = 300
"""Frames at 1280x720 that are drawn and encoded in the time in which a process gets ready."""

PIXELS = 1280 * 720


def cuts_of(stage: AnyStage) -> list[int]:
    """Return the numbers of the frames with which the second and later pieces begin.

    They depend on the film and its rate alone: not on the size, the formats, or who draws it. The
    last piece has what the last picture is held for.
    """
    frames = len(stage)
    starts = stage.starts if isinstance(stage, FilmStage) else ()
    ends = [0]
    for start in starts:
        if start - ends[-1] >= SHORTEST and frames - start >= SHORTEST:
            ends.append(start)
    cuts: list[int] = []
    for begin, end in pairwise([*ends, frames]):
        pieces = -(-(end - begin) // LONGEST)
        cuts += [begin + (end - begin) * k // pieces for k in range(pieces)]
    return cuts[1:]


def spans_of(cuts: Sequence[int], frames: int) -> list[tuple[int, int]]:
    """Return the first frame of each piece, and the one after its last."""
    return list(pairwise([0, *cuts, frames]))


def cores() -> int:
    """Return how many processes this one may keep busy at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_that_pay(frames: int, size: tuple[int, int], pieces: int) -> int:
    """Return how many processes to draw a film in, 1 for this one alone.

    Each must get ready first, and one alone draws while it encodes, which two cores share.
    """
    most = min(cores(), pieces)
    work = frames * max(size[0] * size[1] / PIXELS, 0.25)
    pays = START_WORK + work / most < work / 2 + work / 10
    return most if most > 1 and pays else 1
