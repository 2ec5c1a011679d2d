"""Heads that share a spot are drawn apart: how far, how smoothly, and when not at all."""

from itertools import combinations

import numpy as np
import pytest

from gradreel.animate.drawing.fanning import fanned

APART, CLEAR = 19.0, 16.0


def drawn(heads, stars=()):
    heads = np.atleast_3d(np.asarray(heads, np.float64))
    stars = np.reshape(np.asarray(stars, np.float64), (-1, 2))
    return fanned(heads, np.broadcast_to(stars, (len(heads), *stars.shape)), APART, CLEAR)


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("star", [True, False])
def test_heads_on_one_spot_are_seen_each_and_the_star_too(count, star):
    heads = np.tile([100.0, 80.0], (1, count, 1))
    (found,) = drawn(heads, [[100, 80]] if star else ())
    gaps = [np.hypot(*(a - b)) for a, b in combinations(found, 2)]
    assert min(gaps) > (0.8 if count < 6 else 0.6) * APART
    if star:
        assert np.hypot(*(found - (100, 80)).T).min() > 0.75 * CLEAR
    assert np.hypot(*(found - (100, 80)).T).max() < 2.2 * APART  # small


@pytest.mark.parametrize("heads", [[[0, 0]], [[0, 0], [APART, 0]], [[0, 0], [40, 0], [20, 33]]])
def test_heads_that_are_apart_or_alone_stay_where_they_are_also_on_a_star(heads):
    heads = np.array([heads], np.float64)
    assert np.array_equal(drawn(heads, heads[0]), heads)


def test_a_moment_goes_by_itself_alone():
    heads = np.random.default_rng(2).uniform(0, 60, (50, 5, 2))
    together = drawn(heads, [[30, 30]])
    for index in (0, 17, 49):
        assert np.array_equal(drawn(heads[index : index + 1], [[30, 30]])[0], together[index])


@pytest.mark.parametrize("seed", range(4))
def test_they_glide_as_the_heads_do(seed):
    """Heads that come together, pass and leave again make no leap."""
    rng = np.random.default_rng(seed)
    ends = rng.uniform(0, 120, (2, 4, 2))
    share = np.linspace(0, 1, 1201)[:, None, None]
    heads = ends[0] + share * (ends[1] - ends[0])
    moves = np.abs(np.diff(drawn(heads, [[60, 60]]), axis=0)).max()
    assert moves < 3.0  # pixels, where no head moves by more than 0.1


def test_where_they_come_to_a_spot_they_keep_the_side_they_came_from():
    left, right = [[-3.0, 0.0]], [[3.0, 0.0]]
    (found,) = drawn([[*left, *right]])
    assert found[0, 0] < -6
    assert found[1, 0] > 6
