"""The ends of a race's axes hold what is worth seeing, and say what they cut."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gradreel.animate import Race
from gradreel.animate.drawing.limits import limits_of
from gradreel.animate.racing.limits import limits_within, log_limits
from gradreel.core import Adam, GradientDescent, Saddle, surface_from_function

LOSSES = arrays(np.float64, 12, elements=st.floats(width=64))
INSIDE = arrays(np.bool_, 12)


def separable(w, b):
    """Logistic regression on two points that a line tells apart: the least loss is far away."""
    return np.log1p(np.exp(-(w + b))) + np.log1p(np.exp(-(w - b)))


def test_a_loss_that_leaves_the_window_downhill_is_on_the_axis():
    surface = surface_from_function(separable)
    race = Race(surface, (-1.5, 1.0), 200, (GradientDescent(0.3), Adam(0.1)))
    scene = race.scene()
    low, high = scene.panels["loss"].limits
    assert scene.panels["loss"].label == "loss"
    for run in scene.trajectories.values():
        assert ((low <= run.loss) & (run.loss <= high)).all()
        assert not surface.window.contains(run.params).all()


def test_what_falls_for_ever_is_cut_and_the_label_says_where():
    scene = Race(Saddle(), (-1.6, 0.002), 200, (GradientDescent(0.3),)).scene()
    panel, run = scene.panels["loss"], scene.trajectories["gradient_descent"]
    seen = run.loss[Saddle().window.contains(run.params)]
    assert panel.limits[0] < seen.min()
    assert panel.limits[1] > seen.max()
    assert panel.label.startswith("loss, cut below \N{MINUS SIGN}")


@given(LOSSES, INSIDE)
def test_limits_hold_all_that_is_in_the_window(loss, inside):
    found = limits_within(loss, inside)
    seen = loss[inside & (np.abs(loss) <= 1e300)]
    if found is None:
        assert not len(seen)
        return
    assert np.isfinite(found[:2]).all()
    assert found.low < found.high
    assert (found.low <= seen.min()) & (seen.max() <= found.high)
    every = loss[np.abs(loss) <= 1e300]
    beyond = (every < found.low).any(), (every > found.high).any()
    assert ("below" in found.cut, "above" in found.cut) == beyond


@given(LOSSES, st.sampled_from([5.0, 1e300]), st.sampled_from([1e-3, 1e-12]))
def test_limits_of_decades_are_two_positive_numbers(curve, tallest, deepest):
    found = log_limits([curve, curve[:1]], tallest, deepest)
    assert found is None or 0 < found[0] < found[1] < np.inf


@pytest.mark.parametrize("level", [0.0, 1.0, -3.0, 1e20, 1e300])
def test_a_flat_curve_has_an_axis_with_numbers_worth_reading(level):
    every = np.full(5, level)
    for low, high in (limits_of(every), limits_within(every, np.full(5, True))[:2]):
        assert low < level < high
        assert high - low >= 0.9 * abs(level)


@pytest.mark.parametrize("curve", [[0.0, 0.0], [np.nan, -1.0], [np.inf]])
def test_without_a_positive_number_there_are_no_decades(curve):
    assert log_limits([np.array(curve)], 5.0, 1e-6) is None
