"""Tuning by its rule, checked against runs one at a time."""

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    RATES,
    AdaGrad,
    Adam,
    Beale,
    CosineDecay,
    GradientDescent,
    Himmelblau,
    InvalidInput,
    Momentum,
    Noise,
    Quadratic,
    Rosenbrock,
    Saddle,
    Scheduled,
    arrival,
    best_learning_rate,
    descend,
    minima_of,
    nearest_minimum,
    tune,
)
from gradreel.core.named import Named
from gradreel.core.restarted import Restarted

BOWL = Quadratic(condition_number=20.0)
START = (-1.6, 1.4)
FEW = np.array([0.001, 0.01, 0.03, 0.09, 0.2, 5.0])


def one_by_one(optimizer, surface, start, steps, rates, radius=0.1):
    """What the rule looks at, run by run: (arrive, final loss, whether it stays in the window)."""
    scores = []
    for rate in rates:
        run = descend(type(optimizer)(learning_rate=rate), surface, start, steps=steps)
        settled = [run.settles(each, radius) for each in minima_of(surface)]
        settled = [step for step in settled if step is not None]
        final = float(np.mean(run.loss[-(steps // 10) :]))
        stays = all(surface.window.contains(each) for each in run.params)
        scores.append((min(settled, default=np.inf), np.inf if np.isnan(final) else final, stays))
    return scores


def best_by_the_rule(scores, rates):
    """The rule once more: the worst of three neighbours counts, and who leaves the window not."""
    if any(stays for *_, stays in scores):
        counted = [(a, f) if stays else (np.inf, np.inf) for a, f, stays in scores]
    else:
        counted = [(a, f) for a, f, _ in scores]
    around = [counted[max(at - 1, 0) : at + 2] for at in range(len(rates))]
    worst = [(max(a for a, _ in three), max(f for _, f in three)) for three in around]
    return min(zip(worst, rates, strict=True))[1]


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("surface", [BOWL, Himmelblau(), Saddle()], ids=lambda each: each.name)
def test_the_best_is_the_one_that_the_rule_names(name, surface):
    optimizer = OPTIMIZERS[name]()
    found = tune(optimizer, surface, surface.start, steps=60, rates=FEW)
    scores = one_by_one(optimizer, surface, surface.start, 60, FEW)
    assert found.optimizer.learning_rate == best_by_the_rule(scores, FEW)
    np.testing.assert_allclose(found.final_loss, [loss for _, loss, _ in scores], rtol=1e-12)
    np.testing.assert_array_equal(
        np.where(np.isnan(found.arrive), np.inf, found.arrive), [step for step, _, _ in scores]
    )
    assert found.stays.tolist() == [stays for *_, stays in scores]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_is_found_is_no_leap_that_landed_by_luck(name):
    """The neighbours arrive as well, and nobody leaves the window on the way."""
    found = tune(OPTIMIZERS[name](), Himmelblau(), Himmelblau.start, steps=300)
    at = int(np.flatnonzero(found.rates == found.optimizer.learning_rate)[0])
    near = slice(max(at - 1, 0), at + 2)
    assert np.isfinite(found.arrive[near]).all()
    assert found.stays[near].all()


def test_where_all_leave_the_window_they_all_count():
    narrow = Quadratic(window=(-2, -1.5, 1.3, 1.5))
    found = tune(GradientDescent(), narrow, START, steps=100)
    assert not found.stays[found.rates > 0.001].any()
    only = tune(GradientDescent(), narrow, START, steps=100, rates=[0.01, 0.05, 0.1])
    assert not only.stays.any()
    assert only.optimizer.learning_rate == 0.1


def test_the_rates_are_61_of_three_digits_on_a_log_scale():
    assert len(RATES) == 61
    np.testing.assert_allclose(RATES, np.logspace(-5, 1, 61), rtol=0.004)
    assert [float(f"{rate:.3g}") for rate in RATES] == RATES.tolist()
    assert {1e-5, 0.001, 0.01, 0.1, 1.0, 10.0} < set(RATES.tolist())


def test_gradient_descent_is_tuned_to_what_theory_calls_best():
    found = tune(GradientDescent(), BOWL, (1.0, 1.0), steps=400, radius=1e-6)
    best = best_learning_rate(GradientDescent(), BOWL)
    # 0.0794 is the last of the grid below it, and the next one above the limit of stability: the
    # one whose neighbours are both good comes before.
    assert [rate for rate in RATES if rate < best][-2:] == [0.0631, 0.0794]
    assert found.optimizer.learning_rate == 0.0631


def test_what_is_not_the_rate_stays():
    made = Scheduled(Momentum(0.5, 0.7, convention="torch"), CosineDecay(60))
    found = tune(made, BOWL, START, steps=60)
    rate = found.optimizer.learning_rate
    assert found.optimizer == Scheduled(Momentum(rate, 0.7, convention="torch"), CosineDecay(60))
    assert rate in RATES


@pytest.mark.parametrize(
    "around",
    [
        lambda inside: Named(inside, "mine"),
        lambda inside: Named(Scheduled(inside, CosineDecay(50)), "mine"),
        lambda inside: Scheduled(Named(inside, "mine"), CosineDecay(50)),
        lambda inside: Named(Restarted(inside, 10), "mine"),
    ],
)
def test_what_stands_around_an_optimizer_stays_and_the_one_inside_is_tuned(around):
    optimizer = around(Momentum(momentum=0.8))
    found = tune(optimizer, Quadratic(), (-2.0, 1.0), steps=50, rates=(1e-4, 0.05, 0.1, 0.2))
    assert found.optimizer == around(Momentum(found.rate, momentum=0.8))
    assert found.rate > 1e-4
    assert found.optimizer.name == "mine"


def test_with_noise_it_is_tuned_with_noise():
    still = tune(AdaGrad(), BOWL, START, steps=100)
    noisy = tune(AdaGrad(), BOWL, START, steps=100, oracle=Noise(3.0))
    assert not np.array_equal(still.final_loss, noisy.final_loss)


def test_the_rule_is_a_sentence_with_its_numbers():
    assert tune(Adam(), Beale(), (1, 1.5), steps=200).rule == (
        "Of 61 learning rates from 1e-05 to 10 that stay in the window, each as good as the worst "
        "of itself and its neighbours, the first that stays within 0.1 of a minimum for good; "
        "where several are equally early or none arrives, the one with the lowest mean loss over "
        "the last 20 of 200 steps."
    )
    assert tune(Adam(), Saddle(), (1, 1.5), steps=30, rates=FEW, radius=0.5).rule == (
        "Of 6 learning rates from 0.001 to 5 that stay in the window, each as good as the worst of "
        "itself and its neighbours, the one with the lowest mean loss over the last 3 of 30 steps."
    )


def test_where_all_diverge_it_is_the_lowest():
    found = tune(GradientDescent(), Rosenbrock(), (-1.2, 1), steps=50, rates=[9.0, 5.0])
    assert found.optimizer.learning_rate == 5.0
    assert np.isinf(found.final_loss).all()


def test_the_order_of_the_rates_does_not_matter():
    one, other = (tune(Adam(), BOWL, START, steps=50, rates=r) for r in (FEW, FEW[::-1]))
    assert one.optimizer == other.optimizer
    np.testing.assert_array_equal(one.rates, other.rates)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((Momentum(momentum=[0.5, 0.9]), START), "A sweep of momentum was given to be tuned"),
        ((Adam(), [START, START]), "A sweep of adam was given to be tuned"),
    ],
)
def test_a_sweep_is_not_tuned(arguments, sentence):
    optimizer, start = arguments
    with pytest.raises(InvalidInput, match=sentence):
        tune(optimizer, BOWL, start, steps=20)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"rates": [0.1, -0.1]}, "learning_rate=.* give a finite number above 0"),
        ({"rates": []}, "learning_rate=.* give a finite number above 0"),
        ({"radius": -1}, "radius=-1 was given"),
        ({"radius": np.nan}, "radius=nan"),
    ],
)
def test_refuses_options(options, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        tune(Adam(), BOWL, START, steps=20, **options)


def test_arrival_is_settling_for_good_of_each_run():
    rates = np.array([[0.001, 0.05], [0.099, 0.2]])
    runs = descend(GradientDescent(rates), BOWL, START, steps=150)
    arrive = arrival(runs, BOWL)
    for at in np.ndindex(2, 2):
        alone = descend(GradientDescent(float(rates[at])), BOWL, START, steps=150)
        settled = alone.settles((0, 0), 0.1)
        assert arrive[at] == settled or (settled is None and np.isnan(arrive[at]))
    assert np.isnan(arrive).tolist() == [[True, False], [False, True]]
    at_once = descend(GradientDescent(0.01), BOWL, (0.01, 0.0), steps=5)
    assert arrival(at_once, BOWL) == 0


def test_the_nearest_of_several_minima_counts():
    run = descend(GradientDescent(0.01), Himmelblau(), (-3.0, 3.0), steps=100)
    away = nearest_minimum(run, Himmelblau())
    assert away[-1] == run.distance(Himmelblau().minima[1])[-1] < 1e-3
    assert np.isinf(nearest_minimum(run, Saddle())).all()
    assert np.isnan(arrival(run, Saddle()))
