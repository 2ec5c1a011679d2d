"""Optimizers on the quadratic bowl, where theory says exactly what must happen."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    SURFACES,
    AdaGrad,
    Adam,
    Booth,
    GradientDescent,
    InvalidInput,
    LinearRegression,
    Matyas,
    Momentum,
    Nesterov,
    Quadratic,
    RMSProp,
    Scheduled,
    WarmUp,
    best_learning_rate,
    best_momentum,
    convergence_rate,
    curvatures,
    descend,
    sparse_dataset,
    stability_limit,
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


QUADRATICS = [BOWL, TILTED, Booth(), Matyas(), LinearRegression(), Quadratic(1.0)]
BY_ID = {"argvalues": QUADRATICS, "ids": lambda each: each.name}
EXACT = (GradientDescent, Momentum, Nesterov)
RULES = [GradientDescent(), Momentum(momentum=0.8), Nesterov(momentum=0.8)]
CONVENTIONS = [Momentum(momentum=0.8, convention="torch"), Nesterov(convention="torch")]


def exactly(surface, optimizer, steps):
    """Where a run on a quadratic is after so many steps, by powers of its recurrence's matrix."""
    origin = surface.minimum
    hessian = np.stack(
        [surface.gradient(origin + e) - surface.gradient(origin - e) for e in np.eye(2) / 2]
    )
    rate, momentum = optimizer.learning_rate, getattr(optimizer, "momentum", 0.0)
    one = np.eye(2)
    if isinstance(optimizer, Nesterov):
        now, before = (1 + momentum) * (one - rate * hessian), -momentum * (one - rate * hessian)
    else:
        now, before = (1 + momentum) * one - rate * hessian, -momentum * one
    return np.linalg.matrix_power(np.block([[now, before], [one, np.zeros((2, 2))]]), steps)


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        (BOWL, (1, 20)),
        (Quadratic(7.5, angle=2.2), (1, 7.5)),
        (Booth(), (2, 18)),
        (Matyas(), (0.04, 1)),
        (Quadratic(1.0), (1, 1)),
    ],
)
def test_curvatures_are_those_of_the_formula(surface, expected):
    found = curvatures(surface)
    np.testing.assert_allclose(found, expected, rtol=1e-11)
    assert found.condition_number == pytest.approx(expected[1] / expected[0], rel=1e-11)


def test_curvatures_of_linear_regression_are_those_of_its_data():
    x = sparse_dataset().x
    hessian = [[x @ x, x.sum()], [x.sum(), len(x)]]
    expected = np.linalg.eigvalsh(hessian)
    np.testing.assert_allclose(curvatures(LinearRegression()), expected, rtol=1e-10)


@pytest.mark.parametrize(
    "name", sorted(SURFACES.keys() - {"quadratic", "booth", "matyas", "linear_regression"})
)
def test_what_is_no_quadratic_with_a_minimum_is_refused(name):
    with pytest.raises(InvalidInput, match=f"{name} is no quadratic with one minimum, so there is"):
        curvatures(SURFACES[name]())


@pytest.mark.parametrize("name", [n for n in OPTIMIZERS if type(OPTIMIZERS[n]()) not in EXACT])
def test_other_optimizers_have_no_such_theory(name):
    for ask in (stability_limit, best_learning_rate, best_momentum, convergence_rate):
        with pytest.raises(InvalidInput, match=f"For {name} there is no such theory; give gradie"):
            ask(OPTIMIZERS[name](), BOWL)
    with pytest.raises(InvalidInput, match="with a learning rate that stays the same"):
        stability_limit(Scheduled(Momentum(), WarmUp()), BOWL)


def test_the_limits_are_those_of_the_books():
    np.testing.assert_allclose(stability_limit(GradientDescent(), BOWL), 2 / CONDITION)
    np.testing.assert_allclose(stability_limit(Momentum(momentum=0.8), TILTED), 3.6 / CONDITION)
    np.testing.assert_allclose(
        stability_limit(Nesterov(momentum=0.8), BOWL), 3.6 / 2.6 / CONDITION, rtol=1e-12
    )
    sweep = stability_limit(Momentum(momentum=[0.0, 0.5, 0.9]), BOWL)
    np.testing.assert_allclose(sweep, [0.1, 0.15, 0.19], rtol=1e-12)


@pytest.mark.parametrize(
    ("optimizer", "surface"),
    [*itertools.product(RULES, QUADRATICS), *((each, TILTED) for each in CONVENTIONS)],
    ids=lambda each: each.name,
)
def test_converges_just_below_the_stability_limit_and_diverges_just_above(optimizer, surface):
    limit = stability_limit(optimizer, surface)
    rates = np.array([0.98, 1.02]) * limit
    sweep = replace(optimizer, learning_rate=rates)
    start = surface.minimum + np.array([1.0, 0.7])
    run = descend(sweep, surface, start, steps=3000)
    below, above = run.outcome.diverged_at
    assert below == -1
    assert run.distance(surface.minimum)[-1, 0] < 1e-9
    assert 100 < above < 3000
    assert np.isnan(run.params[above + 1 :, 1]).all()
    assert convergence_rate(sweep, surface)[0] < 1 < convergence_rate(sweep, surface)[1]
    at_the_limit = replace(optimizer, learning_rate=limit)
    assert convergence_rate(at_the_limit, surface) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.9, 1.3])
@pytest.mark.parametrize("momentum", [0.0, 0.3, 0.8, 0.97])
@pytest.mark.parametrize("make", [Momentum, Nesterov])
@pytest.mark.parametrize("surface", **BY_ID)
def test_the_rate_is_the_largest_eigenvalue_of_the_recurrence(surface, make, momentum, rate):
    optimizer = make(rate * stability_limit(make(momentum=momentum), surface), momentum)
    size = np.abs(np.linalg.eigvals(exactly(surface, optimizer, 1))).max()
    # Where two roots meet, half of the digits are lost.
    assert convergence_rate(optimizer, surface) == pytest.approx(size, rel=1e-7)


@pytest.mark.parametrize("optimizer", RULES, ids=repr)
def test_the_measured_rate_is_that_of_theory(optimizer):
    for share in (0.05, 0.3, 0.6, 0.95):
        rate = share * stability_limit(optimizer, TILTED)
        made = replace(optimizer, learning_rate=rate)
        expected = convergence_rate(made, TILTED)
        steps = int(np.log(1e-250) / np.log(expected)) if expected < 0.95 else 3000
        run = descend(made, TILTED, (1.0, 1.0), steps=min(steps, 3000))
        assert measured_rate(run, run.steps // 4) == pytest.approx(expected, rel=4e-3)


def test_the_measured_rate_of_gradient_descent_is_exact():
    for share in (0.1, 0.5, 0.99):
        made = GradientDescent(share * stability_limit(GradientDescent(), TILTED))
        run = descend(made, TILTED, (1.0, 1.0), steps=300)
        expected = convergence_rate(made, TILTED)
        assert measured_rate(run, 200) == pytest.approx(expected, rel=1e-9)


def test_the_best_are_those_of_the_books():
    root = math.sqrt(CONDITION)
    assert best_momentum(GradientDescent(), TILTED) == 0.0
    assert best_learning_rate(GradientDescent(), TILTED) == pytest.approx(2 / (1 + CONDITION))
    polyak = best_momentum(Momentum(), TILTED)
    assert polyak == pytest.approx(((root - 1) / (root + 1)) ** 2)
    rate = best_learning_rate(Momentum(momentum=polyak), TILTED)
    assert rate == pytest.approx(4 / (root + 1) ** 2)
    # At a double root half of the digits are lost.
    assert convergence_rate(Momentum(rate, polyak), TILTED) == pytest.approx(
        (root - 1) / (root + 1), rel=1e-6
    )
    root = math.sqrt(3 * CONDITION + 1)
    lessard = best_momentum(Nesterov(), TILTED)
    assert lessard == pytest.approx((root - 2) / (root + 2))
    rate = best_learning_rate(Nesterov(momentum=lessard), TILTED)
    assert rate == pytest.approx(4 / (3 * CONDITION + 1))
    found = convergence_rate(Nesterov(rate, lessard), TILTED)
    assert found == pytest.approx(1 - 2 / root, rel=1e-6)


@pytest.mark.parametrize("optimizer", RULES, ids=repr)
@pytest.mark.parametrize("surface", **BY_ID)
def test_no_learning_rate_is_better_than_the_best(optimizer, surface):
    best = best_learning_rate(optimizer, surface)
    rates = np.linspace(0.01, 1, 400) * stability_limit(optimizer, surface)
    others = convergence_rate(replace(optimizer, learning_rate=rates), surface)
    reached = convergence_rate(replace(optimizer, learning_rate=best), surface)
    assert reached <= others.min() + 1e-9
    assert others.min() == pytest.approx(reached, rel=0.01, abs=0.02)  # so it is one of them


@pytest.mark.parametrize("make", [Momentum, Nesterov])
def test_no_momentum_is_better_than_the_best(make):
    momenta = np.linspace(0, 0.95, 200)
    rates = best_learning_rate(make(momentum=momenta), TILTED)
    others = convergence_rate(make(rates, momenta), TILTED)
    best = best_momentum(make(), TILTED)
    rate = best_learning_rate(make(momentum=best), TILTED)
    assert convergence_rate(make(rate, best), TILTED) <= others.min() + 1e-7
    assert abs(momenta[others.argmin()] - best) < 0.01


def test_best_learning_rate_of_gradient_descent_is_best_in_a_run():
    best = best_learning_rate(GradientDescent(), TILTED)
    run = descend(GradientDescent(best), TILTED, (1.0, 1.0), steps=200)
    assert measured_rate(run, 100) == pytest.approx((CONDITION - 1) / (CONDITION + 1), rel=1e-9)
    for other in (0.95 * best, 1.02 * best):
        slower = descend(GradientDescent(other), TILTED, (1.0, 1.0), steps=200)
        assert measured_rate(slower, 100) > measured_rate(run, 100)


def test_best_momentum_reaches_the_rate_of_theory_in_a_run():
    for make in (Momentum, Nesterov):
        momentum = best_momentum(make(), TILTED)
        best = make(best_learning_rate(make(momentum=momentum), TILTED), momentum)
        run = descend(best, TILTED, (1.0, 1.0), steps=400)
        # At the optimum the roots are double, so a factor k stands beside the power.
        expected = convergence_rate(best, TILTED)
        assert measured_rate(run, 100) == pytest.approx(expected, rel=0.01)
        plain = GradientDescent(best_learning_rate(GradientDescent(), TILTED))
        slower = descend(plain, TILTED, (1.0, 1.0), steps=400)
        assert measured_rate(run, 100) < measured_rate(slower, 100)


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
