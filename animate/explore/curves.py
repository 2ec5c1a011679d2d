"""The curves beside the map: what they show, and the ends of their axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradreel.core import Surface, minima_in_window, minima_of, nearest_minimum
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at

from ..racing.limits import limits_within, log_limits
from .exploring import Choices
from .numbers import Places

_TALLEST = 30.0  # times the highest start: a run that diverges must not flatten the others


@dataclass(frozen=True)
class Curve:
    """A quantity of all runs against the step.

    Attributes
    ----------
    column
        "loss", "above" (the least loss) or "distance" (to the nearest minimum).
    label
        On screen.
    log
        Whether its axis is logarithmic.
    low, high
        Ends of the axis.
    """

    column: str
    label: str
    log: bool
    low: float
    high: float


def least_loss(surface: Surface) -> float | None:
    """Return the loss at the lowest known minimum; None where the window shows none."""
    if not len(minima_in_window(surface)):
        return None
    return float(loss_at(surface, minima_of(surface)).min())


def curves_of(
    choices: Sequence[Choices], surface: Surface, places: Sequence[Places]
) -> list[Curve]:
    """Return the loss, and the distance to the minimum where one is known."""
    least = least_loss(surface)
    if least is None:
        loss = np.concatenate([each.runs.loss.ravel() for each in choices])
        params = np.concatenate([each.runs.params.reshape(-1, 2) for each in choices])
        found = limits_within(loss, surface.window.contains(params))
        low, high, cut = found or (0.0, 1.0, "")
        return [Curve("loss", f"loss{cut}", False, low, high)]
    above = [each.runs.loss - least for each in choices]
    away = [nearest_minimum(each.runs, surface) for each in choices]
    apart = 5 * max(10.0**-each.decimals for each in places)  # where roundings begin to be seen
    label = "loss above the minimum" if least else "loss"
    return [
        _log_curve("above" if least else "loss", label, above, 1e-9, 0.0),
        _log_curve("distance", "distance to the nearest minimum", away, 1e-4, apart),
    ]


def _log_curve(
    column: str, label: str, values: Sequence[FloatArray], deepest: float, least: float
) -> Curve:
    runs = [each.reshape(len(each), -1) for each in values]
    firsts = np.concatenate([each[0] for each in runs])
    known = firsts[np.isfinite(firsts)]
    start = float(known.max(initial=0.0))
    flat = [np.append(start, each.ravel()) for each in runs]  # whose first is the highest start
    low, high = log_limits(flat, _TALLEST, deepest) or (0.1, 1.0)
    low = min(max(low, least), high)
    if not low < high / 1.01:
        low, high = low / 3, high * 3
    return Curve(column, label, True, low, high)
