"""The learning rate at which an optimizer does best, by one stated rule for all."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from . import kinds
from .arrays import BoolArray, FloatArray, kept_array, real_array
from .arrival import NEAR, arrival
from .checks import finite_number
from .counted import counted
from .descend import descend
from .errors import InvalidInput
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer
from .oracles import Oracle
from .scheduled import hyperparameters_of, with_hyperparameters
from .surface import Surface, minima_of

# Ten a decade, from far too small to far too large on any built-in surface. Three digits each: so
# the rate that a picture prints is the very one that was used.
RATES = kept_array("rates", [float(f"{10 ** (tenth / 10):.3g}") for tenth in range(-50, 11)])


@dataclass(frozen=True, eq=False)
class Tuning:
    """What came of trying learning rates.

    Attributes
    ----------
    optimizer
        With the best of the rates.
    rule
        By which it is the best, as one sentence.
    rates
        Those that were tried, shape (rates,).
    arrive
        The step from which the run at each rate stays near a minimum for good, nan if it does not;
        shape (rates,).
    final_loss
        The mean loss over the last tenth of the steps, inf where it diverged; shape (rates,).
    stays
        Whether the run at each rate never leaves the surface's window; shape (rates,).
    """

    optimizer: Optimizer
    rule: str
    rates: FloatArray
    arrive: FloatArray
    final_loss: FloatArray
    stays: BoolArray

    @property
    def rate(self) -> float:
        """The best of the rates."""
        rate: Any = getattr(self.optimizer, "learning_rate", np.nan)  # also of one that is Named
        return float(rate)


def tune(
    optimizer: Optimizer,
    surface: Surface,
    start: ArrayLike,
    *,
    steps: int,
    rates: ArrayLike = RATES,
    radius: float = NEAR,
    oracle: Oracle | None = None,
) -> Tuning:
    """Try learning rates and return the optimizer with the best of them; all else stays.

    The best is the rate whose run is the first to stay within `radius` of the nearest known minimum
    for good. Where several are equally early, or none arrives, it is the one of them with the
    lowest mean loss over the last tenth of the steps, and then the lowest rate. A run that leaves
    the window does not count, unless all do. A rate is as good as the worst of itself and its
    neighbours among the rates: one that is thrown off and lands by luck has neighbours that do not.
    All rates run in one batch.

    Parameters
    ----------
    optimizer
        Any with a learning rate, scheduled, named or not, and numbers for its other
        hyperparameters.
    surface, start, steps, oracle
        As for `descend`; one start, shape (2,).
    rates
        Learning rates to try, shape (rates,); by default 61 from 1e-5 to 10, ten a decade.
    radius
        In units of the params.

    Returns
    -------
    Tuning
        The optimizer with the best rate, and how each rate did.

    Raises
    ------
    InvalidInput
        If the optimizer has no learning rate, a sweep is given, or what `descend` refuses.
    """
    kinds.optimizer("tune was given optimizer", optimizer)
    kinds.surface("tune was given surface", surface)
    radius = finite_number("radius", radius, least=0.0)
    tried = np.sort(kept_array("rates", rates).ravel())
    if real_array("start", start).shape != (2,) or any(
        np.ndim(each) for each in _others(optimizer)
    ):
        raise InvalidInput(
            f"A sweep of {optimizer.name} was given to be tuned; give single numbers and one start."
        )
    runs = descend(
        with_hyperparameters(optimizer, {"learning_rate": tried}),
        surface,
        start,
        steps=steps,
        oracle=oracle,
    )
    arrive = arrival(runs, surface, radius)
    final = runs.loss[-max(1, steps // 10) :].mean(axis=0)
    final = np.where(np.isnan(final), np.inf, final)
    stays = np.asarray(surface.window.contains(runs.params).all(axis=0))
    counts = stays | ~stays.any()
    first = _worst_of_three(np.where(counts & np.isfinite(arrive), arrive, np.inf))
    least = _worst_of_three(np.where(counts, final, np.inf))
    best = float(tried[np.lexsort((least, first))[0]])
    rule = _rule(tried, surface, steps, radius)
    tuned = with_hyperparameters(optimizer, {"learning_rate": best})
    return Tuning(tuned, rule, tried, arrive, final, stays)


def _worst_of_three(values: FloatArray) -> FloatArray:
    """Return for each value the largest of it and its neighbours, of the same shape."""
    padded = np.pad(values, 1, mode="edge")
    return np.maximum(np.maximum(padded[:-2], padded[2:]), values)


def _others(optimizer: Optimizer) -> list[Hyperparameter]:
    known = hyperparameters_of(optimizer)
    return [value for name, value in known.items() if name != "learning_rate"]


def _rule(rates: FloatArray, surface: Surface, steps: int, radius: float) -> str:
    ends = f"{rates[0]:g} to {rates[-1]:g}"
    tried = f"Of {len(rates)} learning rates from {ends} that stay in the window"
    loss = f"the lowest mean loss over the last {max(1, steps // 10)} of {counted(steps, 'step')}"
    worst = "each as good as the worst of itself and its neighbours"
    if not len(minima_of(surface)):
        return f"{tried}, {worst}, the one with {loss}."
    return (
        f"{tried}, {worst}, the first that stays within {radius:g} of a minimum for good; where "
        f"several are equally early or none arrives, the one with {loss}."
    )
