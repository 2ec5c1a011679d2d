"""Which pixels of two pictures count as changed, by a rule and the room that it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..compare.pixels import (
    EXACT,
    WINDOW,
    Mask,
    Regions,
    Rule,
    Window,
    beyond,
    changed,
    gone_one_way,
    off_by,
    tinted,
    worst_windows,
)
from ..scene.frame import Frame
from .room import NO_ROOM, Room

Why = Literal["many", "new", "one way"]


@dataclass(frozen=True)
class Judged:
    """What counts as changed.

    Attributes
    ----------
    pixels
        How many; 0 if the pictures are the same.
    far
        The largest difference of a channel among them.
    windows
        Where, the worst of each region first.
    why
        What says so: the many that changed in a window, "new" ones unlike all around them, or all
        those that went "one way".
    """

    pixels: int = 0
    far: int = 0
    windows: Sequence[Window] = ()
    why: Why = "many"


SAME = Judged()


@dataclass(frozen=True)
class Judge:
    """Compares pictures of one size.

    Attributes
    ----------
    rule
        By which.
    lost
        Levels by which the kept picture may be off, by its palette.
    regions
        By whose names places are told.
    room
        What may change beside the rule.
    width
        Of the pictures, if they are see-through and stand twice beside each other; else 0.
    """

    rule: Rule
    lost: int = 0
    regions: Regions | None = None
    room: Room = NO_ROOM
    width: int = 0

    def judged(self, expected: Frame, got: Frame) -> Judged:
        """Compare two pictures, (height, width, 3)."""
        far = off_by(expected, got)
        levels = self.room.levels + (self.lost if self.rule is EXACT else 0)
        counts = far > levels
        if self.room.ignore:
            counts &= self.room.seen(
                counts.shape, self.width or counts.shape[1], self.regions or {}
            )
        mask, windows, why = self._mask(expected, got, counts)
        pixels = int(mask.sum())
        if not windows or pixels <= self.room.share * mask.size:
            return SAME
        return Judged(pixels, int(far[mask].max()), windows, why)

    def hid(self, expected: Frame, got: Frame) -> Iterator[tuple[str, int]]:
        """Go through what leaves room, with how many pixels it made to be as good as the same."""
        room = NO_ROOM
        before = replace(self, room=room).judged(expected, got).pixels
        for name in ("ignore", "levels", "share"):
            room = replace(room, **{name: getattr(self.room, name)})
            left = replace(self, room=room).judged(expected, got).pixels
            if before > left:
                yield name, before - left
            before = left

    def _mask(
        self, expected: Frame, got: Frame, counts: Mask
    ) -> tuple[Mask, Sequence[Window], Why]:
        rule = self.rule
        if rule is EXACT:
            return counts, worst_windows(counts, self.regions), "many"
        mask = changed(expected, got, rule) & counts
        windows = self._above(mask, rule.share)
        if rule.reach is None:
            return mask, windows, "many"
        far = beyond(expected, got, rule.reach + self.lost) * counts
        new = self._above(far, rule.excess / WINDOW**2)
        mask |= far > 0
        if rule.even is None or windows or new:
            return mask, windows or new, "many" if windows else "new"
        return self._faint(expected, got, counts, mask, rule.even)

    def _faint(
        self, expected: Frame, got: Frame, counts: Mask, mask: Mask, even: int
    ) -> tuple[Mask, Sequence[Window], Why]:
        """Find what is off by little, where nothing else is wrong."""
        levels = max(even, self.lost)
        tint = tinted(expected, got, levels) & counts
        mask |= tint
        if new := self._above(tint, self.rule.share / 2):
            return mask, new, "new"
        gone = gone_one_way(expected, got, levels, counts)
        few = self.rule.one_way is None or gone.sum() <= self.rule.one_way
        return mask | gone, [] if few else worst_windows(gone, self.regions), "one way"

    def _above(self, mask: Mask | NDArray[np.int32], share: float) -> list[Window]:
        return [each for each in worst_windows(mask, self.regions) if each.share > share]
