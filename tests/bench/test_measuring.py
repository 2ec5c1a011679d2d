"""Ratios within a round, rows with bounds, and caches that are really emptied."""

import math

import pytest

from bench.measuring import Row, cold_stage, film_length, forget, interleaved, median_ratio
from gradreel.animate.drawing import text
from gradreel.scenes.adagrad_replay import SCENE


def test_tasks_take_turns():
    calls = []
    tasks = {name: lambda name=name: calls.append(name) or float(len(calls)) for name in "ab"}
    assert interleaved(tasks, 3) == {"a": [1.0, 3.0, 5.0], "b": [2.0, 4.0, 6.0]}
    assert calls == ["a", "b"] * 3


def test_a_round_that_was_slow_for_both_changes_no_ratio():
    assert median_ratio([10.0, 300.0, 10.0], [5.0, 150.0, 5.0]) == 2.0
    assert median_ratio([10.0, 10.0, 90.0], [5.0, 5.0, 5.0]) == 2.0


@pytest.mark.parametrize(
    ("value", "bound", "side", "passed"),
    [
        (1.3, 1.3, "at most", True),
        (1.31, 1.3, "at most", False),
        (15.0, 15, "at least", True),
        (14.9, 15, "at least", False),
        (math.nan, 1.3, "at most", False),
        (math.nan, 15, "at least", False),
        (99.0, None, "at most", True),
    ],
)
def test_a_row_keeps_its_bound_or_does_not(value, bound, side, passed):
    assert Row("part", "what", value, "x", bound, side).passed is passed


def test_a_cold_stage_has_everything_to_do_again():
    cold_stage((320, 180), 5)[0].frame(3)
    assert text._rasterise.cache_info().currsize > 0
    runs = SCENE.trajectories
    forget()
    assert text._rasterise.cache_info().currsize == 0
    stage, _ = cold_stage((320, 180), 5)
    assert SCENE.trajectories is not runs
    assert len(stage) == film_length(5) == 195
