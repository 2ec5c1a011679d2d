"""`gradreel render`."""

import contextlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from gradreel.core.errors import InvalidInput

from ..budget import Fit, render_within
from ..companion import Companion
from ..film import Film, FilmStage, open_stage
from ..rendering import FORMATS, Written, render
from ..scene import Scene
from ..scene_loading import blaming, load_scene
from ..stage import Stage
from ..stills import STILLS, poster_index, write_still
from ..theme import find_theme
from .delivery_options import Wishes
from .options import Look
from .outputs import check_outputs, file_size, stop_told
from .planning import Plan, plan
from .progress import Progress, progress_bar


@dataclass(frozen=True)
class RenderJob:
    """What was typed.

    Attributes
    ----------
    scene : name or path.
    outputs : the files to make.
    look : size, frame rate, theme.
    wishes : how the films play, how good and large they are, where they go.
    first, last : steps to begin and end at; None for those of the scene.
    quiet, as_json : what is printed.
    """

    scene: str
    outputs: Sequence[Path]
    look: Look
    wishes: Wishes
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
        made = plan(self.scene, self.outputs, self.look, self.wishes)
        check_outputs(made.outputs, FORMATS, self.scene)
        check_poster(made)
        # What a scene's own code prints must not mix with the results.
        with (
            contextlib.redirect_stdout(sys.stderr),
            stop_told(made.files),
            blaming(self.scene),
        ):
            scene = cut(load_scene(self.scene), self.first, self.last)
            written, notes = self._render(scene, made)
        if self.as_json:
            click.echo(as_json(scene, written))
        elif not self.quiet:
            for each in written:
                click.echo(as_line(each) + notes.get(each.path, ""))

    def _render(self, scene: Scene | Film, made: Plan) -> tuple[list[Written], dict[Path, str]]:
        """Return the files, and for some of them what else there is to say."""
        rest = [path for path in made.outputs if path not in made.limited]
        written: list[Written] = []
        notes: dict[Path, str] = {}
        with progress_bar(scene.name, shown=not (self.quiet or self.as_json)) as progress:
            stage = make_stage(scene, made.look, transparent=made.transparent)
            progress.begin(made.delivery.about(stage).frames)
            for path in made.limited:
                fit = fit_film(scene, path, made, progress)
                written.append(fit.written)
                notes[path] = f"  ({fit.told})"
            if rest or made.poster:
                beside = posters(stage, made)
                written += render(stage, rest, progress, made.delivery, beside)
        return written, notes


def make_stage(scene: Scene | Film, look: Look, *, transparent: bool = False) -> Stage | FilmStage:
    """Set up the scene as it was asked for."""
    theme = find_theme(look.theme)
    return open_stage(scene, look.size, theme=theme, fps=look.fps, transparent=transparent)


def fit_film(scene: Scene | Film, path: Path, made: Plan, progress: Progress) -> Fit:
    """Make a film that is not larger than it may be."""

    def at(size: tuple[int, int], fps: float) -> Stage | FilmStage:
        look = made.look._replace(size=size, fps=fps)
        return make_stage(scene, look, transparent=made.transparent)

    assert made.most_bytes is not None
    wanted = (made.look.size, made.look.fps)
    return render_within(at, path, made.most_bytes, wanted, made.delivery, progress)


def check_poster(made: Plan) -> None:
    """Raise InvalidInput where the poster cannot be made."""
    if made.poster is None:
        return
    check_outputs([made.poster], list(STILLS), "")
    if made.poster.resolve() in {path.resolve() for path in made.outputs}:
        raise InvalidInput(
            f"{str(made.poster)!r} was given as poster and as output; give one another name."
        )


def posters(stage: Stage | FilmStage, made: Plan) -> list[Companion]:
    """Return the poster, or nothing if none is wished for."""
    if made.poster is None:
        return []

    def write(part: Path) -> None:
        write_still(stage, poster_index(stage), part)

    return [Companion(made.poster, write)]


def cut(scene: Scene | Film, first: int | None, last: int | None) -> Scene | Film:
    """Return the scene from step `first` to step `last`; None stands for its own end."""
    if first is None and last is None:
        return scene
    if isinstance(scene, Film):
        raise InvalidInput(
            f"--from and --to name steps, and each scene of the film {scene.name} has its own; "
            "render one of its scenes instead."
        )
    timeline = scene.clock
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
    if not written.frames:
        return f"{written.path}  {file_size(written.bytes)}"
    return (
        f"{written.path}  {file_size(written.bytes)}  {written.width}x{written.height}  "
        f"{written.fps:.4g} fps  {written.seconds:.1f} s"
    )


def as_json(scene: Scene | Film, written: Sequence[Written]) -> str:
    """Describe the run for programs, in one line."""
    first = next((each for each in written if each.frames), written[0])
    return json.dumps(
        {
            "scene": scene.name,
            "frames": first.frames,
            "seconds": first.seconds,
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
