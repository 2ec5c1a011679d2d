"""MP4, 1280x720: FuncAnimation, this renderer and the encoder alone on the same frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

from gradreel.animate import render
from gradreel.animate.formats import Clip, Mp4Encoder
from gradreel.animate.scene.frame import Frame

from .measuring import FPS, Row, cold_stage, film_length, interleaved, median_ratio, seconds
from .plain_animation import evenly, save

PART = "MP4 1280x720"
SIZE = (1280, 720)
SUBSET = 24
"""Frames that FuncAnimation is timed on, spread evenly over the film."""

ROUNDS = 3


def measure(folder: Path) -> list[Row]:
    """Measure everything about the MP4; files go into `folder`."""
    count = film_length()
    frames = list(cold_stage(SIZE)[0].frames())  # equal neighbours are one array
    moments = evenly(count, SUBSET, FPS)
    setups: list[float] = []

    def ours() -> float:
        stage, setup = cold_stage(SIZE)
        setups.append(setup)
        return seconds(lambda: render(stage, [folder / "ours.mp4"]))

    tasks = {
        "plain": lambda: save(SIZE, moments, folder / "plain.mp4").seconds(count),
        "ours": ours,
        "encoder": lambda: encode(frames, folder / "encoder.mp4"),
        "ours again": ours,
        "deferred": lambda: save(SIZE, moments, folder / "plain.mp4", deferred=True).seconds(count),
    }
    return rows(interleaved(tasks, ROUNDS), setups)


def rows(found: dict[str, list[float]], setups: list[float]) -> list[Row]:
    """Put what the rounds gave into rows; `setups` holds two a round, of ours and ours again."""
    plain, encoder, deferred = found["plain"], found["encoder"], found["deferred"]
    # What is compared with ours stands between two runs of it.
    pairs = list(zip(found["ours"], found["ours again"], strict=True))
    ours = [(a + b) / 2 for a, b in pairs]
    whole = [o + (a + b) / 2 for o, a, b in zip(ours, setups[::2], setups[1::2], strict=True)]
    film = f"{film_length()} frames"
    return [
        Row(
            PART, "FuncAnimation.save / this renderer", median_ratio(plain, whole), "x", 15,
            "at least",
            f"{median(plain):.0f} s / {median(whole):.1f} s for {film}, set-up included; "
            f"FuncAnimation timed on {SUBSET} of them, spread evenly",
        ),
        Row(
            PART, "the same, without the draw a window defers", median_ratio(deferred, whole), "x",
            note=f"{median(deferred):.0f} s; FuncAnimation draws twice where there is no screen",
        ),
        Row(
            PART, "this renderer / encoder alone", median_ratio(ours, encoder), "x", 1.3,
            note=f"{median(ours):.2f} s / {median(encoder):.2f} s for {film}, set-up left out",
        ),
        Row(
            PART, "the same, set-up included", median_ratio(whole, encoder), "x",
            note=f"set-up {median(setups):.2f} s: runs, contours, texts, places of names",
        ),
    ]  # fmt: skip


def encode(frames: Sequence[Frame], path: Path) -> float:
    """Return how long the encoder takes for frames that are there already."""

    def task() -> None:
        with Mp4Encoder(path, Clip(SIZE, FPS)) as encoder:
            for frame in frames:
                encoder.write(frame)

    return seconds(task)
