"""Reading films back, whatever made them: picture by picture, and how long each is shown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from gradreel.core.errors import InvalidInput
from gradreel.core.input_files import check_is_there

from .kinds import ANIMATIONS, STILLS, VIDEOS, Picture
from .picture_files import read_animation
from .video_files import read_video

__all__ = ["ANIMATIONS", "STILLS", "VIDEOS", "Picture", "pictures_in", "read_pictures"]


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
    """
    if os.path.isdir(path):
        for file in pictures_in(path):
            yield from read_pictures(file, alpha=alpha)
        return
    check_is_there(path)
    suffix = path.suffix.lower()
    if suffix not in (*VIDEOS, *ANIMATIONS, *STILLS):
        raise InvalidInput(
            f"{str(path)!r} was given; give a folder, or a file that ends in "
            f"{', '.join((*VIDEOS, *ANIMATIONS, *STILLS))}."
        )
    yield from (read_video if suffix in VIDEOS else read_animation)(path, alpha=alpha)


def pictures_in(folder: Path) -> list[Path]:
    """Return the PNGs of a folder, 2.png before 10.png; InvalidInput if there is none.

    Hidden files are passed over: systems put some that are called as the pictures, ._0.png.
    """
    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError as error:
        raise InvalidInput(
            f"The folder {folder} cannot be read ({error.strerror or error}); give another."
        ) from None
    files = sorted((folder / n for n in names if n.lower().endswith(".png")), key=_natural)
    if not files:
        raise InvalidInput(f"The folder {folder} has no .png in it; give one that has.")
    return files


def _natural(path: Path) -> list[tuple[int, str]]:
    words = re.findall(r"\d+|\D+", path.name)
    return [(int(word), "") if word.isdecimal() else (-1, word) for word in words]
