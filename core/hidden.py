"""A hidden folder beside an output, where that is made until it is whole."""

import hashlib
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from . import disk

if sys.platform != "win32":
    import fcntl

Mend = Callable[[Path], None]
"""Puts right what a process that died left half done, given its hidden folder."""


class HiddenFolder:
    """A folder beside `target` whose name says which output it belongs to.

    As long as this process lives it holds a lock on it, so another one that makes the same output
    knows it from what a dead process left, whatever number either has.

    Parameters
    ----------
    target
        The output that is made; its name may be as long as a name can be.
    """

    path: Path

    def __init__(self, target: Path) -> None:
        digest = hashlib.blake2b(os.fsencode(target.name), digest_size=8).hexdigest()
        self._parent, self._prefix = target.parent, f".gradreel-{digest}-"
        self._lock: int | None = None
        self.path = self._new_path()

    def create(self, mend: Mend | None = None) -> None:
        """Make it, empty, and remove what dead processes left of this output.

        Parameters
        ----------
        mend
            Is given each folder that was left, before it is removed.

        Raises
        ------
        OSError
            The folder above does not take it.
        """
        self.clear(mend)
        disk.make_folder(self.path)
        while not self._take():
            self.path = self._new_path()
            disk.make_folder(self.path)

    def clear(self, mend: Mend | None = None) -> None:
        """Remove what dead processes left of this output, and only that."""
        left: list[Path] = []
        with suppress(OSError), os.scandir(self._parent) as entries:
            left = [Path(entry) for entry in entries if entry.name.startswith(self._prefix)]
        for folder in left:
            lock = _lock_of_dead(folder)
            if lock is not None:
                try:
                    if mend:
                        mend(folder)
                    disk.remove_folder(folder)
                finally:
                    os.close(lock)

    def remove(self, *, keep: bool = False) -> None:
        """Remove it with all that is in it, if it was made; or keep it for the next run to mend."""
        if self.path.is_dir() and not keep:
            disk.remove_folder(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _new_path(self) -> Path:
        return self._parent / (self._prefix + secrets.token_hex(6))

    def _take(self) -> bool:
        """Lock it; False if another process saw it before that, and took it for a dead one's."""
        try:
            lock = _open(self.path)
        except OSError:
            return self.path.is_dir()  # it cannot be locked here
        try:
            _lock(lock)
        except BlockingIOError:
            os.close(lock)
            return False
        except OSError:
            pass  # a file system without locks: there nobody removes what another one left
        self._lock = lock
        return self.path.is_dir()


def _lock_of_dead(folder: Path) -> int | None:
    """Lock a folder if no living process holds it; None if one does, or that cannot be known."""
    try:
        lock = _open(folder)
    except OSError:
        return None
    try:
        _lock(lock)
    except OSError:
        os.close(lock)
        return None
    return lock


def _open(folder: Path) -> int:
    if sys.platform == "win32":
        raise OSError("folders cannot be locked here")
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


def _lock(folder: int) -> None:
    if sys.platform != "win32":
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
