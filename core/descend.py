"""The one loop: an optimizer walks down a surface and everything it used is recorded."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from . import kinds
from .allow import refuse
from .arrays import FloatArray, IntArray, real_array
from .asking import checked_answer, loss_at
from .checks import brief, whole_number
from .counted import counted
from .errors import InvalidInput
from .optimizer import Optimizer, Update
from .oracles import FullBatch, Oracle
from .outcome import first_lost, within_bounds
from .surface import Surface
from .trajectory import Trajectory

# What a run may need unless the caller says otherwise: a quarter of a small computer's memory.
MEMORY_LIMIT = 2 * 10**9

_MOST_STEPS = 10**15  # more than any memory holds

# The record itself, its copy in the trajectory, and what a surface needs to find the losses.
_COPIES = 2.5


def descend(
    optimizer: Optimizer,
    surface: Surface,
    start: ArrayLike,
    *,
    steps: int,
    oracle: Oracle | None = None,
    memory_limit: float = MEMORY_LIMIT,
) -> Trajectory:
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
    oracle
        Where the gradient comes from: `FullBatch` (the default), `MiniBatch` or `Noise`. The loss
        that is recorded is always that of the whole surface.
    memory_limit
        Bytes that the run may need; what it will need is known before the first step.

    Returns
    -------
    Trajectory
        Named after the optimizer. Its channels are gradient, lookahead (if the optimizer takes the
        gradient elsewhere than at the params) and those of the optimizer.

    Raises
    ------
    InvalidInput
        If start or steps are not allowed, the run needs more memory than it may, or the surface
        returns something else than real numbers of the right shape, or nan at the very start.
    """
    kinds.optimizer("descend was given optimizer", optimizer)
    kinds.ground("descend was given surface", surface)
    if oracle is not None:
        kinds.oracle("descend was given oracle", oracle)
    steps = whole_number("steps", steps, least=1)
    first = _checked_start(start)
    with np.errstate(all="ignore"):  # overflow is how a divergence begins
        first = _spread_over_batch(optimizer, first)
        check_memory(optimizer, first.size // 2, steps, memory_limit)
        params, channels = _walk(optimizer, surface, first, steps, oracle or FullBatch())
        for values in (params, *channels.values()):
            values[~np.isfinite(values)] = np.nan
        loss = loss_at(surface, params).copy()
        _expect_a_number(surface, "loss", loss[0], first)
        loss[~np.isfinite(loss)] = np.nan
        _forget_after(first_lost(params, loss), params, loss, channels)
    return Trajectory(optimizer.name, params, loss, channels)


def _walk(
    optimizer: Optimizer, surface: Surface, params: FloatArray, steps: int, oracle: Oracle
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return params, shape (steps + 1, *batch, 2), and channels; nan from where all are lost."""
    state = optimizer.init(params)
    path = np.full((steps + 1, *params.shape), np.nan)
    path[0] = params
    recorded: dict[str, FloatArray] = {}
    for k in range(steps):
        point = optimizer.lookahead(params, state)
        gradient = checked_answer(surface, "gradient", oracle.gradient(surface, point, k), point)
        if k == 0:
            _expect_a_number(surface, "gradient", gradient, params)
        step, state, channels = _update(optimizer, gradient, state)
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


def _update(optimizer: Optimizer, gradient: FloatArray, state: object) -> Update:
    update: object = optimizer.update(gradient, state)
    if isinstance(update, Update) and isinstance(update.channels, Mapping):
        return update
    raise InvalidInput(
        f"The update of {optimizer.name} returned {brief(update)}; return "
        "Update(step, state, channels), the channels a dict of arrays, such as {}."
    )


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


def _expect_a_number(
    surface: Surface, what: Literal["loss", "gradient"], answer: FloatArray, start: FloatArray
) -> None:
    """Raise InvalidInput where no run of the batch has a number to start with."""
    if np.isnan(answer).all():
        first = start.reshape(-1, 2)[0].tolist()
        raise InvalidInput(
            f"The {what} of {surface.name} is nan at the start {tuple(first)}; give a start where "
            "it is a number."
        )


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
        # The functions are pure, so steps are tried to see how wide they are; the second one, too,
        # as a hyperparameter may act through the state alone (Lion's beta2).
        nothing = np.zeros_like(start)
        one = _update(optimizer, nothing, optimizer.init(start))
        two = _update(optimizer, nothing, one.state)
        shape = np.broadcast_shapes(start.shape, one.step.shape, two.step.shape)
        return np.array(np.broadcast_to(start, shape), order="C")
    except InvalidInput:
        raise
    except ValueError as error:
        raise InvalidInput(
            f"A start of shape {start.shape} and the hyperparameters of {optimizer.name} do not "
            f"broadcast together ({error}); give the start as (w, b) or (*batch, 2)."
        ) from None


def check_memory(optimizer: Optimizer, runs: int, steps: int, limit: float) -> None:
    """Raise InvalidInput if so many runs of so many steps need more than `limit` bytes."""
    if not _is_limit(limit):
        raise refuse("The run was given memory_limit", limit, "a number of bytes")
    if steps > _MOST_STEPS:
        raise refuse("The run was given steps", steps, f"at most {_MOST_STEPS:,}")
    check_bytes(optimizer, runs, steps, memory_of(optimizer, runs, steps), limit)


def memory_of(optimizer: Optimizer, runs: int, steps: int) -> float:
    """Return how many bytes so many runs of so many steps need."""
    point = np.zeros(2)
    state = optimizer.init(point)
    channels = 1 + len(optimizer.update(point, state).channels)
    channels += optimizer.lookahead(point, state) is not point
    # A step records params and channels, two numbers each, and one loss.
    return _COPIES * steps * runs * (2 * (1 + channels) + 1) * point.itemsize


def check_bytes(optimizer: Optimizer, runs: int, steps: int, needed: float, limit: float) -> None:
    """Raise InvalidInput if what is needed for so many runs is more than `limit` bytes."""
    if needed > limit:
        each = f" for each of {counted(runs, 'run')}" if runs > 1 else ""
        taken = counted(steps, "step")
        raise InvalidInput(
            f"{taken} of {optimizer.name}{each} need {_bytes(needed)} of memory, and "
            f"{_bytes(limit)} are allowed; take fewer, or raise memory_limit in Python."
        )


def _is_limit(limit: object) -> bool:
    return isinstance(limit, int | float | np.number) and bool(limit >= 0)  # inf for none


def _bytes(count: float) -> str:
    return f"{count / 1e9:,.1f} GB" if count >= 1e8 else f"{count / 1e6:,.1f} MB"
