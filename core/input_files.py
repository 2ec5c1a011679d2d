"""Files that a user gives to be read: every one of them is looked at here before it is opened."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InvalidInput
from .system_files import is_systems_own

MOST_BYTES = 2**30
"""Of a file that is read into memory as a whole."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Check that there is a file, and turn what the system says of it into InvalidInput.

    A pipe would be waited for, and a device may have no end.
    """
    try:
        check_is_file(path)
        yield
    except OSError as error:
        reason = error.strerror or error
        raise InvalidInput(f"{path} cannot be read ({reason}); give a file that exists.") from error


def check_is_file(path: Path) -> None:
    """Raise InvalidInput if what is there is no file, and OSError if nothing is."""
    try:
        found = path.stat()
    except ValueError:  # a zero character
        raise InvalidInput(f"{str(path)!r} is no name of a file; give that of one.") from None
    if stat.S_ISDIR(found.st_mode):
        raise InvalidInput(f"{path} cannot be read (Is a directory); give a file.")
    if not stat.S_ISREG(found.st_mode):
        raise InvalidInput(f"{path} cannot be read (a device, pipe or socket); give a file.")
    if is_systems_own(path):
        raise InvalidInput(f"{path} cannot be read (it is the system's own); give a file.")


def check_is_there(path: Path) -> None:
    """Raise InvalidInput unless there is a file; what it is called may be misspelt."""
    try:
        check_is_file(path)
    except (FileNotFoundError, NotADirectoryError):
        raise InvalidInput(f"There is no file or folder {path}; check its name.") from None
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read ({error.strerror or error}); give another file or folder."
        ) from None


def read_whole(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return all bytes of a file.

    Raises
    ------
    InvalidInput
        It cannot be read, or is too large.
    """
    with reading(path), path.open("rb") as file:
        # To read at most so many bytes would take room for all of them first.
        data = file.read() if os.fstat(file.fileno()).st_size <= most else None
    if data is None:
        raise InvalidInput(f"{path} has more than {most / 1e6:,.0f} MB; give a smaller file.")
    return data


def read_if_there(path: Path, most: int = MOST_BYTES) -> bytes | None:
    """Return all bytes of a file; None where there is no file with any that can be read.

    For what is only compared, many files one after the other: it follows no links to see whose a
    file is, which takes longer than reading it. What is empty may be a device without an end.
    """
    try:
        found = path.stat()
        whole = stat.S_ISREG(found.st_mode) and 0 < found.st_size <= most
        return path.read_bytes() if whole else None
    except (OSError, ValueError):
        return None
