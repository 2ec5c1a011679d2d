"""What every optimizer keeps to: pure functions, content equality, checked hyperparameters."""

import copy
import dataclasses
import pickle

import numpy as np
import pytest

import gradreel.core
from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    AdaBelief,
    AdaDelta,
    AdaGrad,
    AdaGradMomentum,
    Adam,
    AdaMax,
    AdamW,
    AMSGrad,
    GradientDescent,
    InvalidInput,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    Quadratic,
    RAdam,
    RMSProp,
    Yogi,
    descend,
)
from gradreel.core.surfaces.suggestions import TUNED

each_class = pytest.mark.parametrize("make", OPTIMIZERS.values(), ids=OPTIMIZERS)
SWEEP = np.array([0.1, 0.2, 1e-3])
GRADIENTS = np.random.default_rng(3).normal(size=(4, 2))


def test_the_table_names_each_optimizer():
    assert {name: make().name for name, make in OPTIMIZERS.items()} == {n: n for n in OPTIMIZERS}
    assert [*OPTIMIZERS][: len(TUNED)] == [*TUNED]  # the order of a race of all, and of the lists


@each_class
@pytest.mark.parametrize("learning_rate", [0.25, 1, np.float32(0.5), SWEEP, SWEEP[None].T])
def test_repr_makes_an_equal_optimizer(make, learning_rate):
    optimizer = make(learning_rate=learning_rate)
    again = eval(repr(optimizer), vars(gradreel.core).copy())
    assert again == optimizer
    assert repr(again) == repr(optimizer)


def test_repr_of_the_defaults():
    assert repr(AdaGrad()) == "AdaGrad(learning_rate=0.1, eps=1e-08, exponent=0.5)"
    assert repr(GradientDescent([0.5, 1])) == "GradientDescent(learning_rate=[0.5, 1.0])"


@each_class
def test_compares_and_hashes_by_content(make):
    assert make() == make()
    assert hash(make()) == hash(make())
    assert make(learning_rate=SWEEP) == make(learning_rate=SWEEP.copy())
    assert hash(make(learning_rate=SWEEP)) == hash(make(learning_rate=SWEEP.copy()))
    assert make() != make(learning_rate=0.123)
    assert make(learning_rate=SWEEP) != make(learning_rate=SWEEP[:2])
    assert make() != make().learning_rate
    assert AdaGrad(eps=0.0) == AdaGrad(eps=-0.0)
    assert hash(AdaGrad(eps=0.0)) == hash(AdaGrad(eps=-0.0))


def test_equal_hyperparameters_do_not_make_equal_rules():
    assert Momentum() != Nesterov()


@each_class
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_copies_are_equal_and_read_only(make, copied):
    again = copied(make(learning_rate=SWEEP))
    assert again == make(learning_rate=SWEEP)
    with pytest.raises(ValueError, match="read-only"):
        again.learning_rate[0] = 5.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        again.learning_rate = 5.0


def test_arrays_are_copied_in():
    rates = SWEEP.copy()
    optimizer = GradientDescent(learning_rate=rates)
    rates[0] = 99.0
    assert optimizer == GradientDescent(learning_rate=SWEEP)


@each_class
def test_functions_change_neither_arguments_nor_state(make):
    optimizer = make()
    params = np.ones((4, 2))
    state = optimizer.init(params)
    for _ in range(3):
        before = pickle.dumps((optimizer, params, GRADIENTS, state))
        first = optimizer.update(GRADIENTS, state)
        optimizer.lookahead(params, state)
        second = optimizer.update(GRADIENTS, state)
        assert pickle.dumps((optimizer, params, GRADIENTS, state)) == before
        assert pickle.dumps(first) == pickle.dumps(second)
        state = first.state


@each_class
def test_only_nesterov_looks_elsewhere(make):
    optimizer, params = make(), np.ones((4, 2))
    state = optimizer.update(GRADIENTS, optimizer.init(params)).state
    assert (optimizer.lookahead(params, state) is params) == (make is not Nesterov)


@pytest.mark.parametrize(
    ("optimizer", "channels"),
    [
        (GradientDescent(), []),
        (Momentum(), ["velocity"]),
        (Nesterov(), ["velocity"]),
        (AdaGrad(), ["sum_of_squares", "effective_learning_rate"]),
        (RMSProp(), ["second_moment", "effective_learning_rate"]),
        (Adam(), ["first_moment", "second_moment", "effective_learning_rate"]),
        (AdaGradMomentum(), ["sum_of_squares", "effective_learning_rate", "velocity"]),
        (AdaDelta(), ["second_moment", "squared_steps", "effective_learning_rate"]),
        (AdaMax(), ["first_moment", "largest_gradient", "effective_learning_rate"]),
        (Nadam(), ["first_moment", "second_moment", "effective_learning_rate"]),
        (
            AMSGrad(),
            ["first_moment", "second_moment", "largest_second_moment", "effective_learning_rate"],
        ),
        (AdamW(), ["first_moment", "second_moment", "effective_learning_rate"]),
        (RAdam(), ["first_moment", "second_moment", "effective_learning_rate"]),
        (Lion(), ["first_moment"]),
        (AdaBelief(), ["first_moment", "surprise", "effective_learning_rate"]),
        (Yogi(), ["first_moment", "second_moment", "effective_learning_rate"]),
    ],
    ids=repr,
)
def test_channels(optimizer, channels):
    update = optimizer.update(GRADIENTS, optimizer.init(GRADIENTS))
    assert list(update.channels) == channels
    assert {values.shape for values in update.channels.values()} <= {GRADIENTS.shape}


@pytest.mark.parametrize(
    "optimizer", [AdaGrad(), RMSProp(), AdaGrad(exponent=0.7), AdaDelta()], ids=repr
)
def test_effective_rate_multiplies_the_gradient(optimizer):
    update = optimizer.update(GRADIENTS, optimizer.init(GRADIENTS))
    rate = update.channels["effective_learning_rate"]
    np.testing.assert_array_equal(update.step, -rate * GRADIENTS)


def test_moments_are_those_that_made_the_step():
    squares = GRADIENTS**2
    history = AdaGrad().update(GRADIENTS, AdaGrad().init(GRADIENTS)).channels
    np.testing.assert_allclose(history["sum_of_squares"], squares, rtol=1e-15)
    fading = RMSProp(decay=0.9).update(GRADIENTS, RMSProp().init(GRADIENTS)).channels
    np.testing.assert_allclose(fading["second_moment"], 0.1 * squares, rtol=1e-14)
    both = Adam(beta1=0.9, beta2=0.999).update(GRADIENTS, Adam().init(GRADIENTS)).channels
    np.testing.assert_allclose(both["first_moment"], 0.1 * GRADIENTS, rtol=1e-14)
    np.testing.assert_allclose(both["second_moment"], 0.001 * squares, rtol=1e-12)


@pytest.mark.parametrize("optimizer", [Momentum(), Nesterov()], ids=repr)
def test_velocity_is_the_step(optimizer):
    first = optimizer.update(GRADIENTS, optimizer.init(GRADIENTS))
    second = optimizer.update(GRADIENTS, first.state)
    np.testing.assert_array_equal(second.channels["velocity"], second.step)
    np.testing.assert_allclose(second.step, 1.9 * first.step, rtol=1e-14)


def test_effective_rate_of_adam_multiplies_the_corrected_first_moment():
    optimizer = Adam()
    first = optimizer.update(GRADIENTS, optimizer.init(GRADIENTS))
    second = optimizer.update(2 * GRADIENTS, first.state)
    corrected = second.channels["first_moment"] / (1 - 0.9**2)
    rate = second.channels["effective_learning_rate"]
    np.testing.assert_allclose(second.step, -rate * corrected, rtol=1e-14)


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize(
    "learning_rate", [0.0, -0.1, np.nan, np.inf, [0.1, -0.1], [], "0.1", None, 1j]
)
def test_refuses_a_learning_rate_that_is_not_positive(name, learning_rate):
    with pytest.raises(InvalidInput, match="learning_rate") as caught:
        OPTIMIZERS[name](learning_rate=learning_rate)
    assert str(caught.value).count(".\n") == 0
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("make", "wrong", "sentence"),
    [
        (Momentum, {"momentum": 1.0}, "momentum=1.0 was given; give a number from 0 to below 1"),
        (Nesterov, {"momentum": -0.1}, "momentum=-0.1 was given"),
        (RMSProp, {"decay": 1.0}, "decay=1.0 was given"),
        (Adam, {"beta1": 1.5}, "beta1=1.5 was given"),
        (Adam, {"beta2": np.nan}, "beta2=nan was given"),
        (Adam, {"eps": -1e-8}, "eps=-1e-08 was given; give a finite number of at least 0"),
        (AdamW, {"weight_decay": -0.1}, "weight_decay=-0.1 was given; give a finite number of at"),
        (Lion, {"weight_decay": np.inf}, "weight_decay=inf was given"),
        (AdaDelta, {"decay": 1.0}, "decay=1.0 was given; give a number from 0 to below 1"),
        (AdaGradMomentum, {"momentum": 1.0}, "momentum=1.0 was given"),
        (AdaGrad, {"exponent": 0.0}, "exponent=0.0 was given; give a finite number above 0"),
        (
            AdaGrad,
            {"learning_rate": [0.1, 0.2], "eps": [1e-8] * 3},
            r"'learning_rate': \(2,\).*do not broadcast together",
        ),
    ],
)
def test_refuses_hyperparameters_out_of_range(make, wrong, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        make(**wrong)


def test_edges_of_the_ranges_are_allowed():
    assert Momentum(momentum=0).momentum == 0.0
    assert Adam(beta1=0, beta2=0, eps=0).eps == 0.0


@pytest.mark.parametrize("beta", ["beta1", "beta2"])
@pytest.mark.parametrize(
    "make", [Adam, AdaMax, Nadam, AMSGrad, AdamW, RAdam, Lion, AdaBelief, Yogi]
)
def test_refuses_a_beta_of_1(make, beta):
    with pytest.raises(InvalidInput, match=f"{beta}=1.0 was given; give a number from 0 to below"):
        make(**{beta: 1.0})


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_convention_prints_compares_and_pickles(name):
    made = [OPTIMIZERS[name](convention=convention) for convention in CONVENTIONS[name]]
    assert made[0] == OPTIMIZERS[name]()
    assert "convention" not in repr(made[0])
    for optimizer in made:
        assert eval(repr(optimizer), vars(gradreel.core).copy()) == optimizer
        assert pickle.loads(pickle.dumps(optimizer)) == optimizer
        assert hash(pickle.loads(pickle.dumps(optimizer))) == hash(optimizer)
        assert [each for each in made if each == optimizer] == [optimizer]


def test_a_convention_that_is_not_there_is_refused():
    with pytest.raises(InvalidInput, match="'keras' was given; for radam give paper, torch, optax"):
        RAdam(convention="keras")
    with pytest.raises(InvalidInput, match="'pytorch' was given; for adam give paper, torch"):
        Adam(convention="pytorch")
    with pytest.raises(InvalidInput, match=r"for momentum give paper"):
        Momentum(convention=["torch"])


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_has_a_paper(name):
    assert next(iter(CONVENTIONS[name])) == "paper"
    assert set(CONVENTIONS) == set(OPTIMIZERS)
    assert set(CONVENTIONS[name]) <= {"paper", "torch", "keras", "optax", "d2l"}


@pytest.mark.parametrize("make", [AdamW, Lion])
def test_weight_decay_pulls_towards_0_where_there_is_no_gradient(make):
    optimizer = make(0.1, weight_decay=0.01)
    state = optimizer.init(np.array([2.0, -1.0]))
    update = optimizer.update(np.zeros(2), state)
    rate = 1.0 if make is AdamW else 0.1
    np.testing.assert_allclose(update.step, -rate * 0.01 * np.array([2.0, -1.0]), rtol=1e-15)
    again = optimizer.update(np.zeros(2), update.state).step
    np.testing.assert_allclose(again, (1 - rate * 0.01) * update.step, rtol=1e-14)


def test_adamw_without_decay_is_adam():
    ends = [
        descend(each, Quadratic(), (1.0, -1.0), steps=50).params
        for each in (Adam(), AdamW(weight_decay=0.0))
    ]
    np.testing.assert_array_equal(*ends)


def test_adagrad_momentum_without_momentum_is_adagrad():
    ends = [
        descend(each, Quadratic(), (1.0, -1.0), steps=50).params
        for each in (AdaGrad(), AdaGradMomentum(momentum=0.0))
    ]
    np.testing.assert_array_equal(*ends)


def test_lion_moves_every_parameter_by_the_learning_rate():
    step = Lion(0.25).update(GRADIENTS, Lion().init(GRADIENTS)).step
    np.testing.assert_array_equal(step, -0.25 * np.sign(GRADIENTS))


def test_the_rate_of_amsgrad_never_grows():
    run = descend(AMSGrad(beta2=0.5), Quadratic(), (1.0, -1.0), steps=100)
    assert (np.diff(run.channels["effective_learning_rate"], axis=0) <= 0).all()
    adam = descend(Adam(beta2=0.5), Quadratic(), (1.0, -1.0), steps=100)
    assert (np.diff(adam.channels["effective_learning_rate"], axis=0) > 0).any()
