"""Quantities of a run that take the surface to know, beside those in series.py."""

from __future__ import annotations

import numpy as np

from gradreel.core import Surface, Trajectory, minima_of, nearest_minimum
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at
from gradreel.core.errors import InvalidInput

from .series import series

DISTANCE = "distance"
EXCESS = "loss_above_minimum"


def measured(
    surface: Surface, trajectory: Trajectory, channel: str, coordinate: str | None
) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel : "distance" to the nearest known minimum, "loss_above_minimum" (the loss less that of
        the minimum), or whatever `series` knows.
    coordinate : "w" or "b"; None for these two and the loss, which have none.
    """
    if channel not in (DISTANCE, EXCESS):
        return series(trajectory, channel, coordinate)
    minima = minima_of(surface)
    if not len(minima):
        raise InvalidInput(
            f"{surface.name} has no known minimum to measure the {channel} from; show the loss."
        )
    if channel == DISTANCE:
        return nearest_minimum(trajectory, surface)
    return np.asarray(trajectory.loss - loss_at(surface, minima).min())
