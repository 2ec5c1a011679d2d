"""Many features, of which a batch has few."""

import numpy as np
import pytest

from gradreel.core import SparseFeatures
from gradreel.core.errors import InvalidInput


def test_a_few_are_dense_and_the_most_are_sparse():
    often = SparseFeatures().seen(400).mean(axis=0)
    assert often[0] > 0.99
    assert np.median(often) < 0.02
    assert often[:20].mean() > 10 * often[-1000:].mean()


def test_a_feature_comes_with_the_chance_that_its_rank_has():
    one = SparseFeatures(count=4, drawn=1, seed=3).seen(20_000)
    assert (one.sum(axis=1) == 1).all()
    np.testing.assert_allclose(one.mean(axis=0), 12 / 25 / np.arange(1, 5), atol=0.01)


def test_the_first_batches_are_the_same_however_many_are_asked_for():
    features = SparseFeatures(50, 5, seed=1)
    np.testing.assert_array_equal(features.seen(3), features.seen(9)[:3])
    assert (SparseFeatures(50, 5, seed=2).seen(3) != features.seen(3)).any()


@pytest.mark.parametrize("wrong", [{"count": 0}, {"drawn": 1.5}, {"seed": -1}, {"count": 10**7}])
def test_what_there_is_not_is_said(wrong):
    with pytest.raises(InvalidInput, match=f"SparseFeatures was given {next(iter(wrong))}="):
        SparseFeatures(**wrong)


def test_as_many_batches_as_there_are():
    with pytest.raises(InvalidInput, match="batches=0"):
        SparseFeatures().seen(0)
