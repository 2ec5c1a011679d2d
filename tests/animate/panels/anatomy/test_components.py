"""The gradient along w and along b, on one scale."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import ComponentsPanel, Stage
from gradreel.animate.scene.number_format import number
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE
from gradreel.scenes.right_angle import SCENE as RIGHT_ANGLE

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


@pytest.mark.parametrize("size", [(1280, 720), (480, 270), (1080, 1920)])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_arrows_stay_inside_their_panel_and_off_the_numbers_in_every_shape(size, theme):
    """Each in the colour of its parameter, with its barbs at the tip, in the lecture's scene.

    A square picture leaves this panel out.
    """
    stage = Stage(RIGHT_ANGLE, size, theme=theme, fps=2)
    pages = [page for i in range(0, len(stage), 8) if "gradient" in (page := stage.page(i)).panels]
    panel, box = pages[0].panels["gradient"], pages[0].axes["gradient"][0].bbox
    top = max(told.number.get_window_extent(stage.renderer).y1 for told in panel.told.values())
    for step in range(0, 400, 7):
        panel.at(replace(stage.moment(0), step=float(step)))
        for axis, (arrow, name) in enumerate(zip(panel.arrows, "wb", strict=True)):
            points = np.column_stack(arrow.get_data())
            assert arrow.get_color() == theme.parameter_color(name)
            assert (points >= (box.x0, top)).all(), (step, name)
            assert (points <= (box.x1, box.y1)).all(), (step, name)
            tip, barbs = points[[1, 3]], points[[2, 4]]
            assert (tip[0] == tip[1]).all()
            way = tip[0] - panel.origin
            assert (np.abs(barbs - panel.origin)[:, axis] <= abs(way[axis]) + 1e-9).all()


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
