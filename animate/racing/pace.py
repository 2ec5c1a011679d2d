"""How fast a race is played: all of it at one pace, or slowly where much moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from gradreel.core import Trajectory, Window

from ..scene.playing import Hold, Play
from ..scene.verb import Verb

Pace = Literal["even", "eventful"]

PARTS = ((0.6, 4.0), (0.9, 3.0), (1.0, 2.5))
"""Up to which share of all movement each part of an eventful race goes, and its seconds."""

SECONDS = sum(seconds for _, seconds in PARTS)
"""That the steps of any race take."""

HOLD_SECONDS = 2.5


def paced(
    runs: Mapping[str, Trajectory], window: Window, steps: int, pace: Pace = "even"
) -> tuple[Verb, ...]:
    """Return all steps at one pace, or in three parts each faster than the last, and a hold."""
    played = (Play(steps, SECONDS),) if pace == "even" else _parts(runs, window, steps)
    return (*played, Hold(HOLD_SECONDS))


def _parts(runs: Mapping[str, Trajectory], window: Window, steps: int) -> tuple[Verb, ...]:
    """Divide the steps by what moves.

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
    return tuple(verbs)
