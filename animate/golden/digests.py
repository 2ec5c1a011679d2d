"""Digests of pictures: equal where pictures are, so that neither has to be kept to be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b, shake_128

import numpy as np
from numpy.typing import NDArray

from ..scene.frame import Frame

Digest = Callable[[Frame], str]
"""What makes a digest of a picture."""

_BLOCK = 1 << 15
"""Words of a block: it and its weights stay in the processor's cache, which halves the time."""

_HALF = np.uint64(32)


def digest(frame: Frame) -> str:
    """Return 20 digits that are the same for equal pictures, and for no others that one meets.

    Of each block of words w of 64 bits the sums of a w and of a (w >> 32), modulo 2^64, are told
    to BLAKE2b, with weights a that are odd and random but the same everywhere. Whatever two blocks
    show, if they differ then a sum does, with odds of at least 2^32 to 1: a difference in low
    halves changes the first, one in high halves alone the second (multilinear hashing; Lemire and
    Kaser, "Strongly universal string hashing is fast", 2014). This is no protection against
    somebody who looks for two such pictures; BLAKE2b of all bytes would be one, and takes longer
    than drawing a frame.
    """
    told = blake2b(f"{frame.shape}".encode(), digest_size=10)
    data = np.ascontiguousarray(frame).reshape(-1)
    whole = data.size - data.size % 8
    words = data[:whole].view("<u8")
    room = np.empty(min(_BLOCK, words.size), np.uint64)  # fresh memory costs as much as filling it
    for first in range(0, words.size, _BLOCK):
        block = words[first : first + _BLOCK]
        weights = _weights()[: block.size]
        high = np.right_shift(block, _HALF, out=room[: block.size])
        # The sum of products modulo 2^64, in less time than by np.dot.
        sums = [np.einsum("i,i", part, weights) for part in (block, high)]
        told.update(np.array(sums, "<u8").data)
    told.update(data[whole:].data)
    return told.hexdigest()


def digest_of_bytes(frame: Frame) -> str:
    """Return the 16 digits that goldens have which were made before there was `digest`."""
    told = blake2b(f"{frame.shape}".encode(), digest_size=8)
    told.update(np.ascontiguousarray(frame).data)
    return told.hexdigest()


def kind(digests: Iterable[str]) -> Digest | None:
    """Return what made all these digests; None if they are of two kinds.

    Examples
    --------
    >>> kind(["0123456789abcdef"]) is digest_of_bytes, kind([]) is digest
    (True, True)
    """
    lengths = {len(each) for each in digests}
    if len(lengths) > 1:
        return None
    return digest_of_bytes if lengths == {16} else digest


@cache
def _weights() -> NDArray[np.uint64]:
    """Return the odd weights of the words of a block."""
    return np.frombuffer(shake_128(b"gradreel").digest(8 * _BLOCK), "<u8") | np.uint64(1)
