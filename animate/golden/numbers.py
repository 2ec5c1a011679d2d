"""The first layer: the numbers of a run, as a table of text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from gradreel.core import Trajectory

RELATIVE = 1e-6
"""Difference of a number, relative to it, that may be: libraries sum in different orders."""

OF_LARGEST = 1e-9
"""The same relative to the largest number of its column, for those near 0."""


def table(run: Trajectory, steps: Iterable[int]) -> list[str]:
    """Write the run at some steps: a line of names, then a line for each step.

    Kept are the steps of the frames, the last, and ever fewer in between (1, 2, 3, 5, 8, ...): a
    run that goes another way does so from its first steps on.
    """
    kept = sorted({min(step, run.steps) for step in (*steps, *_fibonacci(run.steps), run.steps)})
    columns = {"w": run.w, "b": run.b, "loss": run.loss}
    for name, values in run.channels.items():
        columns |= {f"{name}.w": values[..., 0], f"{name}.b": values[..., 1]}
    lines = [" ".join(["step", *columns])]
    for step in kept:
        # A channel has no row for the last step: nothing was done there.
        row = [values[step] if step < len(values) else np.nan for values in columns.values()]
        lines.append(" ".join([str(step), *(f"{float(value):.9g}" for value in row)]))
    return lines


def first_difference(
    expected: Sequence[str], got: Sequence[str], relative: float = RELATIVE
) -> str | None:
    """Say where two tables first differ by more than may be, None if they do not."""
    if not expected or expected[0].split() != got[0].split():
        return f"it has the columns {got[0]}, the golden has {' '.join(expected[:1]) or 'none'}"
    names = got[0].split()
    kept, new = (_rows(lines) for lines in (expected, got))
    if kept is None or [row[0] for row in kept] != [row[0] for row in new or ()]:
        return "it was recorded at other steps than the golden"
    assert new is not None
    largest = [max((abs(x) for x in c if math.isfinite(x)), default=0.0) for c in zip(*kept)]  # noqa: B905
    for old_row, new_row in zip(kept, new, strict=True):
        for name, old, now, most in zip(names, old_row, new_row, largest, strict=True):
            may = max(relative * abs(old), OF_LARGEST * most)
            if old == now or (math.isnan(old) and math.isnan(now)) or abs(old - now) <= may:
                continue
            apart = abs(old - now) / abs(old) if old else math.inf
            return (
                f"{name} at step {new_row[0]:g} is {now:.9g}, the golden has {old:.9g} "
                f"({apart:.1e} of it apart, {relative:.0e} may be)"
            )
    return None


def _rows(lines: Sequence[str]) -> list[list[float]] | None:
    """Return the numbers of a table, None if it is none."""
    width = len(lines[0].split())
    try:
        rows = [[float(word) for word in line.split()] for line in lines[1:]]
    except ValueError:
        return None
    return rows if all(len(row) == width for row in rows) else None


def _fibonacci(most: int) -> list[int]:
    found = [0, 1]
    while found[-1] <= most:
        found.append(found[-1] + max(found[-2], 1))
    return [number for number in found if number <= most]
