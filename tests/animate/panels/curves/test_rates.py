"""The rates of w and b on one axis."""

import numpy as np
import pytest

from gradreel.animate import CurvePanel, Dim, Highlight, Play, RatesPanel, Reveal, Timeline
from gradreel.animate.scene.number_format import number
from gradreel.animate.stage.text_sizes import texts_seen
from gradreel.core import Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

from ..told import check_pictures, stage_of

LINES = ((0.1, "was set"), (0.01, "of gradient descent"))
RATES = SCENE.trajectories["adagrad"].channels["effective_learning_rate"]


def test_the_ratio_is_a_distance_on_one_axis():
    stage = stage_of(RatesPanel(lines=LINES), (1280, 720))
    axes, (w, b) = stage.axes["it"][0], stage.panels["it"].curves
    assert axes.get_yscale() == "log"
    low, high = axes.get_ylim()
    apart = (w.pixel(0)[1] - b.pixel(0)[1]) / axes.bbox.height
    ratio = RATES[0, 0] / RATES[0, 1]
    assert ratio == pytest.approx(66, abs=1)
    assert apart == pytest.approx(np.log(ratio) / np.log(high / low), rel=1e-6)


def test_colours_and_numbers_are_those_of_w_and_b():
    stage = stage_of(RatesPanel(lines=LINES), (1280, 720))
    panel = stage.panels["it"]
    panel.at(stage.moment(len(stage) - 1))
    assert [text.get_text() for text in panel.numbers.texts] == [number(r) for r in RATES[-1]]
    for each in (panel.curves, panel.numbers.texts):
        colors = [(e.get_color() if hasattr(e, "get_color") else e.color) for e in each]
        assert colors == [stage.theme.parameter_color(name) for name in "wb"]


@pytest.mark.parametrize("size", [(480, 270), (640, 360), (1280, 720), (540, 540), (360, 640)])
def test_a_name_stands_apart_from_its_number(size):
    stage = stage_of(RatesPanel(lines=LINES), size)
    read = texts_seen(stage, len(stage) - 1)
    for name, rate in zip("wb", RATES[-1], strict=True):
        [letter] = [each.box for each in read if each.words == f"${name}$"]
        [digits] = [each for each in read if each.words == number(rate)]
        assert digits.box.x0 - letter.x1 > digits.height / 4


@pytest.mark.parametrize("rate", [None, 0.0, 1e-300, 1e12, np.inf, np.nan])
def test_pictures_of_any_rates(make_small, rate):
    scene = SCENE
    if rate is not None:
        rates = np.full((20, 2), rate)
        rates[12:] = np.nan
        channels = {"effective_learning_rate": rates}
        run = Trajectory("mine", np.ones((21, 2)), np.ones(21), channels)
        scene = make_small(runs=(run,), optimizers=())
    check_pictures(RatesPanel(lines=LINES), scene)


def test_w_and_b_are_parts():
    verbs = (Play(60, 0.5), Dim("it/w", 0.5, to=0), Highlight("it/b", 0.6), Reveal("it/w", 0.6))
    stage = stage_of(RatesPanel(lines=LINES), timeline=Timeline(verbs))
    w, b = (stage.theme.parameter_color(name) for name in "wb")
    assert stage.panels["it"].parts == {"w": w, "b": b}
    frames = {index: stage.frame(index) for index in (5, 7, 9, 14, 18, len(stage) - 1)}
    seen = {index: [of_color(frame, color) for color in (w, b)] for index, frame in frames.items()}
    assert seen[5][0] > 100
    assert seen[9] == [0, seen[5][1]]
    assert of_color(frames[14], b, near=200) > of_color(frames[9], b, near=200) + 100
    assert seen[len(stage) - 1][0] >= seen[5][0]
    for index, frame in frames.items():
        assert (frame == stage.redraw(index)).all()


def of_color(frame, color, near=30):
    apart = np.abs(frame.astype(int) - [int(color[i : i + 2], 16) for i in (1, 3, 5)])
    return (apart.max(axis=2) < near).sum()


def test_what_there_is_not_is_said():
    with pytest.raises(InvalidInput, match="no channel 'effective_learning_rate'"):
        stage_of(RatesPanel("momentum"))
    for lines in (((0.1,),), ((0.0, "x"),), ((0.1, 2),), (0.1, "x")):
        with pytest.raises(InvalidInput, match="RatesPanel was given lines"):
            RatesPanel(lines=lines)


def test_curves_of_a_parameter_may_have_its_colour_glow_and_all():
    for name in "wb":
        stage = stage_of(CurvePanel("gradient", name, ("adagrad",), hue="parameter"), (320, 180))
        (curve,) = stage.panels["it"].curves
        color = stage.theme.parameter_color(name)
        assert (curve.color, stage.panels["it"].parts) == (color, {"adagrad": color})
    with pytest.raises(InvalidInput, match="was given coordinate None; give it 'w' or 'b'"):
        CurvePanel("loss", hue="parameter")
