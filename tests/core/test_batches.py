"""A row of a batch equals the same run alone, bit for bit."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradreel.core import (
    CONVENTIONS,
    OPTIMIZERS,
    SURFACES,
    AdaGrad,
    GradientDescent,
    Quadratic,
    descend,
)

SETTINGS = settings(derandomize=True, deadline=None, max_examples=10)
FEW = settings(SETTINGS, max_examples=2)  # for each of some 250 pairs
TILTED = Quadratic(condition_number=30.0, angle=0.7)

fractions = st.floats(0.0, 0.99)
allowed = {
    # Up to rates at which runs diverge; those must be equal too.
    "learning_rate": st.floats(1e-4, 3.0),
    "momentum": fractions,
    "decay": fractions,
    "beta1": fractions,
    "beta2": fractions,
    "eps": st.sampled_from([0.0, 1e-10, 1e-8, 1e-3]),
    "weight_decay": st.sampled_from([0.0, 1e-3, 0.1]),
    "exponent": st.sampled_from([0.5, 1.0, 0.37, 2.0]),
}
coordinates = st.floats(-3.0, 3.0)


def bits(trajectory, *index):
    """Everything in a trajectory, as bytes, of one run of the batch."""
    arrays = {"params": trajectory.params, "loss": trajectory.loss, **trajectory.channels}
    return {name: values[(slice(None), *index)].tobytes() for name, values in arrays.items()}


def single(make, hyperparameters, index):
    picked = {
        name: float(np.asarray(value)[index]) if np.ndim(value) else value
        for name, value in hyperparameters.items()
    }
    return make(**picked)


FIRST = ("neuron", "quadratic", "rosenbrock")
OTHERS = [make() for name, make in SURFACES.items() if name not in FIRST]


@pytest.mark.parametrize("surface", [*(SURFACES[name]() for name in FIRST), TILTED], ids=repr)
@pytest.mark.parametrize("name", OPTIMIZERS)
@SETTINGS
@given(data=st.data())
def test_a_row_equals_the_run_alone(name, surface, data):
    check_rows(name, surface, data)


@pytest.mark.parametrize("surface", OTHERS, ids=repr)
@pytest.mark.parametrize("name", OPTIMIZERS)
@FEW
@given(data=st.data())
def test_a_row_equals_the_run_alone_on_the_other_surfaces(name, surface, data):
    check_rows(name, surface, data)


def check_rows(name, surface, data):
    make = OPTIMIZERS[name]
    runs = data.draw(st.integers(1, 9), label="runs")
    hyperparameters = {}
    conventions = st.sampled_from(list(CONVENTIONS[name]))
    hyperparameters["convention"] = data.draw(conventions, label="convention")
    for field in dataclasses.fields(make):
        if field.name == "convention":
            continue
        values = st.lists(allowed[field.name], min_size=runs, max_size=runs).map(np.array)
        hyperparameters[field.name] = data.draw(values | allowed[field.name], label=field.name)
    points = st.tuples(coordinates, coordinates)
    start = np.array(data.draw(st.lists(points, min_size=runs, max_size=runs), label="start"))
    batch = descend(make(**hyperparameters), surface, start, steps=25)
    for at in range(runs):
        alone = descend(single(make, hyperparameters, at), surface, start[at], steps=25)
        assert bits(alone) == bits(batch, at)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_start_and_hyperparameters_broadcast_together(name):
    rates, starts = np.geomspace(1e-3, 1.0, 4), np.array([[[1.0, 1.0]], [[-0.5, 2.0]]])
    batch = descend(OPTIMIZERS[name](learning_rate=rates), TILTED, starts, steps=10)
    assert batch.params.shape == (11, 2, 4, 2)
    assert {values.shape for values in batch.channels.values()} == {(10, 2, 4, 2)}
    alone = descend(OPTIMIZERS[name](learning_rate=rates[3]), TILTED, starts[1, 0], steps=10)
    assert bits(alone) == bits(batch, 1, 3)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_one_start_serves_a_whole_sweep(name):
    rates = np.array([0.01, 0.1])
    batch = descend(OPTIMIZERS[name](learning_rate=rates), TILTED, (1.0, 1.0), steps=5)
    assert batch.loss.shape == (6, 2)
    np.testing.assert_array_equal(batch.params[0], [[1.0, 1.0], [1.0, 1.0]])


@pytest.mark.parametrize("exponent", [0.5, 1.0, 0.3, 2.0])
def test_exponents_of_a_sweep_are_those_of_single_runs(exponent):
    mixed = descend(AdaGrad(exponent=[0.5, 1.0, 0.3, 2.0]), TILTED, (1.0, 1.0), steps=40)
    alone = descend(AdaGrad(exponent=exponent), TILTED, (1.0, 1.0), steps=40)
    assert bits(alone) == bits(mixed, [0.5, 1.0, 0.3, 2.0].index(exponent))


def test_the_comparison_sees_the_last_bit():
    one = descend(GradientDescent(0.1), TILTED, (1.0, 1.0), steps=3)
    other = descend(GradientDescent(np.nextafter(0.1, 1)), TILTED, (1.0, 1.0), steps=3)
    assert bits(one) != bits(other)
