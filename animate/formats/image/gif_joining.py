"""Pieces of a GIF, put one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gradreel.core import disk

from ..clip import Clip
from ..pieces import Piece
from .gif_timing import (
    TRAILER,
    add_comment,
    delay_places,
    delays_of,
    end_centiseconds,
    set_delays,
)

_BEFORE_DELAY = 4
"""Bytes of a graphic control extension, with which each picture begins, before the delay."""


def join_gifs(pieces: Sequence[Piece], path: Path, clip: Clip) -> None:
    """Make one GIF of its pieces, with the comment of the clip.

    All but the first begin with a picture that stands there already.
    """
    delays: list[int] = []
    with disk.writing(path) as file:
        for number, piece in enumerate(pieces):
            data = piece.path.read_bytes()
            places = delay_places(data)
            led = int(number > 0)
            file.write(data[(places[led] - _BEFORE_DELAY if led else 0) : -len(TRAILER)])
            delays += delays_of(data)[led:]
        file.write(TRAILER)
    # A piece ends when the next frame would begin, the film to the nearest hundredth.
    end = end_centiseconds(sum(piece.frames for piece in pieces), clip.rate)
    delays[-1] = max(delays[-1] + end - sum(delays), 1)
    set_delays(path, delays)
    add_comment(path, clip.tags.get("comment", ""))
