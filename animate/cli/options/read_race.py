"""From what was typed to a race: surfaces and optimizers by their text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from gradreel.core import (
    Dataset,
    GridSurface,
    MiniBatch,
    Optimizer,
    Oracle,
    Schedule,
    Scheduled,
    Surface,
    Trajectory,
    Tuning,
    Window,
    hyperparameters_of,
    minima_of,
    parameters_of,
    parse_optimizer,
    parse_schedule,
    parse_surface,
    start_of,
    tune,
)
from gradreel.core.errors import InvalidInput
from gradreel.core.expression import listed, surfaces_of_data
from gradreel.core.suggested import STEPS, suggested_for

from ...drawing.stars import star_of
from ...racing.race import Race
from ...racing.titles import place, title_of
from ...scene.naming import told_apart, written
from ..saying import say
from .race import Entries, Ground
from .read_runs import read_runs

_LONGEST = 50  # characters of a title for the surface


@dataclass(frozen=True)
class Field:
    """Where and how to run, as numbers."""

    surface: Surface
    start: tuple[float, float]
    steps: int
    oracle: Oracle | None
    ground: str
    notes: tuple[str, ...]


def field_of(
    ground: Ground, surface: Surface, runs: Sequence[Trajectory] = (), usual: int = STEPS
) -> Field:
    """Make numbers of what was typed.

    Parameters
    ----------
    surface
        What `read_surface` made of it.
    runs
        Recorded elsewhere; start and steps are theirs if none were typed.
    usual
        Steps where neither says how many.

    Raises
    ------
    InvalidInput
        A name, number or file that is not possible.
    """
    start = runs[0].params[0] if runs else start_of(surface)
    w, b = map(float, ground.start or start)
    steps = ground.steps
    if steps is None:
        steps = max((run.steps for run in runs), default=usual)
    if steps < 1:
        raise InvalidInput(f"--steps {steps} was given; give a whole number of at least 1.")
    if isinstance(surface, GridSurface):
        _check_start(surface, (w, b), str(ground.surface))
    schedule = parse_schedule(ground.schedule, steps) if ground.schedule else None
    notes = (f"schedule: {_written(schedule)}",) if schedule else ()
    oracle = _oracle(ground, surface)
    return Field(surface, (w, b), steps, oracle, _called(ground, surface), notes)


def _check_start(surface: GridSurface, start: tuple[float, float], path: str) -> None:
    """Check that runs can leave the start: in a grid there are holes, and steps too high."""
    params = np.array(start)
    with np.errstate(all="ignore"):
        numbers = [surface.loss(params), *surface.gradient(params)]
    if not np.isfinite(numbers).all():
        raise InvalidInput(
            f"{path} has no finite loss and gradient at the start {place(params)}; give --start "
            "with a point where it has."
        )


def contest(ground: Ground, entries: Entries, *, told: bool = True) -> Race:
    """Make a race of what was typed.

    Parameters
    ----------
    told
        Whether the learning rates that were searched for are printed.

    Raises
    ------
    InvalidInput
        A name, number or file that is not possible.
    """
    if not (entries.optimizers or entries.runs):
        raise InvalidInput(
            "Nobody takes part; give --optimizer with a name from `gradreel optimizers`, or --run "
            "with a file."
        )
    surface = read_surface(ground)
    kinds = [text.partition("(")[0].strip() for text in entries.optimizers]
    runs = read_runs(entries.runs, surface, kinds)
    suits = suggested_for(surface)
    field = field_of(ground, surface, runs, suits.steps if suits else STEPS)
    optimizers = [read_optimizer(text, ground, field) for text in entries.optimizers]
    told_apart(optimizers)  # which refuses one that was given twice
    notes = field.notes
    if (
        suits
        and not entries.tune
        and any(
            not _gives_rate(text) and kind in suits.learning_rates
            for text, kind in zip(entries.optimizers, kinds, strict=True)
        )
    ):
        notes = (*notes, "η not given: one that suits the surface")
    if entries.tune and optimizers:
        tunings = [_tuning(each, field) for each in optimizers]
        optimizers = _each_once([tuning.optimizer for tuning in tunings])
        notes = (*notes, _note(tunings[0], field.surface), *_merged(tunings, optimizers))
        if told:
            _tell(tunings[0], told_apart(optimizers), _merged(tunings, optimizers))
    return Race(
        field.surface, field.start, field.steps, optimizers, runs, field.oracle,
        ground=field.ground, notes=notes,
    )  # fmt: skip


def _gives_rate(text: str) -> bool:
    return "learning_rate" in text


def read_optimizer(text: str, ground: Ground, field: Field) -> Optimizer:
    """Make the optimizer that a text names, with the convention and schedule that were typed.

    A learning rate that was not typed is the one that suits the surface, if that is known.
    """
    suits = suggested_for(field.surface)
    optimizer = parse_optimizer(
        text, ground.convention or "paper", suits.learning_rates if suits else None
    )
    for name, value in hyperparameters_of(optimizer).items():
        if np.ndim(value):
            raise InvalidInput(
                f"{optimizer.name} has {np.size(value)} values for {name}; give one number, or "
                "`gradreel sweep` a range."
            )
    if ground.schedule is None:
        return optimizer
    return Scheduled(optimizer, parse_schedule(ground.schedule, field.steps))


def read_surface(ground: Ground) -> Surface:
    """Make the surface that was typed: a built-in one, on one's own data, or a grid."""
    text = ground.surface or ("neuron" if ground.data else None)
    if text is None:
        raise InvalidInput(
            "There is no surface to run on; give --surface with a name from `gradreel surfaces`, "
            "or --data with points for the neuron."
        )
    dataset = Dataset.load(ground.data) if ground.data else None
    if Path(text).suffix.lower() != ".npz":
        return _with_window(parse_surface(text, dataset), ground)
    if dataset is not None:
        raise InvalidInput(f"--data was given with the grid {text}, which needs none; leave it.")
    return _with_window(GridSurface.load(text), ground)


def _written(schedule: Schedule) -> str:
    """Write a schedule as it can be typed, with what was left out."""
    given = ", ".join(f"{name}={getattr(schedule, name)}" for name in parameters_of(type(schedule)))
    return f"{schedule.name}({given})"


def _called(ground: Ground, surface: Surface) -> str:
    """What the title calls the surface: as it was typed, where a name alone would not say all.

    "" stands for its name, also where there is no room for more.
    """
    if ground.data:
        called = f"{title_of(surface)} on {ground.data.name}".replace("$", r"\$")
    else:
        called = ground.surface if ground.surface and "(" in ground.surface else ""
    return called if len(called) <= _LONGEST else ""


def _with_window(surface: Surface, ground: Ground) -> Surface:
    if ground.window is None:
        return surface
    if isinstance(surface, GridSurface):
        raise InvalidInput(
            f"--window was given with the grid {ground.surface}, which is its own window; leave it."
        )
    known: Any = surface
    if not is_dataclass(known) or "window" not in {each.name for each in fields(known)}:
        raise InvalidInput(
            f"--window was given with {surface.name}, which is its own window; leave it."
        )
    return cast(Surface, replace(cast(Any, surface), window=Window(*ground.window)))


def _oracle(ground: Ground, surface: Surface) -> Oracle | None:
    if ground.batch is None:
        if ground.seed is not None:
            raise InvalidInput(f"--seed {ground.seed} was given without --batch; give both.")
        return None
    dataset = getattr(surface, "dataset", None)
    if dataset is None:
        raise InvalidInput(
            f"--batch {ground.batch} was given, but {surface.name} is not made of data; choose "
            f"{listed(surfaces_of_data())}."
        )
    return MiniBatch(dataset, ground.batch, ground.seed or 0)


def _tuning(optimizer: Optimizer, field: Field) -> Tuning:
    return tune(optimizer, field.surface, field.start, steps=field.steps, oracle=field.oracle)


def _each_once(optimizers: Sequence[Optimizer]) -> list[Optimizer]:
    """Leave out who became the same as one before: two that differed in the rate alone."""
    return [each for at, each in enumerate(optimizers) if each not in optimizers[:at]]


def _merged(tunings: Sequence[Tuning], kept: Sequence[Optimizer]) -> list[str]:
    """Say, in a sentence, that fewer run than were given."""
    given, left = len(tunings), len(kept)
    verb = "differs" if left == 1 else "differ"
    return [f"{given} were given, {left} {verb} when tuned"] if left < given else []


def _note(tuning: Tuning, surface: Surface) -> str:
    """The rule of the search, in as few words as a picture has room for."""
    tried = len(tuning.rates)
    if not len(minima_of(surface)):
        return f"η: lowest of {tried}, with both neighbours"
    return f"η: first of {tried} at {star_of(surface)}, with both neighbours"


def _tell(tuning: Tuning, optimizers: Sequence[Optimizer], more: Sequence[str]) -> None:
    for optimizer in optimizers:
        rate: Any = getattr(optimizer, "learning_rate", np.nan)  # also of one that is Named
        say(f"{optimizer.name}  learning_rate={written(rate)}")
    for line in (tuning.rule, *more):
        say(line)
