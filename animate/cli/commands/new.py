"""`gradreel new`: a file to start from."""

import re
from pathlib import Path
from typing import NamedTuple

import click

from ...safe_text import to_type
from ..options.look import output_path, quiet_option
from ..saying import say


class Kind(NamedTuple):
    """What can be begun, from the template of its name.

    Attributes
    ----------
    then
        What to do when it is written, or known to gradreel.
    offered
        The name by which gradreel knows it, of an entry point or a row; none for a scene.
    value
        What stands under that name.
    table
        Where gradreel's own have their row.
    """

    then: str
    offered: str = ""
    value: str = ""
    table: str = ""


KINDS = {
    "scene": Kind("gradreel render {path} -o {name}.gif"),
    "panel": Kind("gradreel render {path} -o {name}.gif", "{made}", "{made}",
                  "gradreel.animate.panels:PANELS"),
    "optimizer": Kind("gradreel race --surface booth --optimizer {name} -o {name}.gif",
                      "{name}", "{made}", "gradreel.core.optimizers:OPTIMIZERS"),
    "surface": Kind("gradreel race --surface {name} --optimizer adam -o {name}.gif",
                    "{name}", "{made}", "gradreel.core.surfaces:SURFACES"),
    "format": Kind("gradreel render adagrad_replay -o replay{suffix}",
                   "{suffix}", "FORMAT", "gradreel.animate.formats:FORMATS"),
}  # fmt: skip
ENTRY = (
    'add "{offered}" = "{name}:{value}" to the entry points gradreel.{kind}s of your package '
    "(within gradreel a row to {table}), then {then}"
)


class _New(click.Command):
    """A file alone is that of a scene."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if ctx.resilient_parsing:  # a shell asks what may come: both
            return super().parse_args(ctx, args)
        words = [word for word in args if not word.startswith("-")]
        if len(words) < 2 and not KINDS.keys() & {*words}:
            args = ["scene", *args]
        return super().parse_args(ctx, args)


@click.command(cls=_New, epilog="Example: gradreel new my_scene.py")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="[KIND]")
@click.argument("path", metavar="FILE.py", type=output_path)
@quiet_option
def command(kind: str, path: Path, quiet: bool) -> None:
    """Write a commented scene, panel, optimizer, surface or format.

    KIND is one of these words, scene if there is none. The file works as it stands.
    """
    from ..outputs import file_size

    todo = write_new(kind, path)
    if not quiet:
        say(f"{path}  {file_size(path.stat().st_size)}  now: {todo}")


def write_new(kind: str, path: Path) -> str:
    """Write the file to start from, and return what to do next.

    Raises
    ------
    InvalidInput
        The name does not end in .py, or there is such a file or thing already.
    RenderError
        The disk did not take it.
    """
    from pkgutil import resolve_name

    from gradreel.core import disk
    from gradreel.core.errors import InvalidInput
    from gradreel.core.files import replacing

    from ..outputs import stop_told

    a_kind = f"an {kind}" if kind == "optimizer" else f"a {kind}"
    if path.suffix.lower() != ".py" or not path.stem.isidentifier():
        raise InvalidInput(
            f"{str(path)!r} was given for {a_kind}; choose a name of letters, digits and "
            f"underscores that ends in .py, such as my_{kind}.py."
        )
    if path.exists() or path.is_symlink():
        raise InvalidInput(f"{str(path)!r} is there already; choose another name or move it away.")
    names = names_of(path.stem, kind)
    row = Kind(*(text.format(path=to_type([str(path)]), **names) for text in KINDS[kind]))
    if row.table and row.offered in resolve_name(row.table):
        raise InvalidInput(f"There is {a_kind} {row.offered} already; choose another name.")
    template = Path(__file__).parents[1] / "templates" / f"{kind}.py"
    ours = dict(zip(names_of(f"my_{kind}", kind).values(), names.values(), strict=True))
    said = "|".join(map(re.escape, ours))
    text = re.sub(said, lambda found: ours[found[0]], template.read_text("utf-8"))
    with stop_told([path]), replacing(path) as part:
        disk.write(part, text)
    return ENTRY.format(kind=kind, name=path.stem, **row._asdict()) if row.table else row.then


def names_of(name: str, kind: str) -> dict[str, str]:
    """Return a name as it stands in code: itself, of a class, in words, of files.

    The class says its kind at its end, so that no name of a file is a keyword or taken.
    """
    words = [word[:1].upper() + word[1:] for word in name.split("_")]
    made = "".join(words[:-1] if words[-1] == kind.title() else words)
    return {
        "name": name,
        "made": f"{made if made.isidentifier() else f'My{made}'}{kind.title()}",
        "title": name.replace("_", " ").strip().capitalize() or name,
        "suffix": f".{re.sub('[^a-z0-9]', '', name.lower()) or 'my'}",
    }
