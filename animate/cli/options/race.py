"""The options by which a surface and optimizers are named: of race, trace and sweep alike.

Only click is imported here; read_race.py makes numbers of what was typed.
"""

import math
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from .completing import conventions, offering, optimizers, schedules, surfaces
from .look import input_path


class Ground(NamedTuple):
    """What was typed about where and how to run; None and () where nothing was."""

    surface: str | None
    start: tuple[float, float] | None
    steps: int | None
    data: Path | None
    window: tuple[float, float, float, float] | None
    schedule: str | None
    batch: int | None
    seed: int | None
    convention: str | None


class Entries(NamedTuple):
    """What was typed about who runs."""

    optimizers: tuple[str, ...]
    runs: tuple[Path, ...]
    tune: bool


def _numbers(count: int, form: str, example: str) -> Callable[[str], tuple[float, ...]]:
    """Make a reader of finite numbers between commas."""

    def read(text: str) -> tuple[float, ...]:
        try:
            numbers = tuple(float(word) for word in text.split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != count or not all(map(math.isfinite, numbers)):
            raise click.BadParameter(f"{text!r} is not {form}; give numbers such as {example}")
        return numbers

    return read


_GROUND = (
    click.option(
        "--surface",
        metavar="SURFACE",
        help="From `gradreel surfaces`, or a grid .npz.",
        shell_complete=offering(surfaces, files=True),
    ),
    click.option(
        "--start",
        type=_numbers(2, "W,B", "-1.2,1"),
        metavar="W,B",
        help="Where all start; by default where the first --run does, or the surface suggests.",
    ),
    click.option(
        "--steps",
        type=int,
        metavar="N",
        help="How many; by default as the longest --run, or as suits the surface.",
    ),
    click.option(
        "--data", type=input_path, metavar="FILE", help="Points x, y of the neuron: .csv, .npz."
    ),
    click.option(
        "--window",
        type=_numbers(4, "WMIN,WMAX,BMIN,BMAX", "-2,2,-1,3"),
        metavar="WMIN,WMAX,BMIN,BMAX",
        help="The part of the surface to show.",
    ),
    click.option(
        "--schedule",
        metavar="SCHEDULE",
        help="Of the learning rates, such as cosine(steps=200).",
        shell_complete=offering(schedules),
    ),
    click.option(
        "--batch", type=click.IntRange(1), metavar="N", help="Gradients from N points at a time."
    ),
    click.option(
        "--seed", type=click.IntRange(0), metavar="N", help="Of the batches; by default 0."
    ),
    click.option(
        "--convention",
        metavar="NAME",
        help="Rules as in paper, torch, keras, optax or d2l.",
        shell_complete=offering(conventions),
    ),
)
_ENTRIES = (
    click.option(
        "--optimizer",
        "optimizers",
        multiple=True,
        metavar="OPTIMIZER",
        help="From `gradreel optimizers`, such as adam(beta1=0.8); several may be given.",
        shell_complete=offering(optimizers),
    ),
    click.option(
        "--run",
        "runs",
        type=input_path,
        multiple=True,
        metavar="FILE",
        help="A run recorded elsewhere, .csv or .npz with w, b; several may be given.",
    ),
    click.option("--tune", is_flag=True, help="Search each optimizer's learning rate first."),
)


def ground_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --surface, --start and so on to a command, which gets them as one `ground`."""
    return _gathered(command, "ground", Ground, _GROUND)


def entry_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --optimizer, --run and --tune to a command, which gets them as one `entries`."""
    return _gathered(command, "entries", Entries, _ENTRIES)


def _gathered(
    command: Callable[..., None],
    name: str,
    made: type[Ground] | type[Entries],
    options: tuple[Callable[..., Any], ...],
) -> Callable[..., None]:
    @wraps(command)
    def with_options(*args: Any, **given: Any) -> None:
        mine = {field: given.pop(field) for field in made._fields}
        command(*args, **{name: made(**mine)}, **given)

    for option in reversed(options):
        with_options = option(with_options)
    return with_options


def inputs_of(ground: Ground, entries: Entries | None = None) -> list[Path]:
    """Name the files that are read."""
    paths = [*entries.runs] if entries else []
    if ground.data:
        paths.append(ground.data)
    if ground.surface and ground.surface.lower().endswith(".npz"):
        paths.append(Path(ground.surface))
    return paths
