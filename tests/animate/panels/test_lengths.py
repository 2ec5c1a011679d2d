"""How far the runs have come, beside the way itself."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import LengthsPanel, Stage
from gradreel.animate.panels.lengths.lengths import walked
from gradreel.core import Trajectory, surface_from_function
from gradreel.core.errors import InvalidInput

from .told import check_parts, check_pictures, stage_of

WAY = ("along w", "along b", "direct")


def test_the_lengths_of_the_lecture():
    stage = stage_of(LengthsPanel(), (1280, 720))
    panel = stage.panels["it"]
    panel.at(stage.moment(len(stage) - 1))
    shown = {bar.length.name: bar._number.get_text() for bar in panel.bars}
    assert shown == {
        "along w": "4.01", "along b": "3.07", "direct": "5.05", "gradient_descent": "6.98",
        "momentum": "15.71", "nesterov": "9.66", "adagrad": "5.08",
    }  # fmt: skip


def test_bars_are_on_one_scale_and_grow_with_the_run():
    stage = stage_of(LengthsPanel(), (1280, 720))
    panel = stage.panels["it"]
    for step in (0.0, 5.0, 60.5, 400.0):
        panel.at(replace(stage.moment(0), step=step))
        for bar in panel.bars:
            values = bar.length.values
            at = min(step, len(values) - 1)
            now = np.interp(at, np.arange(len(values)), values)
            assert bar._bar.get_width() == pytest.approx(now * bar._unit)
    assert len({bar._unit for bar in panel.bars}) == 1


def test_pictures():
    check_pictures(LengthsPanel())


@pytest.mark.parametrize("size", [0.0, 1e-300, 1e12, 1e300])
def test_runs_of_any_size(make_small, size):
    params = np.column_stack([np.linspace(0, size, 21)] * 2)
    params[15:] = np.nan
    run = Trajectory("mine", params, np.where(np.isfinite(params[:, 0]), 1.0, np.nan))
    assert np.isfinite(walked(run)).all()
    check_pictures(LengthsPanel(), make_small(runs=(run,)))


def test_parts():
    check_parts(LengthsPanel(("adagrad", "momentum")), (*WAY, "adagrad", "momentum"))


def test_without_a_minimum_there_are_the_runs_alone(make_small):
    surface = surface_from_function(lambda w, b: w + b, window=(-2, 2, -2, 2))
    stage = stage_of(LengthsPanel(), scene=make_small(surface=surface))
    assert tuple(stage.panels["it"].parts) == ("gradient_descent", "adagrad")


def test_what_there_is_not_is_said(make_small):
    with pytest.raises(InvalidInput, match="the scene runs gradient_descent"):
        stage_of(LengthsPanel(("adam",)))
    panels = {f"p{i}": LengthsPanel() for i in range(9)}
    scene = make_small(panels=panels, rows=tuple((name,) for name in panels), widths=())
    with pytest.raises(InvalidInput, match=r"A lengths panel of 5 rows .* a larger share"):
        Stage(scene, (640, 360))
