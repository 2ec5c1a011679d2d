"""The contour panel: by the data of its artists."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import ContourPanel, Play, Stage, Timeline
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.drawing.trail import end_in
from gradreel.animate.style.run_styles import label_of
from gradreel.animate.style.theme import LIGHT, MARKERS
from gradreel.core import (
    Beale,
    GradientDescent,
    Himmelblau,
    Momentum,
    Quadratic,
    Saddle,
    SixHumpCamel,
    Trajectory,
    Window,
    minima_of,
)
from gradreel.core.errors import InvalidInput

HALF = Himmelblau(window=(-5, 0, -5, 5))


def stage_of(small, panel=None, **changes):
    panels = {"map": panel or ContourPanel()}
    scene = replace(small, panels=panels, rows=(("map",),), widths=(), **changes)
    return Stage(scene, (640, 360), fps=10)


def drawn(stage, index):
    panel = [*stage.panels.values()][-1]
    panel.at(stage.moment(index))
    return panel


def test_trail_goes_from_the_start_to_the_head_along_the_steps(small):
    stage = stage_of(small)
    for index in (0, 6, 11, len(stage) - 1):
        moment = stage.moment(index)
        for path in drawn(stage, index).paths:
            params = small.trajectories[path.name].params
            x, y = path.line.get_data()
            assert (x[0], y[0]) == tuple(params[0])
            whole, share = moment.whole, max(moment.step - moment.whole, 0)
            ahead = params[min(whole + 1, 20)]
            assert (x[-1], y[-1]) == pytest.approx(params[whole] + share * (ahead - params[whole]))
            assert path.head.get_data() == ([x[-1]], [y[-1]])
            assert np.array_equal(path.rim.get_data(), path.line.get_data())


def test_each_optimizer_has_its_colour_marker_and_name(small):
    panel = drawn(stage_of(small), 5)
    for path, text in zip(panel.paths, panel.names.texts, strict=True):
        assert path.line.get_color() == LIGHT.paths[path.name] == text.get_color()
        assert path.head.get_marker() == MARKERS[path.name]
        assert text.get_text() == label_of(path.name)


def test_colours_and_markers_are_all_different():
    assert len(set(LIGHT.paths.values())) == len(LIGHT.paths) == len(MARKERS)
    assert len(set(MARKERS.values())) == len(MARKERS)


def test_names_can_be_left_out(small):
    panel = drawn(stage_of(small, ContourPanel(names=False)), 5)
    assert panel.names is None


def test_window_of_ones_own_shows_that_part(small):
    stage = stage_of(small, ContourPanel(window=Window(-1.5, 0.5, -0.5, 1.0)))
    axes = stage.figure.axes[-1]
    assert axes.get_xlim() == (-1.5, 0.5)
    assert axes.get_ylim() == (-0.5, 1.0)


def test_run_that_leaves_the_window_stays_at_its_edge_hollow_and_is_said(small):
    leaving = Momentum(learning_rate=0.3, momentum=0.95)
    stage = stage_of(small, ContourPanel(window=Window(-1.1, 0.2, 0.0, 0.9)), optimizers=(leaving,))
    outside = next(
        i for i in range(len(stage)) if drawn(stage, i).paths[0].outside(stage.moment(i).step)
    )
    panel = drawn(stage, outside)
    (x,), (y,) = panel.paths[0].head.get_data()
    assert x in (-1.1, 0.2) or y in (0.0, 0.9)
    assert panel.paths[0].head.get_markerfacecolor() == LIGHT.halo
    assert panel.names.texts[0].get_text() == "Momentum: outside"
    assert drawn(stage, 0).names.texts[0].get_text() == "Momentum"
    assert np.array_equal(stage.frame(outside), stage.redraw(outside))


def test_run_that_diverges_is_said_with_its_step(small):
    rate = GradientDescent(learning_rate=5.0)
    timeline = Timeline((Play(to=60, seconds=2),))
    stage = stage_of(
        small,
        surface=Quadratic(condition_number=100.0),
        optimizers=(rate,),
        steps=60,
        timeline=timeline,
    )
    run = stage.scene.trajectories["gradient_descent"]
    last = len(stage) - 1
    panel = drawn(stage, last)
    words = panel.names.texts[0].get_text()
    assert words == f"Gradient descent: {run.outcome}"
    assert "diverged at step" in words
    assert panel.paths[0].head.get_marker() == "X"
    assert np.isfinite(panel.paths[0].head.get_data()).all()
    assert np.array_equal(stage.frame(last), stage.redraw(last))


class Flat:
    """A surface without slope."""

    name = "flat"
    window = Window(-1, 1, -1, 1)
    minimum = None

    def loss(self, params):
        return np.zeros(params.shape[:-1])

    def gradient(self, params):
        return np.zeros_like(params)


class Hole(Flat):
    """A surface that is not defined left of w = 0."""

    def loss(self, params):
        return np.where(params[..., 0] < 0, np.nan, params[..., 1] ** 2)


@pytest.mark.parametrize("surface", [Flat(), Hole()])
def test_surfaces_that_have_no_contours_everywhere_are_drawn(small, surface):
    stage = stage_of(small, surface=surface, start=(0.5, 0.5))
    assert stage.frame(0).std() > 0


@pytest.mark.parametrize("spacing", ["linear", "log"])
def test_bands_rise_from_blue_to_red(small, spacing):
    stage = stage_of(small, ContourPanel(spacing=spacing, names=False), start=(-1.0, 0.8))
    frame, box = stage.frame(0), stage.figure.axes[-1].bbox
    middle = frame[360 - int((box.y0 + box.y1) / 2) - 7, int((box.x0 + box.x1) / 2) + 8]
    corner = frame[360 - int(box.y1) + 4, int(box.x1) - 6]
    assert middle[2] > middle[0]  # low: blue
    assert corner[0] > corner[2]  # high: red


@pytest.mark.parametrize(
    ("options", "words"),
    [({"spacing": "cubic"}, "give 'linear' or 'log'"), ({"bands": 1}, "2 to 200")],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        ContourPanel(**options)


@pytest.mark.parametrize("surface", [Himmelblau(), SixHumpCamel(), Beale(), Saddle(), HALF])
def test_every_known_minimum_in_the_window_has_its_star(small, surface):
    """Whoever arrives at any of them is told to be there."""
    stage = stage_of(small, surface=surface)
    stars = marks_of(stage, "*")
    minima = minima_of(surface)
    seen = minima[surface.window.contains(minima)]
    assert np.array_equal(np.reshape(stars, (-1, 2)), seen)
    words = {text.get_text() for text in stage.figure.findobj(PictureText)}
    assert ("minima" in words, "minimum" in words) == (len(seen) > 1, len(seen) == 1)


def test_every_start_is_marked_once(small):
    path = np.array([[0.5, -0.5], [0.2, 0.1]])
    elsewhere = Trajectory("elsewhere", path, small.surface.loss(path))
    same = replace(small.trajectories["adagrad"], name="same")
    assert np.array_equal(marks_of(stage_of(small, runs=(elsewhere, same)), "o"), [
        small.start, path[0]
    ])  # fmt: skip


def marks_of(stage, marker):
    lines = [line for axes in stage.figure.axes for line in axes.lines]
    mine = [each for each in lines if each.get_marker() == marker and each.get_clip_on()]
    return [each.get_xydata()[0] for each in mine]


@pytest.mark.parametrize(
    ("leap", "end"),
    [
        ((9.0, 0.0), (2.0, 0.5)),  # of a window from -2 to 2, from (1, 0.5) on
        ((0.0, -9.0), (1.0, -2.0)),
        ((2.0, 3.0), (2.0, 2.0)),
        ((1e13, 1e13), (2.0, 1.5)),
        ((0.5, 0.5), (1.5, 1.0)),
        ((-1e308, 2e307), (-2.0, 1.1)),
    ],
)
def test_the_cross_of_a_lost_run_stands_on_its_path(leap, end):
    last = np.array([1.0, 0.5])
    path = np.array([[0.0, 0.0], last, last + leap])
    step, found = end_in(path, np.array([-2.0, -2.0]), np.array([2.0, 2.0]))
    assert found == pytest.approx(end)
    assert step == (1 if np.abs(path[2]).max() > 2 else 2)


def test_the_head_of_a_run_that_left_for_good_stays_where_its_path_leaves(small):
    path = np.array([[0.0, 0.0], [3.0, 0.0], [1.0, 1.0], [1.0, 5.0], [9.0, 9.0]])
    run = Trajectory("gone", path, small.surface.loss(path))
    stage = stage_of(small, runs=(run,))
    gone = next(each for each in drawn(stage, 0).paths if each.name == "gone")
    assert gone.seen(1.0).tolist() == [2.0, 0.0]  # it comes back
    assert gone.seen(2.0).tolist() == [1.0, 1.0]
    assert gone.seen(2.125) == pytest.approx([1.0, 1.5])
    for step in (2.25, 2.5, 3.0, 3.5, 4.0):
        assert gone.seen(step) == pytest.approx([1.0, 2.0])


def test_wide_numbers_below_lose_what_they_share(small):
    """Or the last of them reached into what stands beside the map."""
    far = Window(1e6, 1e6 + 100, 1e6, 1e6 + 100)
    stage = stage_of(small, ContourPanel(window=far))
    axes = next(axes for axes in stage.figure.axes if axes.get_xlabel())
    assert axes.get_xlabel().endswith("1e6")
    assert max(len(label.get_text()) for label in axes.get_xticklabels()) <= 3


def test_lines_through_the_minimum_are_in_the_colours_of_w_and_b(small):
    with_lines, without = (stage_of(small, ContourPanel(targets=each)) for each in (True, False))
    colors = {each: LIGHT.parameter_color(each) for each in ("w", "b")}
    lines = [
        line for line in with_lines.axes["map"][0].lines if line.get_color() in colors.values()
    ]
    (w, b), (along_b, along_w) = minima_of(small.surface)[0], lines
    assert (along_b.get_color(), *along_b.get_xdata()) == (colors["w"], w, w)
    assert (along_w.get_color(), *along_w.get_ydata()) == (colors["b"], b, b)
    assert not {line.get_color() for line in without.axes["map"][0].lines} & {*colors.values()}
