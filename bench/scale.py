"""Frames a second against the number of processes, and what a model says of more cores.

`python -m bench scale --jobs 1,2,4,8,16`. The model knows how long a process takes to get ready,
what setting up costs a piece, and each frame; it is fitted on one and two processes, which must be
among those asked for, and deals out the pieces as they are dealt out.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from gradreel.animate import FilmStage, Stage, render
from gradreel.animate.export.chunks import cuts_of, spans_of
from gradreel.animate.scene.film import Film
from gradreel.scenes.lecture import SCENE as LECTURE

from .measuring import FPS, Row, forget, ratio, seconds
from .video import encode

PART = "processes 1280x720"
SIZE = (1280, 720)
CORES = (4, 8, 16)
SCENES = 4
"""Of the lecture's, from its beginning, where few cores would take too long for all."""

SAMPLE = 250
"""Frames that the encoder alone is timed on."""


@dataclass(frozen=True)
class Model:
    """How long a film takes in so many processes.

    Attributes
    ----------
    start
        Seconds before the first piece is begun and after the last: processes, words, joining.
    frame
        Seconds that a frame takes in a process, drawing and encoding.
    getting_ready
        Frames that could be drawn in the time in which a piece's scene is set up.
    """

    start: float
    frame: float
    getting_ready: float

    @classmethod
    def fitted(cls, pieces: Sequence[int], getting_ready: float, one: float, two: float) -> Model:
        """Fit to the seconds that one and two processes took for pieces of so many frames."""
        long, short = (busiest(pieces, getting_ready, most) for most in (1, 2))
        frame = ratio(one - two, long - short)
        return cls(one - frame * long, frame, getting_ready)

    def seconds(self, pieces: Sequence[int], most: int) -> float:
        """Return how long so many processes take."""
        return self.start + self.frame * busiest(pieces, self.getting_ready, most)


def busiest(pieces: Sequence[int], getting_ready: float, most: int) -> float:
    """Return the frames of the process that has most to do: each takes the next piece when free."""
    free = [0.0] * most
    for frames in pieces:
        heapq.heapreplace(free, free[0] + getting_ready + frames)
    return max(free)


def measure(folder: Path, jobs: Sequence[int] = (1, 2)) -> list[Row]:
    """Render the film in 1, 2 and more processes; files go into `folder`."""
    few = (os.cpu_count() or 1) < 8
    film = replace(LECTURE, scenes=LECTURE.scenes[:SCENES]) if few else LECTURE
    stage = FilmStage(film, SIZE, fps=FPS)
    pieces = [end - begin for begin, end in spans_of(cuts_of(stage), len(stage))]
    found = {most: _render(film, most, folder) for most in sorted({1, 2, *jobs})}
    ready = seconds(lambda: FilmStage(film, SIZE, fps=FPS).chapter(0))
    per_frame = found[1] / len(stage)
    model = Model.fitted(pieces, ready / per_frame, found[1], found[2])
    alone = _render(film, 1, folder, cores=2)
    return [
        *_measured(found, len(stage)),
        Row(
            PART, "two processes / one whose encoder has both cores", ratio(found[2], alone), "x",
            note=f"{found[2]:.1f} s / {alone:.1f} s",
        ),
        *_predicted(model, pieces),
        *_encoder(film, folder),
    ]  # fmt: skip


@contextmanager
def on_cores(most: int) -> Iterator[None]:
    """Let this process and all that it starts use so many cores, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    there = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(there)[:most])
    try:
        yield
    finally:
        os.sched_setaffinity(0, there)


def _render(film: Film, most: int, folder: Path, cores: int | None = None) -> float:
    """Return how long so many processes take, by default on as many cores.

    With what is before and after.
    """
    forget()
    with on_cores(cores or most):
        return seconds(
            lambda: render(FilmStage(film, SIZE, fps=FPS), [folder / "film.mp4"], jobs=most)
        )


def _encoder(film: Film, folder: Path) -> list[Row]:
    """Measure the encoder alone on one core, and what cutting the film costs."""
    stage = Stage(film.scenes[0], SIZE, fps=FPS)
    frames = [stage.frame(index) for index in range(min(SAMPLE, len(stage)))]
    sizes = []
    with on_cores(1):
        for cuts in ((), (SAMPLE // 2,)):
            needed = encode(frames, folder / "encoder.mp4", cuts)
            sizes.append((folder / "encoder.mp4").stat().st_size)
    return [
        Row(
            PART, "frames a second of the encoder alone, one core", len(frames) / needed, "",
            note=f"{len(frames)} frames that are there already",
        ),
        Row(
            PART, "bytes in two pieces / in one", ratio(sizes[1], sizes[0]), "x",
            note=f"{len(frames)} frames; a film is cut half as often or less",
        ),
    ]  # fmt: skip


def _measured(found: Mapping[int, float], frames: int) -> list[Row]:
    return [
        Row(
            PART, f"frames a second, --jobs {most}", frames / needed, "",
            note=f"{frames:,} frames in {needed:.1f} s, {found[1] / needed:.2f} times as fast as 1",
        )
        for most, needed in found.items()
    ]  # fmt: skip


def _predicted(model: Model, pieces: Sequence[int]) -> list[Row]:
    frames = sum(pieces)
    return [
        Row(
            PART, f"frames a second that the model says of {most} cores",
            frames / model.seconds(pieces, most), "",
            note=f"{model.start:.1f} s once, {1000 * model.frame:.1f} ms a frame, "
            f"{model.getting_ready:.0f} frames to set up a piece",
        )
        for most in CORES
    ]  # fmt: skip
