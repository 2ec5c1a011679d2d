"""From what was typed to what a reader can play with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from gradreel.core import SweepRange
from gradreel.core.errors import InvalidInput

from ...explore.exploring import Exploring
from ...explore.page import is_page
from ...racing import Race
from .race import Ground
from .read_race import field_of, read_optimizer, read_surface
from .read_sweep import ranges_of


def read_choices(
    outputs: Sequence[Path], vary: Sequence[str], starts: int | None
) -> dict[str, SweepRange]:
    """Return the values to choose from.

    Raises
    ------
    InvalidInput
        A text names none, or there is no page to choose in.
    """
    asked = [f"--vary {text}" for text in vary] + ([] if starts is None else [f"--starts {starts}"])
    if asked and not any(map(is_page, outputs)):
        raise InvalidInput(
            f"{asked[0]} was given, which is for a page to explore; add -o explore.html, or leave "
            "it out."
        )
    return ranges_of(vary)


def explored(race: Race, ranges: Mapping[str, SweepRange], starts: int | None) -> Exploring:
    """Make of a race what a reader can play with."""
    vary = {name: each.values for name, each in ranges.items()}
    return Exploring(race, vary or None, starts)


def explored_sweep(
    ground: Ground, optimizer: str, ranges: Mapping[str, SweepRange], starts: int | None
) -> Exploring:
    """Make of a sweep what a reader can play with: one run, with the sweep's values on sliders."""
    field = field_of(ground, read_surface(ground))
    runner = read_optimizer(optimizer, ground, field)
    race = Race(
        field.surface, field.start, field.steps, (runner,), ground=field.ground, notes=field.notes
    )
    return explored(race, ranges, starts)
