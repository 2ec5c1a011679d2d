"""An optimizer under another name does the same."""

import pickle

import numpy as np
import pytest

from gradreel.animate import Named
from gradreel.animate.named import told_apart
from gradreel.core import Adam, Beale, Momentum, Nesterov, Scheduled, StepDecay, descend
from gradreel.core.errors import InvalidInput


def test_it_takes_the_same_steps():
    plain, named = Nesterov(learning_rate=0.001), Named(Nesterov(learning_rate=0.001), "mine")
    one, other = (descend(each, Beale(), (1.0, 1.5), steps=30) for each in (plain, named))
    assert other.name == "mine"
    assert np.array_equal(one.params, other.params)
    assert list(one.channels) == list(other.channels)
    assert (named.learning_rate, named.convention) == (0.001, "paper")
    assert pickle.loads(pickle.dumps(named)) == named
    assert eval(repr(named)) == named


def test_those_of_one_kind_are_named_by_what_differs():
    given = [Adam(), Momentum(momentum=0.5), Momentum(momentum=0.9)]
    names = [each.name for each in told_apart(given)]
    assert names == ["adam", "momentum(momentum=0.5)", "momentum(momentum=0.9)"]
    assert told_apart(given)[0] is given[0]


def test_every_difference_is_in_the_name():
    given = [
        Momentum(learning_rate=0.1, momentum=0.5),
        Momentum(learning_rate=0.2, momentum=0.5),
        Momentum(learning_rate=0.1, momentum=0.5, convention="torch"),
        Scheduled(Momentum(learning_rate=0.1, momentum=0.5), StepDecay()),
    ]
    names = [each.name for each in told_apart(given)]
    assert len(set(names)) == 4
    assert names[0] == "momentum(learning_rate=0.1, convention=paper, schedule=None)"


def test_the_same_twice_is_refused():
    with pytest.raises(InvalidInput, match="was given 2 times; give each optimizer once"):
        told_apart([Adam(), Adam()])
