"""Digests of pictures: equal where pictures are, so that neither has to be kept to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from importlib.util import find_spec

import numpy as np

from gradreel.core.errors import InvalidInput

from ..scene.frame import Frame

Digest = Callable[[Frame], str]
"""What makes a digest of a picture."""


def digest_by_xxh3(frame: Frame) -> str:
    """Return 32 digits that are the same for equal pictures, and for no others that one meets.

    XXH3 of the shape and all bytes, 128 bits, the same on every machine, in a twenty-fifth of the
    time of BLAKE2b, which takes longer than drawing a frame. It is no protection against somebody
    who looks for two pictures of one digest.

    Raises
    ------
    InvalidInput
        If xxhash is not installed.
    """
    try:
        from xxhash import xxh3_128  # noqa: PLC0415 - a run without goldens imports nothing
    except ImportError:
        raise InvalidInput(
            "This golden tells its pictures by digests of the package xxhash, which is not "
            "installed; install it with `pip install xxhash`."
        ) from None
    told = xxh3_128(f"{frame.shape}".encode())
    told.update(np.ascontiguousarray(frame).data)
    return told.hexdigest()


def digest_by_blake2(frame: Frame) -> str:
    """Return 16 digits, by BLAKE2b: of older goldens, and of those made without xxhash."""
    told = blake2b(f"{frame.shape}".encode(), digest_size=8)
    told.update(np.ascontiguousarray(frame).data)
    return told.hexdigest()


def newest() -> Digest:
    """Return what makes the digests of a new golden: the fast one where it is installed."""
    return digest_by_xxh3 if find_spec("xxhash") else digest_by_blake2


def kind(digests: Iterable[str]) -> Digest | None:
    """Return what made all these digests; None if they are of two kinds.

    Examples
    --------
    >>> kind(["0123456789abcdef"]) is digest_by_blake2, kind([]) is newest()
    (True, True)
    """
    lengths = {len(each) for each in digests}
    if len(lengths) > 1:
        return None
    return {16: digest_by_blake2, 32: digest_by_xxh3}[lengths.pop()] if lengths else newest()
