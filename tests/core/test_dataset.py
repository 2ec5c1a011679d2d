"""The sparse dataset and the rules that any dataset keeps."""

import copy
import pickle

import numpy as np
import pytest

from gradreel.core import Dataset, InvalidInput, sparse_dataset


def test_is_drawn_as_the_lecture_set_up_says():
    rng = np.random.default_rng(2111326)
    x = rng.random(500)
    y = rng.random(500)
    x[rng.choice(500, 400, replace=False)] = 0
    data = sparse_dataset()
    np.testing.assert_array_equal(data.x, x)
    np.testing.assert_array_equal(data.y, y)


def test_four_in_five_x_are_zero_and_no_y_is():
    data = sparse_dataset()
    assert np.count_nonzero(data.x == 0) == 400
    assert np.count_nonzero(data.y) == 500


@pytest.mark.parametrize(("sparsity", "zeros"), [(0.0, 0), (0.25, 5), (1.0, 20)])
def test_sparsity_is_the_share_of_zeros(sparsity, zeros):
    data = sparse_dataset(seed=1, points=20, sparsity=sparsity)
    assert np.count_nonzero(data.x == 0) == zeros
    assert len(data) == 20


def test_equality_and_hash_go_by_content():
    one, same = Dataset([1.0, 0.0], [0.5, 1.0]), Dataset([1, -0.0], [0.5, 1])
    assert one == same
    assert hash(one) == hash(same)
    assert one != Dataset([1.0, 0.0], [0.5, 0.9])
    assert one != "a dataset"
    assert sparse_dataset(seed=1) != sparse_dataset(seed=2)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda data: pickle.loads(pickle.dumps(data))])
def test_arrays_are_copies_and_stay_read_only(copied):
    x = np.array([1.0, 2.0])
    data = Dataset(x, x)
    x[0] = 9.0
    assert data.x[0] == 1.0
    for each in (data, copied(data)):
        assert each == data
        with pytest.raises(ValueError, match="read-only"):
            each.y[0] = 5.0


@pytest.mark.parametrize(
    ("x", "y", "sentence"),
    [
        ([1.0], [1.0, 2.0], "has 1 x and 2 y; give as many"),
        ([], [], r"x has shape \(0,\); give one dimension"),
        ([[1.0]], [[1.0]], r"x has shape \(1, 1\)"),
        ([1.0, np.nan], [1.0, 1.0], "x holds nan at index 1"),
        ([1.0], [np.inf], "y holds inf at index 0"),
        (["a"], [1.0], r"x is \['a'\], which is not an array of real numbers"),
        ([1j], [1.0], "not an array of real numbers"),
        ([[1.0], [1.0, 2.0]], [1.0], "not an array of real numbers"),
    ],
)
def test_refuses_what_cannot_be_fitted(x, y, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        Dataset(x, y)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"points": 0}, "points=0 was given; give a whole number of at least 1"),
        ({"points": 2.5}, "points=2.5"),
        ({"points": True}, "points=True"),
        ({"sparsity": 1.5}, "sparsity=1.5 was given; give a finite number from 0 to 1"),
        ({"sparsity": float("nan")}, "sparsity=nan"),
        ({"seed": -1}, "seed=-1"),
    ],
)
def test_refuses_what_cannot_be_drawn(wrong, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        sparse_dataset(**wrong)
