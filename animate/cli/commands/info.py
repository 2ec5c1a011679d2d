"""`gradreel info`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ...safe_text import one_line, shortened
from ..options.look import input_path
from ..saying import say

LONGEST = 4000
"""Characters of a value; the text of a film of ten scenes has 1,500."""


@click.command(epilog="Example: gradreel info replay.mp4")
@click.argument("file", type=input_path)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(file: Path, as_json: bool) -> None:
    """Print what FILE says of its making: its scene, parameters and trajectories.

    FILE is what gradreel wrote, or a folder of its pictures.
    """
    from ...formats.records import read_record

    record = read_record(file)
    if as_json:
        say(json.dumps(record))
        return
    for name, value in _lines(record):
        say(f"{name:<12}  {shortened(one_line(value), LONGEST)}")


def _lines(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    from gradreel.core.counted import counted

    from ...formats.checked_record import EXPLORED, KEY

    yield "scene", record["scene"]
    yield "title", record["title"]
    yield "made by", f"{KEY} {record[KEY]}"
    if EXPLORED in record:
        yield "page", f"to explore, {record[EXPLORED]['choices']} to choose from"
    else:
        yield "picture", _picture(record)
    for run in record["runs"]:
        yield "surface", run["surface"]
        for optimizer in [*run["optimizers"], *run["recorded"]]:
            yield "optimizer", optimizer
        w, b = run["start"]
        first, last = run["shown"]
        steps = counted(run["steps"], "step")
        yield "run", f"from ({w:g}, {b:g}), {steps}, {first:g} to {last:g} shown"
        if run["oracle"]:
            yield "gradients", run["oracle"]
    yield "trajectories", record["trajectories"]
    yield "shows", record["alt"]


def _picture(record: dict[str, Any]) -> str:
    from gradreel.core.counted import counted

    size = "{}x{}, {}".format(*record["size"], record["theme"])
    ground = ", see-through" if record["transparent"] else ""
    if "still" in record:
        number = f"frame {record['still']} of {record['frames']}"
        return f"{size}{ground}, {number} at {record['fps']:g} fps"
    return f"{size}{ground}, {counted(record['frames'], 'frame')} at {record['fps']:g} fps"
