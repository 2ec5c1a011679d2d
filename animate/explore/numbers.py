"""Numbers as whole ones: exactly the digits that a page shows, and small when deflated."""

from __future__ import annotations

import base64
import math
import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from gradreel.core.arrays import FloatArray, IntArray

from ..formats.page.digits import as_text, by_place

NONE = 2**30
"""Where a run has no number."""

FAR = 2**29
"""Where it is farther away than whole numbers of four bytes reach."""

PLACES = 2000
"""A side of the window has at least so many places that are told apart."""

LOSS, TO_ZERO, ABOVE = 4, 3, 2
"""Digits of a loss, of one that falls to 0, and of one above the least that only a curve shows."""

_DECADES = 330  # below 1 that floats reach


class Places(NamedTuple):
    """How w or b is written: with so many decimals, counted from a whole number of the last one."""

    decimals: int
    origin: int

    @classmethod
    def of(cls, low: float, high: float) -> Places:
        """Return what suits a side of the window."""
        decimals = math.ceil(math.log10(PLACES / (high - low)))
        return cls(decimals, round((low / 2 + high / 2) * 10.0**decimals))

    def coarser(self) -> Places:
        """Return it with a decimal less, which is still a place for each few pixels of a map."""
        return Places(self.decimals - 1, round(self.origin / 10))

    def rounded(self, values: FloatArray) -> FloatArray:
        """Return the numbers that are written."""
        return np.array([round(value, self.decimals) for value in values.ravel().tolist()])

    def codes(self, values: FloatArray) -> IntArray:
        """Return the whole numbers, rounded as Python writes the values with these decimals."""
        known = np.isfinite(values)
        reach = FAR * 10.0 ** (1 - self.decimals) + abs(self.origin) * 10.0**-self.decimals
        values = np.clip(np.where(known, values, 0.0), -reach, reach)
        scaled = values * 10.0**self.decimals
        whole = np.rint(scaled)
        # What is halfway but for rounding, decimals decide.
        doubtful = np.abs(np.abs(scaled - whole) - 0.5) < 1e-6 + 1e-15 * np.abs(scaled)
        exact = [round(value, self.decimals) for value in values[doubtful & known].tolist()]
        whole[doubtful & known] = np.rint(np.array(exact) * 10.0**self.decimals)
        codes = np.clip(whole - self.origin, -FAR, FAR)
        return np.where(known, codes, NONE).astype(np.int64)


def significant(values: FloatArray, digits: int) -> IntArray:
    """Return whole numbers for values with so many digits: the larger, the larger."""
    first = 10 ** (digits - 1)
    known = np.isfinite(values)
    size = np.abs(np.where(known, values, 0.0))
    some = size > 0
    exponent = np.floor(np.log10(np.where(some, size, 1.0)))
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        scaled = size / 10.0 ** (exponent - digits + 1)
        doubtful = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-9
    doubtful |= ~np.isfinite(scaled) | (exponent < -300)
    mantissa = np.rint(np.where(doubtful, 0.0, scaled))
    for place in np.argwhere(doubtful & some):
        text, _, power = f"{size[tuple(place)]:.{digits - 1}e}".partition("e")
        mantissa[tuple(place)] = int(text.replace(".", ""))
        exponent[tuple(place)] = int(power)
    # 999.7 became 1000, the first of the next decade; the same number counts it.
    codes = 9 * first * (exponent + _DECADES) + mantissa - first + 1
    codes = np.where(some, np.sign(np.where(known, values, 0.0)) * codes, 0)
    return np.where(known, codes, NONE).astype(np.int64)


def packed(columns: Iterable[IntArray]) -> str:
    """Return all codes, one after the other, as text: their differences, deflated, in base 64.

    First stand the lowest bytes of all, then the next: nearly all numbers need no more than two,
    and what is 0 all along takes no room. The sign is the lowest bit, for it to stay so below 0.
    """
    changes = np.diff(np.concatenate([column.ravel() for column in columns]), prepend=0)
    return as_text(by_place(np.where(changes < 0, -2 * changes - 1, 2 * changes), "<u4"))


def unpacked(text: str, count: int) -> IntArray:
    """Return so many codes of what `packed` made.

    Raises
    ------
    ValueError
        It is damaged, or there are more or fewer.
    """
    reading = zlib.decompressobj()
    try:
        data = reading.decompress(base64.b64decode(text, validate=True), 4 * count + 1)
    except zlib.error as error:
        raise ValueError from error
    if len(data) != 4 * count:
        raise ValueError
    planes = np.frombuffer(data, np.uint8).reshape(4, count)
    changes = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    return np.cumsum(np.where(changes % 2, -(changes + 1) // 2, changes // 2))
