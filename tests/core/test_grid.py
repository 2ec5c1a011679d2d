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


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_axes_may_be_rounded_as_the_kinds_of_floats_are(kind):
    low, high = -0.7, 1.9
    for points in range(3, 63):
        axis = np.linspace(low, high, points, dtype=kind)
        for given in (axis, axis[0] + np.arange(points, dtype=kind) * (axis[1] - axis[0])):
            if kind is np.float16 and given is not axis:
                continue  # errors of a step add up to more than any rounding
            surface = surface_from_grid(given, W, np.zeros((len(W), points)))
            assert surface.window.w_max == float(given[-1])


def test_whole_numbers_make_an_axis():
    surface = surface_from_grid(range(-2, 4), [0, 10, 20], np.arange(18).reshape(3, 6))
    assert surface.window == (-2.0, 3.0, 0.0, 20.0)
    assert surface.loss(np.array([-1.0, 10.0])) == 7.0


@pytest.mark.parametrize("w_way", [1, -1])
@pytest.mark.parametrize("b_way", [1, -1])
def test_axes_may_fall(w_way, b_way):
    turned = surface_from_grid(
        W[::w_way], B[::b_way], quadratic(AT_W, AT_B)[::b_way, ::w_way], start=(1, 2)
    )
    assert turned.window == SURFACE.window
    np.testing.assert_array_equal(turned.loss(INSIDE), SURFACE.loss(INSIDE))


@pytest.mark.parametrize("missing", [np.nan, np.inf, -np.inf])
def test_a_loss_that_is_not_finite_is_a_hole_of_its_cells(missing):
    losses = quadratic(AT_W, AT_B)
    for row, column in ((0, 0), (7, 9), (8, 9), (15, 3)):
        losses[row, column] = missing
    surface = surface_from_grid(W, B, losses)
    known = np.isfinite(losses)
    cells = known[1:, 1:] & known[1:, :-1] & known[:-1, 1:] & known[:-1, :-1]
    column = np.floor((INSIDE[:, 0] + 2) / 5 * 20).astype(int)
    row = np.floor((INSIDE[:, 1] + 1) / 5 * 15).astype(int)
    expected = cells[row, column]
    assert 0 < (~expected).sum() < 40
    found = surface.loss(INSIDE)
    np.testing.assert_array_equal(np.isfinite(found), expected)
    # A quadratic stays one beside a hole, where three points of four are left.
    exact = np.abs(found - quadratic(*INSIDE.T))[expected]
    assert np.median(exact) < 1e-12
    assert exact.max() < 0.2
    again = pickle.loads(pickle.dumps(surface))
    np.testing.assert_array_equal(again.gradient(INSIDE), surface.gradient(INSIDE))


def test_holes_change_nothing_farther_away():
    losses = np.random.default_rng(4).normal(size=(16, 21))
    pierced = losses.copy()
    pierced[8, 10] = np.nan
    away = INSIDE[(np.abs(INSIDE - [W[10], B[8]]) > [0.51, 0.68]).any(axis=1)]
    for ask in ("loss", "gradient"):
        one, other = (getattr(surface_from_grid(W, B, v), ask)(away) for v in (losses, pierced))
        np.testing.assert_allclose(one, other, atol=1e-12)


THREE = np.arange(3.0)
ROUND = np.zeros((3, 3))


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"w": W, "b": B}, "holds w, b; give arrays w and b, and loss of shape"),
        ({}, "holds nothing; give arrays w and b"),
        (
            {"w": W, "b": B, "loss": np.zeros((21, 16))},
            r"have shape \(21, 16\) with 21 w and 16 b; give shape \(16, 21\), a row for each b, "
            r"which is its transpose, loss\.T\.$",
        ),
        (
            {"w": W, "b": B, "loss": np.zeros((3, 4))},
            r"have shape \(3, 4\) with 21 w and 16 b; give shape \(16, 21\), a row for each b\.$",
        ),
        (
            {"w": [0, 1, 3], "b": THREE, "loss": ROUND},
            r"w of the grid are uneven: w\[1\] = 1.0 is 0.5 off its place; give 3 or more finite",
        ),
        (
            {"w": THREE, "b": [0, 2, 1], "loss": ROUND},
            r"The b of the grid turn back at b\[1\] = 2.0, b\[2\] = 1.0; give",
        ),
        (
            {"w": THREE, "b": [1, 1, 2], "loss": ROUND},
            r"b of the grid are equal at b\[0\] = 1.0, b",
        ),
        (
            {"w": THREE, "b": [1, 1, 1], "loss": ROUND},
            r"b of the grid are equal at b\[0\] = 1.0, b",
        ),
        ({"w": THREE[:2], "b": THREE, "loss": ROUND[:, :2]}, "w of the grid are 2 numbers; give 3"),
        ({"w": THREE, "b": THREE[:1], "loss": ROUND[:1]}, "b of the grid are 1 number; give 3"),
        ({"w": ROUND, "b": THREE, "loss": ROUND}, r"w of the grid are an array of shape \(3, 3\);"),
        ({"w": [0, 1, np.nan], "b": THREE, "loss": ROUND}, r"w of the grid hold nan \(w\[2\]\);"),
        (
            {"w": THREE, "b": THREE, "loss": ROUND + np.nan},
            "No loss of the grid is a finite number",
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
