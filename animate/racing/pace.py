"""How fast a race is played: slowly where much moves, quickly where nothing does any more."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gradreel.core import Trajectory, Window

from ..scene.segments import Hold, Play
from ..scene.verb import Verb

PARTS = ((0.6, 4.0), (0.9, 3.0), (1.0, 2.5))
"""Up to which share of all movement each part goes, and its seconds."""

HOLD_SECONDS = 2.5


def paced(runs: Mapping[str, Trajectory], window: Window, steps: int) -> tuple[Verb, ...]:
    """Return three parts, each faster than the one before, and a hold at the end.

    Movement is what can be seen of it: the length of all paths in the window, counted in shares of
    its sides. A run of one or two steps has as many parts.
    """
    moved = np.zeros(steps)
    low = np.array([window.w_min, window.b_min])
    size = np.array([window.w_max, window.b_max]) - low
    for run in runs.values():
        places = np.clip((run.params[: steps + 1] - low) / size, 0.0, 1.0)
        lengths = np.hypot(*np.diff(places, axis=0).T)
        moved[: len(lengths)] += np.nan_to_num(lengths)
    # A little for every step, so that a part is never all of a long rest.
    moved = np.cumsum(moved / (moved.sum() or 1.0) + 0.25 / steps)
    verbs: list[Verb] = []
    before = 0
    for share, seconds in PARTS:
        reached = int(np.searchsorted(moved, share * moved[-1] * (1 - 1e-12))) + 1
        to = steps if share == 1.0 else min(reached, steps)
        if to > before:
            verbs.append(Play(to, seconds))
            before = to
    return (*verbs, Hold(HOLD_SECONDS))
