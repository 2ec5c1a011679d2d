"""Frames a second against the number of processes, and what a model says of more cores.

`python -m bench scale --jobs 1,2,4,8,16`. The model knows how long a process takes to get ready,
what setting up costs a piece, drawing, encoding and joining; it is fitted on one and two processes,
and deals out the pieces as they are dealt out. As much of the lecture is rendered, from its
beginning, as there is time for; of two renders each, in turn, the quicker one counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from gradreel.animate import FilmStage, Stage, render
from gradreel.animate.export.chunks import cores, cuts_of, spans_of
from gradreel.animate.export.crew import FILM
from gradreel.animate.export.errand import Errand
from gradreel.animate.export.recipe import Recipe
from gradreel.animate.export.workers import Workers
from gradreel.animate.scene.film import Film
from gradreel.scenes.lecture import SCENE as LECTURE

from .measuring import FPS, Row, forget, interleaved, ratio, seconds
from .scale_model import Model, Overhead, frames_within, measured
from .video import encode

PART = "processes 1280x720"
SIZE = (1280, 720)
CORES = (4, 8, 16)
BUDGET = 140.0
"""Seconds a round for rendering what is like the first scene; others may take twice as long."""

ROUNDS = 2
"""Of each the quicker render counts: what else a machine does makes it slower, never quicker."""

SHORTEST = 500
"""Frames: fewer are too few pieces for two processes."""

SAMPLE = 250
"""Frames that drawing and the encoder alone are timed on."""


def measure(folder: Path, jobs: Sequence[int] = (1, 2)) -> list[Row]:
    """Render the film in 1, 2 and more processes; files go into `folder`."""
    drawing, encoding, share = _sample(folder)
    most = frames_within(BUDGET, drawing + encoding, jobs, cores())
    whole = FilmStage(LECTURE, SIZE, fps=FPS)
    count = max(sum(start <= max(most, SHORTEST) for start in whole.starts[1:]), 1)
    film = replace(LECTURE, scenes=LECTURE.scenes[:count])
    stage = FilmStage(film, SIZE, fps=FPS)
    pieces = _pieces(stage)
    numbers = measured(jobs, cores())
    tasks = {"alone": partial(_render, film, 1, folder, on=2)} | {
        str(number): partial(_render, film, number, folder) for number in numbers
    }
    times = {name: min(each) for name, each in interleaved(tasks, ROUNDS).items()}
    alone, found = times["alone"][0], {number: times[str(number)][0] for number in numbers}
    over = Overhead(_starting(stage), _setting_up(film), encoding, times["2"][1])
    model = Model.fitted(pieces, over, found[1], found[2])
    return [
        *_measured(found, len(stage)),
        Row(
            PART, "two processes / one, each with a core", ratio(found[2], found[1]), "x", 0.6,
            note=f"{found[2]:.1f} s / {found[1]:.1f} s; the encoder of the one is held to its core",
        ),
        Row(
            PART, "two processes / one whose encoder has both cores", ratio(found[2], alone), "x",
            1.0, note=f"{found[2]:.1f} s / {alone:.1f} s",
        ),
        *_predicted(model, _pieces(whole)),
        Row(
            PART, "frames a second of the encoder alone, one core", ratio(1, encoding), "",
            note=f"{SAMPLE} frames that are there already",
        ),
        Row(
            PART, "bytes in two pieces / in one", share, "x",
            note=f"{SAMPLE} frames; a film is cut half as often or less",
        ),
    ]  # fmt: skip


def _pieces(stage: FilmStage) -> list[int]:
    return [end - begin for begin, end in spans_of(cuts_of(stage), len(stage))]


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


def _render(film: Film, most: int, folder: Path, on: int | None = None) -> tuple[float, float]:
    """Return how long so many processes take, by default on as many cores; and how long joining."""
    drawn: list[float] = []

    def watch(share: float) -> None:
        if share >= 1:
            drawn.append(time.perf_counter())

    forget()
    with on_cores(on or most):
        begin = time.perf_counter()
        render(FilmStage(film, SIZE, fps=FPS), [folder / "film.mp4"], watch, jobs=most)
        end = time.perf_counter()
    return end - begin, end - drawn[0]


def _starting(stage: FilmStage) -> float:
    """Return how long it takes until a new process has drawn its first frame."""
    recipe = Recipe.of(stage)
    assert recipe
    with Workers(1, FILM) as workers:
        return seconds(lambda: workers.submit(Errand(recipe, 0, 1, []).run).result())


def _setting_up(film: Film) -> float:
    """Return how long the first picture of a scene takes, on average."""
    forget()
    stage = FilmStage(film, SIZE, fps=FPS)
    with on_cores(1):
        count = len(film.scenes)
        return seconds(lambda: [stage.chapter(k).frame(0) for k in range(count)]) / count


def _sample(folder: Path) -> tuple[float, float, float]:
    """Return the seconds of drawing and encoding a frame on one core, and what a cut costs."""
    stage = Stage(LECTURE.scenes[0], SIZE, fps=FPS)
    stage.frame(0)
    count = min(SAMPLE, len(stage))
    with on_cores(1):
        begin = time.perf_counter()
        frames = [stage.frame(index) for index in range(count)]
        drawing = time.perf_counter() - begin
        needed, sizes = [], []
        for cuts in ((), (count // 2,)):
            needed.append(encode(frames, folder / "encoder.mp4", cuts))
            sizes.append((folder / "encoder.mp4").stat().st_size)
    return drawing / count, needed[0] / count, ratio(sizes[1], sizes[0])


def _measured(found: Mapping[int, float], frames: int) -> list[Row]:
    return [
        Row(
            PART, f"frames a second, --jobs {most}", frames / needed, "",
            note=f"{frames:,} frames in {needed:.1f} s, {found[1] / needed:.2f} times as fast as 1",
        )
        for most, needed in found.items()
    ]  # fmt: skip


def _predicted(model: Model, pieces: Sequence[int]) -> list[Row]:
    frames, over = sum(pieces), model.over
    free = replace(model, slowing=0.0)
    told = (
        f"{over.starting:.1f} s to start, {over.setting_up:.2f} s to set up a piece, "
        f"{1000 * model.drawing:.1f} ms to draw and {1000 * over.encoding:.1f} ms to encode a "
        f"frame, {over.joining:.1f} s to join, {model.slowing:.1%} slower with each process"
    )
    return [
        Row(
            PART, f"frames a second that the model says of {most} cores",
            frames / model.seconds(pieces, most), "",
            note=f"{frames:,} frames; {frames / free.seconds(pieces, most):,.0f} if none slows "
            f"another; {told}",
        )
        for most in CORES
    ]  # fmt: skip
