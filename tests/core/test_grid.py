"""A surface from losses on a grid: through the points, exact on quadratics, of third order."""

import pickle

import numpy as np
import pytest

from gradreel.core import (
    OPTIMIZERS,
    Adam,
    GradientDescent,
    GridSurface,
    Himmelblau,
    InvalidInput,
    descend,
    minima_of,
    spacing_of,
    start_of,
    surface_from_grid,
)

W, B = np.linspace(-2.0, 3.0, 21), np.linspace(-1.0, 4.0, 16)
AT_W, AT_B = np.meshgrid(W, B)
INSIDE = np.random.default_rng(0).uniform([-2, -1], [3, 4], (500, 2))


def quadratic(w, b):
    return 3 * w * w - 2 * w * b + b * b + w - 4


SURFACE = surface_from_grid(W, B, quadratic(AT_W, AT_B))


def himmelblau(points):
    axis = np.linspace(-5.0, 5.0, points)
    places = np.stack(np.meshgrid(axis, axis), axis=-1)
    return surface_from_grid(axis, axis, Himmelblau().loss(places))


def test_it_goes_through_every_point():
    rough = np.random.default_rng(1).normal(size=(16, 21))
    surface = surface_from_grid(W, B, rough)
    found = surface.loss(np.stack([AT_W, AT_B], axis=-1))
    np.testing.assert_allclose(found, rough, atol=1e-13)


def test_a_quadratic_comes_out_exactly():
    w, b = INSIDE.T
    np.testing.assert_allclose(SURFACE.loss(INSIDE), quadratic(w, b), atol=1e-12)
    slopes = np.stack([6 * w - 2 * b + 1, 2 * b - 2 * w], axis=-1)
    np.testing.assert_allclose(SURFACE.gradient(INSIDE), slopes, atol=1e-11)


def test_the_error_falls_as_the_cube_of_the_spacing():
    places = np.random.default_rng(2).uniform(-5, 5, (2000, 2))
    exact = Himmelblau().loss(places)
    errors = [np.abs(himmelblau(n).loss(places) - exact).mean() for n in (26, 51, 101)]
    assert errors[0] / errors[1] > 7
    assert errors[1] / errors[2] > 7


def test_the_gradient_is_that_of_the_very_surface():
    rough = surface_from_grid(W, B, np.random.default_rng(1).normal(size=(16, 21)))
    h = 1e-6
    for axis, step in enumerate(h * np.eye(2)):
        inside = INSIDE[(np.abs(INSIDE - [0.5, 1.5]) < 2.49).all(axis=1)]
        central = (rough.loss(inside + step) - rough.loss(inside - step)) / (2 * h)
        np.testing.assert_allclose(rough.gradient(inside)[:, axis], central, atol=1e-6)


def test_neither_loss_nor_gradient_leaps_from_cell_to_cell():
    rough = surface_from_grid(W, B, np.random.default_rng(1).normal(size=(16, 21)))
    corners = np.stack([AT_W, AT_B], axis=-1)[1:-1, 1:-1]
    for ask in (rough.loss, rough.gradient):
        around = [ask(corners + 1e-9 * np.array(way)) for way in ((1, 1), (-1, 1), (-1, -1))]
        np.testing.assert_allclose(around[0], around[1], atol=1e-6)
        np.testing.assert_allclose(around[0], around[2], atol=1e-6)


def test_beyond_the_grid_nothing_is_known():
    outside = np.array([[3.001, 0.0], [0.0, -1.001], [np.nan, 0.0], [1e300, 0.0]])
    assert np.isnan(SURFACE.loss(outside)).all()
    assert np.isnan(SURFACE.gradient(outside)).all()
    edge = np.array([[3.0, 4.0], [-2.0, -1.0]])
    assert np.isfinite(SURFACE.loss(edge)).all()
    run = descend(GradientDescent(0.5), SURFACE, (2.5, 3.5), steps=50)
    k = int(run.outcome.diverged_at)
    assert k > 0
    assert not SURFACE.window.contains(run.params[k])
    assert SURFACE.window.contains(run.params[:k]).all()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_run_goes_where_it_goes_on_the_surface_itself(name):
    start, optimizer = (-1.0, 1.0), OPTIMIZERS[name](learning_rate=0.01)
    one = descend(optimizer, himmelblau(201), start, steps=40)
    other = descend(optimizer, Himmelblau(), start, steps=40)
    assert np.abs(one.params - other.params).max() < 2e-3


def test_a_row_of_a_batch_equals_the_run_alone():
    starts = INSIDE[:7]
    batch = descend(Adam(0.05), SURFACE, starts, steps=30)
    for at, start in enumerate(starts):
        alone = descend(Adam(0.05), SURFACE, start, steps=30)
        assert alone.params.tobytes() == batch.params[:, at].tobytes()
        assert alone.loss.tobytes() == batch.loss[:, at].tobytes()


def test_what_it_says_of_itself():
    assert SURFACE.window == (-2.0, 3.0, -1.0, 4.0)
    assert start_of(SURFACE).tolist() == [-1.5, 3.5]
    assert len(minima_of(SURFACE)) == 0
    assert repr(SURFACE) == "<surface grid, 21 x 16 losses with cubics between>"
    assert spacing_of(SURFACE) == "linear"
    assert spacing_of(surface_from_grid(W, B, np.exp(5 * AT_W))) == "log"


def test_it_is_loaded_from_npz(tmp_path):
    path = tmp_path / "slice.npz"
    np.savez(path, w=W, b=B, loss=quadratic(AT_W, AT_B), start=(1, 2), minimum=(0, 0), more=3)
    read = GridSurface.load(path)
    np.testing.assert_array_equal(read.loss(INSIDE), SURFACE.loss(INSIDE))
    assert read.name == "slice"
    assert start_of(read).tolist() == [1.0, 2.0]
    assert minima_of(read).tolist() == [[0.0, 0.0]]
    again = pickle.loads(pickle.dumps(read))
    np.testing.assert_array_equal(again.gradient(INSIDE), SURFACE.gradient(INSIDE))
    assert again.name == "slice"
    for array in (again.w, again.b, again.values, again.start, again.minimum):
        assert not array.flags.writeable


THREE = np.arange(3.0)
ROUND = np.zeros((3, 3))


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"w": W, "b": B}, "holds w, b; give arrays w and b, and loss of shape"),
        ({}, "holds nothing; give arrays w and b"),
        (
            {"w": W, "b": B, "loss": np.zeros((21, 16))},
            r"have shape \(21, 16\) with 21 w and 16 b; give shape \(16, 21\), a row for each b",
        ),
        ({"w": [0, 1, 3], "b": THREE, "loss": ROUND}, "The w of the grid, .* rise evenly; give"),
        ({"w": THREE, "b": THREE[::-1], "loss": ROUND}, "The b of the grid, of shape"),
        ({"w": THREE[:2], "b": THREE, "loss": ROUND[:, :2]}, "are not 3 or more finite numbers"),
        ({"w": ROUND, "b": THREE, "loss": ROUND}, r"The w of the grid, of shape \(3, 3\)"),
        ({"w": [0, 1, np.nan], "b": THREE, "loss": ROUND}, "The w of the grid"),
        (
            {"w": THREE, "b": THREE, "loss": np.where(np.eye(3) * THREE == 2, np.nan, 1)},
            "The loss of the grid is nan at w=2 and b=2; give finite numbers",
        ),
        ({"w": THREE, "b": THREE, "loss": ROUND * 1j}, "array loss is .* not an array of real"),
        ({"w": THREE, "b": THREE, "loss": ROUND, "start": [1]}, r"start=array\(\[1\.\]\) was"),
    ],
)
def test_a_file_that_is_no_grid_is_refused(tmp_path, arrays, sentence):
    path = tmp_path / "bad.npz"
    np.savez(path, **arrays)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        GridSurface.load(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_files_that_are_none(tmp_path):
    with pytest.raises(InvalidInput, match=r"cannot be read \(No such file"):
        GridSurface.load(tmp_path / "none.npz")
    with pytest.raises(InvalidInput, match=r"end its name in \.npz\.$"):
        GridSurface.load(tmp_path / "grid.csv")
    (tmp_path / "text.npz").write_text("no zip")
    with pytest.raises(InvalidInput, match=r"is not a readable \.npz file"):
        GridSurface.load(tmp_path / "text.npz")
