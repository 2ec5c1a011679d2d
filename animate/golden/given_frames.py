"""Pictures as users have them, as the pictures that are kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

from ..scene.frame import Frame

Frames = Iterable[Any] | NDArray[Any] | str | os.PathLike[str]
"""What a user may give as frames: see `pictures`, or a path."""

KINDS = (
    "an array of shape (height, width), (height, width, 3) or (height, width, 4), of uint8 or of "
    "numbers from 0 to 1, a Pillow image or a matplotlib figure"
)


def pictures(given: object) -> Iterator[Frame]:
    """Go through pictures of any kind, one in memory at a time.

    Parameters
    ----------
    given
        Any iterable of pictures (see `picture`), one array of them, (n, height, width, channels),
        a Pillow image with one picture or several, or a single picture.

    Raises
    ------
    InvalidInput
        If there is something else.
    """
    if isinstance(given, np.ndarray):
        alone = given.ndim < 3 or (given.ndim == 3 and given.shape[2] in (3, 4))
        yield from map(picture, [given] if alone else given)
    elif _is_image(given):
        from PIL import ImageSequence  # noqa: PLC0415 - it is there already, if an image is

        with _readable():
            for each in ImageSequence.Iterator(given):  # type: ignore[arg-type]
                yield picture(each)
    elif isinstance(given, Iterable) and not isinstance(given, str | bytes | os.PathLike | Path):
        yield from map(picture, given)
    else:
        yield picture(given)


def picture(given: object) -> Frame:
    """Return one picture, (height, width, 3) uint8; (height, width, 4) where it is see-through.

    Colours of what is wholly transparent are not seen, and become black.

    Raises
    ------
    InvalidInput
        If it is none.
    """
    if _is_image(given):
        with _readable():
            frame = np.asarray(given.convert("RGBA"))  # type: ignore[attr-defined]
    elif _is_figure(given):
        from .figure_canvas import drawn  # noqa: PLC0415 - takes matplotlib

        if min(given.canvas.get_width_height()) < 1:  # type: ignore[attr-defined]
            raise InvalidInput("A figure of less than a pixel was given; make it larger.")
        frame = drawn(given)  # type: ignore[arg-type]
    elif isinstance(given, np.ndarray):
        frame = _of_array(given)
    else:
        raise InvalidInput(f"A frame of type {type(given).__name__} was given; give {KINDS}.")
    return seen(frame)


@contextmanager
def _readable() -> Iterator[None]:
    """Say what is wrong with an image of Pillow, which is read when it is looked at."""
    try:
        yield
    except InvalidInput:
        raise
    except (OSError, ValueError, SyntaxError) as error:
        raise InvalidInput(
            f"A Pillow image cannot be read ({error}); give one that is whole and not closed."
        ) from error


def _of_array(given: NDArray[Any]) -> NDArray[np.uint8]:
    shaped = given[..., None] if given.ndim == 2 else given
    if shaped.ndim != 3 or shaped.shape[2] not in (1, 3, 4) or not shaped.size:
        raise _no_picture(given)
    if shaped.dtype == np.bool_:
        shaped = shaped.astype(np.float32)
    if np.issubdtype(shaped.dtype, np.floating):
        if not (shaped.min() >= 0 and shaped.max() <= 1):  # nan is neither
            low, high = float(shaped.min()), float(shaped.max())
            raise InvalidInput(
                f"A frame of numbers from {low:.4g} to {high:.4g} was given; give them from 0 to 1."
            )
        shaped = (shaped.astype(np.float64) * 255).round().astype(np.uint8)
    if shaped.dtype != np.uint8:
        raise _no_picture(given)
    return np.repeat(shaped, 3, axis=2) if shaped.shape[2] == 1 else shaped


def _no_picture(given: NDArray[Any]) -> InvalidInput:
    return InvalidInput(
        f"A frame of shape {given.shape} and dtype {given.dtype} was given; give {KINDS}."
    )


def seen(frame: NDArray[np.uint8]) -> Frame:
    """Return what can be seen of a picture: without alpha if it is opaque, see `picture`."""
    if frame.shape[2] == 3:
        return frame
    if (frame[..., 3] == 255).all():
        return np.ascontiguousarray(frame[..., :3])
    return np.where(frame[..., 3:] == 0, np.uint8(0), frame)


def _is_image(given: object) -> bool:
    pillow: Any = sys.modules.get("PIL.Image")  # without it nobody has an image
    return pillow is not None and isinstance(given, pillow.Image)


def _is_figure(given: object) -> bool:
    matplotlib: Any = sys.modules.get("matplotlib.figure")
    return matplotlib is not None and isinstance(given, matplotlib.Figure)
