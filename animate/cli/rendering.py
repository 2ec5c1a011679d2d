"""`gradreel render`."""

import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from gradreel.core.errors import InvalidInput

from ..encoders import ENCODERS
from ..rendering import Written, render
from ..scene import Scene
from ..scene_loading import blaming, load_scene
from ..stage import Stage
from ..theme import find_theme
from .options import Look
from .outputs import check_outputs, file_size, stop_told
from .progress import progress_bar


@dataclass(frozen=True)
class RenderJob:
    """What was typed.

    Attributes
    ----------
    scene : name or path.
    outputs : the files to make.
    look : size, frame rate, theme.
    first, last : steps to begin and end at; None for those of the scene.
    quiet, as_json : what is printed.
    """

    scene: str
    outputs: Sequence[Path]
    look: Look
    first: int | None
    last: int | None
    quiet: bool
    as_json: bool

    def run(self) -> None:
        """Make the files and say so.

        Raises
        ------
        InvalidInput
            A scene, file, size, rate or step that is not possible.
        RenderError
            Something failed on the way; no file was made.
        """
        check_outputs(self.outputs, ENCODERS, self.scene)
        # What a scene's own code prints must not mix with the results.
        with (
            contextlib.redirect_stdout(sys.stderr),
            stop_told(self.outputs),
            blaming(self.scene),
        ):
            scene = cut(load_scene(self.scene), self.first, self.last)
            written = self._render(scene)
        if self.as_json:
            click.echo(as_json(scene, written))
        elif not self.quiet:
            for each in written:
                click.echo(as_line(each))

    def _render(self, scene: Scene) -> list[Written]:
        with progress_bar(scene.name, shown=not (self.quiet or self.as_json)) as progress:
            stage = make_stage(scene, self.look)
            progress.begin(len(stage))
            return render(stage, self.outputs, progress)


def make_stage(scene: Scene, look: Look) -> Stage:
    """Set up the scene as it was asked for."""
    return Stage(scene, look.size, theme=find_theme(look.theme), fps=look.fps)


def cut(scene: Scene, first: int | None, last: int | None) -> Scene:
    """Return the scene from step `first` to step `last`; None stands for its own end."""
    if first is None and last is None:
        return scene
    timeline = scene.timeline
    least = min(min(s.first, s.last) for s in timeline.segments)
    most = timeline.last_step
    start, end = least if first is None else first, most if last is None else last
    if not least <= start < end <= most:
        given = {"--from": first, "--to": last}
        asked = " ".join(f"{name} {step}" for name, step in given.items() if step is not None)
        raise InvalidInput(
            f"{asked} was given; {scene.name} shows steps {least:g} to {most:g}, so choose two of "
            "these, the smaller for --from."
        )
    return replace(scene, timeline=timeline.between(start, end))


def as_line(written: Written) -> str:
    """Describe a file for people."""
    return (
        f"{written.path}  {file_size(written.bytes)}  {written.width}x{written.height}  "
        f"{written.fps:g} fps  {written.seconds:.1f} s"
    )


def as_json(scene: Scene, written: Sequence[Written]) -> str:
    """Describe the run for programs, in one line."""
    return json.dumps(
        {
            "scene": scene.name,
            "frames": written[0].frames,
            "seconds": written[0].seconds,
            "outputs": [
                {
                    "path": str(each.path),
                    "bytes": each.bytes,
                    "width": each.width,
                    "height": each.height,
                    "fps": each.fps,
                }
                for each in written
            ],
        }
    )
