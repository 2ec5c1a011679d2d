"""Every step that changes the disk; a test can watch them, and fail, stop or kill at each."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Watcher = Callable[[str, Path], None]
"""Is told what is about to be done, and where; what it raises is what the system would say."""

_watchers: list[Watcher] = []


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Tell `watcher` of every step before it is taken, in whatever thread."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def step(deed: str, path: Path) -> None:
    """Tell those who watch of a step that is taken elsewhere, as by another program."""
    for watcher in _watchers:
        watcher(deed, path)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder of the system's own for what nobody asked for, and take it away again."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def make_folder(path: Path) -> None:
    """Make a folder; the one above it must be there."""
    step("make folder", path)
    path.mkdir()


def writing(path: Path) -> BinaryIO:
    """Open a file to be written anew."""
    step("create", path)
    return io.BufferedWriter(_Watched(path, "w"))


def changing(path: Path) -> BinaryIO:
    """Open a file that is there, to be changed in place."""
    step("change", path)
    return io.BufferedRandom(_Watched(path, "r+"))


def write(path: Path, data: bytes | str) -> None:
    """Write a file; text in UTF-8 with the same bytes everywhere."""
    with writing(path) as file:
        file.write(data.encode() if isinstance(data, str) else data)


def move(path: Path, to: Path) -> None:
    """Give a file or folder another name; a file that is there is replaced in one step."""
    step("move", to)
    os.replace(path, to)


def exchange(path: Path, other: Path) -> None:
    """Let two files or folders change places in one step: each name has the one or the other.

    Raises
    ------
    OSError
        The system or the file system cannot do that, or one of them is not there.
    """
    step("exchange", other)
    _exchange()(os.fsencode(path), os.fsencode(other))


def keep(path: Path, copy: Path) -> None:
    """Keep a file under a second name, without a copy of its bytes where that is possible."""
    step("keep", copy)
    try:
        os.link(path, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, copy)


def delete(path: Path) -> None:
    """Delete a file if it is there."""
    step("delete", path)
    path.unlink(missing_ok=True)


def remove_empty(path: Path) -> None:
    """Remove an empty folder."""
    step("remove empty", path)
    path.rmdir()


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it, as far as it is there and the system allows it."""
    with contextlib.suppress(OSError):
        step("remove", path)
    shutil.rmtree(path, ignore_errors=True)


class _Watched(io.FileIO):
    """A file each piece of which passes by those who watch."""

    def write(self, data: ReadableBuffer, /) -> int:
        step("write", Path(os.fsdecode(self.name)))
        return super().write(data)


@functools.cache
def _exchange() -> Callable[[bytes, bytes], None]:
    """Return what exchanges two paths on this system."""
    name, at_folder = _CALLS.get(sys.platform, ("", 0))
    libc = ctypes.CDLL(None, use_errno=True) if name else None
    call = getattr(libc, name, None)

    def exchange(path: bytes, other: bytes) -> None:
        if call is None:
            raise OSError("this system cannot exchange two files")
        if call(at_folder, path, at_folder, other, ctypes.c_uint(_SWAP)):
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error), os.fsdecode(other))

    return exchange


_CALLS = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
"""By system: the call that exchanges, and what tells it that paths are from the working folder."""

_SWAP = 2  # RENAME_EXCHANGE, RENAME_SWAP
