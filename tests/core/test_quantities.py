"""Distances, excesses and since when."""

import numpy as np
import pytest

from gradreel.core import Adam, Himmelblau, Saddle, StyblinskiTang, descend
from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import measured
from gradreel.core.standing import since


def test_distance_is_that_to_the_nearest_of_several_minima():
    surface = Himmelblau()
    run = descend(Adam(), surface, (-0.5, -1.0), steps=40)
    nearest = np.min([np.hypot(*(run.params - m).T) for m in surface.minima], axis=0)
    assert measured(surface, run, "distance", None) == pytest.approx(nearest)


def test_loss_above_the_minimum_is_that():
    surface = StyblinskiTang()
    run = descend(Adam(), surface, (0.6, 3.9), steps=40)
    excess = measured(surface, run, "loss_above_minimum", None)
    assert excess == pytest.approx(run.loss + 78.33233140754282)


def test_channels_are_those_of_the_run():
    run = descend(Adam(), Himmelblau(), (-0.5, -1.0), steps=4)
    gradient = measured(Himmelblau(), run, "gradient", "w")
    assert np.array_equal(gradient, run.channels["gradient"][:, 0])


def test_without_a_minimum_there_is_no_distance():
    run = descend(Adam(), Saddle(), (-1.6, 0.1), steps=4)
    with pytest.raises(InvalidInput, match="saddle has no known minimum to measure the distance"):
        measured(Saddle(), run, "distance", None)


def test_since_begins_anew_after_every_break():
    away = np.array([1.0, 0.1, 0.05, 0.2, np.nan, 0.0, 0.1])
    assert since(away <= 0.1).tolist() == [-1, 1, 1, -1, -1, 5, 5]
    assert since(np.zeros(3) <= 0.1).tolist() == [0, 0, 0]
