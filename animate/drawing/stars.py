"""The marks that stand on a map: where runs start, and the stars of its known minima."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gradreel.core import Surface, Trajectory, Window, minima_in_window, minima_of
from gradreel.core.arrays import FloatArray


def star_of(surface: Surface) -> str:
    """Name where runs arrive: "★" where the map has one, "a ★" where it has several."""
    return "a ★" if len(minima_in_window(surface)) > 1 else "★"


def distance_to(surface: Surface) -> str:
    """Name the distance to what the window shows of the known minima; "" where it shows none."""
    stars = len(minima_in_window(surface))
    return f"distance to {'★' if stars == 1 else 'the nearest ★'}" if stars else ""


def stars_in(surface: Surface, window: Window) -> FloatArray:
    """Return the known minima that a window shows, shape (count, 2)."""
    minima = minima_of(surface)
    return minima[window.contains(minima)]


def legend_of(stars: FloatArray) -> str:
    """Say what the stars are."""
    return "minimum" if len(stars) == 1 else "minima"


def starts_of(runs: Iterable[Trajectory]) -> FloatArray:
    """Return where runs start, each place once, shape (count, 2)."""
    starts = {tuple(run.params[0].tolist()): run.params[0] for run in runs}
    return np.array(list(starts.values()))
