"""Pictures of any origin, decoded by Pillow: the one place where it opens a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gradreel.core.errors import InvalidInput

from .kinds import Picture, unreadable
from .picture_scan import scan

if TYPE_CHECKING:
    from PIL import Image


def read_animation(path: Path, alpha: bool = False, *, kind: str) -> Iterator[Picture]:
    """Go through the pictures of a file, one in memory at a time.

    Parameters
    ----------
    alpha
        Whether the fourth channel is wanted.
    kind
        What it must be: "PNG", "GIF" or "WebP".

    Raises
    ------
    InvalidInput
        It is damaged, too large, or of another kind.
    """
    scan(path, kind)  # so what follows has the size that it says, and an end
    pictures = _decoded(path, alpha, kind)
    while True:
        try:
            picture = next(pictures)
        except StopIteration:
            return
        except MemoryError:
            raise InvalidInput(
                f"{path} has pictures for which the memory is too small; give smaller ones."
            ) from None
        except Exception as error:  # Pillow raises nearly anything for damaged bytes
            raise unreadable(path) from error
        yield picture


def read_plays(path: Path, *, kind: str) -> int | None:
    """Return how often an animation is played, 0 for ever; None for a still.

    Raises
    ------
    InvalidInput
        As `read_animation` does.
    """
    if scan(path, kind).pictures == 1:
        return None
    try:
        with _opened(path, kind) as image:
            # A GIF counts how often it is played again, and says nothing if it is not.
            again = image.info.get("loop", None)
            return _plays(kind, again)
    except Exception as error:
        raise unreadable(path) from error


def _plays(kind: str, loop: int | None) -> int:
    if kind != "GIF":
        return loop or 0
    return 1 if loop is None else loop and loop + 1


def _opened(path: Path, kind: str) -> Image.Image:
    from PIL import Image  # noqa: PLC0415 - takes a while

    # By its kind alone: other plugins of Pillow start programs.
    return Image.open(path, formats=[kind.upper()])


def _decoded(path: Path, alpha: bool, kind: str) -> Iterator[Picture]:
    from PIL import ImageSequence  # noqa: PLC0415 - as above

    with _opened(path, kind) as image:
        for frame in ImageSequence.Iterator(image):
            pixels = _pixels(frame, alpha)  # only then a WebP says how long
            yield Picture(pixels, float(frame.info.get("duration", 0.0)) / 1000)


def _pixels(image: Image.Image, alpha: bool) -> NDArray[np.uint8]:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        grey = (np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8)
        pixels = np.stack([grey, grey, grey, np.full_like(grey, 255)], axis=-1)
    else:  # never straight to RGB: Pillow would warn of what it drops
        pixels = np.asarray(image.convert("RGBA"))
    return pixels if alpha else np.ascontiguousarray(pixels[..., :3])
