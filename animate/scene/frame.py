"""`Frame`, and the sizes and rates that a picture or film can have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gradreel.core import allow
from gradreel.core.errors import InvalidInput

Frame = NDArray[np.uint8]
"""A picture, (height, width, 3), red, green, blue; (height, width, 4) with straight alpha if it is
transparent."""


SMALLEST = (160, 90)


LARGEST = (7680, 4320)


# A page is measured in points, which need not be whole: see vector_stills.py.
_SIZE = allow.pair(allow.number(), "(width, height), two numbers of pixels")


def check_size(given: object) -> tuple[int, int]:
    """Return a size as two int, or raise InvalidInput if no picture can have it."""
    size: tuple[int, int] = _SIZE("The picture was given size", given)
    (width, height), (least_w, least_h), (most_w, most_h) = size, SMALLEST, LARGEST
    if not (least_w <= width <= most_w and least_h <= height <= most_h):
        raise InvalidInput(
            f"The size {width}x{height} was given; choose one from {least_w}x{least_h} to "
            f"{most_w}x{most_h} pixels."
        )
    return size
