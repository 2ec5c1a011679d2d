"""Several files of one folder that change together or not at all, whenever the process ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from . import disk
from .errors import RenderError
from .hidden import HiddenFolder
from .interrupts import interrupts_held

if sys.platform != "win32":
    import fcntl


class Changes:
    """What is to be written and deleted in a folder, prepared in a hidden one.

    What each change replaces is kept first, in a folder called `undo`, an empty folder of its name
    for what was not there. As long as `undo` is there everything is to be taken back, by this
    process or, if it dies, by the next one; the changes are made when it gets another name.

    Parameters
    ----------
    folder
        Where the files are.
    key
        The name of the file that stands for all of them.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._hidden = HiddenFolder(folder / key)
        self._new: dict[str, Path] = {}
        self._deleted: list[str] = []

    def write(self, name: str, data: bytes) -> None:
        """Write a file, to be seen when all is done, in the order of these calls."""
        part = self._hidden.path / f"new-{len(self._new)}"
        disk.write(part, data)
        self._new[name] = part

    def delete(self, name: str) -> None:
        """Delete a file, after all others are written."""
        self._deleted.append(name)

    def begin(self) -> None:
        """Make the hidden folder, and take back what dead processes left half done."""
        self._hidden.create(self._mend)

    def make(self) -> None:
        """Make all changes, or none if one of them fails."""
        hidden = self._hidden.path
        with _alone(self._folder):
            self._keep(hidden / "kept")
            disk.move(hidden / "kept", hidden / "undo")
            try:
                for name, part in self._new.items():
                    disk.move(part, self._folder / name)
                for name in self._deleted:
                    disk.delete(self._folder / name)
                disk.move(hidden / "undo", hidden / "done")
            except BaseException:
                self._take_back(hidden)
                raise

    @property
    def half_done(self) -> bool:
        """Whether some changes were made and could not be taken back."""
        return (self._hidden.path / "undo").is_dir()

    def end(self) -> None:
        """Remove the hidden folder, unless the next run is to take back what this one could not."""
        self._hidden.remove(keep=self.half_done)

    def clear(self) -> None:
        """Take back what dead processes left half done, and remove what else they left."""
        self._hidden.clear(self._mend)

    def _keep(self, kept: Path) -> None:
        disk.make_folder(kept)
        for name in (*self._new, *self._deleted):
            if os.path.lexists(self._folder / name):
                disk.keep(self._folder / name, kept / name)
            else:
                disk.make_folder(kept / name)

    def _take_back(self, hidden: Path) -> None:
        undo = hidden / "undo"
        with suppress(OSError):  # the next run tries it again
            for kept in sorted(undo.iterdir()):
                if kept.is_dir():
                    disk.delete(self._folder / kept.name)
                else:
                    disk.move(kept, self._folder / kept.name)
            disk.move(undo, hidden / "done")

    def _mend(self, hidden: Path) -> None:
        if (hidden / "undo").is_dir():
            with _alone(self._folder):
                self._take_back(hidden)
            if (hidden / "undo").is_dir():
                raise OSError("what an earlier run left half done cannot be taken back")


@contextmanager
def changes_in(folder: Path, key: str) -> Iterator[Changes]:
    """Give what collects changes in a folder, which are made at the end of the block.

    The folder is made if it is missing. On any failure, Ctrl-C too, everything is as it was.

    Raises
    ------
    RenderError
        If the system refuses to write: no permission, a full disk.
    """
    changes = Changes(folder, key)
    try:
        with folder_made(folder), _begun(changes):
            yield changes
            with interrupts_held():
                changes.make()
    except OSError as error:
        then = "comes back as it was with the next run" if changes.half_done else "is as before"
        raise RenderError(
            f"{folder} was not written ({error.strerror or error}) and {then}: free the disk or "
            "choose another folder."
        ) from error


@contextmanager
def folder_made(folder: Path) -> Iterator[None]:
    """Make a folder, and those above it that are missing; if the block fails they go again."""
    made: list[Path] = []
    try:
        with interrupts_held():
            for each in (*reversed(folder.parents), folder):
                if not os.path.lexists(each):
                    disk.make_folder(each)
                    made.append(each)
        yield
    except BaseException:
        with interrupts_held(), suppress(OSError):  # as far as nothing else is in them
            for each in reversed(made):
                disk.remove_empty(each)
        raise


@contextmanager
def _begun(changes: Changes) -> Iterator[None]:
    try:
        with interrupts_held():
            changes.begin()
        yield
    finally:
        with interrupts_held():
            changes.end()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process makes changes in a folder, where the system can tell that."""
    if sys.platform == "win32":
        yield
        return
    lock = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
