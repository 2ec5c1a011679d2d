"""Minibatches and noise: pure functions of step and seed, right on average."""

import pickle

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    Adam,
    Beale,
    Dataset,
    FullBatch,
    GradientDescent,
    InvalidInput,
    LinearRegression,
    LogisticRegression,
    MiniBatch,
    Neuron,
    Noise,
    Quadratic,
    Scheduled,
    WarmUp,
    descend,
    sparse_dataset,
)

DATA = sparse_dataset(points=60)
OF_DATA = [Neuron(DATA), LogisticRegression(DATA), LinearRegression(DATA)]
PARAMS = np.array([[-1.0, 0.5], [2.0, -3.0], [0.0, 0.0]])
START = (-1.0, 0.5)


@pytest.mark.parametrize("surface", OF_DATA, ids=lambda each: each.name)
@pytest.mark.parametrize("size", [1, 7, 60])
def test_a_batch_is_the_gradient_of_its_points_scaled_to_all(surface, size):
    oracle = MiniBatch(DATA, size, seed=4)
    for step in (0, 1, 17):
        used = oracle.batch(step)
        assert used.shape == (size,)
        assert (np.diff(used) > 0).all()
        # One point at a time, added up.
        alone = [type(surface)(Dataset(DATA.x[[i]], DATA.y[[i]])).gradient(PARAMS) for i in used]
        expected = 60 / size * np.sum(alone, axis=0)
        found = oracle.gradient(surface, PARAMS, step)
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("surface", OF_DATA, ids=lambda each: each.name)
def test_the_whole_data_is_the_full_batch_to_the_bit(surface):
    full = descend(Adam(), surface, START, steps=20)
    for oracle in (None, FullBatch(), MiniBatch(DATA, 60), Noise(0.0)):
        run = descend(Adam(), surface, START, steps=20, oracle=oracle)
        assert run == full


def test_on_average_a_batch_has_the_whole_gradient():
    surface, oracle = OF_DATA[0], MiniBatch(DATA, 6)
    drawn = np.array([oracle.gradient(surface, PARAMS[0], step) for step in range(1500)])
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert (np.abs(drawn.mean(axis=0) - surface.gradient(PARAMS[0])) < 4 * error).all()
    assert (error > 0).all()


def test_every_point_is_drawn_alike():
    counts = np.bincount(
        np.concatenate([MiniBatch(DATA, 6).batch(step) for step in range(4000)]), minlength=60
    )
    # 400 of each are expected, with a deviation of 19.
    assert counts.min() > 400 - 5 * 19
    assert counts.max() < 400 + 5 * 19


def test_a_batch_depends_on_step_and_seed_alone():
    batches = {
        (seed, step): MiniBatch(DATA, 8, seed).batch(step).tolist()
        for seed in (0, 1)
        for step in (5, 6, 0)
    }
    for (seed, step), batch in batches.items():
        assert MiniBatch(DATA, 8, seed).batch(step).tolist() == batch
    assert len({tuple(batch) for batch in batches.values()}) == 6


def test_blind_steps_are_those_whose_x_are_all_0():
    oracle, surface = MiniBatch(DATA, 8, seed=3), OF_DATA[0]
    blind = oracle.blind_steps(100)
    for step in range(100):
        assert (step in blind) == (DATA.x[oracle.batch(step)] == 0).all()
    # 48 of the 60 x are 0: all of 8 are in 48!/(48-8)! * (60-8)!/60! = 14.7 % of the steps.
    assert 5 <= len(blind) <= 25
    run = descend(GradientDescent(), surface, START, steps=100, oracle=oracle)
    no_slope = np.flatnonzero(run.channels["gradient"][:, 0] == 0)
    np.testing.assert_array_equal(no_slope, blind)
    assert (run.channels["gradient"][:, 1] != 0).all()
    # A step without gradient does not move w; AdaGrad's history of w stands still, too.
    assert (np.diff(run.w)[blind] == 0).all()


def test_noise_is_normal_and_the_same_for_all_params():
    oracle, surface = Noise(scale=0.5, seed=2), Quadratic()
    added = np.array(
        [oracle.gradient(surface, PARAMS, step) - surface.gradient(PARAMS) for step in range(2000)]
    )
    np.testing.assert_allclose(added[:, 0], added[:, 1], atol=1e-12)
    assert np.abs(added[:, 0].mean(axis=0)).max() < 4 * 0.5 / np.sqrt(2000)
    np.testing.assert_allclose(added[:, 0].std(axis=0), 0.5, rtol=0.06)
    assert abs(np.corrcoef(added[:, 0].T)[0, 1]) < 0.1


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "oracle", [MiniBatch(DATA, 5, seed=1), Noise(0.3, seed=1)], ids=["batch", "noise"]
)
def test_a_row_of_a_sweep_equals_the_run_alone(name, oracle):
    rates, surface = np.array([0.02, 0.3]), OF_DATA[0]
    batch = descend(OPTIMIZERS[name](learning_rate=rates), surface, START, steps=15, oracle=oracle)
    for at, rate in enumerate(rates.tolist()):
        alone = descend(
            OPTIMIZERS[name](learning_rate=rate), surface, START, steps=15, oracle=oracle
        )
        assert alone.params.tobytes() == batch.params[:, at].tobytes()
        assert alone.channels["gradient"].tobytes() == batch.channels["gradient"][:, at].tobytes()


def test_the_loss_that_is_recorded_is_that_of_all_points():
    run = descend(Adam(), OF_DATA[0], START, steps=20, oracle=MiniBatch(DATA, 5))
    np.testing.assert_array_equal(run.loss, OF_DATA[0].loss(run.params))


def test_a_falling_rate_quiets_the_noise():
    scheduled = Scheduled(GradientDescent(0.1), WarmUp(5))
    assert descend(scheduled, Beale(), (1, 1.5), steps=5, oracle=Noise(1.0)).steps == 5
    rough = descend(GradientDescent(0.05), Quadratic(), (1, 1), steps=2000, oracle=Noise(1.0))
    # In the long run the variance along an axis of curvature c is rate / (c (2 - rate c)).
    np.testing.assert_allclose(
        rough.params[200:].var(axis=0), [0.05 / 1.95, 0.05 / (10 * 1.5)], rtol=0.3
    )


@pytest.mark.parametrize("oracle", [FullBatch(), MiniBatch(DATA, 5, 1), Noise(0.3, 1)])
def test_pickles_and_compares(oracle):
    assert pickle.loads(pickle.dumps(oracle)) == oracle
    assert hash(pickle.loads(pickle.dumps(oracle))) == hash(oracle)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: MiniBatch(DATA, 61), "batch of 61 was given for a dataset of 60 points; give a"),
        (lambda: MiniBatch(DATA, 0), "size=0 was given; give a whole number of at least 1"),
        (lambda: MiniBatch(DATA, 2.5), r"size=2\.5"),
        (lambda: MiniBatch(DATA, 2, seed=-1), "seed=-1"),
        (lambda: Noise(-1.0), r"scale=-1\.0 was given; give a finite number of at least 0"),
        (lambda: Noise(1.0, seed=0.5), r"seed=0\.5"),
    ],
)
def test_refuses_what_cannot_be_drawn(make, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        make()


@pytest.mark.parametrize("surface", [Beale(), Neuron()], ids=["no data", "other data"])
def test_refuses_a_surface_of_other_data(surface):
    with pytest.raises(InvalidInput, match=f"{surface.name} is not made of the 60 points"):
        descend(Adam(), surface, START, steps=3, oracle=MiniBatch(DATA, 5))


def test_refuses_an_oracle_that_answers_something_else():
    class Half:
        def gradient(self, surface, params, step):
            return surface.gradient(params)[..., 0]

    with pytest.raises(InvalidInput, match=r"The gradient of quadratic has shape \(\) for params"):
        descend(Adam(), Quadratic(), START, steps=3, oracle=Half())
