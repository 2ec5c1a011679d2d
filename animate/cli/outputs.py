"""The files that a command makes: checked before, accounted for after."""

import json
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gradreel.core.errors import InvalidInput
from gradreel.core.output_paths import check_apart, named, output_file

from ..export.render import Written, listed
from ..formats.image.staged_folder import frame_folder
from ..scene.film import Film
from ..scene.scene import Scene
from ..stage.opening import AnyStage, open_stage
from ..style.theme import find_theme
from .errors import Stopped
from .options.look import Look
from .signals import stopped_by


def check_outputs(
    paths: Sequence[Path], suffixes: Collection[str], inputs: Sequence[Path] = ()
) -> None:
    """Raise InvalidInput where a file cannot be made, before any time is spent on drawing.

    Parameters
    ----------
    paths
        The files to make.
    suffixes
        The formats that there are, "" for a folder.
    inputs
        Files that are read, and must not be written over.
    """
    for path in paths:
        if path.suffix.lower() in suffixes and path.suffix:
            output_file(path)
        elif "" in suffixes and (not path.suffix or os.path.isdir(path)):
            frame_folder(path)
        else:
            raise InvalidInput(_unknown(named(path), suffixes))
    check_apart(paths, inputs)


def _unknown(path: Path, suffixes: Collection[str]) -> str:
    known = ", ".join(filter(None, suffixes))
    folder = ", or a name without a suffix for a folder of PNGs" if "" in suffixes else ""
    return f"{str(path)!r} does not end in a format known here; choose one of {known}{folder}."


@contextmanager
def stop_told(paths: Sequence[Path]) -> Iterator[None]:
    """Turn Ctrl-C and its like into a sentence that says which of the files were written."""
    before = [_identity(path) for path in paths]
    try:
        yield
    except BaseException as stop:
        name = stopped_by(stop)
        if not name:
            raise
        now = [_identity(path) for path in paths]
        written = [path for path, old, new in zip(paths, before, now, strict=True) if old != new]
        told = (
            f"only {listed(written)} had been written"
            if written
            else f"nothing was written to {listed(paths)}"
        )
        raise Stopped(f"Stopped by {name}; {told}.") from stop


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Return what differs when a file is replaced or changed; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def file_size(count: int) -> str:
    """Write a number of bytes as people read it: 393 kB, 1.2 MB."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e3:.0f} kB" if count < 999_500 else f"{count / 1e6:.1f} MB"


def make_stage(scene: Scene | Film, look: Look, *, transparent: bool = False) -> AnyStage:
    """Set up the scene as it was asked for."""
    theme = find_theme(look.theme)
    return open_stage(scene, look.size, theme=theme, fps=look.fps, transparent=transparent)


def step_of(scene: Scene | Film, typed: int | str, option: str) -> float:
    """Return the step that was typed, or that of the event of this name.

    Raises
    ------
    InvalidInput
        It is neither; the sentence lists the events.
    """
    if isinstance(typed, int):
        return typed
    if isinstance(scene, Film):
        raise InvalidInput(
            f"{option} {typed} was given, and events are those of a scene; give one of the scenes "
            f"of {scene.name}: {', '.join(each.name for each in scene.scenes)}."
        )
    events = scene.clock.events
    if typed in events:
        return events[typed]
    known = f", or an event: {', '.join(events)}" if events else f", as {scene.name} has no events"
    raise InvalidInput(f"{option} {typed!r} is no step of {scene.name}; give a number{known}.")


def as_line(written: Written) -> str:
    """Describe a file for people."""
    told = f"{written.path}  {file_size(written.bytes)}"
    if written.width:
        told += f"  {written.width}x{written.height}"
    return f"{told}  {written.fps:.4g} fps  {written.seconds:.1f} s" if written.fps else told


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
