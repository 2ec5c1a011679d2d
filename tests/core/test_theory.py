"""Optimizers on the quadratic bowl, where theory says exactly what must happen."""

import math

import numpy as np
import pytest

from gradreel.core import (
    AdaGrad,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    Quadratic,
    RMSProp,
    descend,
)

CONDITION = 20.0
BOWL = Quadratic(condition_number=CONDITION)
TILTED = Quadratic(condition_number=CONDITION, angle=0.6)


def measured_rate(run, since):
    """Geometric mean of the factor by which the distance shrinks in a step, from `since` on."""
    distance = run.distance((0.0, 0.0))
    return float((distance[-1] / distance[since]) ** (1 / (run.steps - since)))


def test_gradient_descent_follows_its_closed_form():
    eta = 0.03
    run = descend(GradientDescent(eta), BOWL, (1.5, -0.5), steps=50)
    k = np.arange(51)
    np.testing.assert_allclose(run.w, 1.5 * (1 - eta) ** k, rtol=1e-12)
    np.testing.assert_allclose(run.b, -0.5 * (1 - eta * CONDITION) ** k, rtol=1e-12)
    np.testing.assert_allclose(run.loss, (run.w**2 + CONDITION * run.b**2) / 2, rtol=1e-12)


# The largest stable learning rate times the largest curvature, for a momentum of 0.8.
LIMITS = [
    (GradientDescent, {}, 2.0),
    (Momentum, {"momentum": 0.8}, 2 * (1 + 0.8)),
    (Nesterov, {"momentum": 0.8}, 2 * (1 + 0.8) / (1 + 2 * 0.8)),
]


@pytest.mark.parametrize(("make", "others", "limit"), LIMITS)
@pytest.mark.parametrize("surface", [BOWL, TILTED], ids=repr)
def test_converges_just_below_the_stability_limit_and_diverges_just_above(
    make, others, limit, surface
):
    rates = np.array([0.99, 1.01]) * limit / CONDITION
    run = descend(make(rates, **others), surface, (1.0, 1.0), steps=6000)
    below, above = run.outcome.diverged_at
    assert below == -1
    assert run.distance((0.0, 0.0))[-1, 0] < 1e-9
    assert 100 < above < 6000
    assert np.isnan(run.params[above + 1 :, 1]).all()


def test_best_learning_rate_of_gradient_descent():
    best = 2 / (1 + CONDITION)
    run = descend(GradientDescent(best), TILTED, (1.0, 1.0), steps=200)
    assert measured_rate(run, 100) == pytest.approx((CONDITION - 1) / (CONDITION + 1), rel=1e-9)
    for other in (0.95 * best, 1.02 * best):
        slower = descend(GradientDescent(other), TILTED, (1.0, 1.0), steps=200)
        assert measured_rate(slower, 100) > measured_rate(run, 100)


def test_best_momentum_reaches_the_rate_of_theory():
    root = math.sqrt(CONDITION)
    momentum, eta = ((root - 1) / (root + 1)) ** 2, 4 / (root + 1) ** 2
    run = descend(Momentum(eta, momentum), TILTED, (1.0, 1.0), steps=400)
    # At the optimum the roots are double, so a factor k stands beside the power: k^(1/k) is 1.01.
    assert measured_rate(run, 100) == pytest.approx((root - 1) / (root + 1), rel=0.01)
    plain = descend(GradientDescent(2 / (1 + CONDITION)), TILTED, (1.0, 1.0), steps=400)
    assert measured_rate(run, 100) < measured_rate(plain, 100)


def test_momentum_beyond_the_critical_one_shrinks_by_its_square_root():
    run = descend(Momentum(0.05, 0.9), BOWL, (1.0, 1.0), steps=300)
    assert measured_rate(run, 0) == pytest.approx(math.sqrt(0.9), rel=0.01)


def test_without_momentum_all_three_are_the_same():
    paths = [
        descend(each, TILTED, (1.0, 1.0), steps=50).params.tobytes()
        for each in (GradientDescent(0.05), Momentum(0.05, 0.0), Nesterov(0.05, 0.0))
    ]
    assert len(set(paths)) == 1


@pytest.mark.parametrize(
    ("optimizer", "length"),
    [
        (AdaGrad(0.3, eps=0.0), 0.3),
        (Adam(0.3, eps=0.0), 0.3),
        (RMSProp(0.3, decay=0.9, eps=0.0), 0.3 / math.sqrt(0.1)),
    ],
    ids=repr,
)
def test_first_step_of_an_adaptive_rate_has_the_same_length_in_every_parameter(optimizer, length):
    run = descend(optimizer, BOWL, (1.0, -1e-6), steps=1)
    np.testing.assert_allclose(run.params[1] - run.params[0], (-length, length), rtol=1e-12)


class Scaled:
    """A surface multiplied by a power of two, which rounds nothing."""

    name, window, minimum = "scaled", BOWL.window, BOWL.minimum

    def loss(self, params):
        return 1024 * TILTED.loss(params)

    def gradient(self, params):
        return 1024 * TILTED.gradient(params)


@pytest.mark.parametrize("make", [AdaGrad, RMSProp, Adam])
def test_an_adaptive_rate_does_not_feel_the_scale_of_the_loss(make):
    plain = descend(make(0.1, eps=0.0), TILTED, (1.0, 1.0), steps=50)
    scaled = descend(make(0.1, eps=0.0), Scaled(), (1.0, 1.0), steps=50)
    assert plain.params.tobytes() == scaled.params.tobytes()


@pytest.mark.parametrize(
    "optimizer",
    [Momentum(0.02), Nesterov(0.02), AdaGrad(0.5), RMSProp(0.01), Adam(0.05)],
    ids=repr,
)
@pytest.mark.parametrize("surface", [BOWL, TILTED], ids=repr)
def test_every_optimizer_comes_near_the_minimum_and_stays(optimizer, surface):
    run = descend(optimizer, surface, (1.0, 1.0), steps=1000)
    assert run.settles((0.0, 0.0), 0.05) is not None
