"""`gradreel storyboard`."""

from pathlib import Path

from gradreel.core import disk
from gradreel.core.files import replacing

from ...export.contact_sheet import storyboard
from ...stage.opening import open_stage
from ...style.theme import find_theme
from ..outputs import check_outputs, file_size, stop_told
from ..saying import say
from .render import Source


def write_storyboard(
    scene: str, output: Path, size: tuple[int, int], theme: str, columns: int, *, quiet: bool
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

    source = Source.of_scene(scene)
    check_outputs([output], [".png"], source.inputs)
    with stop_told([output]), source.running():
        stage = open_stage(source.make(), size, theme=find_theme(theme))
        sheet = storyboard(stage, columns)
        with replacing(output) as part, disk.writing(part) as file:
            Image.fromarray(sheet).save(file, "PNG", optimize=True)
    height, width, _ = sheet.shape
    if not quiet:
        say(f"{output}  {file_size(output.stat().st_size)}  {width}x{height}")
