"""Schedules: their formulas, and what a scheduled optimizer is."""

import copy
import math
import pickle

import numpy as np
import pytest

import gradreel.core
from gradreel.core import (
    OPTIMIZERS,
    SCHEDULES,
    Adam,
    Constant,
    CosineDecay,
    Cyclic,
    ExponentialDecay,
    GradientDescent,
    InvalidInput,
    InverseTimeDecay,
    Lion,
    Momentum,
    Nesterov,
    Quadratic,
    Scheduled,
    StepDecay,
    Update,
    WarmUp,
    descend,
    hyperparameters_of,
    with_hyperparameters,
)

BOWL = Quadratic(condition_number=5.0, angle=0.4)
STEPS = 60


def factors(schedule, steps=STEPS):
    return np.array([schedule.factor(step) for step in range(steps)])


def test_the_table_names_each_schedule():
    assert {name: make().name for name, make in SCHEDULES.items()} == {n: n for n in SCHEDULES}
    assert list(SCHEDULES) == [
        *("constant", "step", "exponential", "inverse_time", "cosine", "warm_up", "cyclic")
    ]


def test_each_follows_its_formula():
    k = np.arange(STEPS)
    for schedule, expected in [
        (Constant(), np.ones(STEPS)),
        (StepDecay(every=20, decay=0.1), [1.0] * 20 + [0.1] * 20 + [0.01] * 20),
        (ExponentialDecay(0.9), np.exp(k * math.log(0.9))),
        (InverseTimeDecay(0.5), 2 / (2 + k)),
        (CosineDecay(40), np.where(k < 40, np.cos(np.pi * k / 80) ** 2, 0.0)),
        (WarmUp(10), np.interp(k + 1, [0, 10], [0, 1])),
        (Cyclic(period=20, least=0.2), np.interp(k % 20, [0, 10, 20], [0.2, 1.0, 0.2])),
    ]:
        np.testing.assert_allclose(factors(schedule), expected, rtol=1e-12, atol=1e-16)


def test_a_cosine_ends_where_it_is_told_to_and_stays():
    falling = factors(CosineDecay(steps=30, last=0.1))
    assert falling[0] == 1.0
    assert (np.diff(falling[:31]) < 0).all()
    np.testing.assert_allclose(falling[30:], 0.1, rtol=1e-15)


@pytest.mark.parametrize("name", SCHEDULES)
def test_no_factor_is_negative_or_more_than_the_rate_that_was_given(name):
    found = factors(SCHEDULES[name](), 1000)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert (found <= 1).all()


@pytest.mark.parametrize(
    ("make", "wrong", "sentence"),
    [
        (StepDecay, {"every": 0}, "every=0 was given; give a whole number of at least 1"),
        (StepDecay, {"decay": 1.5}, "decay=1.5 was given; give a finite number from 0 to 1"),
        (ExponentialDecay, {"decay": -0.1}, "decay=-0.1"),
        (InverseTimeDecay, {"decay": math.nan}, "decay=nan"),
        (CosineDecay, {"steps": 1.5}, "steps=1.5"),
        (CosineDecay, {"last": 2}, "last=2"),
        (WarmUp, {"steps": True}, "steps=True"),
        (Cyclic, {"period": 1}, "period=1 was given; give a whole number of at least 2"),
        (Cyclic, {"least": (0.1, 0.2)}, "least="),
    ],
)
def test_refuses_what_is_no_schedule(make, wrong, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        make(**wrong)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_step_is_the_optimizer_s_own_at_the_rate_of_that_step(name):
    optimizer, schedule = OPTIMIZERS[name](learning_rate=0.05), Cyclic(period=7, least=0.3)
    run = descend(Scheduled(optimizer, schedule), BOWL, (1.0, -1.0), steps=25)
    assert run.name == name
    params, state = np.array([1.0, -1.0]), optimizer.init(np.array([1.0, -1.0]))
    for k in range(25):
        now = OPTIMIZERS[name](learning_rate=schedule.factor(k) * 0.05)
        point = now.lookahead(params, state)
        update = now.update(BOWL.gradient(point), state)
        np.testing.assert_array_equal(run.channels["learning_rate"][k], now.learning_rate)
        for channel, values in update.channels.items():
            np.testing.assert_array_equal(run.channels[channel][k], values)
        params, state = params + update.step, update.state
        np.testing.assert_array_equal(run.params[k + 1], params)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_constant_schedule_changes_no_bit(name):
    plain = descend(OPTIMIZERS[name](), BOWL, (1.0, -1.0), steps=30)
    scheduled = descend(Scheduled(OPTIMIZERS[name](), Constant()), BOWL, (1.0, -1.0), steps=30)
    assert scheduled.params.tobytes() == plain.params.tobytes()
    assert scheduled.channels.keys() - plain.channels.keys() == {"learning_rate"}


@pytest.mark.parametrize("schedule", [make() for make in SCHEDULES.values()], ids=SCHEDULES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_row_of_a_sweep_equals_the_run_alone(name, schedule):
    rates, starts = np.array([0.3, 0.01, 2.0]), np.array([[1.0, -1.0], [0.5, 1.5], [-1.0, 0.1]])
    batch = descend(Scheduled(OPTIMIZERS[name](rates), schedule), BOWL, starts, steps=25)
    assert batch.channels["learning_rate"].shape == (25, 3, 2)
    for at, rate in enumerate(rates.tolist()):
        alone = descend(Scheduled(OPTIMIZERS[name](rate), schedule), BOWL, starts[at], steps=25)
        assert alone.params.tobytes() == batch.params[:, at].tobytes()
        for channel, values in alone.channels.items():
            assert values.tobytes() == batch.channels[channel][:, at].tobytes()


def test_a_sum_of_rates_is_how_far_lion_goes():
    # Each of Lion's steps is as long as its rate while the gradient keeps its sign.
    run = descend(Scheduled(Lion(0.01), CosineDecay(50)), BOWL, (1.9, 1.9), steps=50)
    gone = np.abs(np.diff(run.params, axis=0)).sum(axis=0)
    np.testing.assert_allclose(gone, run.channels["learning_rate"].sum(axis=0), rtol=1e-12)
    assert run.channels["learning_rate"][0, 0] == 0.01
    # 50 points of half a cosine: 1/2 + 1/100 of their number.
    assert run.channels["learning_rate"][:, 0].sum() == pytest.approx(0.01 * 25.5, rel=1e-12)


def test_at_a_rate_of_0_it_stands_still():
    run = descend(Scheduled(Adam(), CosineDecay(10)), BOWL, (1.0, -1.0), steps=20)
    assert (run.channels["learning_rate"][10:] == 0).all()
    np.testing.assert_array_equal(run.params[10:], np.broadcast_to(run.params[10], (11, 2)))


def test_scheduled_twice_multiplies_the_factors():
    both = Scheduled(Scheduled(GradientDescent(0.1), WarmUp(5)), ExponentialDecay(0.9))
    expected = 0.1 * factors(WarmUp(5), 20) * factors(ExponentialDecay(0.9), 20)
    run = descend(both, BOWL, (1.0, -1.0), steps=20)
    np.testing.assert_allclose(run.channels["learning_rate"][:, 0], expected, rtol=1e-14)
    steps = -run.channels["learning_rate"] * run.channels["gradient"]
    np.testing.assert_allclose(np.diff(run.params, axis=0), steps, rtol=1e-9, atol=1e-15)


def test_momentum_of_the_paper_and_of_torch_part_ways():
    paper, torch = (
        descend(Scheduled(Momentum(0.05, 0.9, convention=c), StepDecay(5)), BOWL, (1, 1), steps=20)
        for c in ("paper", "torch")
    )
    np.testing.assert_allclose(paper.params[:6], torch.params[:6], rtol=1e-12)
    # At the fall the velocity of torch is halved with the rate, that of the paper is not.
    assert np.abs(paper.params[6] - torch.params[6]).max() > 1e-3


def test_the_lookahead_is_nesterov_s():
    run = descend(Scheduled(Nesterov(0.05), WarmUp(5)), BOWL, (1.0, 1.0), steps=6)
    expected = run.params[1:-1] + 0.9 * np.diff(run.params, axis=0)[:-1]
    np.testing.assert_allclose(run.channels["lookahead"][1:], expected, rtol=1e-14)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_prints_compares_hashes_and_pickles(name):
    made = Scheduled(OPTIMIZERS[name](learning_rate=[0.1, 0.2]), StepDecay(every=5))
    for again in (
        eval(repr(made), vars(gradreel.core).copy()),
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),
        Scheduled(OPTIMIZERS[name](learning_rate=[0.1, 0.2]), StepDecay(every=5)),
    ):
        assert again == made
        assert hash(again) == hash(made)
    assert made != Scheduled(OPTIMIZERS[name](learning_rate=[0.1, 0.2]), StepDecay(every=6))
    assert made != Scheduled(OPTIMIZERS[name](learning_rate=[0.1, 0.3]), StepDecay(every=5))
    assert made != made.optimizer


def test_the_convention_is_the_one_inside():
    assert Scheduled(Adam(convention="keras"), WarmUp()).convention == "keras"
    assert Scheduled(Scheduled(Adam(), WarmUp()), WarmUp()).convention == "paper"


class Sign:
    """One's own, no dataclass and without a learning rate."""

    name = "sign"

    def init(self, params):
        return None

    def lookahead(self, params, state):
        return params

    def update(self, gradient, state):
        return Update(-np.sign(gradient), state, {})


def test_what_has_no_learning_rate_cannot_be_scheduled():
    with pytest.raises(InvalidInput, match="sign has no learning_rate for a schedule to change"):
        Scheduled(Sign(), WarmUp())


def test_one_s_own_schedule_and_optimizer_need_no_base_class():
    class Halves:
        name = "halves"

        def factor(self, step):
            return 0.5**step

    class Scaled(Sign):
        def __init__(self, learning_rate):
            self.learning_rate = learning_rate

        def update(self, gradient, state):
            return Update(-self.learning_rate * np.sign(gradient), state, {})

    own = Scaled(0.5)
    run = descend(Scheduled(own, Halves()), BOWL, (4.0, 4.0), steps=3)
    np.testing.assert_array_equal(run.w, [4.0, 3.5, 3.25, 3.125])
    assert own.learning_rate == 0.5


def test_hyperparameters_can_be_exchanged_inside():
    made = Scheduled(Scheduled(Momentum(0.1, convention="torch"), WarmUp()), StepDecay())
    assert hyperparameters_of(made) == {"learning_rate": 0.1, "momentum": 0.9}
    other = with_hyperparameters(made, {"learning_rate": 0.2, "momentum": 0.5})
    inside = Momentum(0.2, 0.5, convention="torch")
    assert other == Scheduled(Scheduled(inside, WarmUp()), StepDecay())
    with pytest.raises(InvalidInput, match=r"momentum has no hyperparameter momentun \(did you m"):
        with_hyperparameters(made, {"momentun": 0.5})
    with pytest.raises(InvalidInput, match=r"momentum=1\.5 was given; give a number from 0"):
        with_hyperparameters(made, {"momentum": 1.5})
    with pytest.raises(InvalidInput, match="sign has no hyperparameter learning_rate; give"):
        with_hyperparameters(Sign(), {"learning_rate": 0.5})
