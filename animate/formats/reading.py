"""Reading films back, whatever made them: picture by picture, and how long each is shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np

from gradreel.core.errors import InvalidInput, RenderError
from gradreel.core.input_files import check_is_there

from . import FORMATS, Format, suffixes_of
from .image.folder import FOLDER
from .kinds import Picture, whole

Wanted = TypeVar("Wanted")

_GIVEN = "was given"


def read_pictures(path: Path, *, alpha: bool = False) -> Iterator[Picture]:
    """Go through the pictures of a film, or of a folder in the order of their names and numbers.

    One is in memory at a time.

    Parameters
    ----------
    alpha
        Whether the fourth channel is wanted.

    Raises
    ------
    InvalidInput
        There is nothing there that can be read.
    RenderError
        The format of another package reads something else than pictures.
    """
    read = wanted_of(path, lambda each: each.pictures, _GIVEN)
    with whole(path):
        for picture in read(path, alpha):
            frame = picture.frame
            if frame.dtype != np.uint8 or frame.ndim != 3 or frame.shape[2] not in (3, 4):
                raise RenderError(
                    f"{path} was read as pictures of {frame.shape} {frame.dtype}; what reads its "
                    "format must give (height, width, 3 or 4) uint8."
                )
            yield picture


def picture_format(path: Path) -> Format:
    """Return the format whose pictures `read_pictures` reads; InvalidInput as there."""
    return wanted_of(path, lambda each: each if each.pictures else None, _GIVEN)


def wanted_of(path: Path, wanted: Callable[[Format], Wanted | None], told: str) -> Wanted:
    """Return something that the format has of what is there, a folder or a file by its suffix.

    Parameters
    ----------
    wanted
        Takes it from a format, None if there is none.
    told
        What is wrong with the path then.

    Raises
    ------
    InvalidInput
        There is nothing, or it has no such format; the sentence lists those that have.
    """
    if os.path.isdir(path):
        known: Format | None = FOLDER
    else:
        check_is_there(path)
        known = FORMATS.get(path.suffix.lower()) if path.suffix else None
    found = wanted(known) if known else None
    if found is None:
        raise InvalidInput(
            f"{str(path)!r} {told}; give a folder, or a file that ends in "
            f"{', '.join(suffixes_of(wanted))}."
        )
    return found
