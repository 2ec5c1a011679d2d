"""The numbers that the lecture on AdaGrad prints, from its own set-up."""

import numpy as np
import pytest

from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, descend

START = (-4.0, -3.0)


@pytest.fixture(scope="module")
def surface():
    return Neuron()


@pytest.fixture(scope="module")
def runs(surface):
    optimizers = (GradientDescent(), Momentum(), Nesterov(), AdaGrad())
    return {each.name: descend(each, surface, START, steps=400) for each in optimizers}


@pytest.fixture(scope="module")
def history(runs):
    return runs["adagrad"].channels["sum_of_squares"]


@pytest.fixture(scope="module")
def rate(runs):
    return runs["adagrad"].channels["effective_learning_rate"]


def test_the_defaults_are_the_set_up_of_the_lecture():
    assert GradientDescent() == GradientDescent(learning_rate=0.01)
    assert Momentum() == Momentum(learning_rate=0.01, momentum=0.9)
    assert Nesterov() == Nesterov(learning_rate=0.01, momentum=0.9)
    assert AdaGrad() == AdaGrad(learning_rate=0.1, eps=1e-8, exponent=0.5)


def test_minimum_is_about_0_006_and_0_073(surface):
    np.testing.assert_allclose(surface.minimum, (0.006, 0.073), atol=5e-4)


def test_first_history_of_w_is_0_019(history):
    assert history[0, 0] == pytest.approx(0.01919, abs=5e-6)


def test_first_rate_of_w_is_0_72_above_the_one_that_was_set(rate):
    assert rate[0, 0] == pytest.approx(0.7220, abs=5e-5)


def test_first_history_of_b_is_84_45(history):
    assert history[0, 1] == pytest.approx(84.4537, abs=5e-5)


def test_first_rate_of_b_is_0_01088(rate):
    assert rate[0, 1] == pytest.approx(0.01088, abs=5e-6)


def test_history_of_b_reaches_five_digits_and_that_of_w_three(history):
    assert history[-1, 1] == pytest.approx(73_000, rel=0.005)
    assert history[-1, 0] == pytest.approx(540, rel=0.005)


def test_history_never_shrinks(history):
    assert (np.diff(history, axis=0) >= 0).all()


def test_gradient_of_w_is_negative_grows_then_shrinks_to_0(runs):
    gradient = runs["adagrad"].channels["gradient"][:, 0]
    largest = int(np.abs(gradient).argmax())
    on_the_way = gradient[: runs["adagrad"].settles((0.006, 0.073), 0.1)]
    assert (on_the_way < 0).all()
    assert 20 < largest < 200
    assert abs(gradient[largest]) > 10 * abs(gradient[0])
    assert abs(gradient[-1]) < abs(gradient[largest]) / 100


@pytest.mark.parametrize(
    ("name", "step"),
    [("nesterov", 64), ("momentum", 84), ("adagrad", 275), ("gradient_descent", 345)],
)
def test_when_each_is_at_the_minimum_for_good(runs, surface, name, step):
    assert runs[name].settles(surface.minimum, 0.1) == pytest.approx(step, abs=2)


def test_nesterov_and_momentum_arrive_before_adagrad_and_that_before_gradient_descent(
    runs, surface
):
    arrival = {name: run.settles(surface.minimum, 0.1) for name, run in runs.items()}
    order = sorted(arrival, key=arrival.__getitem__)
    assert order == ["nesterov", "momentum", "adagrad", "gradient_descent"]


@pytest.mark.parametrize(
    ("name", "coordinate", "step"),
    [
        ("adagrad", "w", 235),
        ("adagrad", "b", 273),
        ("gradient_descent", "b", 178),
        ("gradient_descent", "w", 345),
    ],
)
def test_when_each_parameter_arrives(runs, surface, name, coordinate, step):
    assert runs[name].settles(surface.minimum, 0.1, coordinate) == pytest.approx(step, abs=2)


@pytest.mark.parametrize("name", ["gradient_descent", "momentum", "nesterov"])
def test_all_but_adagrad_turn_a_right_angle_first_b_then_w(runs, surface, name):
    run = runs[name]
    assert run.settles(surface.minimum, 0.1, "b") < run.settles(surface.minimum, 0.1, "w")


def test_adagrad_moves_in_w_from_the_beginning_and_the_others_do_not(runs):
    slant = {name: (run.w[10] + 4) / (run.b[10] + 3) for name, run in runs.items()}
    assert slant.pop("adagrad") > 0.9
    assert max(slant.values()) < 0.1


def test_adagrad_slows_down_as_the_history_stays_large(rate, history):
    assert rate[-1, 1] < 0.0004
    assert (np.diff(rate, axis=0) <= 0).all()


def test_without_the_square_root_it_never_arrives(surface):
    run = descend(AdaGrad(exponent=1.0), surface, START, steps=2000)
    assert run.settles(surface.minimum, 0.1) is None
    assert abs(run.b[-1] - surface.minimum[1]) > 2
