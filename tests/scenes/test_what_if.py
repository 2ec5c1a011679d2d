"""The scenes that ask what if: rates are the tuned ones, runs differ where it is said."""

import numpy as np
import pytest

from gradreel.core import tune
from gradreel.scenes import best_rates, set_back
from gradreel.scenes.lecture_setup import START, SURFACE


@pytest.mark.parametrize("optimizer", best_rates.TUNED, ids=lambda each: each.name)
def test_the_best_rates_are_those_that_tuning_finds(optimizer):
    assert tune(optimizer, SURFACE, START, steps=400).rate == optimizer.learning_rate


def test_only_the_history_tells_the_two_apart_and_only_after_it_is_set_back():
    plain, other = set_back.SCENE.trajectories.values()
    np.testing.assert_array_equal(plain.params[: set_back.AT + 1], other.params[: set_back.AT + 1])
    assert (plain.params[set_back.AT + 1] != other.params[set_back.AT + 1]).all()
    gradient = other.channels["gradient"][set_back.AT]
    np.testing.assert_array_equal(other.channels["sum_of_squares"][set_back.AT], gradient**2)
