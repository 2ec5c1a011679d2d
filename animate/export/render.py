"""From a stage to files: every frame drawn once, given to all encoders."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from threading import Event, Thread

from gradreel.core import allow, disk
from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.output_paths import check_apart, checked_path
from gradreel.core.staged import commit_all

from ..formats import Encoder, format_of, open_encoder
from ..formats.companion import Companion
from ..formats.image.folder import order_in
from ..formats.image.staged_folder import folder_bytes
from ..formats.text import SHOWS, SIDECARS, About
from ..formats.voice import check_voice
from ..scene.frame import Frame
from ..stage.film_stage import FilmStage
from ..stage.opening import AnyStage
from ..stage.stage import Stage
from .crew import Crew, Jobs, checked_jobs, crew_for
from .delivery import Delivery

USUAL = Delivery()

_STAGE = allow.instance_of(Stage, FilmStage, words="a Stage, such as open_stage(scene) returns")
_PATHS = allow.sequence_of(allow.instance_of(str, Path, words="a path, a text or a Path"))
_BESIDE = allow.sequence_of(allow.instance_of(Companion, words="a Companion"))

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1; 1 when the files are complete."""


@dataclass(frozen=True)
class Written:
    """A file that was made: its place, size in bytes and pixels, rate, frames and length.

    A text has no pixels, frames or length: they are 0. A still beside films has pixels alone.
    """

    path: Path
    bytes: int
    width: int = 0
    height: int = 0
    fps: float = 0.0
    frames: int = 0
    seconds: float = 0.0


def render(
    stage: AnyStage,
    paths: Sequence[str | Path],
    progress: Progress | None = None,
    delivery: Delivery = USUAL,
    beside: Sequence[Companion] = (),
    executor: Executor | None = None,
    jobs: int | Jobs = 1,
) -> list[Written]:
    """Render the whole timeline into one file per path, formats chosen by suffix.

    The frames are drawn once, whatever the number of files. All files appear when all are
    complete; if one fails, none is written and older files of those names stay as they were.

    Parameters
    ----------
    stage
        Draws the frames.
    progress
        Is told how far it is.
    paths
        Films (of `FORMATS`) and texts beside them (`SIDECARS`); texts alone need no drawing.
    delivery
        How often the films play, how long the last picture stays, how well it looks.
    beside
        What else is to appear with them, such as a poster.
    executor
        Draws the pieces of the films; a `ThreadPoolExecutor` gains nothing.
    jobs
        How many processes to start for that where there is no executor, 1 for none. The files are
        the same byte for byte, whoever draws.

    Returns
    -------
    list of Written
        What was made, in the order of the paths.

    Raises
    ------
    InvalidInput
        A path, format, size or rate is not possible; nothing was started.
    RenderError
        Something failed on the way; the sentence says which files were not written.
    """
    paths = _checked(stage, paths, progress, delivery, beside)
    about = delivery.about(stage)
    films = [] if delivery.bitrate else _films(paths)  # two passes go through the whole
    crew = crew_for(stage, about.frames, films, executor, checked_jobs(jobs))
    outputs = [*_open_all(stage, paths, delivery, about, crew), *beside]
    if not outputs:
        raise InvalidInput("No output was given; give at least one, such as out.mp4.")
    check_apart([output.path for output in outputs], delivery.inputs)
    try:
        with ExitStack() as stack:
            for output in outputs:
                stack.enter_context(output)
            encoders = [output for output in outputs if not isinstance(output, Companion)]
            reports = stack.enter_context(_Reports(encoders, about.frames, progress))
            if crew and encoders:
                crew.draw(encoders, about.frames, reports.tell)
            else:
                for frame in _held(stage.frames(), about.frames) if encoders else ():
                    for encoder in encoders:
                        encoder.write(frame)
                    reports.drawn += 1
            for output in sorted(outputs, key=lambda each: isinstance(each, Companion)):
                output.finish()  # a text may tell of a film
            commit_all(outputs)
    except RenderError as error:
        stayed = [output.path for output in outputs if not output.revert()]
        raise RenderError(with_others(str(error), [o.path for o in outputs], stayed)) from error
    return [_written(output, about) for output in outputs]


def _checked(
    stage: object, paths: object, progress: object, delivery: object, beside: object
) -> tuple[str | Path, ...]:
    """Return the paths, or raise InvalidInput where one of these is of another kind."""
    _STAGE("render was given stage", stage)
    if not (progress is None or callable(progress)):
        raise allow.refuse("render was given progress", progress, "a function of one number")
    allow.instance_of(Delivery, words="a Delivery")("render was given delivery", delivery)
    _BESIDE("render was given beside", beside)
    if isinstance(paths, str | Path):
        raise allow.refuse("render was given paths", paths, "a list of them, such as ['out.mp4']")
    checked: tuple[str | Path, ...] = _PATHS("render was given paths", paths)
    return checked


def _films(paths: Sequence[str | Path]) -> list[str | Path]:
    return [path for path in paths if checked_path(path).suffix.lower() not in SIDECARS]


def _open_all(
    stage: AnyStage,
    paths: Sequence[str | Path],
    delivery: Delivery,
    about: About,
    crew: Crew | None,
) -> list[Encoder | Companion]:
    films = _films(paths)
    formats = [format_of(path) for path in films]
    if delivery.voice and any(each.voice for each in formats):
        check_voice(delivery.voice, about.frames, stage.rate)
    clip = delivery.clip(
        stage, about,
        sampled=any(each.palette for each in formats),
        told=any(each.tells for each in formats),
    )  # fmt: skip
    made = {path: open_encoder(path, clip, in_pieces=crew is not None) for path in films}
    return [made.get(path) or _text(path, about, made) for path in paths]


def _text(path: str | Path, about: About, films: Mapping[str | Path, Encoder]) -> Companion:
    suffix = Path(path).suffix.lower()
    shown = [film for film in films if format_of(film).suffix == SHOWS.get(suffix)]
    about = replace(about, name=_told_of(Path(path), [Path(film) for film in shown]))
    SIDECARS[suffix](about)  # what it cannot tell is said before anything is drawn

    def write(part: Path) -> None:
        order = order_in(films[shown[0]].made) if shown and suffix == ".tex" else ()
        text = SIDECARS[suffix](replace(about, order=order))
        # Half a surrogate pair, as in the name of an undecodable file, is written as JSON does.
        disk.write(part, text.encode(errors="backslashreplace"))

    return Companion(path, write)


def _told_of(path: Path, shown: Sequence[Path]) -> str:
    """Name what a text shows of this pass, as seen from the text and without suffix: or its own.

    Of several it is the one called as the text, or the first.
    """
    own = path.with_suffix("")
    stems = [each.with_suffix("") if format_of(each).suffix else each for each in shown]
    if not stems or own in stems:
        return own.name
    return Path(os.path.relpath(stems[0], path.parent)).as_posix()


def _held(frames: Iterable[Frame], count: int) -> Iterator[Frame]:
    """Go through the frames, and then through the last one until there are so many."""
    number, frame = 0, None
    for number, frame in enumerate(frames, start=1):  # noqa: B007 - counted for below
        yield frame
    if frame is not None:
        yield from repeat(frame, count - number)


def with_others(sentence: str, paths: Sequence[Path], made: Sequence[Path]) -> str:
    """Say what became of the outputs of which the sentence does not speak."""
    there = [path.name for path in made]
    rest = [path.name for path in paths if path not in made]
    missing = [name for name in rest if not re.search(rf"(^|\s){re.escape(name)}\b", sentence)]
    told = sentence.rstrip(".")
    if there:
        told += f"; {listed(there)} had been written"
    if missing:
        told += f"; {listed(missing)} {'was' if len(missing) == 1 else 'were'} not written"
    return told + "."


def listed(words: Sequence[object]) -> str:
    """Write words as a sentence does: a, b and c."""
    *first, last = map(str, words)
    return f"{', '.join(first)} and {last}" if first else last


class _Reports:
    """Tells the progress, half of it for what is drawn and half for what is encoded.

    It has a thread of its own, since the last frames are encoded while nothing is drawn.
    """

    def __init__(self, encoders: Sequence[Encoder], frames: int, progress: Progress | None) -> None:
        self.drawn = 0
        self._pieces = 0.0
        self._encoders, self._frames, self._progress = encoders, frames, progress
        self._stop = Event()
        self._thread = Thread(target=self._report, daemon=True)

    def __enter__(self) -> _Reports:
        if self._progress:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stop.set()
        if self._progress:
            self._thread.join()
            if kind is None:
                self._progress(1.0)

    def tell(self, share: float) -> None:
        """Take note of the share of the pieces that is done."""
        self._pieces = share

    def _report(self) -> None:
        assert self._progress is not None
        while not self._stop.wait(0.1):
            encoded = min((encoder.encoded for encoder in self._encoders), default=0)
            self._progress(self._pieces or (self.drawn + encoded) / (2 * self._frames))


def _written(output: Encoder | Companion, about: About) -> Written:
    path = output.path
    bytes_ = folder_bytes(path) if path.is_dir() else path.stat().st_size
    if isinstance(output, Companion):
        return Written(output.path, bytes_, *output.size)
    return Written(
        output.path,
        bytes_,
        *about.size,
        fps=float(about.fps),
        frames=about.frames,
        seconds=float(about.frames / about.fps),
    )
