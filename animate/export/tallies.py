"""What each scene counts while it is shown, for formats that hold its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES

from ..formats.tally import Tally
from ..scene.plain_text import plain
from ..scene.scene import Scene
from ..stage.opening import AnyStage
from ..style.run_styles import label_of
from .record import scenes_of


def tallies_of(stage: AnyStage, frames: int) -> tuple[Tally, ...]:
    """Return those of all scenes in order; the last picture stays until there are so many frames.

    Only steps that a frame shows have numbers, so a run of 100,000 steps takes no more room than
    the film is long.
    """
    steps = [stage.moment(index).whole for index in range(len(stage))]
    steps += steps[-1:] * (frames - len(steps))
    starts = [round(chapter.start * stage.rate) for chapter in stage.outline.chapters] or [0]
    parts = zip(scenes_of(stage), starts, [*starts[1:], len(steps)], strict=True)
    return tuple(_tally(scene, start, steps[start:end]) for scene, start, end in parts)


def _tally(scene: Scene, first: int, steps: Sequence[int]) -> Tally:
    shown = np.array(sorted(set(steps)))
    runs = [_series(run) for run in scene.trajectories.values() if run.loss.ndim == 1]
    quantities = list(dict.fromkeys(name for run in runs for name in run))
    numbers = np.full((len(quantities), len(runs), len(shown)), np.nan)
    for column, run in enumerate(runs):
        for name, values in run.items():
            there = shown < len(values)
            numbers[quantities.index(name), column, there] = values[shown[there]]
    names = [name for name, run in scene.trajectories.items() if run.loss.ndim == 1]
    return Tally(first, steps, [plain(label_of(name)) for name in names], quantities, numbers)


def _series(run: Trajectory) -> dict[str, FloatArray]:
    """Return the columns of a trace: where the run was, and each channel."""
    channels = {
        f"{channel.replace('_', ' ')} {coordinate}": values[:, column]
        for channel, values in run.channels.items()
        for column, coordinate in enumerate(COORDINATES)
    }
    return {"w": run.w, "b": run.b, "loss": run.loss, **channels}
