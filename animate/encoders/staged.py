"""A file that appears under its name only when it is complete."""

import contextlib
import os
import secrets
from pathlib import Path

from gradreel.core.errors import RenderError


class StagedFile:
    """A hidden temporary file beside the target, renamed onto it on success.

    Parameters
    ----------
    target
        Where the finished file goes; an older file there stays untouched until `commit`.
        A symbolic link is followed.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        # Beside the target: a rename within one file system is atomic. Not made from its name,
        # which may already be as long as a name can be.
        self.path = self.target.with_name(f".gradreel-{secrets.token_hex(6)}{target.suffix}")

    def create(self) -> None:
        """Make the empty temporary file, with the permissions any new file gets.

        Raises
        ------
        RenderError
            The folder does not take it.
        """
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except OSError as error:
            raise self._error(error) from error

    def size(self) -> int:
        """Return how many bytes the temporary file holds.

        Raises
        ------
        RenderError
            It is no longer there, as when somebody removed the folder.
        """
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise self._error(error) from error

    def commit(self) -> None:
        """Put the finished file in the target's place.

        Raises
        ------
        RenderError
            The folder went away or does not allow it.
        """
        try:
            os.replace(self.path, self.target)
        except OSError as error:
            raise self._error(error) from error

    def discard(self) -> None:
        """Remove the temporary file if it is there."""
        with contextlib.suppress(OSError):
            self.path.unlink()

    def _error(self, error: OSError) -> RenderError:
        return RenderError(
            f"{self.target.name} cannot be written in {str(self.target.parent)!r} "
            f"({error.strerror}): check that folder or choose another."
        )
