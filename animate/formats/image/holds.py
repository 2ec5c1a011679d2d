"""From frames to the pictures that a format without a frame rate stores."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ..clip import Frame
from .sameness import same_picture

MOST_PICTURES = Fraction(90)
"""Pictures a second. Browsers take those shown for 10 ms or less for a mistake: 100 ms instead."""


def shortest_stay(rate: Fraction) -> int:
    """Return for how many frames at this rate a picture must at least be shown."""
    return math.ceil(rate / MOST_PICTURES)


def merged(frames: Iterable[Frame], least: int) -> Iterator[tuple[Frame, int]]:
    """Go through what is shown and for how many frames: equal neighbours become one picture.

    Parameters
    ----------
    frames
        All of them, in order.
    least
        What would be shown for fewer frames is left out; the first and the last are always shown.
    """
    shown: Frame | None = None
    last, stay = shown, 0
    for frame in frames:
        if shown is None:
            shown = frame
        elif stay >= least and not same_picture(frame, shown):
            yield shown, stay
            shown, stay = frame, 0
        last, stay = frame, stay + 1
    if last is not None:
        yield last, stay
