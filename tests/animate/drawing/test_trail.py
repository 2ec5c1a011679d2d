"""What a path needs of its vertices."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.drawing.strokes import dotted
from gradreel.animate.drawing.trail import NEAR, thin


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


def test_a_gap_lifts_the_pen_and_what_follows_it_is_drawn():
    points = np.column_stack([np.arange(0, 100, 10.0), np.zeros(10)])
    points[3:6] = np.nan
    trail = thin(points, points)
    x = trail.points[:, 0].tolist()
    assert x[:3] == [0, 10, 20]
    assert np.isnan(x[3])
    assert x[4:] == [60, 70, 80, 90]
    assert trail.steps.tolist() == [0, 1, 2, 3, 6, 7, 8, 9]


def test_what_stands_alone_between_gaps_is_a_dot():
    points = np.column_stack([np.arange(8.0) * 10, np.zeros(8)])
    points[[1, 3, 5, 6, 7]] = np.nan
    trail = thin(points, points)
    x = trail.points[:, 0]
    dots = [x[i] for i in range(1, len(x)) if x[i] == x[i - 1]]
    assert dots == [0, 20, 40]
    assert not any(np.diff(x) > 0)  # and no line leads from one to the next


@given(st.lists(st.sampled_from([np.nan, -np.inf, 1.0, 40.0, 80.0, 81.0]), min_size=1, max_size=12))
def test_no_line_is_drawn_over_a_gap_and_every_place_is_drawn(heights):
    """Against the plain rule: two neighbours are joined, and nothing else is."""
    points = np.column_stack([np.arange(len(heights)) * 30.0, heights])
    known = np.isfinite(points).all(axis=1)
    trail = thin(points, points)
    step = {x: k for k, x in enumerate(points[:, 0])}
    joined, places = set(), set()
    for before, after in pairwise(trail.points):
        if np.isfinite(before).all() and np.isfinite(after).all():
            joined.add((step[before[0]], step[after[0]]))
            places |= {step[before[0]], step[after[0]]}
    last = max(np.flatnonzero(known), default=-1)
    for a, b in joined:
        assert known[a : b + 1].all()
        assert b - a <= 1
    for k in np.flatnonzero(known):
        assert k in places or k == last  # where the head is
    assert (np.diff(trail.steps) >= 0).all()


def test_equal_vertices_on_end_become_a_dot():
    places = np.array([[1.0, 2.0], [1.0, 2.0], [np.nan, np.nan], [3.0, 3.0], [4.0, 4.0]])
    drawn = dotted(places)
    assert drawn[1, 0] == 1.01
    assert np.array_equal(drawn[2:], places[2:], equal_nan=True)
