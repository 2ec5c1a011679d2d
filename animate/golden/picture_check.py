"""How a picture differs from the one that is kept, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..compare.alpha import alike
from ..compare.pixels import (
    EXACT,
    LOOSE,
    STRICT,
    WINDOW,
    Rule,
    Window,
    changed,
    size,
    worst_windows,
)
from ..scene.frame import Frame
from .environment import apart
from .kept import Golden
from .packed_frames import digest
from .picture import MOST_LOST
from .rasteriser import LOSSY
from .recording import Recording


@dataclass(frozen=True)
class PictureCheck:
    """Compares pictures of a recording with those of a golden.

    Attributes
    ----------
    golden, recording
        What is kept, and what is there now.
    """

    golden: Golden
    recording: Recording

    @property
    def rule(self) -> Rule:
        """Exact where the same draws as drew the golden, strict by its rasteriser, else loose."""
        drawn = (self.golden.rasteriser, self.recording.rasteriser)
        if LOSSY in drawn:
            return LOOSE
        if self.golden.environment and self.golden.environment == self.recording.environment:
            return EXACT
        return STRICT if drawn[0] == drawn[1] else LOOSE

    def is_same(self, label: str, number: str) -> bool:
        """Whether two pictures are the same by the rule; one that cannot be read is not.

        Parameters
        ----------
        label
            Of the picture that is kept.
        number
            Of the one that is there now.
        """
        if self._one_digest(label, number) and self.golden.is_whole(label):
            return True  # without a look at them
        try:
            return not self.told(label, number, self.golden.picture(label))
        except InvalidInput:
            return False

    def told(self, label: str, number: str, expected: Frame) -> str:
        """Say how two pictures differ; nothing if they are the same by the rule.

        Parameters
        ----------
        label, number
            As for `is_same`.
        expected
            What is kept.
        """
        if self._one_digest(label, number):
            return f": {self.golden.files[label]} is not the picture that was kept; make it anew"
        got = self.recording.frames[number]
        if expected.shape[:2] != got.shape[:2]:
            return f": the golden is {size(expected)}, got {size(got)}"
        return (
            self._exactly(label, expected, got)
            if self.rule is EXACT
            else self._nearly(expected, got)
        )

    def rule_for(self, label: str, expected: Frame) -> Rule:
        """Return the rule by which the pixels of a kept picture count as changed."""
        if self.rule is not EXACT or digest(expected) == self.golden.digests.get(label):
            return self.rule
        return replace(EXACT, levels=MOST_LOST)  # its palette may be as far off

    def _one_digest(self, label: str, number: str) -> bool:
        return self.golden.digests.get(label) == self.recording.frames.digests[number]

    def _exactly(self, label: str, expected: Frame, got: Frame) -> str:
        rule = self.rule_for(label, expected)
        one, other = alike(expected, got)
        far = np.abs(one.astype(np.int16) - other).max(axis=-1)
        windows = worst_windows(far > rule.levels, self.recording.regions)
        why = "what draws here drew the golden, so each pixel counts"
        if not windows:
            return f": pixels changed by at most {rule.levels} of 255 (the exact rule: {why})"
        worst = windows[0]
        pixels = counted(int((far > rule.levels).sum()), "pixel")
        return (
            f", {worst.region}: {pixels} changed by up to {far.max()} of 255, most around "
            f"({worst.x % got.shape[1]}, {worst.y}) (the exact rule: {why}){_also(windows)}"
        )

    def _nearly(self, expected: Frame, got: Frame) -> str:
        rule, width = self.rule, got.shape[1]
        mask = changed(*alike(expected, got), rule)
        windows = [w for w in worst_windows(mask, self.recording.regions) if w.share > rule.share]
        if not windows:
            return ""
        worst = windows[0]
        return (
            f", {worst.region}: {worst.share:.0%} of the {WINDOW}x{WINDOW} pixels around "
            f"({worst.x % width}, {worst.y}) changed, {rule.share:.0%} may (the {rule.name} "
            f"rule{self._elsewhere()}){_also(windows)}"
        )

    def _elsewhere(self) -> str:
        """Say where the golden was drawn, if not here."""
        one, other = self.golden, self.recording
        was, now = apart(one.environment, other.environment)
        if one.rasteriser != other.rasteriser:
            was, now = (
                ", ".join(filter(None, words))
                for words in ((one.rasteriser, was), (other.rasteriser, now))
            )
        return f", drawn by {was}, here it is {now}" if was and now else ""


def _also(windows: Sequence[Window]) -> str:
    others = ", ".join(window.region for window in windows[1:])
    return f"; also in {others}" if others else ""
