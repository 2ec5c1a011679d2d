"""Writing a file so that it is either whole or not there; saying why one cannot be read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import disk
from .errors import InvalidInput, RenderError
from .interrupts import interrupts_held
from .staged import StagedFile


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a hidden path beside `path` to write to; it takes the name `path` when all went well.

    On any failure, Ctrl-C too, the part written is deleted and an older file of that name stands.
    The hidden path is in a folder of its own, where what is needed meanwhile may stand as well.

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
        with interrupts_held():
            staged.create()
        yield staged.path
        with interrupts_held():
            disk.move(staged.path, staged.target)  # nothing that follows could fail: no way back
    except OSError as error:
        reason = error.strerror or error
        raise RenderError(
            f"{target} could not be written ({reason}); free the disk or choose another folder."
        ) from error
    finally:
        with interrupts_held():
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
