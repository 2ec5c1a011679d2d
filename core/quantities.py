"""A quantity of a run against the step, by its name."""

from __future__ import annotations

import numpy as np

from . import Surface, Trajectory, minima_of, nearest_minimum
from .arrays import FloatArray
from .asking import gradient_at, loss_at
from .errors import InvalidInput
from .nearest import did_you_mean

COORDINATES = ("w", "b")
LENGTHS = ("step_length", "path_length")


def series(trajectory: Trajectory, channel: str, coordinate: str | None) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel
        "params", "loss", "update" (what a step adds to the params), "step_length" (how far a step
        goes), "path_length" (how long the path is so far) or any channel of the run.
    coordinate
        "w" or "b"; None for the loss and the lengths, which have none.
    """
    if channel == "loss":
        return trajectory.loss
    if channel in LENGTHS and coordinate is None and channel not in trajectory.channels:
        lengths = np.hypot(*np.diff(trajectory.params, axis=0).T)
        return lengths if channel == "step_length" else np.append(0.0, lengths.cumsum())
    known = ["loss", "params", "update", *LENGTHS, *trajectory.channels]
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
    if channel not in trajectory.channels:
        raise InvalidInput(f"{channel} has no coordinate and was given {coordinate}; leave it out.")
    return trajectory.channels[channel][..., column]


DISTANCE = "distance"
EXCESS = "loss_above_minimum"
SLOPE = "slope"


def has_quantity(trajectory: Trajectory, channel: str) -> bool:
    """Say whether a run has what `measured` is asked for; runs of other optimizers may not."""
    of_all = (DISTANCE, EXCESS, SLOPE, *LENGTHS, "loss", "params", "update")
    return channel in of_all or channel in trajectory.channels


def measured(
    surface: Surface, trajectory: Trajectory, channel: str, coordinate: str | None
) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel
        "distance" to the nearest known minimum, "loss_above_minimum" (the loss less that of the
        minimum), "slope" (the derivative of the loss along the path, where a step begins), or
        whatever `series` knows.
    coordinate
        "w" or "b"; None for these, the loss and the lengths, which have none.
    """
    if channel == SLOPE and SLOPE not in trajectory.channels and coordinate is None:
        return _slope(surface, trajectory)
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


def _slope(surface: Surface, trajectory: Trajectory) -> FloatArray:
    """Return dL/ds at each step, shape (steps,); where a run stands still it has none, so 0."""
    moves = np.diff(trajectory.params, axis=0)
    lengths = np.hypot(*moves.T)
    directions = moves / np.where(lengths > 0, lengths, 1.0)[:, None]
    return np.asarray((gradient_at(surface, trajectory.params[:-1]) * directions).sum(axis=-1))
