"""Large pictures as MP4, 1920x1080 and 3840x2160 at 50 frames a second, as `-q h` and `-q k`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gradreel.animate import Stage, Timeline, render
from gradreel.animate.export.crew import Jobs
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import Row, forget, seconds

PART = "large pictures"
FPS = 50.0
SIZES = ((1920, 1080), (3840, 2160))
LAST_STEP = 20


def measure(folder: Path) -> list[Row]:
    """Render the beginning of the replay at each size; files go into `folder`."""
    return [_row(size, folder) for size in SIZES]


def _row(size: tuple[int, int], folder: Path) -> Row:
    forget()
    scene = replace(SCENE, timeline=Timeline.of(SCENE.clock.between(0, LAST_STEP)))
    stage = Stage(scene, size, fps=FPS)
    needed = seconds(lambda: render(stage, [folder / "large.mp4"], jobs=Jobs()))
    return Row(
        PART, f"frames a second, {size[0]}x{size[1]} at {FPS:g}", len(stage) / needed, "",
        note=f"{len(stage)} frames in {needed:.1f} s, set-up left out, as many processes as pay",
    )  # fmt: skip
