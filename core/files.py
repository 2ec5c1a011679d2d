"""Writing a file so that it is either whole or not there; saying why one cannot be read."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InvalidInput, RenderError


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


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a hidden path beside `path` to write to; it takes the name `path` when all went well.

    On any failure, Ctrl-C too, the part written is deleted and an older file of that name stands.

    Raises
    ------
    InvalidInput
        If the folder does not exist, or `path` is itself a folder.
    RenderError
        If the system refuses to write: no permission, a full disk.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise InvalidInput(
            f"{target} cannot be written because there is no folder {target.parent}; make it first."
        )
    if target.is_dir():
        raise InvalidInput(f"{target} is a folder; give the name of a file in it.")
    staged = StagedFile(target)
    try:
        yield staged.path
        staged.commit()
    except OSError as error:
        reason = error.strerror or error
        raise RenderError(
            f"{target} could not be written ({reason}); free the disk or choose another folder."
        ) from error
    finally:
        staged.discard()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says when a file cannot be read into InvalidInput."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise InvalidInput(f"{path} cannot be read ({reason}); give a file that exists.") from error


def known_suffix(path: Path, known: Iterable[str]) -> str:
    """Return the suffix of the path in lower case, or raise InvalidInput if it is none of these."""
    suffix = path.suffix.lower()
    if suffix in known:
        return suffix
    raise InvalidInput(
        f"{path} does not say which format it is; end its name in {' or '.join(known)}."
    )
