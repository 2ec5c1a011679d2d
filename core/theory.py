"""What theory says of gradient descent, momentum and Nesterov on a quadratic loss.

Along each axis of a quadratic, with curvature c, the distance to the minimum obeys a recurrence
z^2 - p z + q = 0 that learning rate and momentum set; the largest of its roots' sizes is the factor
by which the distance shrinks in a step. Goh, "Why momentum really works", 2017, draws all of it.
"""

from typing import NamedTuple

import numpy as np

from . import kinds
from .arrays import FloatArray
from .asking import gradient_at
from .errors import InvalidInput
from .hyperparameters import Hyperparameter
from .optimizer import Optimizer
from .optimizers import GradientDescent, Momentum, Nesterov
from .surface import Surface, start_of


class Curvatures(NamedTuple):
    """The least and the largest curvature of a quadratic: the eigenvalues of its Hessian."""

    least: float
    largest: float

    @property
    def condition_number(self) -> float:
        """Largest / least."""
        return self.largest / self.least


def curvatures(surface: Surface) -> Curvatures:
    """Return the curvatures of a quadratic surface with a minimum, one's own too.

    They are the eigenvalues of its Hessian, which is read off the gradient: this is linear.

    Parameters
    ----------
    surface
        A quadratic one with a minimum, one's own too.

    Returns
    -------
    Curvatures
        The least and the largest, in units of loss per squared unit of the params.

    Raises
    ------
    InvalidInput
        If the gradient is not linear, or the surface has no single minimum.

    Examples
    --------
    >>> from gradreel.core import Booth
    >>> round(curvatures(Booth()).condition_number, 9)
    9.0
    """
    kinds.surface("curvatures was given surface", surface)
    hessian, further = (_differences(surface, reach) for reach in (0.61, 1.37))
    known = bool(np.isfinite([hessian, further]).all())
    linear = known and np.allclose(hessian, further, rtol=1e-6, atol=1e-9 * np.abs(hessian).max())
    ends = np.linalg.eigvalsh((hessian + hessian.T) / 2).tolist() if linear else (0.0, 0.0)
    if not ends[0] > 1e-12 * ends[1]:
        raise InvalidInput(
            f"{surface.name} is no quadratic with one minimum, so there is no such theory for it; "
            "give quadratic, booth, matyas, linear_regression or a quadratic of your own."
        )
    return Curvatures(*ends)


def _differences(surface: Surface, reach: float) -> FloatArray:
    """Return how the gradient changes along each axis, shape (2, 2); a quadratic's Hessian."""
    at, away = start_of(surface), reach * np.eye(2)
    with np.errstate(all="ignore"):
        rise = gradient_at(surface, at + away) - gradient_at(surface, at - away)
        return np.asarray(rise / (2 * reach))


def stability_limit(optimizer: Optimizer, surface: Surface) -> Hyperparameter:
    """Return the learning rate below which the optimizer converges and above which it diverges.

    With L the largest curvature: 2 / L for gradient descent, 2 (1 + momentum) / L for momentum
    (Polyak, 1964), 2 (1 + momentum) / ((1 + 2 momentum) L) for Nesterov. The optimizer's own
    learning rate plays no part; of a sweep over momentum, the limits have its shape.

    Parameters
    ----------
    optimizer
        Gradient descent, momentum or Nesterov; of a sweep, with arrays of shape (*batch,).
    surface
        A quadratic one with a minimum, one's own too.

    Returns
    -------
    float or FloatArray
        The rate; of a sweep over momentum, shape (*batch,).

    Raises
    ------
    InvalidInput
        If the surface is no quadratic, or the optimizer another one.
    """
    momentum = _momentum_of(optimizer)
    limit = 2.0 * (1.0 + momentum) / curvatures(surface).largest
    return limit / (1.0 + 2.0 * momentum) if isinstance(optimizer, Nesterov) else limit


def convergence_rate(optimizer: Optimizer, surface: Surface) -> Hyperparameter:
    """Return the factor by which the distance to the minimum shrinks in a step, in the long run.

    The larger one of both axes' largest roots: |1 - learning_rate c| for gradient descent, with c
    the curvature; for momentum that of z^2 - (1 + momentum - learning_rate c) z + momentum, which
    is sqrt(momentum) wherever the roots are complex; for Nesterov that of z^2 - (1 + momentum) k z
    + momentum k with k = 1 - learning_rate c. Above 1 it diverges. Of a sweep it has its shape.

    Parameters
    ----------
    optimizer
        Gradient descent, momentum or Nesterov; of a sweep, with arrays of shape (*batch,).
    surface
        A quadratic one with a minimum, one's own too.

    Returns
    -------
    float or FloatArray
        The factor of one step, at least 0; of a sweep, shape (*batch,).

    Raises
    ------
    InvalidInput
        If the surface is no quadratic, or the optimizer another one.
    """
    momentum = _momentum_of(optimizer)
    assert isinstance(optimizer, GradientDescent | Momentum | Nesterov)
    rate, ahead = optimizer.learning_rate, isinstance(optimizer, Nesterov)
    flat, steep = (_factor(rate * each, momentum, ahead) for each in curvatures(surface))
    slower = np.maximum(flat, steep)
    return slower if np.ndim(slower) else float(slower)


def best_momentum(optimizer: Optimizer, surface: Surface) -> float:
    """Return the momentum that converges fastest, with the learning rate that suits it best.

    With k the condition number: ((sqrt(k) - 1) / (sqrt(k) + 1))^2 for momentum (Polyak, 1964), and
    (sqrt(3 k + 1) - 2) / (sqrt(3 k + 1) + 2) for Nesterov (Lessard, Recht and Packard, "Analysis
    and design of optimization algorithms via integral quadratic constraints", 2016, proposition 1).
    0 for gradient descent, which has none.

    Parameters
    ----------
    optimizer
        Gradient descent, momentum or Nesterov; of a sweep, with arrays of shape (*batch,).
    surface
        A quadratic one with a minimum, one's own too.

    Returns
    -------
    float
        From 0 to below 1.

    Raises
    ------
    InvalidInput
        If the surface is no quadratic, or the optimizer another one.
    """
    _momentum_of(optimizer)
    condition = curvatures(surface).condition_number
    if isinstance(optimizer, Nesterov):
        root = np.sqrt(3.0 * condition + 1.0)
        return float((root - 2.0) / (root + 2.0))
    root = np.sqrt(condition)
    return float(((root - 1.0) / (root + 1.0)) ** 2) if isinstance(optimizer, Momentum) else 0.0


def best_learning_rate(optimizer: Optimizer, surface: Surface) -> Hyperparameter:
    """Return the learning rate that converges fastest with the momentum that the optimizer has.

    With l and L the least and largest curvature: 2 / (l + L) for gradient descent, and
    2 (1 + momentum) / (l + L) for momentum: there both axes shrink alike, and where the momentum is
    large enough this is one of many rates with the factor sqrt(momentum). With the best momentum it
    is Polyak's 4 / (sqrt(l) + sqrt(L))^2. For Nesterov, where both axes shrink alike is found by
    halving; with the best momentum it is 4 / (3 L + l), see `best_momentum`.

    Parameters
    ----------
    optimizer
        Gradient descent, momentum or Nesterov; of a sweep, with arrays of shape (*batch,).
    surface
        A quadratic one with a minimum, one's own too.

    Returns
    -------
    float or FloatArray
        The rate; of a sweep over momentum, shape (*batch,).

    Raises
    ------
    InvalidInput
        If the surface is no quadratic, or the optimizer another one.
    """
    momentum = _momentum_of(optimizer)
    least, largest = curvatures(surface)
    if not isinstance(optimizer, Nesterov):
        return 2.0 * (1.0 + momentum) / (least + largest)
    # From where the steep axis is done in one step it is ever slower, the flat one ever faster.
    low = np.full(np.shape(momentum), 1.0 / largest)
    high = low * largest * stability_limit(optimizer, surface)
    for _ in range(60):
        middle = (low + high) / 2.0
        flat_is_slower = _factor(middle * least, momentum, True) > _factor(
            middle * largest, momentum, True
        )
        low, high = np.where(flat_is_slower, middle, low), np.where(flat_is_slower, high, middle)
    return middle if middle.ndim else float(middle)


def _factor(strength: Hyperparameter, momentum: Hyperparameter, ahead: bool) -> Hyperparameter:
    """Size of the largest root for strength = learning_rate * curvature; ahead for Nesterov."""
    kept = 1.0 - strength
    p, q = ((1.0 + momentum) * kept, momentum * kept) if ahead else (momentum + kept, momentum)
    spread = p * p - 4.0 * q
    real = (np.abs(p) + np.sqrt(np.maximum(spread, 0.0))) / 2.0
    size = np.where(spread >= 0.0, real, np.sqrt(np.maximum(q, 0.0)))
    return size if size.ndim else float(size)


def _momentum_of(optimizer: Optimizer) -> Hyperparameter:
    if isinstance(optimizer, GradientDescent):
        return 0.0
    if isinstance(optimizer, Momentum | Nesterov):
        return optimizer.momentum
    kinds.optimizer("The theory was given optimizer", optimizer)
    raise InvalidInput(
        f"For {optimizer.name} there is no such theory; give gradient_descent, momentum or "
        "nesterov with a learning rate that stays the same."
    )
