"""A folder that appears whole or not at all."""

import contextlib
import os
import re
import secrets
import shutil
from pathlib import Path

from gradreel.core.errors import InvalidInput, RenderError

from .checks import check_target

MARK = ".gradreel"
"""An empty file in each folder that was made here: such a folder may be replaced."""

MADE = re.compile(r"frame_\d{5,}\.png")
"""The names of the pictures in it."""


class StagedFolder:
    """A hidden temporary folder beside the target, put in its place on success.

    Parameters
    ----------
    target
        The folder to make. One that is there already stays untouched until `commit`; it is only
        replaced if it is empty, or was made here and nothing was added.

    Raises
    ------
    InvalidInput
        Something else is there, or the folder above is not possible.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        self.path = self.target.with_name(f".gradreel-{secrets.token_hex(6)}")
        check_target(self.path)
        if self.target.is_dir() and not replaceable(self.target):
            raise InvalidInput(
                f"The folder {str(target)!r} holds what gradreel did not make: choose a new one, "
                "or empty it."
            )
        if self.target.exists() and not self.target.is_dir():
            raise InvalidInput(f"{str(target)!r} is a file: give the name of a folder.")

    def create(self) -> None:
        """Make the empty temporary folder.

        Raises
        ------
        RenderError
            The folder above does not take it.
        """
        try:
            self.path.mkdir()
            (self.path / MARK).touch()
        except OSError as error:
            raise self._error(error) from error

    def size(self) -> int:
        """Return how many bytes the files in the temporary folder hold.

        Raises
        ------
        RenderError
            It is no longer there, as when somebody removed it.
        """
        try:
            return folder_bytes(self.path)
        except OSError as error:
            raise self._error(error) from error

    def commit(self) -> None:
        """Put the finished folder in the target's place.

        Raises
        ------
        RenderError
            The folder above went away or does not allow it.
        """
        # A folder cannot be renamed onto another that has files: the older one steps aside first.
        aside = self.path.with_name(f"{self.path.name}-old")
        try:
            if self.target.exists():
                os.replace(self.target, aside)
            os.replace(self.path, self.target)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.replace(aside, self.target)
            raise self._error(error) from error
        shutil.rmtree(aside, ignore_errors=True)

    def discard(self) -> None:
        """Remove the temporary folder if it is there."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _error(self, error: OSError) -> RenderError:
        return RenderError(
            f"{self.target.name} cannot be written in {str(self.target.parent)!r} "
            f"({error.strerror}): check that folder or choose another."
        )


def replaceable(folder: Path) -> bool:
    """Whether a folder is empty, or was made here and holds nothing else since."""
    others = [path.name for path in folder.iterdir() if not MADE.fullmatch(path.name)]
    return others == [MARK] or not any(folder.iterdir())


def folder_bytes(folder: Path) -> int:
    """Return how many bytes the files in a folder hold."""
    return sum(path.stat().st_size for path in folder.iterdir())
