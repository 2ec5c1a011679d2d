"""`gradreel golden check`, `update`, `report` and `compare`."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from ..group import Group
from ..options.look import THEME_NAMES, folder_path, input_path, parse_size, scene_argument
from ..saying import say


@click.group(cls=Group, epilog="Example: gradreel golden check adagrad_replay")
def command() -> None:
    """Keep frames of a scene, and tell what differs later."""


_folder = click.option(
    "--folder",
    type=folder_path,
    default=Path("golden"),
    show_default=True,
    help="Where the goldens are, each in a folder of its name.",
)


def _room(command: Callable[..., None]) -> Callable[..., None]:
    """Add what may change to a command, which gets it as texts in one `room`."""

    @click.option(
        "--ignore", multiple=True, metavar="PLACE",
        help="Leave a panel (curve) or a rectangle (0,0,64,48) out; may be given again.",
    )  # fmt: skip
    @click.option("--levels", default="", metavar="N", help="Of 255, by which a pixel may differ.")
    @click.option("--share", default="", metavar="SHARE", help="Of the pixels that may, 0 to 1.")
    @wraps(command)
    def with_room(ignore: tuple[str, ...], levels: str, share: str, **options: Any) -> None:
        command(room={"ignore": ignore, "levels": levels, "share": share}, **options)

    return with_room


_name = click.option("--name", metavar="NAME", help="Of the golden; the scene's by default.")


@command.command("check", epilog="Example: gradreel golden check adagrad_replay")
@scene_argument
@_folder
@_name
@_room
def check(**asked: Any) -> None:
    """Compare SCENE, or a film or folder of pictures, with its golden; status 1 if they differ."""
    from ..golden_job import GoldenJob

    GoldenJob(**asked).check()


@command.command(
    "update", epilog="Example: gradreel golden update adagrad_replay --at start,40,end"
)
@scene_argument
@_folder
@_name
@click.option(
    "--at",
    multiple=True,
    metavar="PLACES",
    help="Steps and events: start,40,end or hold 1; may be given again.",
)
@click.option("--size", type=parse_size, metavar="WxH", help="Of the pictures, in pixels.")
@click.option("--theme", type=click.Choice(THEME_NAMES), help="Colours of the pictures.")
def update(
    at: tuple[str, ...], size: tuple[int, int] | None, theme: str | None, **asked: Any
) -> None:
    """Write the golden of SCENE, or of a film or folder of pictures, new or anew."""
    from ..golden_job import GoldenJob

    GoldenJob(**asked).update(at, size, theme)


@command.command("report", epilog="Example: gradreel golden report adagrad_replay -o report")
@scene_argument
@_folder
@_name
@_room
@click.option(
    "-o", "report", type=folder_path, required=True, metavar="DIR", help="Folder to make."
)
def report(report: Path, **asked: Any) -> None:
    """Compare SCENE, or a film or folder of pictures, with its golden, and show what differs.

    DIR/index.html shows expected, got and difference, DIR/pictures holds them as files. The exit
    status is 1 if they differ.
    """
    from ..golden_job import GoldenJob

    GoldenJob(**asked).report(report)


@command.command("compare", epilog="Example: gradreel golden compare old.gif new.gif")
@click.argument("first", metavar="A", type=input_path)
@click.argument("second", metavar="B", type=input_path)
def compare(first: Path, second: Path) -> None:
    """Compare two GIFs, MP4s, PNGs or folders of PNGs.

    The first and the worst differing frame are told, and whether they are shown as long and as
    often; exit status 1 if anything differs.
    """
    from ...compare.films import compare_media, told

    comparison = compare_media(first, second)
    for line in told(comparison, (str(first), str(second))):
        say(line)
    if not comparison.same:
        raise click.ClickException(f"{first} and {second} differ.")
