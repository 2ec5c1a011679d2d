"""When runs arrive at a minimum for good, many at once."""

import numpy as np

from .arrays import FloatArray
from .checks import finite_number
from .surface import Surface, minima_of
from .trajectory import Trajectory

NEAR = 0.1
"""The radius around a minimum within which a run counts as there unless said otherwise."""


def nearest_minimum(trajectory: Trajectory, surface: Surface) -> FloatArray:
    """Return the distance to the nearest known minimum at each step, shape (steps + 1, *batch).

    Where the surface knows no minimum it is inf, where the run is lost nan.
    """
    away = np.full_like(trajectory.loss, np.inf)
    for minimum in minima_of(surface):
        away = np.minimum(away, trajectory.distance(minimum))
    return away


def arrival(trajectory: Trajectory, surface: Surface, radius: float = NEAR) -> FloatArray:
    """Return the first step from which each run stays near a minimum for good, shape (*batch,).

    Near is within `radius`, in units of the params, of any known minimum. A run that does not end
    there has nan, as has every run on a surface without known minima.
    """
    radius = finite_number("radius", radius, least=0.0)
    outside = ~(nearest_minimum(trajectory, surface) <= radius)  # nan is outside
    rows = np.arange(1, len(outside) + 1).reshape(-1, *([1] * (outside.ndim - 1)))
    arrived = np.where(outside, rows, 0).max(axis=0)
    return np.where(arrived <= trajectory.steps, arrived, np.nan)
