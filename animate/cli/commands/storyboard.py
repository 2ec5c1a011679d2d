"""`gradreel storyboard`."""

from pathlib import Path

import click

from ..options.look import (
    open_option,
    output_option,
    parse_size,
    quiet_option,
    scene_argument,
    theme_option,
)
from ..saying import say


@click.command(epilog="Example: gradreel storyboard lecture -o lecture.png")
@scene_argument
@output_option("File to make.", lambda: [".png"], "OUT.png")
@click.option(
    "--size", type=parse_size, default="480x270", show_default=True, metavar="WxH",
    help="Of each picture, in pixels.",
)  # fmt: skip
@theme_option
@click.option("--columns", type=int, default=3, show_default=True, help="Pictures in a row.")
@open_option
@quiet_option
def command(
    scene: str, output: Path, size: tuple[int, int], theme: str, columns: int, opens: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Write the pictures of SCENE that say most, side by side as one."""
    from PIL import Image

    from gradreel.core import disk
    from gradreel.core.files import replacing

    from ...export.contact_sheet import storyboard
    from ...stage.opening import open_stage
    from ...style.theme import find_theme
    from ..job import Source
    from ..opening import open_file
    from ..outputs import check_outputs, file_size, stop_told

    source = Source.of_scene(scene)
    check_outputs([output], [".png"], source.inputs)
    with stop_told([output]), source.running():
        stage = open_stage(source.make(), size, theme=find_theme(theme))
        sheet = storyboard(stage, columns)
        with replacing(output) as part, disk.writing(part) as file:
            Image.fromarray(sheet).save(file, "PNG", optimize=True)
    if not quiet:
        height, width, _ = sheet.shape
        say(f"{output}  {file_size(output.stat().st_size)}  {width}x{height}")
    if opens:
        open_file(output)
