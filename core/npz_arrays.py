"""The arrays of numbers in an .npz file."""

import zipfile
import zlib
from pathlib import Path

import numpy as np

from .arrays import FloatArray, real_array
from .errors import InvalidInput


def read_arrays(path: Path) -> dict[str, FloatArray]:
    """Return the arrays of an .npz file by name, as float64.

    Raises
    ------
    InvalidInput
        If it is no such file, or an array does not hold numbers.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            contents = dict(arrays.items())
    except (ValueError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zlib.error):
        raise InvalidInput(
            f"{path} is not a readable .npz file; give one that numpy.savez or gradreel trace "
            "wrote."
        ) from None
    return {name: real_array(f"{path}: array {name}", each) for name, each in contents.items()}
