"""What a frame costs while something eases, changes or fades, against one that plays.

In processor time of the thread that draws, so other work on the machine shows less; each kind of
frame is drawn by a stage that has drawn one of its kind before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

from gradreel.animate import (
    Change,
    ContourPanel,
    CurvePanel,
    Dim,
    Film,
    FilmStage,
    Highlight,
    Play,
    Reveal,
    Rewind,
    Stage,
    SurfacePanel,
    Timeline,
)
from gradreel.animate.scene.scene import Scene
from gradreel.core import Neuron, Window, sparse_dataset
from gradreel.scenes.adagrad_replay import SCENE

from .measuring import FPS, Row, ratio

PART = "verbs"
SIZE = (1280, 720)
MOST = 2.0
"""Times what a playing frame costs, at the most."""

_PLAY = Play(100, 4)
_VERBS = {
    "Reveal": (Reveal(("map/adagrad", "loss"), seconds=2), 1.2),
    "Dim": (Dim(("map", "loss/adagrad"), seconds=2), 1.2),
    "Highlight": (Highlight(("loss", "map/adagrad"), seconds=2), 1.2),
    "Rewind": (Rewind(seconds=2), 0.0),
}
_ZOOM = Window(-1.0, 0.6, -0.8, 0.8)


def scene_of(verb: object, ease: float = 0.0, panel: object = None) -> Scene:
    """Return a scene that plays and then does what a verb says."""
    panels = {
        "map": panel or ContourPanel(names=False),
        "loss": CurvePanel("loss", step_axis=True),
    }
    return replace(
        SCENE, panels=panels, rows=(("map", "loss"),), widths=(1.6, 1), heights=(), keep=(),
        timeline=Timeline((_PLAY, verb), ease=ease),
    )  # fmt: skip


def milliseconds(frame: Callable[[int], object], numbers: range) -> list[float]:
    """Return what each frame costs but the first, and those that are equal to the one before."""
    found, last = [], frame(numbers[0])
    for number in numbers[1:]:
        begin = time.thread_time()
        drawn = frame(number)
        if drawn is not last:
            found.append(1e3 * (time.thread_time() - begin))
        last = drawn
    return found


def ratio_of(scene: Scene, seconds: float) -> tuple[float, str]:
    """Return what a frame of the verb costs, in those of a playing one, and both in words."""
    stage = Stage(scene, SIZE, fps=FPS)
    begin = round(_PLAY.seconds * FPS)
    end = min(begin + round(seconds * FPS), len(stage))
    playing = milliseconds(stage.frame, range(begin // 2, begin - 1))
    verb = milliseconds(stage.frame, range(begin + 1, end - 1))
    return _compared(verb, playing)


def _compared(verb: list[float], playing: list[float]) -> tuple[float, str]:
    words = f"median {median(verb):.1f} ms, mean {mean(verb):.1f} ms; playing {median(playing):.1f}"
    return ratio(median(verb), median(playing)), words


def fades() -> tuple[float, str]:
    """Return what a frame costs in which a card fades, as `ratio_of` does."""
    scenes = (scene_of(_PLAY), scene_of(_PLAY))
    film = FilmStage(
        Film("film", "Two scenes.", "A film", scenes, card_seconds=3, fade=1), SIZE, fps=FPS
    )
    card = round(3 * FPS)
    playing = milliseconds(film.frame, range(card + 20, card + 80))
    second = film.frame_at_time(len(film) / FPS / 2) + 1
    fading = milliseconds(film.frame, range(second, second + round(FPS) - 2))
    return _compared(fading, playing)


def measure(folder: Path) -> list[Row]:  # noqa: ARG001 - it writes none
    """Measure each verb against playing in the same scene."""
    dense = Neuron(sparse_dataset(sparsity=0))
    found: Mapping[str, Callable[[], tuple[float, str]]] = {
        **{
            name: lambda verb=verb, ease=ease: ratio_of(scene_of(verb, ease), ease or 2.0)
            for name, (verb, ease) in _VERBS.items()
        },
        "Change: the map zooms": lambda: ratio_of(
            scene_of(Change("map", 2), 0, ContourPanel(names=False, zoom=_ZOOM)), 2
        ),
        "Change: the map's data": lambda: ratio_of(
            scene_of(Change("map", 2), 0, ContourPanel(names=False, before=dense)), 2
        ),
        "Change: the map tilts": lambda: ratio_of(
            scene_of(Change("map", 2), 0, SurfacePanel(tilt=True)), 2
        ),
        "a card fades": fades,
    }
    rows = []
    for name, task in found.items():
        value, words = task()
        rows.append(Row(PART, f"{name}, against a playing frame", value, "x", MOST, note=words))
    return rows
