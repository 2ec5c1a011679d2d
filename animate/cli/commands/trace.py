"""`gradreel trace`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..options.completing import offering, scenes, traces
from ..options.look import output_option, quiet_option
from ..options.race import Entries, Ground, entry_options, ground_options, inputs_of
from ..saying import say

if TYPE_CHECKING:
    from gradreel.core import Trajectory


@click.command(epilog="Example: gradreel trace adagrad_replay -o adagrad_replay.csv")
@click.argument("scene", required=False, shell_complete=offering(scenes, files=True))
@output_option("File to make, .csv or .npz.", traces)
@ground_options
@entry_options
@quiet_option
def command(scene: str | None, output: Path, ground: Ground, entries: Entries, quiet: bool) -> None:
    """Write the numbers behind SCENE: each optimizer's every step.

    Instead of a SCENE a surface and optimizers may be given, as for a race.
    """
    from gradreel.core import write_trace

    from ..outputs import check_outputs, file_size, stop_told

    check_outputs([output], (".csv", ".npz"), inputs_of(ground, entries))
    with stop_told([output]):
        runs = _runs(scene, ground, entries, told=not quiet)
        write_trace(output, runs)
    if not quiet:
        names = ", ".join(run.name for run in runs)
        say(f"{output}  {file_size(output.stat().st_size)}  {names}")


def _runs(
    scene: str | None, ground: Ground, entries: Entries, *, told: bool
) -> Sequence[Trajectory]:
    """Return what a scene or a race ran."""
    from gradreel.core.errors import InvalidInput

    from ...scene.loading import load_single
    from ..options.read_race import contest
    from ..scene_code import running

    raced = any(ground) or any(entries)
    if scene is None:
        if not raced:
            raise InvalidInput(
                "`gradreel trace` needs a SCENE (a name from `gradreel list`, or the path of a .py "
                "file that has a SCENE), or --surface and --optimizer."
            )
        return list(contest(ground, entries, told=told).scene().trajectories.values())
    if raced:
        raise InvalidInput(
            f"The scene {scene} was given with options of a race; give the one or the other."
        )
    with running(scene):
        return list(load_single(scene, "be traced").trajectories.values())
