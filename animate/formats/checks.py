"""What every encoder checks before anything starts: size, rate; and each frame."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

MIN_SIDE = 16
MAX_SIDE = 8192


def check_size(size: tuple[int, int], name: str, *, multiple: int = 1) -> None:
    """Check that a (width, height) in pixels can be encoded.

    Parameters
    ----------
    size
        Width and height in pixels.
    name
        The format, for the message.
    multiple
        Both sides must divide by it (2 for video with halved chroma).

    Raises
    ------
    InvalidInput
        With the nearest size that is allowed.
    """
    if all(MIN_SIDE <= side <= MAX_SIDE and side % multiple == 0 for side in size):
        return
    kind = "even sizes" if multiple == 2 else "whole sizes"
    width, height = (_nearest(side, multiple) for side in size)
    raise InvalidInput(
        f"The size {size[0]}x{size[1]} is not possible: {name} takes {kind} from "
        f"{MIN_SIDE}x{MIN_SIDE} to {MAX_SIDE}x{MAX_SIDE}, the nearest is {width}x{height}."
    )


def _nearest(side: int, multiple: int) -> int:
    return min(max(side, MIN_SIDE), MAX_SIDE) // multiple * multiple


def check_frame(frame: NDArray[np.uint8], size: tuple[int, int], channels: int = 3) -> None:
    """Check that a frame is (height, width, channels) uint8, C-contiguous, of this (width, height).

    Parameters
    ----------
    frame
        The picture.
    size
        (width, height) in pixels.
    channels
        3 for RGB, 4 for RGBA.

    Raises
    ------
    InvalidInput
        Says what was given and what is needed.
    """
    shape = (size[1], size[0], channels)
    if not isinstance(frame, np.ndarray) or frame.shape != shape or frame.dtype != np.uint8:
        given = (
            f"{frame.shape} {frame.dtype}"
            if isinstance(frame, np.ndarray)
            else type(frame).__name__
        )
        raise InvalidInput(
            f"A frame is {given}: it must be {shape} uint8, the (height, width, "
            f"{'RGB' if channels == 3 else 'RGBA'}) asked for."
        )
    if not frame.flags.c_contiguous:
        raise InvalidInput(
            "A frame is a view with gaps in memory: pass np.ascontiguousarray(frame)."
        )


def check_samples(
    samples: Sequence[NDArray[np.uint8]], size: tuple[int, int], channels: int = 3
) -> None:
    """Check the frames that a palette is chosen from: at least one, each of this size.

    Raises
    ------
    InvalidInput
        There is none, or one does not fit.
    """
    if not samples:
        raise InvalidInput(
            "No sample frame was given: a palette is chosen from at least one, "
            "better from five spread over the film."
        )
    for sample in samples:
        check_frame(sample, size, channels)
