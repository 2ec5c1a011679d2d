"""What a file of pictures is by its first bytes, whatever its name says."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

from .checks import MAX_SIDE

MOST_PIXELS = MAX_SIDE**2
"""Of one picture: the largest that is written here."""

_ATOMS = (b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"uuid")
"""What an MP4 or MOV may begin with."""

_SIGNS = (
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (8, b"WEBP", "WebP"),
    (0, b"\x1aE\xdf\xa3", "WebM"),
    *((4, atom, "MP4 or MOV") for atom in _ATOMS),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"%!PS", "PostScript file"),
    (0, b"\xc5\xd0\xd3\xc6", "PostScript file"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\x03\x04", "zip"),
)
_LONGEST_SIGN = 16


class Picture(NamedTuple):
    """A picture of a film.

    Attributes
    ----------
    frame
        (height, width, 3) uint8, or (height, width, 4) with straight alpha.
    seconds
        How long it is shown; 0 where that is not said.
    """

    frame: NDArray[np.uint8]
    seconds: float


def kind_of(data: bytes) -> str:
    """Return what begins so, "" if it is nothing known."""
    return next((kind for at, sign, kind in _SIGNS if data[at : at + len(sign)] == sign), "")


def check_kind(path: Path, kind: str, data: bytes | None = None) -> None:
    """Raise InvalidInput unless a file is of the kind that its suffix says.

    Only then a decoder may see it: which one it gets, its name alone must not decide.
    """
    if data is None:
        with path.open("rb") as file:
            data = file.read(_LONGEST_SIGN)
    found = kind_of(data[:_LONGEST_SIGN])
    if found and found != kind:
        raise InvalidInput(
            f"{path} cannot be read: it is a {found}, whatever its name says; give a {kind}."
        )
    if not found:
        raise unreadable(path)


def check_pixels(path: Path, width: int, height: int) -> None:
    """Raise InvalidInput where a picture has no pixels, or more than memory is given for."""
    if not 0 < width * height <= MOST_PIXELS:
        raise InvalidInput(
            f"{path} has pictures of {width}x{height}; give at least one pixel and at most "
            f"{MAX_SIDE}x{MAX_SIDE}."
        )


def unreadable(path: Path) -> InvalidInput:
    """Return the error for a file that is not whole, or not what its name says."""
    return InvalidInput(
        f"{path} cannot be read: it is truncated or no {path.suffix.lower()[1:]}; make it anew."
    )


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """Turn what goes wrong where a file is damaged into InvalidInput."""
    try:
        yield
    except InvalidInput:
        raise
    except (ValueError, LookupError, EOFError, struct.error) as error:
        raise unreadable(path) from error
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read ({error.strerror or error}); give a file that exists."
        ) from error
