"""The table that people read, and the numbers that programs read."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from rich.table import Table

from .measuring import Row


def table(rows: Sequence[Row], load: float) -> Table:
    """Return the rows as a table, a line between parts.

    Parameters
    ----------
    load
        Processes that ran before the benchmark did, on average. Others' work slows a renderer that
        uses all cores more than one that uses a single core.
    """
    title = f"side by side in one run, on {os.cpu_count()} cores with a load of {load:.1f} before"
    made = Table(title=title, title_justify="left")
    made.add_column("what")
    made.add_column("measured", justify="right", no_wrap=True)
    made.add_column("bound", justify="right", no_wrap=True)
    made.add_column("", no_wrap=True)
    made.add_column("how", style="dim")
    last = [a.part != b.part for a, b in pairwise(rows)] + [True]
    for row, ends in zip(rows, last, strict=True):
        made.add_row(
            f"{row.part}: {row.what}", f"{figure(row.value)} {row.unit}", bound(row), verdict(row),
            row.note, end_section=ends,
        )  # fmt: skip
    return made


def bound(row: Row) -> str:
    """Write the bound of a row, nothing if it has none."""
    if row.bound is None:
        return ""
    return f"{'≤' if row.side == 'at most' else '≥'} {row.bound:g} {row.unit}"


def verdict(row: Row) -> str:
    """Write whether the row keeps its bound, in rich's markup."""
    if row.bound is None:
        return ""
    return "[green]pass[/]" if row.passed else "[bold red]FAIL[/]"


def figure(value: float) -> str:
    """Write a number with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


WORSE = 1.1
"""So many times as much, or as little, is worth a word."""


def worse(rows: Sequence[Row], before: Path) -> list[str]:
    """Say which rows are worse than in the JSON of an earlier run, as far as they are in both."""
    found = {(row["part"], row["what"]): row for row in json.loads(before.read_text())["rows"]}
    said = []
    for row in rows:
        old = found.get((row.part, row.what), {}).get("value", 0)
        if row.value > 0 and old > 0:
            more = old / row.value if row.more_is_better else row.value / old
            if more >= WORSE:
                said.append(
                    f"{row.part}: {row.what}: {figure(old)} before, {figure(row.value)} now, "
                    f"{more:.2f} times worse"
                )
    return said


def write_json(rows: Sequence[Row], load: float, path: Path) -> None:
    """Write all numbers, and what they were measured on."""
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load_before": load,
        **{name: version(name) for name in ("gradreel", "matplotlib", "numpy", "pillow")},
    }
    found = [asdict(row) | {"passed": row.passed} for row in rows]
    path.write_text(json.dumps({"machine": machine, "rows": found}, indent=2) + "\n")
