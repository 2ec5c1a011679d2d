"""How the pictures of a recording lie against those of its golden."""

from __future__ import annotations

from collections.abc import Sequence

from gradreel.core.errors import InvalidInput

from ..compare.pixels import EXACT
from .alignment import Alignment, align
from .picture_check import PictureCheck

NEAR = 3
"""Pictures before and after its place among which one that differs is looked for: by a rule that
is not exact each look is a comparison."""


def order(check: PictureCheck) -> Alignment:
    """Lay the pictures against the kept ones: a sequence by what they show, others by labels."""
    labels, got = list(check.golden.labels), list(check.recording.frames)
    if not check.recording.sequence:
        return _by_labels(labels, got)
    if check.rule is EXACT and not check.room:
        return align(
            [check.golden.digests[label] for label in labels],
            [check.digests[number] for number in got],
        )
    if len(labels) == len(got) and all(map(check.is_same, labels, got)):
        return Alignment([], [(number, number) for number in range(len(got))])
    kept = [_key(check, label) for label in labels]
    return align(kept, [_nearest(check, labels, kept, number) for number in range(len(got))])


def _by_labels(labels: Sequence[str], got: Sequence[str]) -> Alignment:
    told = [f"frame {label} is missing" for label in labels if label not in got]
    told += [f"frame {label} is new" for label in got if label not in labels]
    if not told and labels != got:
        told = [f"their order was {', '.join(labels)}, it is {', '.join(got)}"]
    both = [label for label in got if label in labels]
    return Alignment(told, [(labels.index(label), got.index(label)) for label in both])


def _key(check: PictureCheck, label: str) -> str:
    try:
        return check.golden.digests.get(label) or check.golden.digest(check.golden.picture(label))
    except InvalidInput:
        return f"{label} cannot be read"


def _nearest(check: PictureCheck, labels: Sequence[str], kept: Sequence[str], number: int) -> str:
    """Return the key of the kept picture that this one is, its own if it is none near its place."""
    near = range(max(number - NEAR, 0), min(number + NEAR + 1, len(labels)))
    for place in sorted(near, key=lambda place: abs(place - number)):
        if check.is_same(labels[place], str(number)):
            return kept[place]
    return f"new {check.digests[str(number)]}"
