"""Runs recorded elsewhere, from the files that were typed."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from gradreel.core import Surface, Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.core.trajectory import load_trajectories

from ...racing.titles import place


def read_runs(
    paths: Sequence[Path], surface: Surface, taken: Sequence[str] = ()
) -> list[Trajectory]:
    """Read runs recorded elsewhere; each is called as its file, or as in it where there are more.

    Parameters
    ----------
    surface
        Gives the loss to a run that has none.
    taken
        Names that they cannot have.
    """
    runs: list[Trajectory] = []
    for path in paths:
        found = load_trajectories(path, surface)
        for run in found:
            if run.loss.ndim > 1:
                raise InvalidInput(
                    f"{path} holds a sweep of {run.name}; give a file of single runs."
                )
            if not run.known[0]:
                raise InvalidInput(
                    f"{path} starts at {place(run.params[0])} with a loss of {run.loss[0]:g}; let "
                    "it start where both are numbers, on the surface."
                )
            name = path.stem if len(found) == 1 else f"{path.stem} {run.name}"
            names = {*taken, *(other.name for other in runs)}
            runs.append(replace(run, name=_free(names, name, f"{path} {run.name}")))
    return runs


def _free(taken: Collection[str], name: str, longer: str) -> str:
    """Return the first of a name, a longer one, and that with a number, which is not taken."""
    numbered = (f"{longer} {number}" for number in count(2))
    return next(each for each in chain((name, longer), numbered) if each not in taken)
