"""What theory says of a sweep: where its runs diverge, and which is the best of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gradreel.core import Optimizer, Surface, Sweep, with_hyperparameters
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.sweep_course import SweepCourse
from gradreel.core.theory import best_learning_rate, best_momentum, stability_limit


@dataclass(frozen=True)
class Theory:
    """Where theory sees the limit of a sweep and its best, in hyperparameters; None for nowhere.

    Attributes
    ----------
    limit
        Shape (count, hyperparameters).
    best
        One value for each hyperparameter.
    """

    limit: FloatArray | None = None
    best: tuple[float, ...] | None = None


def theory_of(optimizer: Optimizer, surface: Surface, sweep: Sweep | SweepCourse) -> Theory:
    """Return where theory sees limit and best, for gradient descent, momentum and Nesterov.

    It has something to say on quadratic surfaces of sweeps over the learning rate, or over the
    learning rate and the momentum.
    """
    names = sweep.names
    if set(names) not in ({"learning_rate"}, {"learning_rate", "momentum"}):
        return Theory()
    try:
        if len(names) == 1:
            limit = np.array([[stability_limit(optimizer, surface)]])
            return Theory(limit, (float(best_learning_rate(optimizer, surface)),))
        swept = sweep.values[names.index("momentum")]
        momentum = np.linspace(swept[0], swept[-1], 200)
        limits = stability_limit(with_hyperparameters(optimizer, {"momentum": momentum}), surface)
        best = best_momentum(optimizer, surface)
        rate = best_learning_rate(with_hyperparameters(optimizer, {"momentum": best}), surface)
    except InvalidInput:  # no such theory
        return Theory()
    of_name = {"learning_rate": np.asarray(limits), "momentum": momentum}
    best_of = {"learning_rate": float(rate), "momentum": best}
    return Theory(
        np.column_stack([of_name[name] for name in names]),
        tuple(best_of[name] for name in names),
    )
