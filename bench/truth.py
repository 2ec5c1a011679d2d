"""How true a film is to the frames it was made of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

from gradreel.animate.scene.frame import Frame


def shown(path: Path, fps: float) -> Iterator[Frame]:
    """Go through what a viewer of a GIF shows in the middle of each frame, as Pillow decodes it."""
    end, index = 0.0, 0
    with Image.open(path) as image:
        for picture in ImageSequence.Iterator(image):
            end += picture.info["duration"] / 1000
            pixels = np.asarray(picture.convert("RGB"))
            while (index + 0.5) / fps < end:
                yield pixels
                index += 1


def psnr(sources: Iterable[Frame], decoded: Iterable[Frame]) -> tuple[float, float]:
    """Return the peak signal-to-noise ratio in dB, of all frames together and of the worst one.

    10 log10(255^2 / mean squared error), over all pixels and the three colours.

    Raises
    ------
    ValueError
        There are more of the ones than of the others.
    """
    errors = [
        float(np.square(source.astype(np.int32) - picture).mean())
        for source, picture in zip(sources, decoded, strict=True)
    ]
    return _decibels(sum(errors) / len(errors)), _decibels(max(errors))


def _decibels(error: float) -> float:
    return 10 * math.log10(255**2 / error) if error else math.inf
