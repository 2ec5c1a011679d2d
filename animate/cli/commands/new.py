"""`gradreel new`: a scene to start from."""

from pathlib import Path

import click

from ..options.look import output_path, quiet_option
from ..saying import say

TEMPLATE = '''\
"""{title}: a scene of your own. Change anything below; `python {file}` renders it."""

import sys

from gradreel.animate import Caption, ContourPanel, CurvePanel, Hold, Play, Scene, Timeline, main
from gradreel.core import Adam, GradientDescent, Momentum, Quadratic

# What moves. `gradreel optimizers` lists them all, with their parameters.
OPTIMIZERS = (
    GradientDescent(learning_rate=0.05),
    Momentum(learning_rate=0.02, momentum=0.8),
    Adam(learning_rate=0.1),
)
NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)

SCENE = Scene(
    name="{name}",
    summary="Three optimizers in a narrow bowl.",  # what `gradreel list` says of a scene
    title="{title}",  # above the picture; formulas stand between dollar signs: $w$
    # The ground they move on; `gradreel surfaces` lists them all, each with a start that suits it.
    surface=Quadratic(condition_number=20, angle=0.5),
    start=(-1.5, 1.0),  # (w, b)
    steps=120,
    optimizers=OPTIMIZERS,
    # The parts of the picture, by names of your own ...
    panels={{
        "map": ContourPanel(),
        "loss": CurvePanel("loss", optimizers=NAMES, label="loss", scale="log"),
        "gradient": CurvePanel(
            "gradient", "b", optimizers=NAMES, label="gradient of $b$", step_axis=True
        ),
    }},
    # ... and where they stand: a row of names for each row, one name for each column. A panel that
    # is named several times fills all these cells.
    rows=(
        ("map", "loss"),
        ("map", "gradient"),
    ),
    widths=(2, 1),  # shares of the columns
    # What is shown when: play to a step in so many seconds, stand still, go back.
    timeline=Timeline(
        (Play(to=30, seconds=4), Hold(1), Play(to=120, seconds=4), Hold(2)),
        # Sentences below the picture, each from its step on.
        (
            Caption(0, "all of them start at one place"),
            Caption(30, "the steep direction comes first, the flat one takes its time"),
        ),
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "{name}.gif", *sys.argv[1:]])
'''


@click.command(epilog="Example: gradreel new my_scene.py")
@click.argument("path", metavar="FILE.py", type=output_path)
@quiet_option
def command(path: Path, quiet: bool) -> None:
    """Write a commented scene to start from."""
    write_scene(path, quiet=quiet)


def write_scene(path: Path, *, quiet: bool = False) -> None:
    """Write a commented scene that renders as it stands, and say so.

    Raises
    ------
    InvalidInput
        The name does not end in .py, or the file is there already.
    RenderError
        The disk did not take it.
    """
    from gradreel.core import disk
    from gradreel.core.errors import InvalidInput
    from gradreel.core.files import replacing

    from ..outputs import file_size, stop_told

    if path.suffix.lower() != ".py" or not path.stem.isidentifier():
        raise InvalidInput(
            f"{str(path)!r} was given for a scene; choose a name of letters, digits and "
            "underscores that ends in .py, such as my_scene.py."
        )
    if path.exists() or path.is_symlink():
        raise InvalidInput(f"{str(path)!r} is there already; choose another name or move it away.")
    title = path.stem.replace("_", " ").strip().capitalize() or path.stem
    text = TEMPLATE.format(name=path.stem, file=path.name, title=title)
    with stop_told([path]), replacing(path) as part:
        disk.write(part, text)
    if not quiet:
        size = file_size(path.stat().st_size)
        say(f"{path}  {size}  now: gradreel render {path} -o {path.stem}.gif")
