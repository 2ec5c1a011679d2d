"""What is run, once, whoever asks."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.core import Adam, Experiment, GradientDescent, Noise, Quadratic, descend
from gradreel.core.errors import InvalidInput

ONE = Experiment("one", Quadratic(), (-1.0, 0.8), 20, (Adam(0.1), GradientDescent(0.1)))


def test_the_runs_are_those_of_descend_and_made_once():
    for optimizer in ONE.optimizers:
        alone = descend(optimizer, ONE.surface, ONE.start, steps=20)
        np.testing.assert_array_equal(ONE.trajectories[optimizer.name].params, alone.params)
    assert ONE.trajectories is ONE.trajectories


def test_recorded_runs_come_last_and_keep_their_lengths():
    kept = replace(descend(Adam(0.2), Quadratic(), (1.0, 1.0), steps=7), name="mine")
    both = replace(ONE, runs=(kept,))
    assert [run.steps for run in both.trajectories.values()] == [20, 20, 7]
    assert [*both.trajectories][-1] == "mine"


def test_an_oracle_gives_the_gradients():
    noisy = replace(ONE, oracle=Noise(0.3))
    exact = replace(noisy, oracle=None)
    assert not np.array_equal(noisy.trajectories["adam"].params, exact.trajectories["adam"].params)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"optimizers": ()}, "has the optimizers and runs none; give at least one"),
        ({"optimizers": (Adam(0.1), Adam(0.2))}, r"each name once, as Named\(Adam\(\), 'second'\)"),
        ({"optimizers": (Adam([0.1, 0.2]),)}, "give single numbers to it, an array to a sweep"),
        ({"steps": 0}, "Experiment was given steps=0; give a whole number of at least 1"),
        ({"surface": 3}, "Experiment was given surface=3; give a surface"),
    ],
)
def test_what_cannot_run_is_refused_at_once(changes, told):
    with pytest.raises(InvalidInput, match=told):
        replace(ONE, **changes)


def test_it_holds_what_is_the_very_same_and_nothing_else():
    assert ONE.holds(replace(ONE))
    for changes in ({"steps": 21}, {"optimizers": (Adam(0.1),)}, {"surface": Quadratic()}):
        assert not ONE.holds(replace(ONE, **changes))
