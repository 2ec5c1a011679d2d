"""The loop: what it records, and that a divergence is a result."""

import math
import tracemalloc

import numpy as np
import pytest

from gradreel.core import (
    DIVERGED_BEYOND,
    OPTIMIZERS,
    AdaGrad,
    Adam,
    GradientDescent,
    InvalidInput,
    Momentum,
    Nesterov,
    Quadratic,
    Rosenbrock,
    Update,
    Window,
    descend,
)

BOWL = Quadratic(condition_number=4.0)


class OwnSurface:
    """L = w^4 / 4 + b, as a user may write it; members can be replaced for what goes wrong."""

    name = "own"
    window = Window(-1.0, 1.0, -1.0, 1.0)
    minimum = None

    def __init__(self, **replaced):
        self.__dict__.update(replaced)

    def loss(self, params):
        return params[..., 0] ** 4 / 4 + params[..., 1]

    def gradient(self, params):
        return np.stack([params[..., 0] ** 3, np.ones_like(params[..., 1])], axis=-1)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_rows_of_channels_are_what_each_step_was_made_of(name):
    optimizer, start = OPTIMIZERS[name](learning_rate=1e-3), np.array([-1.2, 1.0])
    run = descend(optimizer, Rosenbrock(), start, steps=4)
    assert run.name == name
    assert run.steps == 4
    assert str(run.outcome) == "finished"
    params, state = start, optimizer.init(start)
    for k in range(4):
        np.testing.assert_array_equal(run.params[k], params)
        assert run.loss[k] == Rosenbrock().loss(params)
        point = optimizer.lookahead(params, state)
        np.testing.assert_array_equal(run.channels["gradient"][k], Rosenbrock().gradient(point))
        update = optimizer.update(Rosenbrock().gradient(point), state)
        for channel, values in update.channels.items():
            np.testing.assert_array_equal(run.channels[channel][k], values)
        params, state = params + update.step, update.state


def test_lookahead_is_recorded_where_it_differs():
    run = descend(Nesterov(0.01, 0.9), BOWL, (1.0, 1.0), steps=5)
    expected = run.params[1:-1] + 0.9 * np.diff(run.params, axis=0)[:-1]
    np.testing.assert_allclose(run.channels["lookahead"][1:], expected, rtol=1e-14)
    np.testing.assert_array_equal(run.channels["lookahead"][0], (1.0, 1.0))
    assert "lookahead" not in descend(Momentum(), BOWL, (1.0, 1.0), steps=5).channels


def test_start_is_neither_kept_nor_changed():
    start = np.array([1.0, 1.0])
    run = descend(GradientDescent(), BOWL, start, steps=2)
    start[0] = 7.0
    assert run.w[0] == 1.0


def test_divergence_is_recorded_to_its_step_and_nan_from_there():
    run = descend(GradientDescent(1.0), BOWL, (0.0, 1.0), steps=60)
    k = int(run.outcome.diverged_at)
    # b is multiplied by 1 - 1 * 4 = -3 in each step.
    assert k == math.ceil(math.log(DIVERGED_BEYOND, 3)) == 26
    np.testing.assert_array_equal(run.b[: k + 1], (-3.0) ** np.arange(k + 1))
    assert run.loss[k] == 2.0 * 3.0 ** (2 * k)
    assert np.isnan(run.params[k + 1 :]).all()
    assert np.isnan(run.loss[k + 1 :]).all()
    gradient = run.channels["gradient"]
    assert np.isfinite(gradient[:k]).all()
    assert np.isnan(gradient[k:]).all()
    assert str(run.outcome) == f"diverged at step {k}"
    assert not run.outcome.finished


def test_divergence_to_infinity_in_one_step_leaves_only_nan_there():
    run = descend(GradientDescent(1e300), Rosenbrock(), (-1e100, 0.0), steps=3)
    assert run.outcome.diverged_at == 0  # the start itself is too far out
    run = descend(GradientDescent(1e308), Rosenbrock(), (-1e4, 0.0), steps=3)
    assert run.outcome.diverged_at == 1
    assert np.isnan(run.params[1]).tolist() == [True, True]
    assert np.isfinite(run.channels["gradient"][0]).all()


def test_a_loss_that_is_not_a_number_is_a_divergence():
    def loss(params):
        return np.log(params[..., 0]) + 0 * params[..., 1]

    def gradient(params):
        return np.stack([1 / params[..., 0], 0 * params[..., 1]], axis=-1)

    run = descend(GradientDescent(0.3), OwnSurface(loss=loss, gradient=gradient), (1, 0), steps=9)
    k = int(run.outcome.diverged_at)
    assert k > 1
    assert np.isfinite(run.params[: k + 1]).all()
    assert run.w[k] <= 0 < run.w[k - 1]
    assert np.isnan(run.loss[k])
    assert np.isnan(run.params[k + 1 :]).all()
    # The surface had a gradient at step k, but no step from there is part of the run.
    assert np.isfinite(run.channels["gradient"][:k]).all()
    assert np.isnan(run.channels["gradient"][k:]).all()


def test_an_infinite_loss_is_recorded_as_nan():
    walled = OwnSurface(loss=lambda params: np.where(params[..., 1] < -2.5, np.inf, 1.0))
    run = descend(GradientDescent(1.0), walled, (0.0, 0.0), steps=5)
    assert run.outcome.diverged_at == 3
    np.testing.assert_array_equal(run.b, [0.0, -1.0, -2.0, -3.0, np.nan, np.nan])
    np.testing.assert_array_equal(run.loss, [1.0, 1.0, 1.0, np.nan, np.nan, np.nan])


def test_one_that_diverges_does_not_disturb_the_others():
    run = descend(GradientDescent([0.1, 1.0, 0.2]), BOWL, (1.0, 1.0), steps=200)
    assert run.outcome.diverged_at.tolist() == [-1, 26, -1]
    assert run.outcome.finished.tolist() == [True, False, True]
    assert str(run.outcome) == "1 of 3 runs diverged"
    assert np.isfinite(run.params[:, [0, 2]]).all()


def test_a_surface_is_not_asked_about_runs_that_are_lost():
    asked = []

    def gradient(params):
        asked.append(np.nanmax(np.abs(params)))
        return BOWL.gradient(params)

    surface = OwnSurface(loss=BOWL.loss, gradient=gradient)
    descend(GradientDescent([0.1, 1.0]), surface, (1.0, 1.0), steps=100)
    assert max(asked) <= DIVERGED_BEYOND
    asked.clear()
    descend(GradientDescent(1.0), surface, (0.0, 1.0), steps=100)
    assert len(asked) == 26  # nothing is left to do after that


def test_nothing_but_finite_numbers_and_nan_is_recorded():
    huge = OwnSurface(gradient=lambda params: np.full_like(params, 1e200))
    run = descend(AdaGrad(), huge, (1.0, 1.0), steps=3)  # 1e400 overflows
    assert np.isnan(run.channels["sum_of_squares"]).all()
    assert not np.isinf(run.params).any()


def test_own_surface_and_own_optimizer_need_no_base_class():
    class Sign:
        name = "sign"

        def init(self, params):
            return 0

        def lookahead(self, params, state):
            return params

        def update(self, gradient, state):
            return Update(-np.sign(gradient), state + 1, {"count": np.full_like(gradient, state)})

    run = descend(Sign(), OwnSurface(), [(3.5, 0.0), (-2.5, 1.0)], steps=3)
    np.testing.assert_array_equal(run.w[:, 0], [3.5, 2.5, 1.5, 0.5])
    np.testing.assert_array_equal(run.b[:, 1], [1.0, 0.0, -1.0, -2.0])
    np.testing.assert_array_equal(run.channels["count"][:, 0, 0], [0, 1, 2])


def test_one_start_without_a_number_does_not_stop_the_others():
    walled = OwnSurface(loss=lambda params: np.where(params[..., 1] > 5, np.nan, 1.0))
    run = descend(GradientDescent(0.1), walled, [(0.0, 0.0), (0.0, 9.0)], steps=3)
    assert run.outcome.diverged_at.tolist() == [-1, 0]


@pytest.mark.parametrize("steps", [0, -1, 1.5, "10", True, None])
def test_refuses_steps(steps):
    with pytest.raises(InvalidInput, match=r"steps=.* give a whole number of at least 1"):
        descend(GradientDescent(), BOWL, (1.0, 1.0), steps=steps)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ((np.nan, 0.0), r"The start is \[nan, 0.0\]; give finite numbers"),
        ([(0.0, 1.0), (np.inf, 0.0)], "give finite numbers"),
        (1.0, r"The start has shape \(\); give \(w, b\)"),
        ((1.0, 2.0, 3.0), r"The start has shape \(3,\)"),
        (np.zeros((0, 2)), r"The start has shape \(0, 2\)"),
        ("origin", "start is 'origin', which is not an array of real numbers"),
        ((1j, 0.0), "not an array of real numbers"),
    ],
)
def test_refuses_a_start(start, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        descend(GradientDescent(), BOWL, start, steps=3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_refuses_a_start_that_does_not_fit_the_sweep(name):
    sweep = OPTIMIZERS[name](learning_rate=[0.1, 0.2])
    sentence = rf"A start of shape \(3, 2\) and the hyperparameters of {name} do not broadcast"
    with pytest.raises(InvalidInput, match=sentence):
        descend(sweep, BOWL, np.ones((3, 2)), steps=3)


@pytest.mark.parametrize(
    ("replaced", "sentence"),
    [
        (
            {"gradient": lambda params: params[..., 0]},
            r"The gradient of own has shape \(\) for params of shape \(2,\); return shape \(2,\)",
        ),
        (
            {"loss": lambda params: params},
            r"The loss of own has shape \(4, 2\) for params of shape \(4, 2\); return shape \(4,\)",
        ),
        (
            {"loss": lambda params: params[..., 0] * 1j},
            "The loss of own is .* not an array",
        ),
        ({"gradient": lambda params: None}, "The gradient of own is None"),
        (
            {"loss": lambda params: np.nan * params[..., 0]},
            r"The loss of own is nan at the start \(1\.0, 1\.0\); give a start where it is a num",
        ),
        ({"gradient": lambda params: np.nan * params}, "The gradient of own is nan at the start"),
    ],
)
def test_refuses_what_a_surface_should_not_return(replaced, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        descend(GradientDescent(), OwnSurface(**replaced), (1.0, 1.0), steps=3)


@pytest.mark.parametrize(
    "answer", [None, np.zeros(2), (np.zeros(2), None), (np.zeros(2), None, {}), Update(1, 1, None)]
)
def test_refuses_what_an_optimizer_should_not_return(answer):
    class Own(GradientDescent):
        def update(self, gradient, state):
            return answer

    with pytest.raises(InvalidInput, match=r"^The update of .* return Update\(step, state, chan"):
        descend(Own(), BOWL, (1.0, 1.0), steps=3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_says_what_memory_it_needs_before_it_starts(name):
    asked = []
    surface = OwnSurface(gradient=asked.append)
    optimizer = OPTIMIZERS[name]()
    run = descend(optimizer, BOWL, (1.0, 1.0), steps=50)
    held = run.params.nbytes + run.loss.nbytes + sum(v.nbytes for v in run.channels.values())
    needed = 2.5 * held * 50 / 51  # the start is not counted, and channels have one row less
    descend(optimizer, BOWL, (1.0, 1.0), steps=50, memory_limit=1.02 * needed)
    with pytest.raises(
        InvalidInput, match=f"^50 steps of {name} need 0.0 MB of memory, and 0.0 MB"
    ):
        descend(optimizer, surface, (1.0, 1.0), steps=50, memory_limit=0.95 * needed)
    assert not asked


def test_ten_million_steps():
    with pytest.raises(
        InvalidInput,
        match=r"^10,000,000 steps of adam need 2\.2 GB of memory, and 2\.0 GB are allowed; take f",
    ):
        descend(Adam(), BOWL, (1.0, 1.0), steps=10_000_000)
    with pytest.raises(
        InvalidInput, match=r"2,000 steps of adam for each of 10,000 runs need 4\.4 GB"
    ):
        descend(Adam(), BOWL, np.ones((100, 100, 2)), steps=2000)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_peak_stays_below_what_was_said(name):
    start, optimizer = np.ones((400, 2)), OPTIMIZERS[name]()
    run = descend(optimizer, BOWL, start, steps=120)
    held = run.params.nbytes + run.loss.nbytes + sum(v.nbytes for v in run.channels.values())
    del run
    tracemalloc.start()
    descend(optimizer, BOWL, start, steps=120)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * held


def test_a_hyperparameter_that_acts_through_the_state_alone_can_be_swept():
    run = descend(OPTIMIZERS["lion"](beta2=[0.1, 0.9]), BOWL, (1.0, 0.3), steps=100)
    assert run.params.shape == (101, 2, 2)
    assert not np.array_equal(run.params[:, 0], run.params[:, 1])
