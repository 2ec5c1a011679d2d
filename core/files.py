"""Writing a file so that it is either whole or not there; what its name says of its format."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from . import disk
from .errors import InvalidInput, RenderError
from .interrupts import interrupts_held
from .output_paths import output_file
from .staged import StagedFile


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a hidden path beside `path` to write to; it takes the name `path` when all went well.

    On any failure, Ctrl-C too, the part written is deleted and an older file of that name stands.
    The hidden path is in a folder of its own, where what is needed meanwhile may stand as well.

    Raises
    ------
    InvalidInput
        If the folder does not exist, or no file can be called `path`.
    RenderError
        If the system refuses to write: no permission, a full disk.
    """
    target = output_file(path)
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


def known_suffix(path: Path, known: Iterable[str]) -> str:
    """Return the suffix of the path in lower case, or raise InvalidInput if it is none of these."""
    suffix = path.suffix.lower()
    if suffix in known:
        return suffix
    raise InvalidInput(
        f"{path} does not say which format it is; end its name in {' or '.join(known)}."
    )
