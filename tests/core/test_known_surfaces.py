"""What the literature and plain arithmetic say of the built-in surfaces."""

import math

import numpy as np
import pytest

from gradreel.core import (
    SURFACES,
    Ackley,
    Beale,
    Cliff,
    Dataset,
    GaussianHills,
    GradientDescent,
    Himmelblau,
    InvalidInput,
    LinearRegression,
    LogisticRegression,
    Matyas,
    Neuron,
    Quadratic,
    Window,
    descend,
    minima_of,
    spacing_of,
    sparse_dataset,
    start_of,
)

TILTED = Quadratic(condition_number=30.0, angle=0.7)
EVERY = [*(make() for make in SURFACES.values()), TILTED, GaussianHills(seed=5, hills=30)]
each_surface = pytest.mark.parametrize("surface", EVERY, ids=repr)


def points_in(window, count=200):
    draw = np.random.default_rng(7).random((count, 2))
    low, high = np.array(window).reshape(2, 2).T
    return low + draw * (high - low)


# From the literature, each at a point where the formula is easily worked out by hand.
BY_HAND = {
    "beale": ((0.0, 0.0), 1.5**2 + 2.25**2 + 2.625**2),
    "himmelblau": ((0.0, 0.0), 170.0),
    "booth": ((0.0, 0.0), 74.0),
    "matyas": ((1.0, 2.0), 0.34),
    "ackley": ((0.5, 0.5), 20 - 20 * math.exp(-0.1) - math.exp(-1) + math.e),
    "rastrigin": ((0.5, 1.0), 0.25 + 20 + 1),
    "styblinski_tang": ((1.0, -1.0), -15.0),
    "six_hump_camel": ((1.0, 1.0), 4 - 2.1 + 1 / 3 + 1),
    "three_hump_camel": ((1.0, 2.0), 2 - 1.05 + 1 / 6 + 2 + 4),
    "monkey_saddle": ((2.0, 1.0), 2.0),
    "saddle": ((2.0, 1.0), 1.5),
    "cliff": ((1.0, 0.0), 0.52),
    "ravine": ((math.pi / 2, 2.0), 0.1 * (math.pi / 2) ** 2 + 20),
    "rosenbrock": ((0.0, 1.0), 101.0),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_loss_worked_out_by_hand(name):
    place, loss = BY_HAND[name]
    assert SURFACES[name]().loss(np.array(place)) == pytest.approx(loss, rel=1e-13)


@pytest.mark.parametrize(
    ("name", "least"),
    [("styblinski_tang", -78.33233140754282), ("six_hump_camel", -1.031628453489877)],
)
def test_least_loss_is_that_of_the_literature(name, least):
    surface = SURFACES[name]()
    assert surface.loss(surface.minimum) == pytest.approx(least, rel=1e-13)


@pytest.mark.parametrize("name", sorted(set(BY_HAND) - {"styblinski_tang", "six_hump_camel"}))
def test_least_loss_is_0(name):
    surface = SURFACES[name]()
    for minimum in minima_of(surface):
        assert surface.loss(minimum) == pytest.approx(0.0, abs=1e-14)


def test_surfaces_have_as_many_minima_as_they_are_known_for():
    counts = {name: len(minima_of(make())) for name, make in SURFACES.items()}
    assert counts.pop("himmelblau") == 4
    assert counts.pop("six_hump_camel") == 2
    assert {counts.pop(name) for name in ("saddle", "monkey_saddle", "gaussian_hills")} == {0}
    assert set(counts.values()) == {1}


@each_surface
def test_a_start_shows_well(surface):
    start = start_of(surface)
    assert surface.window.contains(start)
    assert np.linalg.norm(surface.gradient(start)) > 0.02
    for minimum in minima_of(surface):
        away = np.abs(start - minimum)
        sides = np.array(surface.window)[[1, 3]] - np.array(surface.window)[[0, 2]]
        assert (away / sides).max() > 0.2
    run = descend(GradientDescent(1e-4), surface, start, steps=100)
    assert run.loss[-1] < run.loss[0]


def test_levels_are_by_factors_where_the_loss_ranges_over_powers_of_ten():
    spacings = {name: spacing_of(make()) for name, make in SURFACES.items()}
    by_factors = {name for name, spacing in spacings.items() if spacing == "log"}
    assert by_factors == {"rosenbrock", "beale", "himmelblau", "booth", "matyas", "ravine"}
    for name in by_factors:
        surface = SURFACES[name]()
        loss = surface.loss(points_in(surface.window, 4000))
        assert loss.min() >= 0  # a logarithm can be taken
        assert loss.max() > 1000 * loss.min()


def test_a_surface_of_ones_own_has_a_start_a_spacing_and_its_minimum():
    class Bare:
        name, window, minimum = "bare", Window(0.0, 10.0, 0.0, 20.0), None
        loss = gradient = np.zeros_like

    np.testing.assert_allclose(start_of(Bare()), (1.0, 18.0))
    assert spacing_of(Bare()) == "linear"
    assert minima_of(Bare()).shape == (0, 2)
    Bare.minimum = np.array([1.0, 2.0])
    np.testing.assert_array_equal(minima_of(Bare()), [[1.0, 2.0]])


def test_matyas_has_the_curvatures_it_is_said_to_have():
    columns = Matyas().gradient(np.eye(2))
    np.testing.assert_allclose(np.linalg.eigvalsh(columns), (0.04, 1.0), rtol=1e-12)


def test_himmelblau_has_the_saddle_of_the_literature():
    saddle = np.array([-0.270845, -0.923039])
    np.testing.assert_allclose(Himmelblau().gradient(saddle), 0.0, atol=1e-4)
    assert Himmelblau().loss(saddle) == pytest.approx(181.617, abs=1e-3)


def test_ackley_is_flat_by_definition_at_its_point():
    np.testing.assert_array_equal(Ackley().gradient(np.zeros(2)), (0.0, 0.0))
    assert np.linalg.norm(Ackley().gradient(np.array([1e-9, 0.0]))) > 2.8


def test_cliff_is_finite_far_out_and_steepest_at_its_edge():
    with np.errstate(all="raise", under="ignore"):
        assert Cliff().loss(np.array([1e12, 0.0])) == pytest.approx(2e22)
        np.testing.assert_allclose(Cliff().gradient(np.array([1e12, 0.0])), (4e10, 0.0))
    radius = np.linspace(0, 2.8, 281)
    steep = Cliff().gradient(np.stack([radius, 0 * radius], axis=-1))[:, 0]
    assert 0.9 < radius[np.argmax(steep)] < 1.05
    assert steep.max() > 15 * steep[240]


def test_another_seed_is_another_landscape():
    places = points_in(GaussianHills().window)
    losses = [GaussianHills(seed=seed).loss(places) for seed in (0, 0, 1)]
    np.testing.assert_array_equal(losses[0], losses[1])
    assert np.abs(losses[0] - losses[2]).max() > 0.5


def test_gaussian_hills_are_the_sum_that_is_written():
    surface = GaussianHills(seed=3, hills=4)
    rng = np.random.default_rng(3)
    places, widths = rng.uniform(-3, 3, (2, 4)), rng.uniform(0.5, 1.1, 4)
    heights = rng.uniform(-1.5, 1.5, 4)
    w, b = 0.3, -0.8
    expected = 0.05 * (w**2 + b**2) + sum(
        height * math.exp(-((w - at_w) ** 2 + (b - at_b) ** 2) / (2 * width**2))
        for at_w, at_b, width, height in zip(*places, widths, heights, strict=True)
    )
    assert surface.loss(np.array([w, b])) == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize(("field", "wrong"), [("seed", -1), ("hills", 0), ("hills", 2.5)])
def test_refuses_hills_that_cannot_be(field, wrong):
    with pytest.raises(InvalidInput, match=f"{field}={wrong} was given; give a whole number"):
        GaussianHills(**{field: wrong})


def test_linear_regression_finds_the_line_of_polyfit():
    data = sparse_dataset()
    surface = LinearRegression(data)
    np.testing.assert_allclose(surface.minimum, np.polyfit(data.x, data.y, 1), rtol=1e-10)
    errors = 0.7 * data.x - 0.2 - data.y
    assert surface.loss(np.array([0.7, -0.2])) == pytest.approx(0.5 * errors @ errors, rel=1e-13)
    assert LinearRegression(Dataset([1.0, 1.0], [0.0, 1.0])).minimum is None


def test_logistic_regression_is_the_cross_entropy_of_the_neuron():
    data = sparse_dataset()
    loss = 0.0
    for x, y in zip(data.x.tolist(), data.y.tolist(), strict=True):
        f = 1 / (1 + math.exp(-(0.7 * x - 1.2)))
        loss -= y * math.log(f) + (1 - y) * math.log(1 - f)
    surface = LogisticRegression(data)
    assert surface.loss(np.array([0.7, -1.2])) == pytest.approx(loss, rel=1e-13)


def test_logistic_regression_finds_the_neuron_that_made_the_data():
    x = np.linspace(-2, 2, 9)
    surface = LogisticRegression(Dataset(x, 1 / (1 + np.exp(-(3.0 * x - 2.0)))))
    np.testing.assert_allclose(surface.minimum, (3.0, -2.0), rtol=1e-9)


@pytest.mark.parametrize(
    "data",
    [Dataset([0.0, 1.0], [1.0, 1.0]), Dataset([-1.0, 1.0], [0.0, 1.0]), Dataset([1.0], [0.3])],
)
def test_logistic_regression_says_that_there_is_no_minimum(data):
    assert LogisticRegression(data).minimum is None


def test_logistic_regression_is_silent_and_exact_far_out():
    surface = LogisticRegression(Dataset([1.0], [0.0]))
    with np.errstate(all="raise", under="ignore"):
        loss = surface.loss(np.array([[-800.0, 0.0], [800.0, 0.0], [-50.0, 0.0]]))
    np.testing.assert_allclose(loss, [0.0, 800.0, math.exp(-50)], rtol=1e-12)


def test_logistic_regression_refuses_targets_that_are_no_shares():
    with pytest.raises(InvalidInput, match=r"y is 1\.5 at index 1; for a cross-entropy give"):
        LogisticRegression(Dataset([0.0, 1.0], [1.0, 1.5]))


def test_beale_is_all_but_flat_in_the_middle_of_its_window():
    assert np.linalg.norm(Beale().gradient(np.array([0.0, 1.0]))) < 1e-12


@pytest.mark.parametrize("kind", [Neuron, LinearRegression, LogisticRegression])
@pytest.mark.parametrize("y", [(0.0, 1.0), (1e308, -1e308), (5e-324, 0.0)])
@pytest.mark.parametrize("x", [(1e200, 1.0), (1e308, -1e308), (1e-320, 0.0), (5e-324, 1e308)])
def test_data_at_the_edge_of_floats_has_a_minimum_in_numbers_or_none(kind, x, y):
    if kind is LogisticRegression:
        y = (0.0, 1.0)
    minimum = kind(Dataset(x, y)).minimum  # and no warning, as these are errors
    assert minimum is None or np.isfinite(minimum).all()
