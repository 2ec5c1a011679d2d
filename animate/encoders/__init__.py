"""One encoder a format, chosen by suffix."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from gradreel.core.errors import InvalidInput

from .encoder import Encoder, Frame
from .gif import GifEncoder
from .mp4 import Mp4Encoder

__all__ = ["ENCODERS", "Encoder", "Frame", "GifEncoder", "Mp4Encoder", "open_encoder"]

ENCODERS: Mapping[str, type[Mp4Encoder] | type[GifEncoder]] = MappingProxyType(
    {".mp4": Mp4Encoder, ".gif": GifEncoder}
)


def open_encoder(
    path: str | Path,
    size: tuple[int, int],
    fps: float | Fraction,
    samples: Sequence[Frame],
) -> Encoder:
    """Return the encoder for a path's suffix, checked and ready for a ``with`` block.

    Parameters
    ----------
    path
        The file to make; upper or lower case of its suffix does not matter.
    size
        (width, height) in pixels.
    fps
        Frames per second.
    samples
        Frames to choose a palette from, for the formats that have one.

    Raises
    ------
    InvalidInput
        The suffix is unknown, or the encoder refuses the folder, size, rate or samples.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in ENCODERS:
        raise InvalidInput(
            f"{str(path)!r} does not end in a format known here; choose one of "
            f"{', '.join(ENCODERS)}."
        )
    return ENCODERS[suffix](path, size, fps, samples)
