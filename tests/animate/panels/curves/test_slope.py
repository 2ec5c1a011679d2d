"""The loss along the path: by differences, integrals and the data of the artists."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Play, SlopePanel, Stage, Timeline
from gradreel.animate.drawing.tangent import TANGENT
from gradreel.animate.scene.number_format import number
from gradreel.core import SURFACES, GradientDescent, Momentum, Nesterov, Quadratic
from gradreel.core.cross_section import cross_section
from gradreel.core.errors import InvalidInput
from gradreel.core.surface import start_of
from gradreel.scenes.adagrad_replay import SCENE

PLAIN = GradientDescent(learning_rate=0.05)


def stage_of(scene, *panels, **changes):
    names = [f"panel {i}" for i in range(len(panels))]
    scene = replace(
        scene,
        panels=dict(zip(names, panels, strict=True)),
        rows=tuple((name,) for name in names),
        widths=(),
        heights=(),
        **changes,
    )
    return Stage(scene, (640, 360), fps=10)


def drawn(stage, index, name="panel 0"):
    """A panel with its artists set to a frame."""
    panel = stage.panels[name]
    panel.at(stage.moment(index))
    return panel


@pytest.fixture(scope="module")
def adagrad():
    run = SCENE.trajectories["adagrad"]
    return run, cross_section(SCENE.surface, run.params)


def test_distance_is_the_length_of_the_path(adagrad):
    run, section = adagrad
    length = 0.0
    for k in range(run.steps):
        assert section.distance[k * section.per_step] == pytest.approx(length)
        length += np.linalg.norm(run.params[k + 1] - run.params[k])
    assert section.distance[-1] == pytest.approx(length)


def test_loss_is_that_of_the_run_at_its_steps_and_of_the_surface_between(adagrad):
    run, section = adagrad
    assert section.loss[:: section.per_step] == pytest.approx(run.loss)
    middle = run.params[7] + 0.5 * (run.params[8] - run.params[7])
    row = 7 * section.per_step + section.per_step // 2
    assert section.per_step % 2 == 0
    assert section.loss[row] == pytest.approx(float(SCENE.surface.loss(middle)))


def test_slope_is_the_difference_quotient_of_the_loss(adagrad):
    run, section = adagrad
    surface, h = SCENE.surface, 1e-5
    for k in (0, 1, 40, 150, 399):
        way = run.params[k + 1] - run.params[k]
        ahead = h * way / np.linalg.norm(way)
        here = run.params[k]
        quotient = (surface.loss(here + ahead) - surface.loss(here - ahead)) / (2 * h)
        assert section.slope[k * section.per_step] == pytest.approx(float(quotient), rel=1e-6)


@pytest.mark.parametrize("name", sorted(SURFACES))
def test_the_slope_integrates_to_the_loss_on_every_surface(name):
    surface = SURFACES[name]()
    start = start_of(surface)
    params = start + np.array([[0.0, 0.0], [0.01, 0.02], [0.01, 0.02], [-0.02, 0.015]])
    section = cross_section(surface, params)
    n = section.per_step
    for k in range(3):  # Simpson's rule on each straight piece, whose slope goes on to its end
        piece, ahead = slice(k * n, (k + 1) * n + 1), params[k + 1] - params[k]
        slopes, length = section.slope[piece].copy(), float(np.hypot(*ahead))
        slopes[-1] = surface.gradient(params[k + 1]) @ ahead / length if length else 0.0
        weights = np.array([1, *([4, 2] * (n // 2 - 1)), 4, 1]) / 3
        rise = float(weights @ slopes) * length / n
        expected = section.loss[(k + 1) * n] - section.loss[k * n]
        assert rise == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_slope_grows_in_magnitude_and_then_shrinks_to_0_as_the_lecture_says(adagrad):
    _, section = adagrad
    slope = section.slope[:: section.per_step]
    steepest = int(slope.argmin())
    assert (slope < 0).all()
    assert 50 < steepest < 100
    assert (np.diff(slope[:steepest]) < 0).all()
    assert (np.diff(slope[steepest:]) > 0).all()
    assert abs(slope[-1]) < 0.05 * abs(slope[steepest])


def test_slope_takes_the_gradient_where_the_run_is_not_where_it_looked_ahead(small):
    nag = Nesterov(learning_rate=0.05, momentum=0.9)
    stage = stage_of(small, SlopePanel("derivative", "nesterov"), optimizers=(nag,))
    run = stage.scene.trajectories["nesterov"]
    way = run.params[6] - run.params[5]
    expected = small.surface.gradient(run.params[5]) @ way / np.linalg.norm(way)
    lookahead = run.channels["gradient"][5] @ way / np.linalg.norm(way)
    found = drawn(stage, 0).curve.places[5, 1]
    assert found == pytest.approx(float(expected))
    assert abs(found - lookahead) > 1e-3


def test_curve_is_the_cross_section_up_to_the_head(small):
    stage = stage_of(small, SlopePanel(optimizer="adagrad"))
    section = cross_section(small.surface, small.trajectories["adagrad"].params)
    for index in (0, 7, 13, len(stage) - 1):
        x, y = drawn(stage, index).curve.line.get_data()
        row = stage.moment(index).step * section.per_step
        rows = np.arange(len(section.loss))
        assert (x[0], y[0]) == (0, section.loss[0])
        assert x[-1] == pytest.approx(np.interp(row, rows, section.distance))
        assert np.allclose(y, np.interp(x, section.distance, section.loss), atol=1e-9)


def test_tangent_touches_at_the_head_with_its_slope_and_keeps_its_length(small):
    stage = stage_of(small, SlopePanel(optimizer="adagrad"))
    section = cross_section(small.surface, small.trajectories["adagrad"].params)
    for index in range(len(stage)):
        panel = drawn(stage, index)
        (x,), (y,) = panel.curve.marker.get_data()
        ends = np.column_stack(panel.tangent.stroke.get_data())
        slope = np.interp(
            stage.moment(index).step * section.per_step,
            np.arange(len(section.slope)),
            section.slope,
        )
        assert ends.mean(axis=0) == pytest.approx([x, y])
        assert (ends[1, 1] - ends[0, 1]) / (ends[1, 0] - ends[0, 0]) == pytest.approx(slope)
        pixels = stage.figure.axes[-1].transData.transform(ends)
        assert np.hypot(*np.diff(pixels, axis=0)[0]) == pytest.approx(2 * TANGENT * stage.scale)


def test_number_is_that_of_the_whole_step_in_both_panels(small):
    stage = stage_of(small, SlopePanel(optimizer="adagrad"), SlopePanel("derivative", "adagrad"))
    section = cross_section(small.surface, small.trajectories["adagrad"].params)
    for index in (0, 9, len(stage) - 1):
        k = stage.moment(index).whole
        words = number(float(section.slope[k * section.per_step]))
        for name in ("panel 0", "panel 1"):
            assert drawn(stage, index, name).readout.text.get_text() == words


def test_two_panels_below_each_other_line_up(small):
    stage = stage_of(
        small,
        SlopePanel(optimizer="adagrad", distance_axis=False),
        SlopePanel("derivative", "adagrad"),
    )
    above, below = stage.figure.axes[-2:]
    assert above.get_xlim() == below.get_xlim()
    assert (above.bbox.x0, above.bbox.x1) == pytest.approx((below.bbox.x0, below.bbox.x1))
    for index in (3, len(stage) - 1):
        loss, slope = (drawn(stage, index, name) for name in ("panel 0", "panel 1"))
        assert loss.curve.marker.pixel[0] == pytest.approx(slope.curve.marker.pixel[0], abs=0.2)
        assert loss.plumb.stroke.get_ydata()[1] == above.bbox.y0
        assert slope.plumb.stroke.get_ydata()[1] == below.bbox.y1


def test_the_last_number_does_not_depend_on_where_the_timeline_ends(small):
    short = stage_of(small, SlopePanel(optimizer="adagrad"), timeline=Timeline((Play(7, 1),)))
    whole = cross_section(small.surface, small.trajectories["adagrad"].params)
    expected = number(float(whole.slope[7 * whole.per_step]))
    assert drawn(short, len(short) - 1).readout.text.get_text() == expected


def test_axes_hold_the_run_and_the_derivative_s_axis_the_0(small):
    stage = stage_of(small, SlopePanel(optimizer="adagrad"), SlopePanel("derivative", "adagrad"))
    above, below = (axes.get_ylim() for axes in stage.figure.axes[-2:])
    loss = small.trajectories["adagrad"].loss
    assert above[0] < loss.min() < loss.max() < above[1]
    assert below[0] < 0 < below[1]


def test_a_path_that_stands_still_has_the_slope_0(small):
    stage = stage_of(
        small, SlopePanel(optimizer="gradient_descent"), start=(0.0, 0.0), optimizers=(PLAIN,)
    )
    assert drawn(stage, 5).readout.text.get_text() == "0"
    assert np.array_equal(stage.frame(5), stage.redraw(5))


def test_a_run_that_diverges_is_cut_as_far_as_it_goes(small):
    stage = stage_of(
        small,
        SlopePanel(optimizer="gradient_descent"),
        SlopePanel("derivative", "gradient_descent"),
        surface=Quadratic(condition_number=100.0),
        optimizers=(GradientDescent(learning_rate=1e4),),
    )
    last = len(stage) - 1
    assert np.isfinite(drawn(stage, last).curve.places[:, 0]).all()
    assert np.array_equal(stage.frame(last), stage.redraw(last))


def test_a_long_run_is_bounded_by_pixels(small):
    steps = 8000
    stage = stage_of(
        small, SlopePanel(optimizer="adagrad"), steps=steps, timeline=Timeline((Play(steps, 1),))
    )
    panel = drawn(stage, len(stage) - 1)
    assert len(panel.curve.line.get_xdata()) < 3000


def test_callouts_point_at_the_curve(small):
    stage = stage_of(small, SlopePanel("derivative", "adagrad"))
    panel, to_pixels = stage.panels["panel 0"], stage.figure.axes[-1].transData.transform
    assert panel.anchor("adagrad", 4, None) == pytest.approx(to_pixels(panel.curve.places[4]))
    with pytest.raises(InvalidInput, match="draws adagrad"):
        panel.anchor("momentum", 4, None)


def test_zigzags_are_drawn_as_they_are(small):
    """Between steps a path is straight: there the loss of a bowl is a parabola, not a chord."""
    wild = Momentum(learning_rate=0.5, momentum=0.9)
    stage = stage_of(small, SlopePanel(optimizer="momentum"), optimizers=(wild,))
    run, panel = stage.scene.trajectories["momentum"], drawn(stage, 0)
    middle = panel.curve.place(2.5)[1]
    assert middle == pytest.approx(float(small.surface.loss((run.params[2] + run.params[3]) / 2)))
    assert middle < (run.loss[2] + run.loss[3]) / 2


GONE = {"optimizers": (GradientDescent(learning_rate=1e308),), "surface": Quadratic(100.0)}


@pytest.mark.parametrize(
    ("panel", "changes", "words"),
    [
        (SlopePanel(optimizer="adam"), {}, "the scene runs gradient_descent"),
        (SlopePanel(optimizer="gradient_descent"), GONE, "gradient_descent has no finite step"),
    ],
)
def test_what_there_is_not_is_said(small, panel, changes, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, panel, **changes)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"which": "height"}, "give 'loss' or 'derivative'"),
        ({"limits": (1, 0)}, "the first is the smaller"),
        ({"limits": (0, float("inf"))}, "the first is the smaller"),
    ],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        SlopePanel(**options)
