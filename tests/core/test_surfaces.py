"""Every surface against central differences, its known minimum, and a plain second writing."""

import math
import pickle
import tracemalloc

import numpy as np
import pytest

from gradreel.core import (
    SURFACES,
    Dataset,
    GaussianHills,
    InvalidInput,
    Neuron,
    Quadratic,
    Rosenbrock,
    Window,
    minima_of,
    sparse_dataset,
)

TILTED = Quadratic(condition_number=30.0, angle=0.7)
EVERY = [*(make() for make in SURFACES.values()), TILTED, GaussianHills(seed=5, hills=30)]
each_surface = pytest.mark.parametrize("surface", EVERY, ids=repr)


def points_in(window, count=200):
    draw = np.random.default_rng(7).random((count, 2))
    low, high = np.array(window).reshape(2, 2).T
    return low + draw * (high - low)


@each_surface
def test_gradient_equals_central_differences(surface):
    params = points_in(surface.window)
    h = 1e-5
    differences = np.stack(
        [
            (surface.loss(params + shift) - surface.loss(params - shift)) / (2 * h)
            for shift in ((h, 0.0), (0.0, h))
        ],
        axis=-1,
    )
    scale = np.abs(differences).max()
    np.testing.assert_allclose(surface.gradient(params), differences, rtol=1e-6, atol=1e-8 * scale)


def test_every_surface_has_a_minimum_but_these():
    without = {surface.name for surface in EVERY if surface.minimum is None}
    assert without == {"monkey_saddle", "saddle", "gaussian_hills"}


@pytest.mark.parametrize(
    ("surface", "minimum"),
    [(surface, minimum) for surface in EVERY for minimum in minima_of(surface)],
    ids=repr,
)
def test_minimum_is_flat_and_lower_than_all_around(surface, minimum):
    np.testing.assert_allclose(surface.gradient(minimum), 0.0, atol=1e-12)
    directions = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    for radius in (1e-3, 0.1, 0.5):
        ring = minimum + radius * np.stack([np.cos(directions), np.sin(directions)], axis=-1)
        assert (surface.loss(ring) > surface.loss(minimum)).all()
    assert surface.loss(minimum) <= surface.loss(points_in(surface.window)).min()
    np.testing.assert_allclose(surface.loss(minimum), surface.loss(surface.minimum), 1e-14, 1e-28)
    assert surface.window.contains(minimum)


@each_surface
@pytest.mark.parametrize("shape", [(), (1,), (7,), (3, 4), (0,)])
def test_one_call_serves_a_point_a_path_and_a_grid(surface, shape):
    params = np.ones((*shape, 2))
    assert surface.loss(params).shape == shape
    assert surface.gradient(params).shape == (*shape, 2)


@each_surface
def test_a_grid_is_its_points_bit_for_bit(surface):
    params = points_in(surface.window, 1000).reshape(20, 50, 2)
    loss, gradient = surface.loss(params), surface.gradient(params)
    for at in [(0, 0), (3, 7), (19, 49)]:
        assert loss[at].tobytes() == surface.loss(params[at]).tobytes()
        assert gradient[at].tobytes() == surface.gradient(params[at]).tobytes()
    backwards = params[::-1, ::-1]  # not contiguous
    np.testing.assert_array_equal(surface.loss(backwards), loss[::-1, ::-1])


@each_surface
def test_pickles_and_compares(surface):
    assert pickle.loads(pickle.dumps(surface)) == surface
    assert hash(surface) == hash(pickle.loads(pickle.dumps(surface)))


def test_the_table_names_each_surface():
    assert {name: make().name for name, make in SURFACES.items()} == {n: n for n in SURFACES}


def test_neuron_equals_the_sum_over_all_points():
    data = sparse_dataset()
    for w, b in [(-4.0, -3.0), (0.0, 0.0), (1.5, -2.0)]:
        loss, gradient = 0.0, [0.0, 0.0]
        for x, y in zip(data.x.tolist(), data.y.tolist(), strict=True):
            f = 1 / (1 + math.exp(-(w * x + b)))
            loss += 0.5 * (f - y) ** 2
            gradient[0] += (f - y) * f * (1 - f) * x
            gradient[1] += (f - y) * f * (1 - f)
        params = np.array([w, b])
        assert Neuron().loss(params) == pytest.approx(loss, rel=1e-13)
        np.testing.assert_allclose(Neuron().gradient(params), gradient, rtol=1e-12)


def test_neuron_evaluates_points_that_share_an_x_once():
    data = sparse_dataset()
    distinct = Neuron(data)._points
    assert len(distinct.x) == 101
    assert distinct.counts.sum() == 500
    assert distinct.counts[distinct.x == 0] == 400


def test_neuron_is_silent_and_exact_far_out():
    surface = Neuron(Dataset([1.0], [0.0]))
    far = np.array([[-800.0, 0.0], [800.0, 0.0], [1e300, -1e300], [-50.0, 0.0]])
    with np.errstate(all="raise", under="ignore"):
        loss, gradient = surface.loss(far), surface.gradient(far)
    np.testing.assert_allclose(loss, [0.0, 0.5, 0.125, 0.5 * math.exp(-100)], rtol=1e-12)
    # f^2 (1 - f) is exp(-100) there; 1 - f alone would have rounded to a wrong 0 or 1.
    np.testing.assert_allclose(gradient[3], math.exp(-100), rtol=1e-12)


def test_a_large_grid_needs_little_memory():
    surface = Neuron()
    grid = np.zeros((400, 400, 2))
    surface.loss(grid[:1])
    tracemalloc.start()
    surface.loss(grid)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6  # all at once, it would be 129 MB for each array


def test_neuron_finds_the_minimum_of_data_that_a_neuron_made():
    x = np.linspace(-2, 2, 9)
    surface = Neuron(Dataset(x, 1 / (1 + np.exp(-(3.0 * x - 2.0)))))
    np.testing.assert_allclose(surface.minimum, (3.0, -2.0), rtol=1e-9)


@pytest.mark.parametrize(
    "data",
    [
        Dataset([0.0, 1.0], [1.0, 1.0]),  # the larger b, the better
        Dataset([-1.0, 0.5, 1.0], [0.0, 1.0, 1.0]),  # the larger w, the better
        Dataset([1.0, 1.0], [0.2, 0.4]),  # all (w, b) with the same w + b are as good
        Dataset([0.0], [0.3]),  # w does nothing
    ],
)
def test_neuron_says_that_there_is_no_minimum(data):
    assert Neuron(data).minimum is None


def test_neuron_finds_a_minimum_that_an_undamped_newton_misses():
    x = [0.1, 1.2, -0.7, -0.3, -2.9, -0.4, -1, 1.2, 2.1, -0.1, -0.5, 2.5, -2, 2.2, -0.6, 4, -5.1]
    y = [0.5, 0.1, 0.9, 1, 0.9, 1, 0.8, 0.1, 0.1, 0.8, 0.9, 0, 0.8, 0, 1, 0.2, 0.9]
    x, y = [*x, -6.2, 2.6, 4.1, -2.6], [*y, 1, 0.2, 0, 1]
    surface = Neuron(Dataset(x, y))
    np.testing.assert_allclose(surface.minimum, (-7.2624, 0.7292), atol=1e-4)
    np.testing.assert_allclose(surface.gradient(surface.minimum), 0.0, atol=1e-12)


def test_neuron_minimum_is_found_once_and_read_only():
    surface = Neuron()
    assert surface.minimum is surface.minimum
    for each in (surface, pickle.loads(pickle.dumps(surface))):
        with pytest.raises(ValueError, match="read-only"):
            each.minimum[0] = 1.0


def test_quadratic_has_the_curvatures_it_is_given():
    columns = TILTED.gradient(np.eye(2))  # the Hessian, as the gradient is linear
    np.testing.assert_allclose(np.linalg.eigvalsh(columns), (1.0, 30.0), rtol=1e-12)
    flat = np.array([math.cos(0.7), math.sin(0.7)])
    np.testing.assert_allclose(TILTED.gradient(flat), flat, rtol=1e-12)


def test_rosenbrock_at_the_usual_start():
    start = np.array([-1.2, 1.0])
    assert Rosenbrock().loss(start) == pytest.approx(24.2, rel=1e-14)
    np.testing.assert_allclose(Rosenbrock().gradient(start), (-215.6, -88.0), rtol=1e-13)


def test_window_contains_its_edge_and_not_what_is_nan():
    window = Window(-1.0, 1.0, 0.0, 2.0)
    params = np.array([[0, 1], [-1, 0], [1, 2], [1.01, 1], [0, -0.01], [np.nan, 1]])
    np.testing.assert_array_equal(window.contains(params), [True, True, True, False, False, False])
    assert window.contains(np.array([0.0, 1.0])).shape == ()


@pytest.mark.parametrize("window", [(1, -1, 0, 1), (0, 1, 2, 2), (0, np.inf, 0, 1), (0, 1, 2)])
def test_refuses_a_window_without_an_inside(window):
    for make in SURFACES.values():
        with pytest.raises(InvalidInput, match="with w_min < w_max and b_min < b_max"):
            make(window=window)


@pytest.mark.parametrize("wrong", [0.5, -1.0, math.inf, math.nan, "10", True])
def test_refuses_a_condition_number_below_1(wrong):
    with pytest.raises(InvalidInput, match=r"condition_number=.* give a finite number of at least"):
        Quadratic(condition_number=wrong)
