"""Writing a file so that it is either whole or not there."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InvalidInput, RenderError


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
    part = target.parent / f".{target.name}.{secrets.token_hex(4)}.part"
    try:
        yield part
        os.replace(part, target)
    except OSError as error:
        reason = error.strerror or error
        raise RenderError(
            f"{target} could not be written ({reason}); free the disk or choose another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
