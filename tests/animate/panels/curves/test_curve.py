"""Curves against the step: by the data of their artists."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import CurvePanel, Play, Stage, Timeline
from gradreel.animate.scene.number_format import number
from gradreel.core import GradientDescent, Quadratic
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE


def stage_of(small, panel, **changes):
    scene = replace(small, panels={"curve": panel}, rows=(("curve",),), widths=(), **changes)
    return Stage(scene, (640, 360), fps=10)


def drawn(stage, index):
    """The curve panel with its artists set to a frame."""
    panel = [*stage.panels.values()][-1]
    panel.at(stage.moment(index))
    return panel


def test_line_runs_through_the_channel_up_to_the_step(small):
    stage = stage_of(small, CurvePanel("gradient", "w", ("adagrad",)))
    gradient = small.trajectories["adagrad"].channels["gradient"][:, 0]
    for index in (0, 7, 13, len(stage) - 1):
        step = stage.moment(index).step
        x, y = drawn(stage, index).curves[0].line.get_data()
        assert x[0] == 0
        assert x[-1] == min(step, 19)
        assert np.allclose(y, np.interp(x, np.arange(20), gradient))


def test_number_is_that_of_the_whole_step_while_the_marker_glides(small):
    stage = stage_of(small, CurvePanel("gradient", "w", ("adagrad",)))
    gradient = small.trajectories["adagrad"].channels["gradient"][:, 0]
    between = next(i for i in range(len(stage)) if 0.3 < stage.moment(i).step % 1 < 0.7)
    panel, moment = drawn(stage, between), stage.moment(between)
    assert panel.readout.text.get_text() == number(gradient[moment.whole])
    assert panel.curves[0].marker.get_xdata() == [moment.step]
    low, high = sorted(gradient[moment.whole : moment.whole + 2])
    assert low < panel.curves[0].marker.get_ydata()[0] < high


def test_log_scale_glides_evenly_in_the_picture(small):
    stage = stage_of(small, CurvePanel("sum_of_squares", "w", ("adagrad",), scale="log"))
    history = small.trajectories["adagrad"].channels["sum_of_squares"][:, 0]
    index = next(i for i in range(len(stage)) if 0.3 < stage.moment(i).step % 1 < 0.7)
    k, share = divmod(stage.moment(index).step, 1)
    expected = history[int(k)] ** (1 - share) * history[int(k) + 1] ** share
    assert drawn(stage, index).curves[0].marker.get_ydata()[0] == pytest.approx(expected)


def test_axes_hold_the_whole_run_and_never_move(small):
    stage = stage_of(small, CurvePanel("gradient", "w", ("adagrad",)))
    axes = stage.figure.axes[-1]
    before = axes.get_xlim(), axes.get_ylim()
    gradient = small.trajectories["adagrad"].channels["gradient"][:, 0]
    for index in range(len(stage)):
        drawn(stage, index)
    assert (axes.get_xlim(), axes.get_ylim()) == before
    assert before[1][0] <= min(gradient.min(), 0) <= max(gradient.max(), 0) <= before[1][1]


@pytest.mark.parametrize("name", ["gradient", "history", "rate"])
@pytest.mark.parametrize("coordinate", ["w", "b"])
def test_each_curve_of_the_replay_fills_its_axes(name, coordinate):
    """The history dwarfs the gradient; on scales of their own both can be read."""
    stage = Stage(SCENE, (640, 360), fps=5)
    panel = [*stage.panels.values()][1 + list(SCENE.panels).index(f"{name} {coordinate}")]
    panel.at(stage.moment(len(stage) - 1))
    heights = panel.curves[0].line.drawn_pixels()[:, 1]
    box = stage.figure.axes[1 + list(SCENE.panels).index(f"{name} {coordinate}")].bbox
    assert np.ptp(heights) > 0.8 * box.height


def test_several_optimizers_share_the_axes_without_a_number(small):
    stage = stage_of(small, CurvePanel("loss", optimizers=("gradient_descent", "adagrad")))
    panel = drawn(stage, 5)
    assert panel.readout is None
    assert [c.values[0] for c in panel.curves] == [small.trajectories["adagrad"].loss[0]] * 2
    assert len({curve.color for curve in panel.curves}) == 2


def test_limits_of_ones_own(small):
    stage = stage_of(small, CurvePanel("gradient", "w", ("adagrad",), limits=(-5, 5)))
    assert stage.figure.axes[-1].get_ylim() == (-5, 5)


def test_log_scale_without_anything_above_0_becomes_linear(small):
    stage = stage_of(
        small, CurvePanel("gradient", "w", ("adagrad",), scale="log"), start=(-1.0, 0.8)
    )
    assert stage.figure.axes[-1].get_yscale() == "linear"
    stage.frame(3)


def test_run_that_diverges_ends_its_curve(small):
    scene = {
        "surface": Quadratic(condition_number=100.0),
        "optimizers": (GradientDescent(learning_rate=10.0),),
    }
    panel = CurvePanel("loss", optimizers=("gradient_descent",), scale="log")
    stage = stage_of(small, panel, **scene)
    curve = drawn(stage, len(stage) - 1).curves[0]
    assert not curve.marker.get_visible()
    assert np.isfinite(stage.figure.axes[-1].get_ylim()).all()
    assert [*stage.panels.values()][-1].readout.text.get_text() == "\N{EM DASH}"
    stage.frame(len(stage) - 1)


def test_ticks_are_few_and_stand_within_the_axes(small):
    for scale, channel in (("linear", "gradient"), ("log", "sum_of_squares")):
        stage = stage_of(small, CurvePanel(channel, "w", ("adagrad",), scale=scale, step_axis=True))
        axes = stage.figure.axes[-1]
        low, high = axes.get_ylim()
        inside = [t for t in axes.get_yticks() if low <= t <= high]
        assert 1 <= len(inside) <= 5


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        (CurvePanel("gradient", "x"), "choose w or b"),
        (CurvePanel("gradient"), "choose w or b"),
        (CurvePanel("momentum", "w"), "no channel 'momentum'; it has loss"),
        (CurvePanel("gradient", "w", optimizers=("adam",)), "the scene runs gradient_descent"),
    ],
)
def test_what_there_is_not_is_said(small, panel, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, panel)


def test_curve_of_a_long_run_is_bounded_by_pixels(small):
    steps = 20_000
    timeline = Timeline((Play(to=steps, seconds=1),))
    stage = stage_of(small, CurvePanel("loss", None, ("adagrad",)), steps=steps, timeline=timeline)
    assert len(drawn(stage, len(stage) - 1).curves[0].line.get_xdata()) < 3000


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scale": "cubic"}, "give 'linear' or 'log'"),
        ({"optimizers": ()}, "with at least one"),
        ({"limits": (3, 1)}, "the first is the smaller"),
        ({"limits": (float("nan"), 1)}, "the first is the smaller"),
    ],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        CurvePanel("gradient", "w", **options)
