"""A recording against its golden, layer by layer: numbers, state, pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from gradreel.core.counted import counted
from gradreel.core.errors import InvalidInput

from ..compare.pixels import Rule
from ..safe_text import one_line
from ..scene.frame import Frame
from . import run_table
from .alignment import Alignment
from .environment import drawing_version
from .kept import Golden
from .picture_check import PictureCheck
from .picture_order import order
from .recording import Recording
from .room import NO_ROOM, Room
from .state_difference import difference

MOST_SHOWN = 20
"""Pictures that differ and are kept to be shown; a film in which all changed has thousands."""

LAYERS = ("frames", "numbers", "state", "pixels")
"""In the order in which they break: what is wrong in one shows in those after it."""


@dataclass(frozen=True)
class Difference:
    """One thing that is not as in the golden.

    Attributes
    ----------
    layer
        One of LAYERS.
    told
        What differs, with the measured value and the allowed one.
    frame
        Label of the frame, None if it is not one frame's affair.
    expected, got
        The two pictures, where they differ; not of more than are to be shown.
    rule
        By which their pixels count as changed.
    diff
        Lines of the text diff, where the text differs.
    """

    layer: str
    told: str
    frame: str | None = None
    expected: Frame | None = None
    got: Frame | None = None
    rule: Rule | None = None
    diff: Sequence[str] = ()


@dataclass(frozen=True)
class Comparison:
    """A golden and what is there now, in all layers: none is left out because an earlier differs.

    Attributes
    ----------
    golden, recording
        What is kept, and what is there now.
    relative
        Difference of a trajectory's numbers that may be.
    room
        What may change in pictures.
    most_shown
        Of how many pictures that differ both are held, to be shown.
    """

    golden: Golden
    recording: Recording
    relative: float = run_table.RELATIVE
    room: Room = NO_ROOM
    most_shown: int = MOST_SHOWN

    @property
    def rule(self) -> Rule:
        """By which pictures are compared."""
        return self.pictures.rule

    @cached_property
    def pictures(self) -> PictureCheck:
        """What compares two pictures."""
        return PictureCheck(self.golden, self.recording, self.room)

    @cached_property
    def differences(self) -> list[Difference]:
        """All that differs, in the order of the layers."""
        return [*self._facts(), *self._numbers(), *self._states(), *self._pixels()]

    @property
    def hidden(self) -> str:
        """What was not told because there is room for it: "ignore 120 pixels, in 3 pictures".

        It is known when `differences` are.
        """
        found: Counter[str] = Counter()
        for hid in self.pictures.hidden.values():
            found.update(hid)
        told = ", ".join(f"{name} {counted(pixels, 'pixel')}" for name, pixels in found.items())
        pictures = sum(map(bool, self.pictures.hidden.values()))
        return f"{told}, in {counted(pictures, 'picture')}" if told else ""

    def _facts(self) -> Iterator[Difference]:
        kept, now = self.golden.facts, self.recording.facts
        for key in dict.fromkeys([*kept, *now]):
            if kept.get(key) != now.get(key):
                was = kept.get(key, "not said")
                yield Difference("frames", f"{key}: the golden has {was}, got {now.get(key)}")
        labels, got = list(self.golden.labels), list(self.recording.frames)
        if told := self.order.told:
            counts = f"the golden has {counted(len(labels), 'frame')}, got {len(got)}"
            yield Difference("frames", "; ".join([counts, *told]))

    @cached_property
    def order(self) -> Alignment:
        """How the pictures lie against the kept ones."""
        return order(self.pictures)

    def _numbers(self) -> Iterator[Difference]:
        for heading in self._headings("numbers "):
            kept, now = self._sections(heading)
            run = heading.removeprefix("numbers ")
            if not now:
                yield Difference("numbers", f"{run} is gone")
                continue
            told = run_table.first_difference(kept, now, self.relative)
            if told is not None:
                yield Difference(
                    "numbers",
                    f"{run}: {told}{self._origin(heading)}",
                    diff=run_table.difference(kept, now, self.relative),
                )

    def _states(self) -> Iterator[Difference]:
        for heading in self._headings("state"):
            diff = difference(*self._sections(heading))
            if diff:
                frame = heading.removeprefix("state").strip() or None
                where = f"frame {frame}" if frame else "every frame"
                more = f", and {len(diff) - 2} lines more" if len(diff) > 2 else ""
                yield Difference(
                    "state", f"{where}: {' | '.join(diff[:2])}{more}", frame, diff=diff
                )

    def _pixels(self) -> Iterator[Difference]:
        labels, numbers = list(self.golden.labels), list(self.recording.frames)
        digests, shown = list(self.pictures.digests.values()), 0
        for one, other in self.order.pairs:
            label, number = labels[one], numbers[other]
            if self.pictures.is_same(label, number):
                continue
            shown += 1
            got = self._got(number) if shown <= self.most_shown else None
            try:
                expected = self.golden.picture(label)
            except InvalidInput as error:
                yield Difference("pixels", f"frame {label}: {error}", label, got=got)
                continue
            told = self.pictures.told(label, number, expected)
            if self.recording.sequence and other and digests[other] == digests[other - 1]:
                told += "; it repeats the frame before it"
            rule = self.pictures.rule_for(label, expected)
            kept = expected if shown <= self.most_shown else None
            yield Difference("pixels", f"frame {label}{told}", label, kept, got, rule)

    def _got(self, number: str) -> Frame | None:
        """Return a picture as it is now; what is equal to the kept one is only there, if at all."""
        with suppress(InvalidInput):
            return self.recording.frames[number]
        return None

    def _headings(self, kind: str) -> list[str]:
        both = dict.fromkeys([*self.golden.sections, *self.recording.sections])
        return [heading for heading in both if heading.startswith(kind)]

    def _sections(self, heading: str) -> tuple[Sequence[str], Sequence[str]]:
        return self.golden.sections.get(heading, ()), self.recording.sections.get(heading, ())

    def _origin(self, heading: str) -> str:
        was, now = self.golden.origins.get(heading), self.recording.origins.get(heading)
        return f"; it was {was}, it is {now}" if was != now else ""


def headline(comparison: Comparison) -> str:
    """Say which golden differs, and in which layer first."""
    name, first = comparison.recording.name, comparison.differences[0]
    return f"The golden {name!r} is not what is there now; {first.layer} broke first."


def message(comparison: Comparison, advice: str) -> str:
    """Write all differences, the layer that broke first at the head, and what to do."""
    found = comparison.differences
    pixels = [each.frame for each in found if each.layer == "pixels"]
    lines = [headline(comparison)]
    lines += [one_line(f"  {each.layer:<8}{each.told}") for each in found]
    if pixels:
        total = len(comparison.recording.frames)
        lines.append(f"  {len(pixels)} of {total} pictures differ, {pixels[0]} is the first.")
        lines += _about_versions(comparison)
    return "\n".join([*lines, advice])


def _about_versions(comparison: Comparison) -> Iterator[str]:
    """Say by what pictures differ where another matplotlib drew them."""
    kept, now = comparison.golden, comparison.recording
    was, here = (drawing_version(each.environment) for each in (kept, now))
    if now.sequence and was and here and was != here:
        yield (
            f"  If it drew them: {was} and {here} draw letters, and the cells of images, up "
            "to a pixel beside each other. Give the figure or animation to golden.check_animation, "
            "which compares those as words and data, or leave room by ignore=[...] or share=..."
        )
