"""What Adam's relatives share: two fading means and how they are corrected for starting at 0."""

from typing import NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..conventions import Rules
from ..hyperparameters import Hyperparameter


class Moments(NamedTuple):
    """Both moments, shape (*batch, 2), and the betas to the power of the steps taken."""

    first_moment: FloatArray
    second_moment: FloatArray
    # Running products: np.power rounds differently in a sweep than alone.
    beta1_power: Hyperparameter
    beta2_power: Hyperparameter


def no_moments(params: FloatArray, first: float = 0.0, second: float = 0.0) -> Moments:
    """Return the moments before the first step from params of shape (*batch, 2)."""
    return Moments(np.full_like(params, first), np.full_like(params, second), 1.0, 1.0)


def fading_mean(mean: FloatArray, value: FloatArray, kept: Hyperparameter) -> FloatArray:
    """Return kept * mean + (1 - kept) * value; the arrays have shape (*batch, 2)."""
    return kept * mean + (1.0 - kept) * value


def next_moments(
    state: Moments, gradient: FloatArray, beta1: Hyperparameter, beta2: Hyperparameter
) -> Moments:
    """Return the moments with one more gradient of shape (*batch, 2) in them."""
    return Moments(
        fading_mean(state.first_moment, gradient, beta1),
        fading_mean(state.second_moment, gradient * gradient, beta2),
        beta1 * state.beta1_power,
        beta2 * state.beta2_power,
    )


def eps_beside_root(eps: Hyperparameter, beta2_power: Hyperparameter, rules: Rules) -> FloatArray:
    """Return eps as it stands beside the root of the corrected second moment.

    A library that adds it to the root of the uncorrected moment corrects eps along with it.
    """
    if rules.eps == "uncorrected":
        return np.asarray(eps / np.sqrt(1.0 - beta2_power))
    return np.asarray(eps)
