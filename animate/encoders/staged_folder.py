"""A folder of frames that appears whole or not at all."""

import re
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.staged import StagedFolder

from .checks import check_target

MARK = ".gradreel"
"""An empty file in each folder that was made here: such a folder may be replaced."""

MADE = re.compile(r"frame_\d{5,}\.png")
"""The names of the pictures in it."""


class FrameFolder(StagedFolder):
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
        super().__init__(target)
        check_target(self.path.parent)
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
        super().create()
        try:
            disk.write(self.path / MARK, b"")
        except OSError as error:
            raise self._error(error) from error


def replaceable(folder: Path) -> bool:
    """Whether a folder is empty, or was made here and holds nothing else since."""
    others = [path.name for path in folder.iterdir() if not MADE.fullmatch(path.name)]
    return others == [MARK] or not any(folder.iterdir())


def folder_bytes(folder: Path) -> int:
    """Return how many bytes the files in a folder hold."""
    return sum(path.stat().st_size for path in folder.iterdir())
