"""The gradient along w and along b, on one scale."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import ComponentsPanel
from gradreel.animate.scene.number_format import number
from gradreel.core import Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

from ..told import check_parts, check_pictures, stage_of

GRADIENT = SCENE.trajectories["gradient_descent"].channels["gradient"]


def test_arrows_are_as_long_as_the_gradient_on_one_scale_throughout():
    stage = stage_of(ComponentsPanel(), (1280, 720))
    panel = stage.panels["it"]
    for step in (0, 5, 60, 275):
        panel.at(replace(stage.moment(0), step=float(step)))
        for axis, (arrow, name) in enumerate(zip(panel.arrows, "wb", strict=True)):
            tip = np.column_stack(arrow.get_data())[1] - panel.origin
            assert tip[axis] == pytest.approx(GRADIENT[step, axis] * panel.unit)
            assert tip[1 - axis] == pytest.approx(0)
            assert panel.told[name].number.get_text() == number(GRADIENT[step, axis])
    panel.at(stage.moment(0))
    assert panel.told["ratio"].number.get_text() == "66.35"


def test_pictures():
    check_pictures(ComponentsPanel())


@pytest.mark.parametrize("value", [0.0, 1e-300, 1e12, 1e299, np.inf, np.nan])
def test_any_gradient(make_small, value):
    rows = np.full((20, 2), value)
    rows[12:] = np.nan
    run = Trajectory("mine", np.ones((21, 2)), np.ones(21), {"gradient": rows})
    check_pictures(ComponentsPanel(), make_small(runs=(run,), optimizers=()))


def test_parts():
    check_parts(ComponentsPanel(), ("w", "b", "ratio"))


def test_what_there_is_not_is_said(make_small):
    run = Trajectory("mine", np.ones((21, 2)), np.ones(21))
    with pytest.raises(InvalidInput, match="no channel 'gradient'"):
        stage_of(ComponentsPanel("mine"), scene=make_small(runs=(run,)))
