"""`python -m bench [PART ...] [--json FILE] [--against FILE]`: exit 1 if a bound is missed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from rich.console import Console

from . import (
    dragging,
    film,
    formats,
    gif,
    goldens,
    large,
    long_runs,
    memory,
    scale,
    startup,
    sweeps,
    verbs,
    video,
)
from .measuring import Row
from .report import table, worse, write_json

PARTS: Mapping[str, Callable[[Path], list[Row]]] = {
    "video": video.measure,
    "gif": gif.measure,
    "film": film.measure,
    "formats": formats.measure,
    "memory": memory.measure,
    "long-runs": long_runs.measure,
    "start-up": startup.measure,
    "sweeps": sweeps.measure,
    "large": large.measure,
    "scale": scale.measure,
    "verbs": verbs.measure,
    "dragging": dragging.measure,
    "golden": goldens.measure,
}


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    parser.add_argument("--against", type=Path, metavar="FILE", help="say what became slower since")
    parser.add_argument("--jobs", type=_numbers, default=(1, 2), help="for scale: 1,2,4,8,16")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    if options.json and not options.json.absolute().parent.is_dir():
        parser.error(f"there is no folder for {options.json}")  # now, not after half an hour
    if options.against and not options.against.is_file():
        parser.error(f"there is no file {options.against}")
    rows: list[Row] = []
    load = os.getloadavg()[0]
    measures = {**PARTS, "scale": partial(scale.measure, jobs=options.jobs)}
    with tempfile.TemporaryDirectory(prefix="gradreel-bench-") as folder:
        for name, measure in measures.items():
            if name in options.parts or not options.parts:
                print(f"measuring {name} ...", file=sys.stderr, flush=True)
                rows += measure(Path(folder))
    Console(width=None if sys.stdout.isatty() else 150).print(table(rows, load))
    for line in worse(rows, options.against) if options.against else ():
        print(line)
    if options.json:
        write_json(rows, load, options.json)
    return 0 if all(row.passed for row in rows) else 1


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
