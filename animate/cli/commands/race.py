"""`gradreel race`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..options.race import Entries, Ground
from ..options.read_race import contest
from .render import RenderJob, Source


def run_race(ground: Ground, entries: Entries, **asked: Any) -> None:
    """Let optimizers and recorded runs race, and make the files.

    Parameters
    ----------
    asked
        What a `RenderJob` is asked besides its source.

    Raises
    ------
    InvalidInput
        A name, number or file that is not possible.
    RenderError
        Something failed on the way.
    """
    told = not (asked["quiet"] or asked["as_json"])
    source = Source(
        "race", lambda: contest(ground, entries, told=told).scene(), inputs_of(ground, entries)
    )
    RenderJob(source, **asked).run()


def inputs_of(ground: Ground, entries: Entries | None = None) -> list[Path]:
    """Name the files that are read."""
    paths = [*entries.runs] if entries else []
    if ground.data:
        paths.append(ground.data)
    if ground.surface and ground.surface.lower().endswith(".npz"):
        paths.append(Path(ground.surface))
    return paths
