"""From a comparison to what a report shows of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import numpy as np

from ..compare.alpha import alike
from ..compare.pixels import WINDOW, Regions, Rule, changed, worst_windows
from ..scene.frame import Frame
from .checking import MOST_SHOWN, Comparison, Difference, headline
from .finding import Finding, Shown
from .recording import Recording

_CHANGED = (214, 0, 110)
_AROUND = (0, 0, 0)


def compared(comparison: Comparison, test: str, advice: str) -> Finding:
    """Return what a comparison found; the advice is left out if nothing differs."""
    differs = bool(comparison.differences)
    return Finding(
        name=comparison.recording.name,
        test=test,
        frames=list(comparison.recording.frames),
        rule=comparison.rule.name,
        said=headline(comparison) if differs else "",
        advice=advice if differs else "",
        shown=list(_shown(comparison)),
    )


def unread(recording: Recording, test: str, said: str, advice: str) -> Finding:
    """Return what is there where no golden can be read: the pictures that would be kept."""
    shown = [
        Shown(
            "frames",
            f"frame {label} as it is now",
            label,
            pictures={"got": png(recording.frames[label])},
        )
        for label in islice(recording.frames, MOST_SHOWN)
    ]
    return Finding(recording.name, test, list(recording.frames), "", said, advice, shown)


def mark(expected: Frame, got: Frame, rule: Rule, regions: Regions) -> Frame:
    """Return the expected picture, pale, with what changed in colour and boxes round the worst.

    A changed marker may be 13 pixels of a million: the box is what one sees.
    """
    mask = changed(expected, got, rule)
    pale = (185 + 0.25 * expected.mean(axis=-1)).astype(np.uint8)
    picture = np.repeat(pale[..., None], 3, axis=-1)
    picture[mask] = _CHANGED
    thick = max(expected.shape[1] // 480, 1)
    half = WINDOW // 2 + 2 + thick
    for window in worst_windows(mask, regions):
        if window.share > rule.share:
            _box(picture, window.x - half, window.y - half, 2 * half, thick)
    return picture


def png(frame: Frame) -> bytes:
    """Return a picture as PNG, every colour as it is."""
    from PIL import Image  # noqa: PLC0415 - only what is shown needs it

    written = BytesIO()
    Image.fromarray(frame).save(written, "PNG")
    return written.getvalue()


def _shown(comparison: Comparison) -> Iterator[Shown]:
    regions = comparison.recording.regions
    for each in comparison.differences:
        pictures = dict(_pictures(each, regions))
        yield Shown(each.layer, each.told, each.frame, list(each.diff), pictures)


def _pictures(difference: Difference, regions: Regions) -> Iterator[tuple[str, bytes]]:
    expected, got, rule = difference.expected, difference.got, difference.rule
    if expected is not None:
        yield "expected", png(expected)
    if got is not None:
        yield "got", png(got)
    if expected is not None and got is not None and rule and expected.shape[:2] == got.shape[:2]:
        yield "difference", png(mark(*alike(expected, got), rule, regions))


def _box(picture: Frame, left: int, top: int, side: int, thick: int) -> None:
    """Draw an empty square; what of it lies outside is left out."""
    inside = np.zeros(picture.shape[:2], bool)
    inside[max(top, 0) : top + side, max(left, 0) : left + side] = True
    inner = (
        slice(max(top + thick, 0), top + side - thick),
        slice(max(left + thick, 0), left + side - thick),
    )
    inside[inner] = False
    picture[inside] = _AROUND
