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
    pair = _pair(expected, got)
    if pair is None:
        return "it was recorded at other steps than the golden"
    names = got[0].split()
    largest = _largest(pair[0])
    for old_row, new_row in zip(*pair, strict=True):
        for name, old, now, most in zip(names, old_row, new_row, largest, strict=True):
            if not _same(old, now, most, relative):
                apart = abs(old - now) / abs(old) if old else math.inf
                return (
                    f"{name} at step {new_row[0]:g} is {now:.9g}, the golden has {old:.9g} "
                    f"({apart:.1e} of it apart, {relative:.0e} may be)"
                )
    return None


def difference(
    expected: Sequence[str], got: Sequence[str], relative: float = RELATIVE
) -> list[str]:
    """Return the rows that differ as a diff: "- " the golden's, "+ " those of now.

    The line of names stands above them; tables of other columns or steps differ as a whole.
    """
    same_names = bool(expected) and expected[0].split() == got[0].split()
    pair = _pair(expected, got) if same_names else None
    if pair is None:
        return [*(f"- {line}" for line in expected), *(f"+ {line}" for line in got)]
    largest = _largest(pair[0])
    found = []
    for old_line, line, old_row, row in zip(expected[1:], got[1:], *pair, strict=True):
        cells = zip(old_row, row, largest, strict=True)
        if not all(_same(old, now, most, relative) for old, now, most in cells):
            found += [f"- {old_line}", f"+ {line}"]
    return [f"  {got[0]}", *found] if found else []


def _pair(
    expected: Sequence[str], got: Sequence[str]
) -> tuple[list[list[float]], list[list[float]]] | None:
    """Return the numbers of two tables, None unless they are of the same steps."""
    kept, new = _rows(expected), _rows(got)
    if kept is None or new is None or [row[0] for row in kept] != [row[0] for row in new]:
        return None
    return kept, new


def _largest(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the largest finite size in each column."""
    columns = zip(*rows, strict=True)
    return [max((abs(x) for x in c if math.isfinite(x)), default=0.0) for c in columns]


def _same(old: float, now: float, most: float, relative: float) -> bool:
    if old == now or (math.isnan(old) and math.isnan(now)):
        return True
    return abs(old - now) <= max(relative * abs(old), OF_LARGEST * most)


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
