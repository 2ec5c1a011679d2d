"""What events ask of a scene's runs, and what they say where nothing is found."""

from __future__ import annotations

from typing import Any

import numpy as np

from . import Experiment, Optimizer, Trajectory
from .errors import InvalidInput


def learning_rate(experiment: Experiment, name: str) -> float:
    """Return the learning rate that the optimizer called `name` was given."""
    optimizer: Optimizer | None = next((o for o in experiment.optimizers if o.name == name), None)
    rate: Any = getattr(optimizer, "learning_rate", None)
    if rate is None:
        raise InvalidInput(f"{name} was given no learning rate; name another event.")
    return float(rate)


def run_of(experiment: Experiment, name: str) -> Trajectory:
    """Return the run of this name."""
    if name not in experiment.trajectories:
        raise InvalidInput(
            f"An event of {experiment.name} looks at {name!r}; the scene runs "
            f"{', '.join(experiment.trajectories)}."
        )
    return experiment.trajectories[name]


def first_where(happens: np.ndarray) -> int | None:
    """Return the first step at which something happens, None if it never does."""
    steps = np.flatnonzero(happens)
    return int(steps[0]) if steps.size else None


def found(step: int | None, otherwise: str) -> float:
    """Return the step, or raise InvalidInput that says what did not happen."""
    if step is None:
        raise InvalidInput(f"{otherwise}; take more steps or name another event.")
    return float(step)
