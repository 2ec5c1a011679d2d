"""Numbers with six digits each, small enough to lie in a page."""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Iterable

import numpy as np

from gradreel.core.arrays import FloatArray

DIGITS = 6
NONE, ENDLESS = 998, 999
"""Exponents of what is no number, and of what is larger than all."""


def packed(tables: Iterable[FloatArray]) -> str:
    """Return all numbers of some arrays, one after the other, as text.

    Each becomes a whole number of `DIGITS` digits and a power of ten, exactly the digits that
    Python writes; in both a number differs little from its neighbour, so what is kept are
    differences, first the lowest bytes of them all, then the next. They are deflated (RFC 1951) and
    written in base 64. The replay's 10,830 numbers take 26 kB so, as decimals 54 kB.
    """
    pairs = [_parts(value) for table in tables for value in table.ravel().tolist()]
    if not pairs:
        return ""
    mantissas, exponents = (np.diff(column, prepend=0) for column in np.array(pairs).T)
    return as_text(by_place(mantissas, "<i4") + by_place(exponents, "<i2"))


def as_text(data: bytes) -> str:
    """Return data as a page holds it: deflated, in base 64."""
    return base64.b64encode(zlib.compress(data, 9)).decode()


def by_place(column: np.ndarray, kind: str) -> bytes:
    """Return the lowest byte of each number, then the next of each, and so on."""
    numbers = column.astype(kind)
    return numbers.view(np.uint8).reshape(len(numbers), -1).T.tobytes()


def _parts(value: float) -> tuple[int, int]:
    if not math.isfinite(value):
        return (0, NONE) if math.isnan(value) else (int(math.copysign(1, value)), ENDLESS)
    mantissa, exponent = f"{value:.{DIGITS - 1}e}".split("e")
    return int(mantissa.replace(".", "")), int(exponent) - DIGITS + 1
