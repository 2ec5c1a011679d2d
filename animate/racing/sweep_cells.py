"""Which cells of a sweep are looked into, and their runs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from gradreel.core import Optimizer, Surface, Trajectory, descend, with_hyperparameters
from gradreel.core.arrays import BoolArray, FloatArray
from gradreel.core.sweep_course import SweepCourse

from ..panels.sweep.chosen import Chosen


class Cell(NamedTuple):
    """A cell to look into, and why."""

    chosen: Chosen
    heading: str


def cells_of(sweep: SweepCourse, reached: FloatArray, final: FloatArray, away: str) -> list[Cell]:
    """Choose the best cell, and one that shows how it goes wrong, if there is one.

    The best is the fastest, or the lowest where none reaches anything; the first of several. The
    other one is the cell nearest to it whose run diverges; if none does, the one that is farthest
    away in the end, or the slowest.

    Parameters
    ----------
    reached
        The step at which each run did what is looked for, nan if it did not; shape (*grid,).
    final
        How far each run is from it in the end, shape (*grid,).
    away
        What the one that is farthest from it is called.
    """
    steps, first = sweep.steps, _first(reached)
    best = first or _first(final)
    if best is None:
        return []
    since = int(reached[best]) if first else steps
    cells = [Cell(Chosen(best, "ring", since), "fastest" if first else "lowest")]
    lost = (sweep.diverged_at >= 0) & np.isnan(sweep.left)
    far = _first(-np.where(np.isnan(reached), final, np.nan))
    slow = _first(-reached)
    if lost.any():
        place = _nearest(lost, best)
        cells.append(Cell(Chosen(place, "cross", int(sweep.diverged_at[place])), "lost"))
    elif far and far != best:
        cells.append(Cell(Chosen(far, "square", steps), away if first else "highest"))
    elif slow and slow != best:
        cells.append(Cell(Chosen(slow, "square", int(reached[slow])), "slowest"))
    return cells


def run_of(
    sweep: SweepCourse, place: tuple[int, ...], optimizer: Optimizer, surface: Surface
) -> Trajectory:
    """Return the run of a cell, alone."""
    pairs = zip(sweep.names, sweep.values, place, strict=True)
    alone = with_hyperparameters(optimizer, {name: values[at] for name, values, at in pairs})
    return descend(alone, surface, sweep.start, steps=sweep.steps)


def _first(values: FloatArray) -> tuple[int, ...] | None:
    """Return the place of the least finite value, the first of several; None if there is none."""
    if not np.isfinite(values).any():
        return None
    flat = int(np.argmin(np.where(np.isfinite(values), values, np.inf)))
    return tuple(int(at) for at in np.unravel_index(flat, values.shape))


def _nearest(marked: BoolArray, place: tuple[int, ...]) -> tuple[int, ...]:
    """Return the marked place nearest to another, the first of several."""
    places = np.argwhere(marked)
    away = ((places - np.array(place)) ** 2).sum(axis=1)
    return tuple(int(at) for at in places[away.argmin()])
