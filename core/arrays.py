"""The one array type of the project, and the rules by which arrays enter it."""

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import brief
from .errors import InvalidInput

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
IntArray: TypeAlias = NDArray[np.int64]


def real_array(name: str, values: ArrayLike) -> FloatArray:
    """Return `values` as float64, without a copy where it is that already.

    Parameters
    ----------
    name
        What the values are called in an error message.
    values
        Real numbers, any shape.

    Raises
    ------
    InvalidInput
        If they are not numbers, are complex, or do not form an array.
    """
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "biuf":
            raise TypeError
        return array.astype(np.float64, copy=False)
    except (TypeError, ValueError):
        raise InvalidInput(
            f"{name} is {brief(values)}, which is not an array of real numbers; give floats."
        ) from None


def kept_array(name: str, values: ArrayLike) -> FloatArray:
    """Return a read-only float64 copy of `values`, for a frozen object to keep."""
    array = np.array(real_array(name, values), order="C", copy=True)
    array.setflags(write=False)
    return array
