"""From a scene to files, as render, race and sweep do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.output_paths import check_apart, same_place

from ..explore.exploring import Exploring
from ..explore.fitting import page_beside
from ..export import cluster
from ..export.crew import Jobs
from ..export.fit_size import Fit, render_within
from ..export.handout import handout_beside
from ..export.recipe import Origin
from ..export.render import Written, render, with_others
from ..export.stills import STILLS, poster_index, still_beside
from ..formats import FORMATS
from ..formats.companion import Companion
from ..formats.text import SIDECARS
from ..scene.film import Film
from ..scene.loading import load_scene
from ..scene.scene import Scene
from ..scene.timeline import Timeline
from ..stage.opening import AnyStage
from .opening import open_file
from .options.delivery import Wishes
from .options.look import Look
from .options.plan import Plan, plan
from .outputs import as_json, as_line, check_outputs, make_stage, step_of, stop_told
from .progress import Progress, progress_bar
from .saying import say
from .scene_code import running
from .watching import Watched, watching


@dataclass(frozen=True)
class Source:
    """Where the scene of a job comes from.

    Attributes
    ----------
    name
        What files are called if none is named: its last part, without a suffix.
    make
        Reads or makes the scene.
    inputs
        Files that are read, and must not be written over.
    page
        Makes what a reader can play with, for outputs that are such pages; None of a scene.
    forget
        Lets the next scene be made of what is in the files then.
    typed
        The scene as it was typed, "" if it was put together from options: errors out of a scene
        file's own code are told as its lines.
    """

    name: str
    make: Callable[[], Scene | Film]
    inputs: Sequence[Path] = ()
    typed: str = ""
    page: Callable[[], Exploring] | None = None
    forget: Callable[[], object] = lambda: None

    @classmethod
    def of_scene(cls, given: str) -> Source:
        """A scene by its name, or in a file."""
        path = Path(given)
        inputs = (path,) if path.is_file() else ()
        return cls(given, lambda: load_scene(given), inputs, given)

    def running(self) -> AbstractContextManager[None]:
        """Keep what a scene's own code does apart from what the program says."""
        return running(self.typed) if self.typed else nullcontext()


@dataclass(frozen=True)
class RenderJob:
    """From a scene to files: what render, race and sweep do alike.

    Attributes
    ----------
    source
        Where the scene comes from.
    outputs
        The files to make.
    look
        Size, frame rate, theme.
    wishes
        How the films play, how good and large they are, where they go.
    first, last
        Steps to begin and end at, or events; None for those of the scene.
    jobs
        How many processes draw, None for as many as pay.
    dask
        The address of a Dask scheduler that lets others draw, None for none.
    quiet, as_json
        What is printed.
    opens
        Whether the first output is shown at the end.
    watch
        Whether all is made anew at each save of what it is made of.
    """

    source: Source
    outputs: Sequence[Path]
    look: Look
    wishes: Wishes
    first: int | str | None
    last: int | str | None
    jobs: int | None
    dask: str | None
    quiet: bool
    as_json: bool
    opens: bool = False
    watch: bool = False

    def run(self) -> None:
        """Make the files and say so.

        Raises
        ------
        InvalidInput
            A scene, file, size, rate or step that is not possible.
        RenderError
            Something failed on the way; no file was made.
        """
        made = plan(self.source.name, self.outputs, self.look, self.wishes)
        check_outputs(made.outputs, [*FORMATS, *SIDECARS], self.source.inputs)
        check_poster(made, self.source.inputs)
        if made.pages and self.source.page is None:
            raise InvalidInput(
                f"{made.pages[0].name} would be a page in which a race or a sweep is explored; "
                "call the page of a scene otherwise, such as replay.html."
            )
        if made.pages and (self.first, self.last) != (None, None):
            raise InvalidInput(
                f"--from and --to cut films, and {made.pages[0].name} has all steps; leave them "
                "out, or make the page by itself."
            )
        if self.watch:
            watching(
                self._watched(made), made.outputs[0], lambda: self._make(made), opens=self.opens,
                quiet=self.quiet,
            )  # fmt: skip
            return
        written = self._make(made)
        if self.opens:
            open_file(written[0].path)

    def _watched(self, made: Plan) -> Watched:
        """Return what is looked at for another save."""
        heard = made.delivery.inputs
        if self.source.typed:
            return Watched.of_scene(self.source.typed, heard)
        return Watched.of_inputs([*self.source.inputs, *heard])

    def _make(self, made: Plan) -> list[Written]:
        self.source.forget()
        with stop_told(made.files), self.source.running():
            scene = cut(self._scene(made.files), self.first, self.last)
            written, notes = self._render(scene, made)
        if self.as_json:
            say(as_json(scene, written))
        elif not self.quiet:
            for each in written:
                say(as_line(each) + notes.get(each.path, ""))
        return written

    def _scene(self, files: Sequence[Path]) -> Scene | Film:
        try:
            return self.source.make()
        except RenderError as error:  # as where others run a sweep
            raise RenderError(with_others(str(error), files, [])) from error

    def _render(self, scene: Scene | Film, made: Plan) -> tuple[list[Written], dict[Path, str]]:
        """Return the files, and for some of them what else there is to say."""
        apart = [*made.limited, *made.stills, *made.handouts, *made.pages]
        rest = [path for path in made.outputs if path not in apart]
        written: list[Written] = []
        notes: dict[Path, str] = {}
        with progress_bar(scene.name, shown=not (self.quiet or self.as_json)) as progress:
            stage = make_stage(scene, made.look, transparent=made.transparent)
            progress.begin(made.delivery.about(stage).frames)
            pages = self._pages(made)
            for path in made.limited:
                fit = fit_film(scene, path, made, progress)
                written.append(fit.written)
                notes[path] = f"  ({fit.told})"
            if rest or made.stills or made.handouts or made.poster or pages:
                beside = [*stills(stage, made), *posters(stage, made), *handouts(stage, made)]
                beside += pages
                with self._drawing() as (executor, jobs):
                    written += render(stage, rest, progress, made.delivery, beside, executor, jobs)
        return written, notes

    def _pages(self, made: Plan) -> list[Companion]:
        """Return the pages in which the reader plays with the runs."""
        if not (made.pages and self.source.page):
            return []
        exploring = self.source.page()
        return [page_beside(exploring, path, made.most_bytes) for path in made.pages]

    @contextmanager
    def _drawing(self) -> Iterator[tuple[Executor | None, Jobs]]:
        """Say who draws."""
        jobs = Jobs(self.jobs, self._origin(), self._say_alone)
        if self.dask is None:
            yield None, jobs
            return
        with cluster.dask(self.dask) as there:
            yield there.executor, replace(jobs, most=there.most)

    def _origin(self) -> Origin | None:
        """Say how another process can make the scene anew, where it was typed."""
        given = self.source.typed
        return partial(_scene, given, self.first, self.last) if given else None

    def _say_alone(self, why: str) -> None:
        if ((self.jobs or 0) > 1 or self.dask) and not self.quiet:  # nobody is told who did not ask
            say(why, err=True)


def _scene(given: str, first: int | str | None, last: int | str | None) -> Scene | Film:
    return cut(load_scene(given), first, last)


def fit_film(scene: Scene | Film, path: Path, made: Plan, progress: Progress) -> Fit:
    """Make a film that is not larger than it may be."""

    def at(size: tuple[int, int], fps: float | Fraction) -> AnyStage:
        look = made.look._replace(size=size, fps=fps)
        return make_stage(scene, look, transparent=made.transparent)

    assert made.most_bytes is not None
    wanted = (made.look.size, made.look.fps)
    return render_within(at, path, made.most_bytes, wanted, made.delivery, progress)


def check_poster(made: Plan, inputs: Sequence[Path]) -> None:
    """Raise InvalidInput where the poster cannot be made."""
    if made.poster:
        check_outputs([made.poster], list(STILLS))
        if any(same_place(made.poster, path) for path in made.outputs):
            raise InvalidInput(
                f"{str(made.poster)!r} was given as poster and as output; give one another name."
            )
        check_apart(made.files, inputs)


def stills(stage: AnyStage, made: Plan) -> list[Companion]:
    """Return the pictures of how it ends."""
    return [still_beside(stage, len(stage) - 1, path) for path in made.stills]


def handouts(stage: AnyStage, made: Plan) -> list[Companion]:
    """Return the pages on paper."""
    return [handout_beside(stage, path, made.delivery) for path in made.handouts]


def posters(stage: AnyStage, made: Plan) -> list[Companion]:
    """Return the poster, or nothing if none is wished for."""
    return [still_beside(stage, poster_index(stage), made.poster)] if made.poster else []


def cut(scene: Scene | Film, first: int | str | None, last: int | str | None) -> Scene | Film:
    """Return the scene from step `first` to step `last`, or from and to events of these names.

    None stands for its own end.
    """
    if first is None and last is None:
        return scene
    if isinstance(scene, Film):
        raise InvalidInput(
            f"--from and --to name steps, and each scene of the film {scene.name} has its own; "
            "render one of its scenes instead."
        )
    clock = scene.clock
    least, most = clock.first_step, clock.last_step
    start = least if first is None else step_of(scene, first, "--from")
    end = most if last is None else step_of(scene, last, "--to")
    if not least <= start <= end <= most:
        given = {"--from": (first, start), "--to": (last, end)}
        asked = " ".join(
            f"{name} {typed}" + (f" (step {step:g})" if isinstance(typed, str) else "")
            for name, (typed, step) in given.items()
            if typed is not None
        )
        raise InvalidInput(
            f"{asked} was given; {scene.name} shows steps {least:g} to {most:g}, so choose two of "
            "these, the larger one for --to."
        )
    return replace(scene, timeline=Timeline.of(clock.between(start, end)))
