"""Marks every so many steps along a trail: how far apart they are is how fast the run is."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.moving import MOVING, figure_of, weight
from ...drawing.strokes import TrailStroke
from ...drawing.trail import Trail
from ...style.theme import Theme

AUTO = 50
"""Marks of a whole run at the most, where how many is left to the panel."""

_LAYER = 0.1  # above the trails of all runs, among which one may lie on another
_DISC, _HOLE = 9.4, 4.4  # sizes of a mark and of the light dot in it, in design pixels


MOST_STEPS = 1_000_000
"""Steps from one mark to the next, at the most."""

_MARKS = allow.whole(least=1, most=MOST_STEPS)


def marks(where: str, given: Any) -> int | str | None:
    """Allow a number of steps, "auto", and None."""
    if given is None or (isinstance(given, str) and given == "auto"):
        return None if given is None else "auto"
    try:
        return int(_MARKS(where, given))
    except InvalidInput:
        words = f"a whole number of steps, 1 to {MOST_STEPS:,}, 'auto' or None"
        raise allow.refuse(where, given, words) from None


def every(marks: int | str | None, steps: int) -> int:
    """Return the number of steps from one mark to the next, 0 for no marks.

    "auto" is the least of 1, 2, 5, 10, 20 and so on with at most `AUTO` marks in all the steps: it
    goes by the steps alone, so that a picture of any size shows the same marks.
    """
    if marks is None:
        return 0
    if not isinstance(marks, str):
        return marks
    least = max(steps / AUTO, 1.0)
    power = int(10 ** math.floor(math.log10(least)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)


def said(apart: int) -> str:
    """Say how many steps lie between two marks."""
    return "a mark every step" if apart == 1 else f"a mark every {apart:,} steps"


class Marks:
    """The marks of one trail.

    Those that could not be told from an earlier one, as half of both would lie on each other, are
    left out: so there are never more than there are such places in the panel.

    Parameters
    ----------
    params, pixels
        (steps + 1, 2) the run in data coordinates and in pixels; rows that are not finite have no
        mark.
    apart
        Steps from one mark to the next.
    box
        Two corners, (2, 2) in pixels, between which marks are seen.
    """

    def __init__(
        self, axes: Axes, theme: Theme, color: str, params: FloatArray, pixels: FloatArray,
        apart: int, box: FloatArray,
    ) -> None:  # fmt: skip
        side = weight(axes, _DISC) / 72 * figure_of(axes).dpi / 2
        steps = np.arange(apart, len(params), apart)
        low, high = box
        seen = np.abs(pixels - (low + high) / 2) <= (high - low) / 2 + side  # nan is not
        steps = steps[seen[steps].all(axis=1)]
        cells = np.floor(pixels[steps] / side)
        _, first = np.unique(cells, axis=0, return_index=True)
        steps = steps[np.sort(first)]
        # Two equal vertices are a dot; then the pen is lifted.
        points, places = (np.repeat(rows[steps], 3, axis=0) for rows in (params, pixels))
        points[2::3] = places[2::3] = np.nan
        self._trail = Trail(points, np.repeat(steps, 3))
        looks = ((color, _DISC), (theme.halo, _HOLE)) if len(steps) else ()
        self.strokes: list[TrailStroke] = [
            TrailStroke(axes, ink, size, points, places) for ink, size in looks
        ]
        for stroke in self.strokes:
            stroke.set_zorder(MOVING + _LAYER)

    @property
    def steps(self) -> NDArray[np.intp]:
        """The steps that have a mark."""
        return self._trail.steps[::3]

    def set(self, step: int) -> None:
        """Show the marks of the steps up to one."""
        count = int(self._trail.steps.searchsorted(step, side="right"))
        nowhere = np.full(2, np.nan)
        for stroke in self.strokes:
            stroke.set_visible(count > 0)
            stroke.set_end(count, nowhere, nowhere)
