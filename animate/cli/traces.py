"""`gradreel trace`."""

from pathlib import Path

import click

from gradreel.core import write_trace

from ..scene_loading import blaming, load_scene
from .outputs import file_size, stop_told


def write_numbers(scene: str, output: Path) -> None:
    """Write every trajectory of a scene into one .csv or .npz, and say so.

    Raises
    ------
    InvalidInput
        A scene or file that is not possible.
    RenderError
        The disk did not take it.
    """
    with stop_told([output]), blaming(scene):
        trajectories = list(load_scene(scene).trajectories.values())
        write_trace(output, trajectories)
    names = ", ".join(trajectory.name for trajectory in trajectories)
    click.echo(f"{output}  {file_size(output.stat().st_size)}  {names}")
