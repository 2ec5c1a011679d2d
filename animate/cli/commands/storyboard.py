"""`gradreel storyboard`."""

from functools import partial
from pathlib import Path

import click

from ..options.job import jobs_option
from ..options.look import (
    open_option,
    output_option,
    parse_size,
    quiet_option,
    scene_argument,
    theme_option,
    watch_option,
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
@jobs_option
@watch_option
@open_option
@quiet_option
def command(  # noqa: PLR0913, PLR0917 - click gives each by its name
    scene: str, output: Path, size: tuple[int, int], theme: str, columns: int, jobs: int | None,
    watch: bool, opens: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write the pictures of SCENE that say most, side by side as one."""
    from PIL import Image

    from gradreel.core import disk
    from gradreel.core.files import replacing

    from ...export.contact_sheet import storyboard
    from ...export.crew import Jobs
    from ...scene.loading import load_scene
    from ...stage.opening import open_stage
    from ...style.theme import find_theme
    from ..job import Source
    from ..outputs import check_outputs, file_size, stop_told
    from ..watching import Watched, follow

    source = Source.of_scene(scene)
    check_outputs([output], [".png"], source.inputs)

    def draw() -> None:
        with stop_told([output]), source.running():
            stage = open_stage(source.make(), size, theme=find_theme(theme))
            say_why = partial(say, err=True) if (jobs or 0) > 1 and not quiet else None
            sheet = storyboard(stage, columns, Jobs(jobs, partial(load_scene, scene), say_why))
            with replacing(output) as part, disk.writing(part) as file:
                Image.fromarray(sheet).save(file, "PNG", optimize=True)
        if not quiet:
            height, width, _ = sheet.shape
            say(f"{output}  {file_size(output.stat().st_size)}  {width}x{height}")

    follow(Watched.of_scene(scene) if watch else None, output, draw, opens=opens, quiet=quiet)
