"""One case: files, a command line, and what must be true whatever comes of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import matplotlib as mpl

from gradreel.animate import main

MOST_LINES = 3
MOST_CHARACTERS = 600
MOST_SECONDS = 30
"""No case of these sizes takes so long: it hangs."""

USERS = ("photo.png", "tiny.txt")
"""Files that no command may change, also in a folder that is named."""

TEMPORARY = "temporary"
"""Where programs put what they need for a moment."""

NEVER = ("Traceback", "itself failed", "Warning", "\x1b", "\x07")


@dataclass(frozen=True)
class Case:
    """What is typed, and what lies in the folder then.

    Attributes
    ----------
    arguments
        After `gradreel`.
    files
        Contents by name, in the folder; a function is given the path and makes it itself.
    writes
        Names below which the command may make or change files.
    """

    arguments: Sequence[str]
    files: Mapping[str, bytes | Callable[[Path], object]] = field(default_factory=dict)
    writes: Sequence[str] = ()

    def run(self) -> list[str]:
        """Run it in a new folder, in this process, and return what is wrong with the outcome."""
        return self.outcome()[1]

    def outcome(self) -> tuple[Outcome, list[str]]:
        """Run it, and return status and words beside what is wrong."""
        root = Path(tempfile.mkdtemp(prefix="gradreel-fuzz-"))
        folder = root / "folder"
        for each in (folder, root / TEMPORARY):
            each.mkdir()
        (root / "outside.png").write_bytes(b"not to be touched")
        try:
            for name, content in self.files.items():
                _make(folder / name, content)
            before, settings = _tree(root), dict(mpl.rcParams)
            threads = set(threading.enumerate())
            outcome = _outcome(self.arguments, folder)
            wrong = [*_said_badly(outcome), *self._written_badly(root, before, outcome.status)]
        finally:
            shutil.rmtree(root, ignore_errors=True)
        wrong += [f"{each.name!r} runs on" for each in set(threading.enumerate()) - threads]
        if settings != dict(mpl.rcParams):
            wrong.append("matplotlib's rcParams have changed")
        if wrong:
            wrong.append(f"status {outcome.status}; stderr: {outcome.err[:1500]}")
        return outcome, wrong

    def _written_badly(self, root: Path, before: Mapping[str, str], status: object) -> list[str]:
        after = _tree(root)
        changed = {
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        }
        allowed = [os.path.normpath(f"folder/{name}") for name in self.writes]
        wrong = [
            f"{name!r} was not named, and changed"
            for name in sorted(changed)
            if not any(name == each or name.startswith(f"{each}/") for each in allowed)
            or (name in before and Path(name).name in USERS)
        ]
        wrong += [
            f"{name!r} was left behind"
            for name in after.keys() - before.keys()
            if ".gradreel-" in name
        ]
        if status != 0:
            wrong += [
                f"{name!r} was lost though the command failed"
                for name in sorted(changed)
                if name in before and before[name] != after.get(name)
            ]
        return wrong


@dataclass(frozen=True)
class Outcome:
    """Status and what was printed."""

    status: object
    out: str
    err: str


def _make(path: Path, content: bytes | Callable[[Path], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)


def _said_badly(outcome: Outcome) -> Iterator[str]:
    if outcome.status not in (0, 1, 2):
        yield f"the status is {outcome.status!r}"
    both = outcome.out + outcome.err
    yield from (f"{word!r} was said" for word in NEVER if word in both)
    if len(outcome.err.splitlines()) > MOST_LINES:
        yield f"standard error has {len(outcome.err.splitlines())} lines"
    if len(outcome.err) > MOST_CHARACTERS:
        yield f"standard error has {len(outcome.err)} characters"
    said = [line for line in outcome.err.splitlines() if not line.startswith("Note: ")]
    if outcome.status in (1, 2) and not (said and said[0].startswith("Error: ")):
        yield "nothing says what is wrong"
    if outcome.status == 0 and said:
        yield "standard error speaks though all went well"


def _outcome(arguments: Sequence[str], folder: Path) -> Outcome:
    with _inside(folder), _streams() as (out, err), _limited(), warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.showwarning = _tell
        try:
            main(list(arguments))
            status: object = 0
        except SystemExit as end:
            status = end.code
        except BaseException as error:
            status = f"{type(error).__name__}: {error}"
    return Outcome(status, _read(out), _read(err))


def _tell(message: Warning | str, kind: type[Warning], file: str, line: int, *_: object) -> None:
    """Say a warning on standard error as Python does by itself, also where pytest collects them."""
    sys.stderr.write(warnings.formatwarning(message, kind, file, line))  # noqa: TID251


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    here, environment, temporary = Path.cwd(), dict(os.environ), tempfile.tempdir
    os.chdir(folder)
    # Beside the folder, where it is seen what is left there.
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder.parent / TEMPORARY)
    try:
        yield
    finally:
        os.chdir(here)
        tempfile.tempdir = temporary
        os.environ.clear()
        os.environ.update(environment)


@contextmanager
def _streams() -> Iterator[tuple[Path, Path]]:
    """Lead descriptors 1 and 2 into files: other programs write to them, too."""
    places = [Path(tempfile.mkstemp(prefix="gradreel-fuzz-said-")[1]) for _ in range(2)]
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(number) for number in (1, 2)]
    ours = sys.stdout, sys.stderr
    for number, place in zip((1, 2), places, strict=True):
        with place.open("wb") as file:
            os.dup2(file.fileno(), number)
    # Not closed at the end: that would close the descriptors.
    sys.stdout, sys.stderr = (
        os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        for number in (1, 2)
    )
    try:
        yield places[0], places[1]
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = ours
        for number, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, number)
            os.close(copy)


def _read(place: Path) -> str:
    text = place.read_bytes().decode("utf-8", "replace")
    place.unlink()
    return text


@contextmanager
def _limited() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"it hangs: {MOST_SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    # Again each second after it, as Python drops what is raised while garbage is collected.
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _tree(root: Path) -> dict[str, str]:
    """Return what each file below a folder is and holds, by its path from there."""
    found = {}
    for place, folders, names in os.walk(root):
        for name in [*folders, *names]:
            path = Path(place, name)
            found[str(path.relative_to(root))] = _content(path)
    return found


def _content(path: Path) -> str:
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return f"link to {os.readlink(path)}"
    if stat.S_ISREG(status.st_mode):
        return hashlib.blake2b(path.read_bytes()).hexdigest()
    return "folder" if stat.S_ISDIR(status.st_mode) else f"special {status.st_rdev}"
