"""Sweeps over grids of hyperparameters, and the ranges that name them."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    AdaGrad,
    CosineDecay,
    GradientDescent,
    InvalidInput,
    Momentum,
    Quadratic,
    Rosenbrock,
    Saddle,
    Scheduled,
    descend,
    hyperparameters_of,
    parse_range,
    stability_limit,
    sweep,
)

BOWL = Quadratic(condition_number=20.0, angle=0.3)
START = (-1.6, 1.4)
RATES, MOMENTA = np.geomspace(0.003, 0.3, 4), np.array([0.0, 0.5, 0.9])


def test_a_cell_is_the_run_alone():
    found = sweep(
        Momentum(), BOWL, START, steps=80, vary={"learning_rate": RATES, "momentum": MOMENTA}
    )
    assert found.names == ("learning_rate", "momentum")
    assert [each.tolist() for each in found.values] == [RATES.tolist(), MOMENTA.tolist()]
    assert found.arrive.shape == found.diverged_at.shape == (4, 3)
    assert found.trajectory.params.shape == (81, 4, 3, 2)
    for i, j in np.ndindex(4, 3):
        alone = descend(Momentum(float(RATES[i]), float(MOMENTA[j])), BOWL, START, steps=80)
        assert alone.params.tobytes() == found.trajectory.params[:, i, j].tobytes()
        assert alone.outcome.diverged_at == found.diverged_at[i, j]
        settled = alone.settles((0, 0), 0.1)
        assert found.arrive[i, j] == settled or (settled is None and np.isnan(found.arrive[i, j]))
    assert np.isfinite(found.arrive).any()
    assert (found.diverged_at >= 0).any()


def test_the_axes_come_in_the_order_that_was_given():
    vary = {"momentum": MOMENTA, "learning_rate": RATES}
    found = sweep(Momentum(), BOWL, START, steps=10, vary=vary)
    assert found.names == ("momentum", "learning_rate")
    assert found.arrive.shape == (3, 4)


def test_what_diverges_lies_beyond_the_limit_of_theory():
    rates = np.geomspace(0.01, 1.0, 60)
    found = sweep(
        Momentum(), BOWL, START, steps=3000, vary={"learning_rate": rates, "momentum": MOMENTA}
    )
    limits = stability_limit(Momentum(momentum=MOMENTA), BOWL)
    away = np.abs(np.log(rates[:, None] / limits)) > 0.02  # beside it either takes long
    diverged = found.diverged_at >= 0
    assert (diverged == (rates[:, None] > limits))[away].all()
    assert (np.isfinite(found.arrive) != diverged)[away].all()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_hyperparameter_of_every_optimizer_can_vary(name):
    made = OPTIMIZERS[name]()
    for parameter in hyperparameters_of(made):
        found = sweep(made, BOWL, START, steps=5, vary={parameter: [0.1, 0.2]}).trajectory
        alone = descend(replace(made, **{parameter: 0.2}), BOWL, START, steps=5)
        assert alone.params.tobytes() == found.params[:, 1].tobytes()


def test_a_scheduled_one_and_another_radius():
    made = Scheduled(AdaGrad(), CosineDecay(100))
    vary = {"learning_rate": [0.05, 2.0]}
    near, wide = (
        sweep(made, BOWL, START, steps=100, vary=vary, radius=radius).arrive
        for radius in (0.01, 0.5)
    )
    assert np.isnan([wide[0], near[0]]).all()
    assert 0 < wide[1] < near[1]


def test_without_a_known_minimum_nothing_arrives():
    found = sweep(AdaGrad(), Saddle(), (0.5, 0.5), steps=5, vary={"eps": [1e-8, 1e-3]})
    assert np.isnan(found.arrive).all()
    assert found.diverged_at.tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("vary", "sentence"),
    [
        ({"beta1": [0.1]}, "momentum has no hyperparameter beta1; give learning_rate, momentum"),
        ({"momentun": [0.1]}, r"momentun \(did you mean momentum\?\)"),
        ({"momentum": [0.1, 1.0]}, "momentum=.* give a number from 0 to below 1"),
        ({"momentum": [[0.1]]}, "A sweep over momentum was asked for; name at least one"),
        ({"momentum": 0.1}, "each with one or more values in a row"),
        ({"momentum": []}, "each with one or more values in a row"),
        ({"momentum": ["a"]}, "which is not an array of real numbers"),
        ({}, "A sweep over nothing was asked for"),
    ],
)
def test_refuses_what_cannot_vary(vary, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        sweep(Momentum(), BOWL, START, steps=5, vary=vary)


def test_refuses_several_starts():
    with pytest.raises(InvalidInput, match=r"The start of a sweep has shape \(2, 2\); give one"):
        sweep(Momentum(), BOWL, [START, START], steps=5, vary={"momentum": [0.1]})


def test_says_what_memory_it_would_need():
    vary = {"learning_rate": RATES.repeat(250), "momentum": MOMENTA.repeat(300)}
    with pytest.raises(
        InvalidInput,
        match=r"^300 steps of momentum for each of 900,000 runs need 37\.8 GB of memory, and 2\.0 ",
    ):
        sweep(Momentum(), Rosenbrock(), START, steps=300, vary=vary)
    # Not even the grid itself would fit.
    vary = {"learning_rate": np.linspace(0.1, 0.2, 10**6), "momentum": np.linspace(0, 0.9, 10**6)}
    with pytest.raises(InvalidInput, match="for each of 1,000,000,000,000 runs need"):
        sweep(Momentum(), Rosenbrock(), START, steps=300, vary=vary)
    few = {"learning_rate": RATES}
    with pytest.raises(InvalidInput, match=r"20 steps of momentum for each of 4 runs need 0\.0 MB"):
        sweep(Momentum(), BOWL, START, steps=20, vary=few, memory_limit=1e3)


def test_ranges():
    even, spacing = parse_range("0:0.99:4")
    np.testing.assert_allclose(even, [0.0, 0.33, 0.66, 0.99], rtol=1e-14)
    assert spacing == "linear"
    factors = parse_range("log:0.001:1:4")
    np.testing.assert_allclose(factors.values, [0.001, 0.01, 0.1, 1.0], rtol=1e-14)
    assert factors.spacing == "log"
    assert parse_range("-1:1e1:2").values.tolist() == [-1.0, 10.0]
    # Both ends exactly, so a range up to what is allowed is allowed.
    assert parse_range("log:0.001:0.3:77").values[[0, -1]].tolist() == [0.001, 0.3]
    assert sweep(
        GradientDescent(), BOWL, START, steps=5, vary={"learning_rate": factors.values}
    ).arrive.shape == (4,)


@pytest.mark.parametrize(
    "text",
    [
        *("", "0.1", "0:1", "0:1:", "a:1:3", "0:1:3.5", "0:1:1", "1:0:3", "1:1:3", "0:inf:3"),
        *("nan:1:3", "0:1:3:4", "log:log:1:2:3", "lin:0:1:3", "log:1:2", "0;1;3", "0:1:10001"),
    ],
)
def test_refuses_what_is_no_range(text):
    with pytest.raises(InvalidInput, match=r"give first:last:count or log:first:last:count with"):
        parse_range(text)


@pytest.mark.parametrize("text", ["log:0:1:3", "log:-1:1:3"])
def test_a_log_scale_begins_above_0(text):
    with pytest.raises(InvalidInput, match=r"is on a log scale; begin above 0"):
        parse_range(text)
