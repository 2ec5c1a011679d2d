"""In which line each row of a table stands, when rows move to their ranks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import numpy as np

from gradreel.core.arrays import FloatArray

from ...scene.clock import Clock, Moment

GLIDE = 0.4
"""Seconds in which rows change their lines."""

REST = 0.4
"""Seconds for which they then stand, so that they can be read where ranks change all the time."""


class RowOrder:
    """The line of each row at each frame, found for the whole clock at once.

    A change of ranks sets the rows in motion at the frame that first shows it. While they move, and
    a little after, further changes wait; those near the end begin so early that they end in time.

    Parameters
    ----------
    lines_at
        Gives the line of each row, from 0 on, at a whole step.
    """

    def __init__(self, clock: Clock, fps: float, lines_at: Callable[[int], Sequence[int]]) -> None:
        self._fps = fps
        self._glide = max(1, round(GLIDE * fps))
        pause = self._glide + round(REST * fps)
        known: dict[int, tuple[int, ...]] = {}
        self._begins: list[int] = []
        self._lines: list[tuple[int, ...]] = []
        for frame in range(clock.frame_count(fps)):
            step = clock.moment(frame, fps).whole
            if step not in known:
                known[step] = tuple(lines_at(step))
            waits = self._begins and frame < self._begins[-1] + pause
            if not (waits or known[step] in self._lines[-1:]):
                self._begins.append(frame)
                self._lines.append(known[step])
        self._end_in_order(clock.frame_count(fps), known[step])

    def _end_in_order(self, count: int, lines: tuple[int, ...]) -> None:
        """Let the rows set out early enough to stand by their ranks in the last frame."""
        latest = max(count - self._glide, 0)
        if self._lines[-1] == lines and self._begins[-1] <= latest:
            return
        while len(self._begins) > 1 and self._begins[-1] > latest - self._glide:
            self._begins.pop()
            self._lines.pop()
        if self._lines[-1] != lines:
            self._begins.append(latest)
            self._lines.append(lines)

    def at(self, moment: Moment) -> FloatArray:
        """Return the line of each row, (rows,); between two while it moves."""
        frame = max(round(moment.seconds * self._fps), 0)
        last = bisect_right(self._begins, frame) - 1
        there = np.array(self._lines[last], np.float64)
        if last == 0:
            return there
        here = np.array(self._lines[last - 1], np.float64)
        share = min((frame - self._begins[last] + 1) / self._glide, 1.0)
        moved: FloatArray = here + (there - here) * share**2 * (3 - 2 * share)
        return moved
