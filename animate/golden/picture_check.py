"""How a picture differs from the one that is kept, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..compare.alpha import alike
from ..compare.pixels import EXACT, LOOSE, STRICT, WINDOW, Rule, Window, size
from ..scene.frame import Frame
from .environment import apart
from .judging import Judge, Judged
from .kept import Golden
from .picture import MOST_LOST
from .rasteriser import LOSSY
from .recording import Recording
from .room import NO_ROOM, Room


@dataclass(frozen=True)
class PictureCheck:
    """Compares pictures of a recording with those of a golden.

    Attributes
    ----------
    golden, recording
        What is kept, and what is there now.
    room
        What may change.
    hidden
        By the numbers of pictures that are the same with the room alone, how many pixels each part
        of it hid; filled as pictures are compared.
    """

    golden: Golden
    recording: Recording
    room: Room = NO_ROOM
    hidden: dict[str, dict[str, int]] = field(default_factory=dict)
    _told: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    @property
    def rule(self) -> Rule:
        """Exact where the same draws as drew the golden, strict by its rasteriser, else loose."""
        drawn = (self.golden.rasteriser, self.recording.rasteriser)
        if LOSSY in drawn:
            return LOOSE
        if self.golden.environment and self.golden.environment == self.recording.environment:
            return EXACT
        return STRICT if drawn[0] == drawn[1] else LOOSE

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of the pictures that are there now, made as the golden's are."""
        return self.recording.frames.digests_by(self.golden.digest)

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
            if (label, number) not in self._told:  # the order is asked for before the pictures
                self.told(label, number, self.golden.picture(label))
            return not self._told[label, number]
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
        found = self._told[label, number] = self._compared(label, number, expected)
        return found

    def _compared(self, label: str, number: str, expected: Frame) -> str:
        if self._one_digest(label, number):
            return f": {self.golden.files[label]} is not the picture that was kept; make it anew"
        got = self.recording.frames[number]
        if expected.shape[:2] != got.shape[:2]:
            return f": the golden is {size(expected)}, got {size(got)}"
        pair = alike(expected, got)
        judge = Judge(
            self.rule, self._lost(label, expected), self.recording.regions, self.room, got.shape[1]
        )
        judged = judge.judged(*pair)
        if self.room and not judged.pixels:
            self.hidden[number] = dict(judge.hid(*pair))
            return ""
        if self.rule is EXACT:
            return self._exactly(judged, judge.lost, got.shape[1])
        return self._nearly(judged, got.shape[1]) if judged.pixels else ""

    def rule_for(self, label: str, expected: Frame) -> Rule:
        """Return the rule by which the pixels of a kept picture count as changed."""
        rule, lost = self.rule, self._lost(label, expected)
        return replace(rule, levels=max(rule.levels, lost) + self.room.levels) if lost else rule

    def _lost(self, label: str, expected: Frame) -> int:
        """Return by how many levels the kept picture may be off."""
        if label in self.golden.lost:
            return self.golden.lost[label]
        return 0 if self.golden.digest(expected) == self.golden.digests.get(label) else MOST_LOST

    def _one_digest(self, label: str, number: str) -> bool:
        return self.golden.digests.get(label) == self.digests[number]

    def _exactly(self, judged: Judged, lost: int, width: int) -> str:
        why = "the exact rule: what draws here drew the golden, so each pixel counts"
        if not judged.pixels:
            return f": pixels changed by at most {lost} of 255 ({why})"
        worst = judged.windows[0]
        return (
            f", {worst.region}: {counted(judged.pixels, 'pixel')} changed by up to {judged.far} of "
            f"255, most around ({worst.x % width}, {worst.y}) ({why}){_also(judged.windows)}"
        )

    def _nearly(self, judged: Judged, width: int) -> str:
        rule, worst = self.rule, judged.windows[0]
        around = f"the {WINDOW}x{WINDOW} pixels around ({worst.x % width}, {worst.y})"
        by = f"(the {rule.name} rule{self._elsewhere()}){_also(judged.windows)}"
        if judged.why == "one way":
            return (
                f", {worst.region}: {counted(judged.pixels, 'pixel')}, most {around}, changed the "
                f"same way by up to {judged.far} of 255, {rule.one_way} may {by}"
            )
        if judged.why == "new":
            return (
                f", {worst.region}: colours that are nowhere beside them in the other picture, by "
                f"up to {judged.far} of 255, among {around} {by}"
            )
        return f", {worst.region}: {worst.share:.0%} of {around} changed, {rule.share:.0%} may {by}"

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
