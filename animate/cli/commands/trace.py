"""`gradreel trace`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gradreel.core import Trajectory, write_trace
from gradreel.core.errors import InvalidInput

from ...scene.loading import load_single
from ..options.race import Entries, Ground
from ..options.read_race import contest
from ..outputs import check_outputs, file_size, stop_told
from ..saying import say
from ..scene_code import running
from .race import inputs_of


def write_numbers(
    scene: str | None, output: Path, ground: Ground, entries: Entries, *, quiet: bool
) -> None:
    """Write every trajectory of a scene, or of a race, into one .csv or .npz, and say so.

    Raises
    ------
    InvalidInput
        A scene, name, number or file that is not possible.
    RenderError
        The disk did not take it.
    """
    check_outputs([output], (".csv", ".npz"), inputs_of(ground, entries))
    with stop_told([output]):
        runs = (
            _of_race(ground, entries, told=not quiet)
            if scene is None
            else _of_scene(scene, ground, entries)
        )
        write_trace(output, runs)
    if not quiet:
        names = ", ".join(run.name for run in runs)
        say(f"{output}  {file_size(output.stat().st_size)}  {names}")


def _of_race(ground: Ground, entries: Entries, *, told: bool) -> Sequence[Trajectory]:
    if not (any(ground) or any(entries)):
        raise InvalidInput(
            "`gradreel trace` needs a SCENE (a name from `gradreel list`, or the path of a .py "
            "file that has a SCENE), or --surface and --optimizer."
        )
    return list(contest(ground, entries, told=told).scene().trajectories.values())


def _of_scene(scene: str, ground: Ground, entries: Entries) -> Sequence[Trajectory]:
    if any(ground) or any(entries):
        raise InvalidInput(
            f"The scene {scene} was given with options of a race; give the one or the other."
        )
    with running(scene):
        return list(load_single(scene, "be traced").trajectories.values())
