"""A folder of frames that appears whole or not at all."""

import re
from pathlib import Path

from gradreel.core import disk
from gradreel.core.errors import InvalidInput
from gradreel.core.output_paths import output_folder
from gradreel.core.staged import StagedFolder

MARK = ".gradreel"
"""A file in each folder that was made here: such a folder may be replaced. It is empty, or says in
which order the pictures are shown."""

MADE = re.compile(r"frame_\d{5,}\.png")
"""The names of the pictures in it."""


_LITTER = re.compile(
    r"\.ds_store|\._.*|thumbs\.db|ehthumbs\.db|desktop\.ini|\.directory", re.IGNORECASE
)
"""What systems put into any folder that is looked at."""


class FrameFolder(StagedFolder):
    """A hidden temporary folder beside the target, put in its place on success.

    Parameters
    ----------
    target
        The folder to make, as `frame_folder` allows it. One that is there already stays untouched
        until `commit`.
    """

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


def frame_folder(given: str | Path) -> Path:
    """Return a path at which a folder of frames may be made, or replaced.

    One that is there is only replaced if it is empty, or was made here and nothing was added.

    Raises
    ------
    InvalidInput
        Something else is there, or the folder above is not possible.
    """
    path = output_folder(given)
    try:
        replaceable = not path.is_dir() or _is_replaceable(path)
    except OSError as error:
        raise InvalidInput(
            f"The folder {str(path)!r} cannot be looked into ({error.strerror or error}); choose a "
            "new one."
        ) from None
    if not replaceable:
        raise InvalidInput(
            f"The folder {str(path)!r} holds what gradreel did not make: choose a new one, "
            "or empty it."
        )
    return path


def is_litter(path: Path) -> bool:
    """Whether a file was put there by a system, and may go with the folder."""
    return bool(_LITTER.fullmatch(path.name))


def _is_replaceable(folder: Path) -> bool:
    names = [path.name for path in folder.iterdir() if not is_litter(path)]
    return not names or [name for name in names if not MADE.fullmatch(name)] == [MARK]


def folder_bytes(folder: Path) -> int:
    """Return how many bytes the files in a folder hold."""
    return sum(path.stat().st_size for path in folder.iterdir())
