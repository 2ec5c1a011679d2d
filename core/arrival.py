"""When runs arrive at a minimum for good, many at once."""

import numpy as np

from .arrays import FloatArray
from .checks import finite_number
from .outcome import for_good
from .surface import Surface, minima_in_window, minima_of
from .trajectory import TRAJECTORY, Trajectory

NEAR = 0.1
"""The radius around a minimum within which a run counts as there unless said otherwise."""


def nearest_minimum(trajectory: Trajectory, surface: Surface) -> FloatArray:
    """Return the distance to the nearest known minimum at each step, shape (steps + 1, *batch).

    Where the surface knows no minimum it is inf, where the run is lost nan.

    Parameters
    ----------
    trajectory
        A run, or a batch of them.
    surface
        Whose known minima count.

    Returns
    -------
    FloatArray
        Distances in units of the params, shape (steps + 1, *batch).
    """
    TRAJECTORY("nearest_minimum was given trajectory", trajectory)
    away = np.full_like(trajectory.loss, np.inf)
    for minimum in minima_of(surface):
        away = np.minimum(away, trajectory.distance(minimum))
    return away


def arrival(trajectory: Trajectory, surface: Surface, radius: float = NEAR) -> FloatArray:
    """Return the first step from which each run stays near a minimum for good, shape (*batch,).

    Near is within `radius`, in units of the params, of any known minimum. A run that does not end
    there has nan, as has every run on a surface without known minima.

    Parameters
    ----------
    trajectory
        A run, or a batch of them.
    surface
        Whose known minima count.
    radius
        Above 0, in units of the params.

    Returns
    -------
    FloatArray
        Steps, shape (*batch,).
    """
    radius = finite_number("radius", radius, least=0.0)
    return for_good(nearest_minimum(trajectory, surface) <= radius)  # nan is outside


def departure(trajectory: Trajectory, surface: Surface) -> FloatArray:
    """Return the first step from which each run stays outside of the window, shape (*batch,).

    It counts where the window has no known minimum, so that the way leads out of it, and where the
    loss is lower there than at the start. A run that ends inside, that is thrown out uphill or that
    diverges inside has nan.
    """
    left = np.full(trajectory.loss.shape[1:], np.nan)
    if len(minima_in_window(surface)):
        return left
    outside = for_good(~surface.window.contains(trajectory.params))  # nan is outside
    at = np.nan_to_num(outside).astype(np.intp)
    loss = np.take_along_axis(trajectory.loss, at[np.newaxis], axis=0)[0]
    return np.where((outside > 0) & (loss < trajectory.loss[0]), outside, left)
