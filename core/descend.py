"""The one loop: an optimizer walks down a surface and everything it used is recorded."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from .arrays import FloatArray, IntArray, real_array
from .checks import whole_number
from .errors import InvalidInput
from .optimizer import Optimizer
from .surface import Surface
from .trajectory import Trajectory, divergence, within_bounds


def descend(optimizer: Optimizer, surface: Surface, start: ArrayLike, *, steps: int) -> Trajectory:
    """Take `steps` steps from `start` and record them.

    Start and hyperparameters broadcast together into the batch of the run, so a sweep is one call;
    each run of it equals the same run alone, bit for bit.

    Divergence is a result, not an error. A run has diverged at the first step k at which its params
    or its loss are not finite, or w or b is larger than `DIVERGED_BEYOND`. Row k holds whatever of
    it is finite, all that follows is nan, and nothing is clipped.

    Parameters
    ----------
    optimizer
        The rule and its hyperparameters.
    surface
        The loss to go down.
    start
        (w, b), shape (2,) or (*batch, 2), finite.
    steps
        How many steps, at least 1.

    Returns
    -------
    Trajectory
        Named after the optimizer. Its channels are gradient, lookahead (if the optimizer takes the
        gradient elsewhere than at the params) and those of the optimizer.

    Raises
    ------
    InvalidInput
        If start or steps are not allowed, or the surface returns something else than real numbers
        of the right shape.
    """
    steps = whole_number("steps", steps, least=1)
    first = _checked_start(start)
    with np.errstate(all="ignore"):  # overflow is how a divergence begins
        first = _spread_over_batch(optimizer, first)
        params, channels = _walk(optimizer, surface, first, steps)
        for values in (params, *channels.values()):
            values[~np.isfinite(values)] = np.nan
        loss = _answer(surface, "loss", params).copy()
        loss[~np.isfinite(loss)] = np.nan
        _forget_after(divergence(params, loss), params, loss, channels)
    return Trajectory(optimizer.name, params, loss, channels)


def _walk(
    optimizer: Optimizer, surface: Surface, params: FloatArray, steps: int
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return params, shape (steps + 1, *batch, 2), and channels; nan from where all are lost."""
    state = optimizer.init(params)
    path = np.full((steps + 1, *params.shape), np.nan)
    path[0] = params
    recorded: dict[str, FloatArray] = {}
    for k in range(steps):
        point = optimizer.lookahead(params, state)
        gradient = _answer(surface, "gradient", point)
        step, state, channels = optimizer.update(gradient, state)
        used = {"gradient": gradient, **channels}
        if point is not params:
            used["lookahead"] = point
        for name, values in used.items():
            if name not in recorded:
                recorded[name] = np.full((steps, *params.shape), np.nan)
            recorded[name][k] = values
        params = params + step
        path[k + 1] = params
        alive = within_bounds(params)
        if not alive.all():
            if not alive.any():
                break
            params = np.where(alive[..., np.newaxis], params, np.nan)
    return path, recorded


def _forget_after(
    diverged_at: IntArray, params: FloatArray, loss: FloatArray, channels: dict[str, FloatArray]
) -> None:
    """Write nan over all that follows the step of divergence, in place."""
    rows = np.arange(len(loss)).reshape(-1, *([1] * diverged_at.ndim))
    after = (diverged_at >= 0) & (rows > diverged_at)
    params[after] = np.nan
    loss[after] = np.nan
    for values in channels.values():
        values[after[1:]] = np.nan  # row k of a channel leads to row k + 1 of the params


def _answer(surface: Surface, question: Literal["loss", "gradient"], at: FloatArray) -> FloatArray:
    """Ask the surface for its loss or gradient and check what it answers."""
    given = surface.loss(at) if question == "loss" else surface.gradient(at)
    values = real_array(f"The {question} of {surface.name}", given)
    shape = at.shape[:-1] if question == "loss" else at.shape
    if values.shape != shape:
        raise InvalidInput(
            f"The {question} of {surface.name} has shape {values.shape} for params of shape "
            f"{at.shape}; return shape {shape}."
        )
    return values


def _checked_start(start: ArrayLike) -> FloatArray:
    params = real_array("start", start)
    if params.ndim == 0 or params.shape[-1] != 2 or params.size == 0:
        raise InvalidInput(f"The start has shape {params.shape}; give (w, b) or shape (*batch, 2).")
    if not np.isfinite(params).all():
        raise InvalidInput(f"The start is {params.tolist()}; give finite numbers.")
    return params


def _spread_over_batch(optimizer: Optimizer, start: FloatArray) -> FloatArray:
    """Return a copy of start, as wide as it and the hyperparameters broadcast together."""
    try:
        # The functions are pure, so a step is tried to see how wide it is.
        step = optimizer.update(np.zeros_like(start), optimizer.init(start)).step
        shape = np.broadcast_shapes(start.shape, step.shape)
        return np.array(np.broadcast_to(start, shape), order="C")
    except ValueError as error:
        raise InvalidInput(
            f"A start of shape {start.shape} and the hyperparameters of {optimizer.name} do not "
            f"broadcast together ({error}); give the start as (w, b) or (*batch, 2)."
        ) from None
