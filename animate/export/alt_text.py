"""What is to be seen, in words: for those who do not see it, and for a file's description."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from gradreel.core import Sweep, Trajectory, minima_in_window, minima_of
from gradreel.core.arrays import FloatArray
from gradreel.core.counted import counted
from gradreel.core.standing import Progress, Way
from gradreel.core.sweep_course import SweepCourse

from ..panels.sweep.sweep_view import SweepView
from ..scene import number_format
from ..scene.number_format import given, tick
from ..scene.plain_text import plain
from ..scene.scene import Scene
from ..style.run_styles import label_of

NEAR = 64
"""A run has arrived where the shorter side of the surface's window, divided by this, is left."""


class Arrival(NamedTuple):
    """From which step on a run stays near which minimum; (w, b) as they are written."""

    step: int
    run: str
    minimum: tuple[str, str]


def alt_text(title: str, scenes: Sequence[Scene]) -> str:
    """Return a paragraph in plain characters: of one scene its run, of a film its scenes.

    Of a run it tells its titles, the surface, the optimizers and their learning rates, the start,
    and, of what is shown, who arrived at a minimum at which step, who did not, and who diverged.
    All numbers are those of the trajectories.
    """
    if len(scenes) == 1:
        answers = [_ended(plain(each.text)) for each in scenes[0].timeline.titles]
        return " ".join([_ended(plain(title)), *answers, *told(scenes[0])])
    parts = (f"{n}. {_ended(plain(scene.summary))}" for n, scene in enumerate(scenes, start=1))
    return " ".join([f"{plain(title)}, a film of {counted(len(scenes), 'scene')}.", *parts])


def told(scene: Scene) -> list[str]:
    """Return what a run tells, a sentence each."""
    views = [getattr(panel, "view", None) for panel in scene.panels.values()]
    sweeps = [view.sweep for view in views if isinstance(view, SweepView)]
    if sweeps:
        return _of_sweep(scene, sweeps[0])
    shown = math.floor(scene.clock.last_step)
    start = _place(scene.start)
    ground = f"on the loss surface {scene.surface.name.replace('_', ' ')}"
    if shown == 0:
        return [f"{_contest(scene)} at the start {ground}, {start}."]
    together = f"{_contest(scene)} over {counted(shown, 'step')} {ground}, from {start}."
    begun = [together, *_elsewhere(scene)]
    runs = scene.trajectories.values()
    lost = [(int(run.outcome.diverged_at), run.name) for run in runs]
    diverged = [
        f"{label_of(name)} diverges at step {at:,}."
        for at, name in sorted(lost)
        if 0 <= at <= shown
    ]
    going = [run for run in runs if not 0 <= run.outcome.diverged_at <= shown]
    gaps = _gaps(runs, shown)
    if len(minima_in_window(scene.surface)):
        return [*begun, *_arrivals(scene, going, shown), *gaps, *diverged]
    left = _departures(scene, shown)
    inside = [run for run in going if run.name not in left]
    return [*begun, *_leave(left), *_losses(inside, shown), *gaps, *diverged]


def _contest(scene: Scene) -> str:
    """Name the optimizers; neighbours with one learning rate share its mention."""
    rates = {o.name: getattr(o, "learning_rate", None) for o in scene.optimizers}
    groups = []
    for rate, names in groupby(scene.trajectories, key=rates.get):
        labels = [label_of(name) for name in names]
        said = ""
        if isinstance(rate, int | float) and not all("η=" in label for label in labels):
            said = f" with learning rate {given(rate)}"
        groups.append(_listed(labels) + said)
    return _listed(groups)


def _elsewhere(scene: Scene) -> list[str]:
    """Say who starts at another place than the scene's start."""
    starts = {run.name: tuple(run.params[0].tolist()) for run in scene.trajectories.values()}
    common = tuple(map(float, scene.start))
    return [
        f"{label_of(name)} starts at {_place(start)}."
        for name, start in starts.items()
        if start != common
    ]


def _place(point: Iterable[float]) -> str:
    return "w = {}, b = {}".format(*map(number_format.near, point))


def _arrivals(scene: Scene, runs: Iterable[Trajectory], shown: int) -> list[str]:
    radius = near(scene)
    arrived, others = [], []
    for run in runs:
        target = _nearest(minima_of(scene.surface), run.params[min(shown, run.steps)])
        step = run.settles(target, radius)
        if step is None or step > shown:
            others.append(label_of(run.name))
        else:
            arrived.append(Arrival(step, label_of(run.name), _written(target, radius)))
    sentences = [_arrival(place, list(them), radius) for place, them in groupby(
        sorted(arrived, key=lambda a: (a.minimum, a.step)), key=lambda a: a.minimum
    )]  # fmt: skip
    if others:
        single = len(minima_of(scene.surface)) == 1
        where = ("there" if arrived else "at the minimum") if single else "at a minimum"
        verb = "has" if len(others) == 1 else "have"
        sentences.append(f"{_listed(others)} {verb} not arrived {where} by step {shown:,}.")
    return sentences


def _arrival(place: tuple[str, str], arrived: Sequence[Arrival], radius: float) -> str:
    first, *rest = arrived
    others = "".join(f", {each.run} from step {each.step:,}" for each in rest)
    return (
        f"{first.run} stays within {tick(radius)} of the minimum at w = {place[0]}, b = {place[1]} "
        f"from step {first.step:,} on{others}."
    )


def _departures(scene: Scene, shown: int) -> dict[str, int]:
    """Who has left a window without a minimum, downhill, and at which step, in that order."""
    runs = scene.trajectories.items()
    ends = {name: Progress(run, scene.surface).at(shown) for name, run in runs}
    left = ((name, int(end.value)) for name, end in ends.items() if end.way == Way.LEFT)
    return dict(sorted(left, key=lambda item: item[1]))


def _leave(left: Mapping[str, int]) -> list[str]:
    if not left:
        return []
    (first, step), *rest = left.items()
    others = "".join(f", {label_of(name)} at step {at:,}" for name, at in rest)
    return [f"{label_of(first)} leaves the window at step {step:,}{others}."]


def _of_sweep(scene: Scene, sweep: Sweep | SweepCourse) -> list[str]:
    """Tell what was swept over, and how it ended in the words of the last caption."""
    start = _place(scene.start)
    ranges = (
        f"{counted(len(values), 'value')} of {name.replace('_', ' ')} "
        f"from {given(values.min())} to {given(values.max())}"
        for name, values in zip(sweep.names, sweep.values, strict=True)
    )
    over = counted(scene.steps, "step")
    ground = scene.surface.name.replace("_", " ")
    runs = counted(sweep.arrive.size, "run")
    begun = f"{runs} over {over} on the loss surface {ground}, from {start}: {_listed(ranges)}."
    ends = [plain(caption.text) for caption in scene.clock.captions[-1:]]
    return [begun, *(_ended(end[0].upper() + end[1:]) for end in ends)]


def _losses(runs: Iterable[Trajectory], shown: int) -> list[str]:
    """Tell the losses at the end, for a surface without a known minimum."""
    found = ((float(run.loss[min(shown, run.steps)]), label_of(run.name)) for run in runs)
    ends = sorted((loss, name) for loss, name in found if math.isfinite(loss))
    if not ends:
        return []
    listed = _listed(f"{number_format.near(loss)} for {name}" for loss, name in ends)
    return [f"At step {shown:,} the loss is {listed}."]


def _gaps(runs: Iterable[Trajectory], shown: int) -> list[str]:
    """Tell who has no numbers for a while."""
    sentences = []
    for run in runs:
        end = int(run.outcome.diverged_at)
        missing = np.flatnonzero(~run.known[: shown + 1 if end < 0 else min(end, shown + 1)])
        if len(missing):
            first, last = missing[0], missing[-1]
            every = last - first + 1 == len(missing)
            when = f"step {first:,}" if first == last else f"steps {first:,} to {last:,}"
            some = "" if every else f"{len(missing):,} of "
            sentences.append(f"{label_of(run.name)} has no number at {some}{when}.")
    return sentences


def near(scene: Scene) -> float:
    """Return the distance at which a run counts as arrived: `NEAR`, to one digit."""
    window = scene.surface.window
    side = min(window.w_max - window.w_min, window.b_max - window.b_min)
    return float(f"{side / NEAR:.0e}")


def _nearest(minima: FloatArray, place: FloatArray) -> FloatArray:
    nearest: FloatArray = minima[np.hypot(*(minima - place).T).argmin()]
    return nearest


def _written(place: FloatArray, radius: float) -> tuple[str, str]:
    """Write (w, b) to a hundredth of the radius."""
    decimals = 2 - math.floor(math.log10(radius))
    w, b = (tick(round(float(value), decimals) + 0.0) for value in place)
    return w, b


def _listed(words: Iterable[str]) -> str:
    """Join: a, b and c."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
