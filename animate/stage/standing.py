"""Panels that stand while others are on their way to a change: drawn once for all of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..scene.moment import Moment
from .sheet import Sheet


class Standing:
    """The pixels of what stands, from the second frame on that shows it alike."""

    def __init__(self) -> None:
        self._key: object = None
        self._kept: NDArray[np.uint8] | None = None

    def put(self, key: object, pixels: NDArray[np.uint8], draw: Callable[[], object]) -> None:
        """Bring pixels to what `draw` makes of them, which the key decides."""
        again, self._key = key == self._key, key
        if again and self._kept is not None:
            np.copyto(pixels, self._kept)
            return
        self._kept = None  # also if the drawing is broken off
        draw()
        self._kept = pixels.copy() if again else None


def on_the_way(moment: Moment) -> set[str]:
    """Return the panels that are between two states."""
    return {name for name, progress in moment.changes.items() if 0 < progress < 1}


def key_of(
    moment: Moment, ways: Collection[str], sheets: Mapping[str, Sheet], *, timed: bool
) -> object:
    """Return all that decides the picture of the panels that are not on their way."""
    changes = {name: done for name, done in moment.changes.items() if name not in ways}
    drawn = [sheet.panels[name] for name, sheet in sheets.items() if name not in ways]
    # Not isinstance: of a protocol it takes as long as to draw a short line.
    asked = [getattr(each, "name_places", None) for each in drawn]
    names = [places(moment).tobytes() for places in asked if places]
    return sheets, replace(moment, changes=changes).shown, timed and moment.seconds, names
