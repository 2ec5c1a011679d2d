"""What a step is made of: the gradient's part, what is carried over, and the step itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import Optimizer, Trajectory
from .arrays import FloatArray

_SAME = 1e-9  # parts that differ by less than this share of the largest are the same


@dataclass(frozen=True)
class Parts:
    """The parts of each step of a run, all of shape (steps, 2); nan once it has diverged.

    Attributes
    ----------
    plain
        -learning_rate * gradient, what gradient descent would do at the same rate; None for an
        optimizer that has no learning rate.
    own
        The gradient's part.
    carried
        Momentum, and where there is one the decay of the weights; own + carried = taken.
    taken
        What the step adds to the params.
    """

    plain: FloatArray | None
    own: FloatArray
    carried: FloatArray
    taken: FloatArray

    @property
    def carries(self) -> bool:
        """Whether any step has a part that is carried over."""
        return not _same(self.carried, np.zeros_like(self.carried), self.taken)

    @property
    def is_plain(self) -> bool:
        """Whether the gradient's part is the plain step: nothing adapts the rate."""
        return self.plain is not None and _same(self.plain, self.own, self.own)


def parts_of(optimizer: Optimizer, run: Trajectory, steps: int) -> Parts:
    """Take the first `steps` steps of a run apart.

    The rule itself is asked, so this works for any optimizer, also one's own: with the state that
    it had then, it is given the gradient that it had then and the opposite one. What of the step
    turns round with the gradient is the gradient's part, what does not is carried over:

        own = (step(gradient) - step(-gradient)) / 2
        carried = (step(gradient) + step(-gradient)) / 2

    For momentum these are -learning_rate * gradient and momentum * velocity; for AdaGrad and
    RMSProp, whose histories see squares alone, nothing is carried; for Adam and its relatives they
    are the parts of the moment that this gradient and those before it have, each at the rate of
    this step.

    Parameters
    ----------
    run
        A single run, not a batch, of this optimizer.
    """
    state = optimizer.init(run.params[0])
    taken, turned = np.empty((steps, 2)), np.empty((steps, 2))
    gradients = run.channels["gradient"][:steps]
    with np.errstate(all="ignore"):  # a run may diverge
        for k, gradient in enumerate(gradients):
            turned[k] = optimizer.update(-gradient, state).step
            taken[k], state, _ = optimizer.update(gradient, state)
        taken[~np.isfinite(taken) | ~np.isfinite(turned)] = np.nan
        own, carried = (taken - turned) / 2, (taken + turned) / 2
    # One whose rate follows a schedule records it.
    rate = run.channels.get("learning_rate", getattr(optimizer, "learning_rate", None))
    plain = None
    if rate is not None:
        plain = -np.broadcast_to(rate, (run.steps, 2))[:steps] * gradients
    return Parts(plain, own, carried, taken)


def _same(one: FloatArray, other: FloatArray, measure: FloatArray) -> bool:
    largest = np.nanmax(np.abs(measure), initial=0.0)
    return bool(np.nanmax(np.abs(one - other), initial=0.0) <= _SAME * largest)
