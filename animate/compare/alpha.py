"""Pictures that one can see through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]


def on_grounds(frame: Frame) -> Frame:
    """Put a see-through frame on a white and on a black ground, side by side; others stay as is.

    Parameters
    ----------
    frame
        (height, width, 3), or (height, width, 4) with straight alpha.
    """
    if frame.shape[2] == 3:
        return frame
    color, alpha = frame[..., :3].astype(np.uint16), frame[..., 3:].astype(np.uint16)
    black = (color * alpha + 127) // 255
    white = black + (255 - alpha)
    return np.concatenate([white, black], axis=1).clip(0, 255).astype(np.uint8)


def alike(one: Frame, other: Frame) -> tuple[Frame, Frame]:
    """Return two frames in one form: as they are if both are opaque, else both as `on_grounds`."""
    if one.shape[2] == other.shape[2] == 3:
        return one, other
    return on_grounds(_with_alpha(one)), on_grounds(_with_alpha(other))


def _with_alpha(frame: Frame) -> Frame:
    if frame.shape[2] == 4:
        return frame
    return np.concatenate([frame, np.full_like(frame[..., :1], 255)], axis=2)


def is_opaque(frame: Frame) -> bool:
    """Whether nothing can be seen through the frame."""
    return frame.shape[2] == 3 or bool((frame[..., 3] == 255).all())
