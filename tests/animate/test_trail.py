"""What a path needs of its vertices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.trail import NEAR, thin


def spiral(steps):
    turn = np.linspace(0, 40, steps)
    radius = 200 * np.exp(-turn / 8)
    return np.column_stack([400 + radius * np.cos(turn), 300 + radius * np.sin(turn)])


def test_long_run_costs_what_a_short_one_costs():
    """The path is 1,600 pixels long: no more than two vertices a pixel, and a few."""
    for steps in (3_000, 30_000, 100_000):
        trail = thin(spiral(steps), spiral(steps))
        assert len(trail.points) < 3300
        assert np.isfinite(trail.points).all()  # new ground all the way: the pen is never lifted


def test_run_that_jumps_about_for_ever_is_bounded():
    rng = np.random.default_rng(1)
    noise = np.cumsum(rng.normal(size=(100_000, 2)), axis=0)
    points = 300 + 40 * np.tanh(noise / 40)
    kept = len(thin(points, points).points)
    fewer = len(thin(points[:50_000], points[:50_000]).points)
    assert kept < 45_000
    assert kept < 1.3 * fewer


@given(st.integers(2, 400), st.integers(0, 10**6))
def test_the_past_alone_decides(cut, seed):
    points = np.cumsum(np.random.default_rng(seed).normal(size=(400, 2)), axis=0) * 2
    whole, part = thin(points, points), thin(points[:cut], points[:cut])
    count = whole.count(cut - 1)
    assert np.array_equal(whole.points[:count], part.points, equal_nan=True)


def test_no_pixel_of_the_path_is_lost():
    points = spiral(5000)
    trail = thin(points, points)
    drawn = trail.points[np.isfinite(trail.points[:, 0])]
    for point in points[::37]:
        assert np.abs(drawn - point).max(axis=1).min() <= 2 * NEAR


def test_first_vertex_stays_and_steps_never_decrease():
    points = spiral(500)
    trail = thin(points, points)
    assert (trail.points[0] == points[0]).all()
    assert (np.diff(trail.steps) >= 0).all()
    assert trail.count(0) == 1


def test_run_that_does_not_move_is_one_vertex():
    points = np.full((1000, 2), 7.0)
    assert len(thin(points, points).points) == 1


@pytest.mark.parametrize("coordinates", [0, 1, slice(None)])
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_ends_the_trail(bad, coordinates):
    points = spiral(100)
    points[60:, coordinates] = bad
    trail = thin(points, points)
    assert np.isfinite(trail.points).all()
    assert trail.steps.max() < 60


def test_pen_is_lifted_over_old_ink_and_put_down_again():
    there = np.column_stack([np.arange(0, 100, 5.0), np.zeros(20)])
    points = np.vstack([there, there[::-1], [[0, 50]]])
    trail = thin(points, points)
    lifted = np.isnan(trail.points[:, 0])
    assert lifted.sum() == 1
    assert trail.points[-2].tolist() == [0, 0]
    assert trail.points[-1].tolist() == [0, 50]
    # until the way back leads over new ground nothing more is drawn
    assert trail.count(38) == trail.count(19)
