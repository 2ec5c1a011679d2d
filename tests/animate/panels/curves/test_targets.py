"""Coordinates against their target: by the data of the artists, and the arrivals by hand."""

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate import Dim, Hold, Play, Replay, Reveal, Stage, TargetsPanel, Timeline
from gradreel.animate.panels.curves.targets import _spread
from gradreel.animate.scene.loading import load_scene
from gradreel.animate.style.theme import LIGHT, MARKERS
from gradreel.core import GradientDescent, Quadratic, Window
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

BOTH = ("gradient_descent", "adagrad")
FOUR = ("gradient_descent", "momentum", "nesterov", "adagrad")


def stage_of(scene, panel, **changes):
    scene = replace(
        scene, panels={"targets": panel}, rows=(("targets",),), widths=(), heights=(), **changes
    )
    return Stage(scene, (640, 360), fps=10)


def drawn(stage, index):
    """The panel with its artists set to a frame."""
    panel = stage.panels["targets"]
    panel.at(stage.moment(index))
    return panel


def settled_by_hand(values, target, radius):
    """The first step from which all later values are within the radius, counted backwards."""
    step = len(values)
    while step and abs(values[step - 1] - target) <= radius:
        step -= 1
    return step if step < len(values) else None


@pytest.fixture(scope="module")
def lecture():
    timeline = Timeline((Play(400, 8),))
    return {
        coordinate: stage_of(SCENE, TargetsPanel(coordinate, FOUR), timeline=timeline)
        for coordinate in "wb"
    }


@pytest.mark.parametrize("coordinate", ["w", "b"])
def test_line_runs_along_the_parameter_and_the_head_glides(small, coordinate):
    stage = stage_of(small, TargetsPanel(coordinate, BOTH))
    for index in (0, 7, len(stage) - 1):
        step = stage.moment(index).step
        for curve in drawn(stage, index).curves:
            values = small.trajectories[curve.name].params[:, "wb".index(coordinate)]
            x, y = curve.line.get_data()
            assert x[-1] == pytest.approx(step)
            assert np.allclose(y, np.interp(x, np.arange(21), values))
            assert curve.marker.get_data() == ([x[-1]], [y[-1]])


@pytest.mark.parametrize("coordinate", ["w", "b"])
def test_arrivals_are_those_counted_by_hand_in_the_runs(lecture, coordinate):
    target = SCENE.surface.minimum["wb".index(coordinate)]
    found = {a.name: a.step for a in drawn(lecture[coordinate], 0).arrivals}
    by_hand = {
        name: settled_by_hand(run.params[:, "wb".index(coordinate)], target, 0.1)
        for name, run in SCENE.trajectories.items()
    }
    assert found == by_hand


def test_who_is_right_first_is_what_the_lecture_says(lecture):
    w, b = ({a.name: a.step for a in drawn(lecture[c], 0).arrivals} for c in "wb")
    assert w["adagrad"] < b["adagrad"]
    assert b["gradient_descent"] < w["gradient_descent"]
    assert abs(w["adagrad"] - 235) <= 5
    assert abs(b["adagrad"] - 273) <= 5
    assert abs(b["gradient_descent"] - 178) <= 5
    assert abs(w["gradient_descent"] - 345) <= 5


def test_an_arrival_appears_when_its_step_is_reached_and_goes_when_it_is_played_again():
    timeline = Timeline((Play(400, 4), Replay(0, 400, 4)))
    stage = stage_of(SCENE, TargetsPanel("w", FOUR), timeline=timeline)
    seen = set()
    for index in range(0, len(stage), 2):
        whole = stage.moment(index).whole
        for arrival in drawn(stage, index).arrivals:
            reached = whole >= arrival.step
            assert arrival.text.get_text() == (f"{arrival.step}" if reached else "")
            assert arrival.marker.get_visible() == arrival.line.get_visible() == reached
            seen.add((index > len(stage) / 2, arrival.name, reached))
    assert len(seen) == 2 * 4 * 2


def test_a_mark_stands_on_the_target_at_its_step_with_its_run_s_look(lecture):
    for arrival in drawn(lecture["w"], 60).arrivals:
        (x,), (y,) = arrival.marker.get_data()
        assert (x, y) == (arrival.step, pytest.approx(SCENE.surface.minimum[0]))
        assert arrival.marker.get_marker() == MARKERS[arrival.name]
        assert arrival.text.get_color() == LIGHT.path_color(arrival.name)
        assert arrival.marker.get_markeredgecolor() == LIGHT.path_color(arrival.name)


@pytest.mark.parametrize("coordinate", ["w", "b"])
@pytest.mark.parametrize("radius", [0.1, 2.9])  # the large one is reached by all at about a time
def test_numbers_stand_above_every_curve_and_apart(coordinate, radius):
    values = [run.params[:, "wb".index(coordinate)] for run in SCENE.trajectories.values()]
    limits = (float(np.min(values)), float(np.max(values)))  # curves that fill their axes
    panel = TargetsPanel(coordinate, FOUR, radius=radius, limits=limits)
    stage = stage_of(SCENE, panel, timeline=Timeline((Play(400, 8),)))
    panel = drawn(stage, len(stage) - 1)
    boxes = [a.text.get_window_extent(stage.renderer) for a in panel.arrivals]
    assert len(boxes) == 4
    highest = max(np.nanmax(curve.line.drawn_pixels()[:, 1]) for curve in panel.curves)
    assert min(box.y0 for box in boxes) > highest
    assert all(a.x1 + 3 < b.x0 for a, b in pairwise(boxes))


def test_a_run_that_has_not_arrived_by_the_end_has_no_mark(small):
    panel = drawn(stage_of(small, TargetsPanel("b", BOTH, radius=1e-9)), 19)
    assert panel.arrivals == []


def test_target_and_radius_of_ones_own(small):
    stage = stage_of(small, TargetsPanel("w", BOTH, target=-1.0, radius=5.0))
    assert {(a.name, a.step) for a in drawn(stage, 0).arrivals} == {(n, 0) for n in BOTH}
    low, high = stage.figure.axes[-1].get_ylim()
    assert low < -6
    assert high > 4


def test_axes_hold_all_runs_and_never_move(small):
    stage = stage_of(small, TargetsPanel("w", BOTH))
    axes = stage.figure.axes[-1]
    before = axes.get_xlim(), axes.get_ylim()
    values = np.concatenate([small.trajectories[n].w for n in BOTH])
    for index in range(len(stage)):
        drawn(stage, index)
    assert (axes.get_xlim(), axes.get_ylim()) == before
    assert before[1][0] < values.min() < values.max() < before[1][1]


def test_a_run_that_diverges_ends_its_curve(small):
    rate = GradientDescent(learning_rate=1e9)
    panel = TargetsPanel("w", ("gradient_descent",), limits=(-2, 2))
    surface = Quadratic(condition_number=100.0)
    stage = stage_of(small, panel, optimizers=(rate,), surface=surface)
    last = len(stage) - 1
    assert not drawn(stage, last).curves[0].marker.get_visible()
    assert drawn(stage, last).arrivals == []
    assert np.array_equal(stage.frame(last), stage.redraw(last))


def test_a_head_outside_limits_of_ones_own_is_not_drawn_over_its_neighbours(small):
    stage = stage_of(small, TargetsPanel("w", BOTH, limits=(-0.2, 0.5)))
    assert not drawn(stage, 0).curves[0].marker.get_visible()  # it starts at -1


def test_callouts_point_at_a_run_s_curve(small):
    stage = stage_of(small, TargetsPanel("w", BOTH))
    panel, to_pixels = stage.panels["targets"], stage.figure.axes[-1].transData.transform
    values = small.trajectories["adagrad"].w
    assert panel.anchor("adagrad", 3, None) == pytest.approx(to_pixels((3, values[3])))
    assert panel.anchor("", 0, (5.0, 0.0)) == pytest.approx(to_pixels((5.0, 0.0)))
    with pytest.raises(InvalidInput, match="draws gradient_descent, adagrad"):
        panel.anchor("adam", 3, None)


axes = SimpleNamespace(
    bbox=SimpleNamespace(x0=0.0, x1=990.0), get_figure=lambda root: SimpleNamespace(dpi=100.0)
)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(20, 60)), min_size=1, max_size=16))
def test_labels_are_spread_in_order_without_overlap(labels):
    wanted, widths = zip(*sorted(labels), strict=True)
    places = _spread(wanted, widths, axes)
    left = [x - width / 2 for x, width in zip(places, widths, strict=True)]
    right = [x + width / 2 for x, width in zip(places, widths, strict=True)]
    assert left[0] >= -1e-9
    assert right[-1] <= 1000 + 1e-9
    assert all(a <= b + 1e-9 for a, b in zip(right[:-1], left[1:], strict=True))


def test_a_label_that_is_in_nobodys_way_stands_where_it_is_wanted():
    assert _spread([100, 300, 320, 700], [40] * 4, axes) == [100, 300, 340, 700]


class Unknown:
    """A surface whose minimum nobody knows."""

    name = "unknown"
    window = Window(-1, 1, -1, 1)
    minimum = None

    def loss(self, params):
        return params[..., 0] ** 2 + params[..., 1] ** 2

    def gradient(self, params):
        return 2 * params


def test_without_a_known_minimum_a_target_is_asked_for(small):
    with pytest.raises(InvalidInput, match="The minimum of unknown is not known"):
        stage_of(small, TargetsPanel("w", BOTH), surface=Unknown())
    stage_of(small, TargetsPanel("w", BOTH, target=0.0), surface=Unknown())


@pytest.mark.parametrize(
    ("panel", "words"),
    [
        (TargetsPanel("w", ("adam",)), "the scene runs gradient_descent"),
        (TargetsPanel("w", BOTH, label="a label as long as a sentence " * 5), "shorten it"),
        (TargetsPanel("w", BOTH * 4), "need .* pixels in one row"),
    ],
)
def test_what_cannot_be_drawn_is_said(small, panel, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, panel)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"coordinate": "x"}, "give 'w' or 'b'"),
        ({"optimizers": ()}, "with at least one"),
        ({"radius": 0.0}, "above 0"),
        ({"radius": float("nan")}, "above 0"),
        ({"target": float("inf")}, "finite number"),
        ({"limits": (1, 1)}, "the first is the smaller"),
    ],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        TargetsPanel(**({"coordinate": "w", "optimizers": BOTH} | options))


def test_runs_are_parts():
    """One that is hidden takes its number and its marker along; then they are back."""
    names = ("gradient_descent", "adagrad")
    verbs = (Play(400, 1), Dim("targets/adagrad", 1, to=0), Reveal("targets/adagrad", 1))
    panel = TargetsPanel("b", names)
    shown = stage_of(SCENE, panel, timeline=Timeline(verbs))
    assert tuple(shown.panels["targets"].parts) == names
    plain = stage_of(SCENE, panel, timeline=Timeline((Play(400, 1), Hold(2)))).frame(29)
    hidden, back = (np.abs(shown.frame(i).astype(float) - plain).max() for i in (18, 29))
    assert hidden > 100
    assert back < 20  # where the faint curve meets the axis
    for index in (0, 9, 12, 18, 22, 29):
        assert (shown.frame(index) == shown.redraw(index)).all(), index


@pytest.mark.parametrize("size", [(204, 360), (161, 287), (237, 211)])
def test_at_odd_sizes_the_rule_shrinks_before_it_is_refused(size):
    stage = Stage(load_scene("flip_side"), size, fps=4)
    assert stage.frame(0).shape == (size[1], size[0], 3)
