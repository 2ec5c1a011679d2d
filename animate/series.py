"""A quantity of a run against the step, by its name."""

from __future__ import annotations

from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.nearest import did_you_mean

COORDINATES = ("w", "b")


def series(trajectory: Trajectory, channel: str, coordinate: str | None) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel : "params", "loss", "update" (what a step adds to the params) or any channel of the run.
    coordinate : "w" or "b"; None for the loss, which has none.
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
