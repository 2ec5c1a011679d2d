"""A quantity of a run against the step, by its name."""

from __future__ import annotations

import numpy as np

from . import Surface, Trajectory, minima_of, nearest_minimum
from .arrays import FloatArray
from .asking import loss_at
from .errors import InvalidInput
from .nearest import did_you_mean

COORDINATES = ("w", "b")


def series(trajectory: Trajectory, channel: str, coordinate: str | None) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel
        "params", "loss", "update" (what a step adds to the params) or any channel of the run.
    coordinate
        "w" or "b"; None for the loss, which has none.
    """
    if channel == "loss":
        return trajectory.loss
    known = ["loss", "params", "update", *trajectory.channels]
    if channel not in known:
        raise InvalidInput(
            f"{trajectory.name} has no channel {channel!r}{did_you_mean(channel, known)}; it has "
            f"{', '.join(known)}."
        )
    if coordinate not in COORDINATES:
        raise InvalidInput(f"Coordinate {coordinate!r} was given for {channel}; choose w or b.")
    column = COORDINATES.index(coordinate)
    if channel == "params":
        return trajectory.params[..., column]
    if channel == "update":
        return trajectory.params[1:, column] - trajectory.params[:-1, column]
    return trajectory.channels[channel][..., column]


DISTANCE = "distance"
EXCESS = "loss_above_minimum"


def has_quantity(trajectory: Trajectory, channel: str) -> bool:
    """Say whether a run has what `measured` is asked for; runs of other optimizers may not."""
    return channel in (DISTANCE, EXCESS, "loss", "params", "update", *trajectory.channels)


def measured(
    surface: Surface, trajectory: Trajectory, channel: str, coordinate: str | None
) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel
        "distance" to the nearest known minimum, "loss_above_minimum" (the loss less that of the
        minimum), or whatever `series` knows.
    coordinate
        "w" or "b"; None for these two and the loss, which have none.
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
