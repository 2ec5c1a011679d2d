"""`gradreel storyboard`."""

from pathlib import Path

import click

from gradreel.core.files import replacing

from ..film import open_stage
from ..scene_loading import blaming, load_scene
from ..storyboard import storyboard
from ..theme import find_theme
from .outputs import check_outputs, file_size, stop_told


def write_storyboard(
    scene: str, output: Path, size: tuple[int, int], theme: str, columns: int
) -> None:
    """Write the contact sheet of a scene or film, and say so.

    Raises
    ------
    InvalidInput
        A scene, file, size or number of columns that is not possible.
    RenderError
        The disk did not take it.
    """
    from PIL import Image  # noqa: PLC0415 - takes a while

    check_outputs([output], [".png"], scene)
    with stop_told([output]), blaming(scene):
        stage = open_stage(load_scene(scene), size, theme=find_theme(theme))
        sheet = storyboard(stage, columns)
        with replacing(output) as part:
            Image.fromarray(sheet).save(part, "PNG", optimize=True)
    height, width, _ = sheet.shape
    click.echo(f"{output}  {file_size(output.stat().st_size)}  {width}x{height}")
