"""The arrays of numbers in an .npz file: a zip of .npy files (numpy's NEP 1).

numpy's own reader believes what a header says, inflates whatever it is given, and raises what the
parser of each layer raises. Here all sizes are compared with each other, and with a limit, before
anything is unpacked.
"""

import math
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import IO, Literal, NamedTuple

import numpy as np

from .arrays import FloatArray, real_array
from .errors import InvalidInput

MOST_BYTES = 2**30
"""Of all arrays of a file together, unpacked: a batch of 2,500 runs of 2,000 steps has a third."""

MOST_ARRAYS = 10_000

_MAGIC = b"\x93NUMPY"
_LENGTH_BYTES = {1: 2, 2: 4}
"""Of the length of a header, by the version. Version 3 is for names of fields, not numbers."""

# A header is the repr of a dict. It is not evaluated: only these three of it are wanted.
_DESCR = re.compile(r"'descr'\s*:\s*'([^']*)'")
_ORDER = re.compile(r"'fortran_order'\s*:\s*(True|False)")
_SHAPE = re.compile(r"'shape'\s*:\s*\(([\dL, ]*)\)")  # Python 2 wrote 3L for 3
_LONGEST_HEADER = 10_000

_REAL = re.compile(r"[<>|=]?[biuf]\d{1,2}")
_MOST_AXES = 32  # numpy's own limit was that for long
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class _Header(NamedTuple):
    """What stands before the numbers: their type, their order and shape, and its own length."""

    descr: str
    order: Literal["C", "F"]
    shape: tuple[int, ...]
    length: int


class _DamagedError(Exception):
    """A file is not as numpy writes it, in words."""


def read_arrays(path: Path) -> dict[str, FloatArray]:
    """Return the arrays of an .npz file by name, as float64.

    Raises
    ------
    InvalidInput
        If it is no such file, is damaged or too large, or an array does not hold numbers.
    """
    with path.open("rb") as file:
        return _read_all(path, file)


def _read_all(path: Path, file: IO[bytes]) -> dict[str, FloatArray]:
    try:
        with zipfile.ZipFile(file) as archive:
            return {
                member.filename.removesuffix(".npy"): _read(path, archive, member)
                for member in _members(path, archive)
            }
    except InvalidInput:
        raise
    except MemoryError:
        raise InvalidInput(f"{path} needs more memory than there is; give fewer steps.") from None
    except Exception as error:  # whatever the parsers of zip, deflate and headers raise
        why = f" ({error})" if isinstance(error, _DamagedError) else ""
        raise InvalidInput(
            f"{path} is not a readable .npz file{why}; give one that numpy.savez or gradreel trace "
            "wrote."
        ) from None


def _members(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the arrays in the directory of the zip; other files in it are passed over."""
    members = [each for each in archive.infolist() if each.filename.endswith(".npy")]
    unpacked = sum(each.file_size for each in members)
    if len(members) > MOST_ARRAYS or unpacked > MOST_BYTES:
        raise InvalidInput(
            f"{path} holds {len(members)} arrays of {unpacked / 1e6:,.0f} MB; give at most "
            f"{MOST_ARRAYS} and {MOST_BYTES / 1e6:,.0f} MB."
        )
    names = Counter(each.filename for each in members)
    for each in members:
        if names[each.filename] > 1:
            raise _DamagedError(f"{each.filename!r} is in it {names[each.filename]} times")
        if each.flag_bits & _ENCRYPTED or each.compress_type not in _PLAIN:
            raise _DamagedError(f"{each.filename!r} is encrypted or compressed as numpy never does")
    return members


def _read(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> FloatArray:
    name = f"{path}: array {member.filename.removesuffix('.npy')}"
    with archive.open(member) as file:
        header = _header(file)
        if not _REAL.fullmatch(header.descr):
            raise InvalidInput(
                f"{name} is of type {header.descr!r}, which is not an array of real numbers; give "
                "floats."
            )
        dtype, count = np.dtype(header.descr), math.prod(header.shape)
        size = count * dtype.itemsize
        if header.length + size != member.file_size:
            raise _DamagedError(
                f"{member.filename!r} is of shape {header.shape} and {member.file_size} bytes long"
            )
        # Never more than was asked for, whatever the stream holds; at its end zip's sum is checked.
        data = file.read(size)
        if len(data) != size or file.read(1):
            raise _DamagedError(f"{member.filename!r} is cut off")
    values = np.frombuffer(data, dtype).reshape(header.shape, order=header.order)
    with np.errstate(all="ignore"):  # a long double may be larger than a double can be
        return real_array(name, values)


def _header(file: IO[bytes]) -> _Header:
    """Read what stands before the numbers of an array."""
    start = file.read(len(_MAGIC) + 2)
    length_bytes = _LENGTH_BYTES[start[-2]]
    length = int.from_bytes(file.read(length_bytes), "little")
    if start[: len(_MAGIC)] != _MAGIC or length > _LONGEST_HEADER:
        raise _DamagedError("an array has no header")
    text = file.read(length).decode("latin-1")
    found = [pattern.search(text) for pattern in (_DESCR, _ORDER, _SHAPE)]
    descr, order, shape = (match[1] if match else "" for match in found)
    sides = [int(side.rstrip("L")) for side in shape.replace(" ", "").split(",") if side]
    if not descr or "O" in descr or not all(found) or len(sides) > _MOST_AXES:
        raise _DamagedError("an array is not one of plain numbers")
    return _Header(
        descr, "F" if order == "True" else "C", tuple(sides), len(start) + length_bytes + length
    )
