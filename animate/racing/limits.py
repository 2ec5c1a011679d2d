"""The ends of the axes of a race's curves: they hold what is worth seeing, and say what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from gradreel.core import Surface, Trajectory
from gradreel.core.arrays import BoolArray, FloatArray

from ..drawing.limits import LARGEST, margin_of
from ..scene.number_format import tick

_FAR = 2.0  # times what is seen in the window; a run that goes farther is cut off
_ROOM = 0.05


class Limits(NamedTuple):
    """The ends of an axis, and what is cut off, to be put behind its label."""

    low: float
    high: float
    cut: str


def loss_limits(runs: Sequence[Trajectory], surface: Surface, steps: int) -> Limits | None:
    """Limits of losses without a least one: they are chosen from the runs themselves.

    All that the runs have in the window is held. What they have outside is too, unless it reaches
    farther than twice as much again, as where a run falls down a saddle for ever.
    """
    loss = np.concatenate([run.loss[: steps + 1] for run in runs])
    inside = np.concatenate([surface.window.contains(run.params[: steps + 1]) for run in runs])
    return limits_within(loss, inside)


def limits_within(loss: FloatArray, inside: BoolArray) -> Limits | None:
    """Return the limits for losses, of which some are of steps in the window; None for none."""
    known = np.abs(loss) <= LARGEST  # which nan is not
    seen, every = loss[known & inside], loss[known]
    if not len(seen):
        return None
    low, high = float(seen.min()), float(seen.max())
    reach = _FAR * (high - low) or 1.0
    least, most = float(every.min()), float(every.max())
    below, above = least < low - reach, most > high + reach
    low, high = low if below else least, high if above else most
    room = margin_of(low, high, _ROOM)
    low, high = low - room, high + room
    cut = [f"below {_rounded(low)}"] * below + [f"above {_rounded(high)}"] * above
    return Limits(low, high, f", cut {' and '.join(cut)}" if cut else "")


def _rounded(value: float) -> str:
    return tick(float(f"{value:.2g}"))


def log_limits(
    curves: Sequence[FloatArray], tallest: float, deepest: float
) -> tuple[float, float] | None:
    """Limits of what spans decades: not higher than a few starts, and not down to nothing.

    Parameters
    ----------
    tallest, deepest
        Times the highest start, and times the highest value, that are shown.
    """
    values = np.concatenate(curves)
    values = values[(values >= 1 / LARGEST) & (values <= LARGEST)]
    if not len(values):
        return None
    starts = [curve[np.isfinite(curve)][:1] for curve in curves]
    start = float(np.concatenate(starts).max(initial=0.0))
    high = min(float(values.max()), tallest * start or float(values.max()), LARGEST)
    low = min(max(float(values.min()), high * deepest), high)
    return (low / 1.3, high * 1.3)
