"""Files of a scene that was made from options: films, and stills of the last frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from gradreel.core.errors import InvalidInput

from ..encoders import ENCODERS
from ..rendering import Written, render
from ..scene import Scene
from ..stills import STILLS, write_still
from .options import Look
from .outputs import check_outputs, file_size
from .progress import progress_bar
from .rendering import as_json, as_line, make_stage


def check_files(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Raise InvalidInput where a file cannot be made, or would be written over what is read."""
    refuse_overwriting(outputs, inputs)
    check_outputs(outputs, [*ENCODERS, *(s for s in STILLS if s not in ENCODERS)], "")


def refuse_overwriting(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Raise InvalidInput where a file would be written over what is read."""
    read = {path.resolve() for path in inputs}
    for path in outputs:
        if path.resolve() in read:
            raise InvalidInput(f"{str(path)!r} is read and cannot be written; give another name.")


def make_files(
    scene: Scene, outputs: Sequence[Path], look: Look, *, quiet: bool, json: bool
) -> None:
    """Make the files and say so; a still shows the last frame.

    Raises
    ------
    InvalidInput
        A size, rate or file that is not possible.
    RenderError
        Something failed on the way.
    """
    films = [path for path in outputs if path.suffix.lower() in ENCODERS]
    stills = [path for path in outputs if path not in films]
    with progress_bar(scene.name, shown=not (quiet or json)) as progress:
        stage = make_stage(scene, look)
        progress.begin(len(stage) if films else 1)
        written: list[Written] = render(stage, films, progress) if films else []
        written += [write_still(stage, len(stage) - 1, path) for path in stills]
        progress(1.0)
    if json:
        click.echo(as_json(scene, written))
    elif not quiet:
        for each in written:
            click.echo(as_line(each) if each.seconds else _still_line(each))


def _still_line(written: Written) -> str:
    return f"{written.path}  {file_size(written.bytes)}  {written.width}x{written.height}"
