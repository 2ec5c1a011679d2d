"""`gradreel race`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .contest import contest
from .making import check_files, make_files
from .options import Look
from .outputs import stop_told
from .race_options import Entries, Ground


def run_race(
    ground: Ground,
    entries: Entries,
    outputs: Sequence[Path],
    look: Look,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Let optimizers and recorded runs race, and make the files.

    Raises
    ------
    InvalidInput
        A name, number or file that is not possible.
    RenderError
        Something failed on the way.
    """
    check_files(outputs, inputs_of(ground, entries))
    with stop_told(outputs):
        race = contest(ground, entries, told=not (quiet or as_json))
        make_files(race.scene(), outputs, look, quiet=quiet, json=as_json)


def inputs_of(ground: Ground, entries: Entries | None = None) -> list[Path]:
    """Name the files that are read."""
    paths = [*entries.runs] if entries else []
    if ground.data:
        paths.append(ground.data)
    if ground.surface and ground.surface.lower().endswith(".npz"):
        paths.append(Path(ground.surface))
    return paths
