"""`gradreel new`: a file to start from."""

import re
from collections.abc import Container, Mapping
from pathlib import Path

import click

from ..options.look import output_path, quiet_option
from ..saying import say

_ENTRY = (
    'add {name} = "{name}:{made}" to the entry points gradreel.{kind}s of your package (within '
    "gradreel a row in {kind}s/__init__.py), then "
)
NEXT = {
    "scene": "gradreel render {path} -o {name}.gif",
    "panel": "gradreel render {path} -o {name}.gif",
    "optimizer": _ENTRY + "gradreel race --surface booth --optimizer {name} -o {name}.gif",
    "surface": _ENTRY + "gradreel race --surface {name} --optimizer adam -o {name}.gif",
}
"""What can be begun, each from the template of its name, and what to do when it is written."""


class _New(click.Command):
    """A file alone is that of a scene."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        words = [word for word in args if not word.startswith("-")]
        if len(words) < 2 and not NEXT.keys() & {*words}:
            args = ["scene", *args]
        return super().parse_args(ctx, args)


@click.command(cls=_New, epilog="Example: gradreel new my_scene.py")
@click.argument("kind", type=click.Choice(list(NEXT)), metavar="[KIND]")
@click.argument("path", metavar="FILE.py", type=output_path)
@quiet_option
def command(kind: str, path: Path, quiet: bool) -> None:
    """Write a commented scene, panel, optimizer or surface.

    KIND is one of these words, scene if there is none. The file works as it stands.
    """
    told = write_new(kind, path)
    if not quiet:
        from ..outputs import file_size

        say(f"{path}  {file_size(path.stat().st_size)}  now: {told}")


def write_new(kind: str, path: Path) -> str:
    """Write the file to start from, and return what to do next.

    Raises
    ------
    InvalidInput
        The name does not end in .py, or the file is there already.
    RenderError
        The disk did not take it.
    """
    from gradreel.core import OPTIMIZERS, SURFACES, disk
    from gradreel.core.errors import InvalidInput
    from gradreel.core.files import replacing

    from ..outputs import stop_told

    name = path.stem
    if path.suffix.lower() != ".py" or not name.isidentifier():
        raise InvalidInput(
            f"{str(path)!r} was given for {_an(kind)}; choose a name of "
            f"letters, digits and underscores that ends in .py, such as my_{kind}.py."
        )
    taken: Mapping[str, Container[str]] = {"optimizer": OPTIMIZERS, "surface": SURFACES}
    if name in taken.get(kind, ()):
        raise InvalidInput(f"There is {_an(kind)} {name} already; choose another name.")
    if path.exists() or path.is_symlink():
        raise InvalidInput(f"{str(path)!r} is there already; choose another name or move it away.")
    made = class_name(name, kind)
    mine = {f"my_{kind}": name, f"My{kind.title()}": made, f"My {kind}": title_of(name)}
    template = Path(__file__).parents[1] / "templates" / f"{kind}.py"
    text = re.sub("|".join(mine), lambda found: mine[found[0]], template.read_text("utf-8"))
    with stop_told([path]), replacing(path) as part:
        disk.write(part, text)
    return NEXT[kind].format(kind=kind, name=name, path=path, made=made)


def title_of(name: str) -> str:
    """Return a name as words."""
    return name.replace("_", " ").strip().capitalize() or name


def class_name(name: str, kind: str) -> str:
    """Return a name as that of a class, which says its kind at its end."""
    *before, last = (word[:1].upper() + word[1:] for word in name.split("_"))
    stem = "".join(before if last == kind.title() else [*before, last])
    return f"{stem if stem.isidentifier() else f'My{stem}'}{kind.title()}"


def _an(kind: str) -> str:
    return f"an {kind}" if kind == "optimizer" else f"a {kind}"
