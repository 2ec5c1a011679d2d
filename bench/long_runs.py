"""The cost of a frame at step 100,000 beside that at step 1,000, in one and the same run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from gradreel.animate import Replay, Scene, Stage, Timeline
from gradreel.core import AdaGrad, GradientDescent, Momentum, Quadratic
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import FPS, Row, median_ratio, seconds

PART = "long runs"
EARLY, LATE = 1_000, 100_000
FRAMES = 12

# From EARLY on and up to LATE, two steps a frame.
TIMELINE = Timeline(
    (
        Replay(EARLY, EARLY + 2 * FRAMES, FRAMES / FPS),
        Replay(LATE - 2 * FRAMES, LATE, FRAMES / FPS),
    )
)
BOWL = Quadratic(condition_number=7.3, angle=0.5)


def scenes() -> Mapping[str, Scene]:
    """Return runs of 100,000 steps that settle, that bounce for ever, that cross the map for ever.

    Gradient descent at its limit, 2 / curvature, jumps to and fro between two places. Momentum
    that loses next to nothing draws a Lissajous figure that in time covers its whole rectangle: the
    largest trail that there can be.
    """
    replay = replace(SCENE, steps=LATE, timeline=TIMELINE)
    bowl = replace(replay, surface=BOWL, start=(-1.5, 1.2))
    curvature = BOWL.condition_number
    bounce = GradientDescent(learning_rate=2 / curvature)
    wander = Momentum(learning_rate=0.01, momentum=0.999999)
    adagrad = AdaGrad(learning_rate=0.1)
    return {
        "the replay's four": replay,
        "gradient descent at its limit": replace(bowl, optimizers=(bounce, adagrad)),
        "momentum that never settles": replace(bowl, optimizers=(wander, adagrad)),
    }


def measure(folder: Path) -> list[Row]:
    """Measure each of the scenes."""
    del folder  # nothing is written
    return [_row(name, scene) for name, scene in scenes().items()]


def _row(name: str, scene: Scene) -> Row:
    """Play on from both steps in turn, as a render does, each on a stage of its own.

    The first frame of each is left out and told: to begin in the middle, a stage has to catch up
    with what lies far back.
    """
    stages = {EARLY: Stage(scene), LATE: Stage(scene)}
    first = {EARLY: 0, LATE: FRAMES}
    catching_up = seconds(partial(stages[LATE].frame, first[LATE]))
    stages[EARLY].frame(first[EARLY])
    costs: dict[int, list[float]] = {EARLY: [], LATE: []}
    for ahead in range(1, FRAMES):
        for step, stage in stages.items():
            costs[step].append(seconds(partial(stage.frame, first[step] + ahead)))
    early, late = (1000 * median(costs[step]) for step in (EARLY, LATE))
    return Row(
        PART, f"frame at step {LATE:,} / {EARLY:,}, {name}",
        median_ratio(costs[LATE], costs[EARLY]), "x", 1.5,
        note=f"{late:.1f} ms / {early:.1f} ms at 1280x720; to begin there {catching_up:.2f} s",
    )  # fmt: skip
