"""Where something may be written: every path that a user gives for it passes here.

What is made is put in its place by a rename. So a device, a pipe, the folder where one stands or
one that holds other things must be known before, and nothing is drawn for a path that cannot be.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .errors import InvalidInput
from .system_files import is_systems_own

Given = str | os.PathLike[str]

LONGEST_NAME = 255
"""Bytes that file systems give to a name."""

_DRIVE = re.compile(r"[A-Za-z]:([\\/].*)?", re.DOTALL)
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\..*)?", re.I)
_KINDS = (
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


def output_file(given: Given) -> Path:
    """Return a path at which a file may be made, or replaced.

    Raises
    ------
    InvalidInput
        It is no name of a file, something else than a file is there, or its folder does not exist
        or cannot be written to.
    """
    path = named(given)
    if _ends_in_separator(given):
        raise InvalidInput(
            f"{os.fspath(given)!r} ends as the name of a folder; give the name of a file, without "
            f"{os.fspath(given)[-1]!r} at its end."
        )
    found = _status(path)
    if found and stat.S_ISDIR(found.st_mode):
        raise InvalidInput(f"{str(path)!r} is a folder: give the name of a file in it.")
    _check_above(path)
    return path


def output_folder(given: Given) -> Path:
    """Return a path at which a folder may be made, or replaced as a whole.

    Whether what is in it may go, who replaces it must know.

    Raises
    ------
    InvalidInput
        As `output_file` does; or it is the folder where the program runs, or above it.
    """
    path = named(given)
    found = _status(path)
    if found and not stat.S_ISDIR(found.st_mode):
        raise InvalidInput(f"{str(path)!r} is a file: give the name of a folder.")
    real = os.path.realpath(path)
    runs_in_it = Path(os.path.realpath(os.curdir)).is_relative_to(real)
    if found and (runs_in_it or os.path.ismount(real)):
        raise InvalidInput(
            f"{str(path)!r} is a folder in which the program runs or a disk is mounted, and a "
            "folder of pictures is replaced as a whole; give the name of a new one."
        )
    _check_above(path)
    return path


def filled_folder(given: Given) -> Path:
    """Return a folder into which files may be put; it is made later if it is not there.

    Raises
    ------
    InvalidInput
        Something else is there or above it, or it cannot be written to.
    """
    path = checked_path(given)
    for each in (path, *path.parents):
        found = _status(each)
        if found is None:
            if each.name in ("", os.pardir):
                raise InvalidInput(
                    f"{str(each)!r} leads through a folder that does not exist; give one that does."
                )
            continue
        if not stat.S_ISDIR(found.st_mode):
            raise InvalidInput(f"{str(each)!r} is a file; give a folder.")
        _check_writable(each)
        break
    return path


def named(given: Given) -> Path:
    """Return the path if its last part can be the name of something new.

    Raises
    ------
    InvalidInput
        It is a place that is there already (., .., /), a suffix alone, or not possible at all.
    """
    path = checked_path(given)
    if path.name in ("", os.curdir, os.pardir):
        raise InvalidInput(
            f"{os.fspath(given)!r} is a place and no name of an output: give one, such as out.gif."
        )
    if path.name.startswith(".") and "." not in path.name[1:]:
        raise InvalidInput(
            f"{os.fspath(given)!r} has nothing before the '.': give it a name, such as "
            f"out{path.name}."
        )
    if os.name == "nt" and not_on_windows(path.name):
        raise InvalidInput(f"{str(path)!r} is no name that Windows allows; give another one.")
    return path


def same_place(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file or folder, or would."""
    if _place(path) == _place(other):
        return True
    with suppress(OSError):  # two names of one file
        return path.samefile(other)
    return False


def checked_path(given: Given, what: str = "an output", such_as: str = "out.gif") -> Path:
    """Return the path if it can be one at all, of something that is there or not.

    Parameters
    ----------
    given
        What was typed.
    what, such_as
        What it is the path of, and an example, for the sentences.

    Raises
    ------
    InvalidInput
        It is empty, too long, or has characters that no name has; or a shell should have put
        something else in its place.
    """
    if not isinstance(given, (str, os.PathLike)) or not isinstance(os.fspath(given), str):
        raise InvalidInput(f"{given!r} was given for {what}; give its name, such as {such_as!r}.")
    text = os.fspath(given)
    if not text.strip():
        raise InvalidInput(f"{text!r} was given for {what}; give its name, such as {such_as}.")
    if "\0" in text or any(unicodedata.category(each) == "Cc" for each in Path(text).name):
        raise InvalidInput(
            f"{text!r} has a control character in it; give {what} a name of letters."
        )
    try:
        parts = [os.fsencode(part) for part in Path(text).parts]
    except UnicodeEncodeError:
        raise InvalidInput(
            f"{text!r} is no name that this system can write; give another."
        ) from None
    if len(max(parts, key=len, default=b"")) > LONGEST_NAME:
        raise InvalidInput(
            f"{text!r} has a name of {len(max(parts, key=len))} bytes; give one of at most "
            f"{LONGEST_NAME}."
        )
    if text.startswith("~") and os.path.expanduser(text) != text:
        raise InvalidInput(
            f"{text!r} was given, and '~' is known to shells alone: write the folder out, such as "
            f"{os.path.expanduser(text)}."
        )
    if text == "-" or (_DRIVE.fullmatch(text) and os.name != "nt"):
        kind = (
            "standard output, to which nothing is written" if text == "-" else "a drive of Windows"
        )
        raise InvalidInput(f"{text!r} would be {kind}: give the name of {what}, such as {such_as}.")
    return Path(text)


def not_on_windows(name: str) -> bool:
    """Whether Windows takes a name for something else, or not at all."""
    return bool(_RESERVED.fullmatch(name) or re.search(r'[<>:"|?*\\/]|[. ]\Z', name))


def check_apart(outputs: Iterable[Path], inputs: Iterable[Path] = ()) -> None:
    """Check that no output is written over another one, into one, or over what is read.

    Names that differ in case or composition alone count as one: many file systems take them so.

    Raises
    ------
    InvalidInput
        Two are one place.
    """
    read = [(path, f"{str(path)!r}, which is read") for path in inputs]
    written: list[tuple[Path, str]] = []
    for path in outputs:
        for other, told in read + written:
            if same_place(path, other):
                raise InvalidInput(
                    f"{str(path)!r} is the same file as {told}; give it another name."
                )
            # A folder that was given to be read is refused by its reader, which knows why.
            if _within(other, path) or ((other, told) in written and _within(path, other)):
                raise InvalidInput(
                    f"Of {str(path)!r} and {told}, one lies in the other; give it another folder."
                )
        written.append((path, f"{str(path)!r}, which was given before"))


def _status(path: Path) -> os.stat_result | None:
    """Return what is at a path, links followed, if it is a file or folder; None if nothing is."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:  # links in a circle, too long, a folder that may not be looked into
        raise InvalidInput(
            f"{str(path)!r} cannot be written ({error.strerror or error}); choose another name."
        ) from None
    for is_kind, kind in _KINDS:
        if is_kind(found.st_mode):
            raise InvalidInput(
                f"{str(path)!r} is {kind}, and only files are written; give the name of a file."
            )
    return found


def _check_above(path: Path) -> None:
    """Check the folder in which the thing is made; of a link, that of what it leads to."""
    folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
    if os.path.isfile(folder):
        raise InvalidInput(f"{str(folder)!r} is a file, and nothing can be in it; give a folder.")
    if not os.path.isdir(folder):
        raise InvalidInput(
            f"The folder {str(folder)!r} does not exist: create it first or choose another."
        )
    _check_writable(folder)


def _check_writable(folder: Path) -> None:
    if is_systems_own(folder):
        raise InvalidInput(
            f"The folder {str(folder)!r} is the system's own, and no files are kept there; choose "
            "another."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InvalidInput(
            f"The folder {str(folder)!r} cannot be written to: change its permissions "
            "or choose another."
        )


def _ends_in_separator(given: Given) -> bool:
    separators = [each for each in (os.sep, os.altsep) if each]
    return os.fspath(given).removesuffix(".").endswith(tuple(separators))


def _within(path: Path, other: Path) -> bool:
    inner, outer = _place(path), _place(other)
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _place(path: Path) -> list[object]:
    """Return what stands for each part of a path: a folder that is there, or a name."""
    real = Path(os.path.realpath(path))
    return [_part(each) for each in (*reversed(real.parents), real)]


def _part(path: Path) -> object:
    with suppress(OSError):
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return found.st_dev, found.st_ino
    return unicodedata.normalize("NFC", path.name).casefold()
