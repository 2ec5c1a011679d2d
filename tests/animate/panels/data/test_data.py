"""The data panel: points, inputs and fits by the data of their artists."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, DataPanel, Hold, Play, Stage, Timeline
from gradreel.animate.panels.data.points import Cloud
from gradreel.animate.style.theme import LIGHT, MARKERS
from gradreel.core import (
    Dataset,
    GradientDescent,
    LinearRegression,
    LogisticRegression,
    Neuron,
    Quadratic,
    Window,
    sparse_dataset,
)
from gradreel.core.errors import InvalidInput

BOTH = ("gradient_descent", "adagrad")
BEFORE = sparse_dataset(sparsity=0.0)
AFTER = sparse_dataset()
SLIDES = Timeline((Hold(0.5), Change("data", 2), Play(20, 1)))


def stage_of(small, panel=None, **changes):
    changes = {"surface": Neuron(), "start": (-4.0, -3.0)} | changes
    panels = {"data": panel or DataPanel(("adagrad",))}
    scene = replace(small, panels=panels, rows=(("data",),), widths=(), **changes)
    return Stage(scene, (640, 360), fps=10)


def drawn(stage, index):
    """The panel with its artists set to a frame."""
    panel = stage.panels["data"]
    panel.at(stage.moment(index))
    return panel


def texts(stage):
    found = [a.get_text() for a in stage.figure.findobj() if hasattr(a, "get_text")]
    return [words for words in found if words]


@pytest.fixture
def slides(small):
    return stage_of(small, DataPanel(BOTH, before=BEFORE), timeline=SLIDES)


def at_progress(stage, progress):
    panel = stage.panels["data"]
    panel.at(replace(stage.moment(0), changes={"data": progress}))
    return panel


def test_data_before_is_the_same_draw_before_four_fifths_became_0():
    rng = np.random.default_rng(2111326)
    assert np.array_equal(BEFORE.x, rng.random(500))
    assert np.array_equal(BEFORE.y, AFTER.y)
    assert np.array_equal(np.where(AFTER.x == 0, 0.0, BEFORE.x), AFTER.x)


def test_points_stand_at_their_x_and_those_at_0_in_the_strip(small):
    cloud = Cloud(AFTER, AFTER)
    places, zeros = cloud.places(1.0), cloud.zeros(1.0)
    assert zeros.sum() == 400
    assert np.array_equal(zeros, AFTER.x == 0)
    assert np.array_equal(places[:, 1], AFTER.y)
    assert np.array_equal(places[~zeros, 0], AFTER.x[~zeros])
    left, right = cloud.strip
    assert (left < places[zeros, 0]).all()
    assert (places[zeros, 0] < right).all()
    assert right < 0
    gaps = np.diff(np.sort(places[zeros, 0]))
    assert gaps.max() < 0.02 * (right - left)  # they lie side by side, not in heaps
    assert "400" in texts(stage_of(small))


def test_the_chosen_points_slide_to_0_and_no_others(slides):
    cloud = slides.panels["data"].dots._cloud
    chosen = AFTER.x == 0
    path = np.array([cloud.places(p) for p in np.linspace(0, 1, 41)])
    assert np.array_equal(path[0], np.column_stack([BEFORE.x, BEFORE.y]))
    left, right = cloud.strip
    assert ((left < path[-1, chosen, 0]) & (path[-1, chosen, 0] < right)).all()
    assert (np.diff(path[:, chosen, 0], axis=0) <= 0).all()  # to the left all the way
    assert (path[-1, chosen, 0] < path[0, chosen, 0]).all()
    assert (path[:, ~chosen] == path[0, ~chosen]).all()
    assert (path[..., 1] == AFTER.y).all()
    assert np.abs(np.diff(path[..., 0], axis=0)).max() < 0.2  # nobody jumps


def test_count_and_bar_follow_the_points(slides):
    counts = []
    for progress in np.linspace(0, 1, 21):
        dots = at_progress(slides, progress).dots
        on, off = (len(line.get_xdata()) for line in (dots.on, dots.off))
        assert on + off == 500
        bar, word, number = dots._row.artists
        assert number.get_text() == f"{off}"
        assert word.get_text() == ("sparse:" if off > 250 else "dense:")
        assert bar.get_width() / dots._row._width == pytest.approx(on / 500)
        counts.append(off)
    assert counts[0] == 0
    assert counts[-1] == 400
    assert (np.diff(counts) >= 0).all()
    assert len(set(counts)) > 10


def test_the_timeline_s_change_moves_them_and_a_hold_does_not(slides):
    counts = [len(drawn(slides, i).dots.off.get_xdata()) for i in range(len(slides))]
    assert counts[:5] == [0] * 5
    assert 0 < counts[15] < 400
    assert counts[-1] == counts[-9] == 400


def test_without_a_change_they_stand_at_0_from_the_beginning(small):
    stage = stage_of(small, DataPanel(("adagrad",), before=BEFORE))
    plain = stage_of(small, DataPanel(("adagrad",)))
    assert stage.panels["data"].dots is None
    assert np.array_equal(stage.frame(0), plain.frame(0))


def test_after_the_change_the_points_are_those_of_the_surface(slides):
    dots = drawn(slides, len(slides) - 1).dots
    on, off = (np.column_stack(line.get_data()) for line in (dots.on, dots.off))
    assert np.array_equal(on, np.column_stack([AFTER.x, AFTER.y])[AFTER.x > 0])
    assert np.array_equal(off[:, 1], AFTER.y[AFTER.x == 0])


def test_fit_is_the_neuron_s_output_at_the_params_of_the_step(small):
    stage = stage_of(small, DataPanel(BOTH))
    for index in (0, 7, len(stage) - 1):
        step = stage.moment(index).step
        for fit in drawn(stage, index).fits:
            params = stage.scene.trajectories[fit.name].params
            w, b = (np.interp(step, np.arange(21), params[:, i]) for i in (0, 1))
            x, y = fit.line.get_data()
            inside = x >= 0
            assert y[inside] == pytest.approx(1 / (1 + np.exp(-(w * x[inside] + b))))
            assert y[:3] == pytest.approx(1 / (1 + np.exp(-b)))  # level in the strip: b alone
            assert np.isnan(y[3])
            assert np.array_equal(fit.rim.get_data(), fit.line.get_data(), equal_nan=True)


def test_each_fit_wears_its_run_s_colour_and_marker(small):
    for fit in drawn(stage_of(small, DataPanel(BOTH)), 5).fits:
        assert fit.line.get_color() == LIGHT.path_color(fit.name)
        for at, marker in fit.markers.items():
            assert marker.get_marker() == MARKERS[fit.name]
            x, y = fit.curve(5.0)[at]
            assert marker.get_visible()
            assert np.isfinite([x, y]).all()


@pytest.mark.parametrize("surface", [LinearRegression(), LogisticRegression()])
def test_other_surfaces_made_of_data_show_their_fit(small, surface):
    stage = stage_of(small, surface=surface, start=(0.3, 0.4))
    fit = drawn(stage, 0).fits[0]
    z = 0.3 * surface.dataset.x + 0.4
    expected = z if isinstance(surface, LinearRegression) else 1 / (1 + np.exp(-z))
    assert fit._output(np.array([0.3, 0.4]), surface.dataset.x) == pytest.approx(expected)


def test_marker_of_a_fit_that_leaves_the_axes_is_not_drawn_over_its_neighbours(small):
    stage = stage_of(small, surface=LinearRegression(), start=(3.0, 0.5))
    end, strip = (drawn(stage, 0).fits[0].markers[at] for at in (-1, 1))
    assert not end.get_visible()
    assert strip.get_visible()


class Own(Quadratic):
    """A surface of one's own that knows its data and what it fits to them."""

    dataset = Dataset(np.array([1.0, 2.0, 3.0]), np.array([1.0, 4.0, 9.0]))

    def output(self, params, x):
        return params[0] * x**2 + params[1]


class Mute(Quadratic):
    """A surface that knows its data but not what it fits to them."""

    dataset = Own.dataset


def test_surface_of_ones_own_brings_data_and_fit(small):
    stage = stage_of(small, surface=Own(), start=(1.0, 0.5))
    x, y = drawn(stage, 0).fits[0].line.get_data()
    assert (x[0], x[-1]) == (1, 3)  # no x is 0: no strip
    assert y == pytest.approx(x**2 + 0.5)
    assert {"dense:", "0"} <= set(texts(stage))
    assert "sparse:" not in texts(stage)


def test_data_alone_needs_no_fit(small):
    stage = stage_of(small, DataPanel(optimizers=()), surface=Mute())
    assert drawn(stage, 0).fits == []


def test_negative_inputs_stand_apart_from_the_strip(small):
    data = Dataset(np.array([-2.0, 0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.5, 1.0]))
    left, right = Cloud(data, data).strip
    assert left < right < -2.0
    fit = drawn(stage_of(small, surface=Neuron(data)), 0).fits[0]
    x, _ = fit.line.get_data()
    assert np.isnan(x[3])  # f(0) and f(-2) are not joined
    assert x[4] == -2.0


def test_points_of_one_x_have_axes_all_the_same(small):
    data = Dataset(np.ones(3), np.ones(3))
    assert np.ptp(drawn(stage_of(small, surface=Neuron(data)), 0).fits[0]._x) == 0
    low, high = stage_of(small, surface=Neuron(data)).figure.axes[-1].get_xlim()
    assert low < 1 < high


class Batches:
    """Two points for each step."""

    def batch(self, step):
        return np.array([step, step + 100])


def test_points_of_the_step_s_batch_get_a_ring(small):
    stage = stage_of(small, DataPanel(("adagrad",), batch=Batches()))
    places = Cloud(AFTER, AFTER).places(1.0)
    for index in (0, 9, len(stage) - 1):
        k = min(stage.moment(index).whole, 19)  # 20 steps: none is taken from the last params
        rings = np.column_stack(drawn(stage, index).rings.rings.get_data())
        assert np.array_equal(rings, places[[k, k + 100]])
    assert "used in this step: 2" in texts(stage)


def test_rings_slide_with_their_points(small):
    stage = stage_of(
        small, DataPanel(("adagrad",), before=BEFORE, batch=Batches()), timeline=SLIDES
    )
    panel = at_progress(stage, 0.5)
    rings = np.column_stack(panel.rings.rings.get_data())
    assert np.array_equal(rings, panel.dots._cloud.places(0.5)[[0, 100]])


def test_a_run_that_diverges_takes_its_fit_away(small):
    rate = GradientDescent(learning_rate=1e13)
    panel = DataPanel(("gradient_descent",))
    stage = stage_of(small, panel, optimizers=(rate,), surface=LinearRegression())
    last = len(stage) - 1
    assert not any(m.get_visible() for m in drawn(stage, last).fits[0].markers.values())
    assert np.array_equal(stage.frame(last), stage.redraw(last))


def test_callouts_point_at_a_point_or_at_the_right_end_of_a_fit(small):
    stage = stage_of(small)
    panel, to_pixels = stage.panels["data"], stage.figure.axes[-1].transData.transform
    assert panel.anchor("", 0, (0.5, 0.5)) == pytest.approx(to_pixels((0.5, 0.5)))
    high = AFTER.x.max()
    expected = 1 / (1 + np.exp(4 * high + 3))
    assert panel.anchor("adagrad", 0, None) == pytest.approx(to_pixels((high, expected)))
    with pytest.raises(InvalidInput, match="'momentum', which the panel does not draw"):
        panel.anchor("momentum", 0, None)


def test_axes_never_move(slides):
    axes = slides.figure.axes[-1]
    before = axes.get_xlim(), axes.get_ylim()
    for index in range(len(slides)):
        drawn(slides, index)
    assert (axes.get_xlim(), axes.get_ylim()) == before


OTHER = Dataset(BEFORE.x, BEFORE.y[::-1])


@pytest.mark.parametrize(
    ("panel", "changes", "words"),
    [
        (DataPanel(("adagrad",)), {"surface": Quadratic()}, "quadratic is not made of data"),
        (DataPanel(("adagrad",)), {"surface": Mute()}, "method output"),
        (DataPanel(("adam",)), {}, "the scene runs gradient_descent"),
        (DataPanel(before=OTHER), {"timeline": SLIDES}, "the same points with other x"),
        (DataPanel(before=Own.dataset), {"timeline": SLIDES}, "the same points with other x"),
    ],
)
def test_what_there_is_not_is_said(small, panel, changes, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, panel, **changes)


def test_a_panel_too_narrow_for_its_rows_is_refused(small):
    panels = {"data": DataPanel(("adagrad",)), "beside": DataPanel(optimizers=())}
    scene = replace(
        small, panels=panels, rows=(("data", "beside"),), widths=(1, 2), surface=Neuron()
    )
    with pytest.raises(InvalidInput, match="give it more room"):
        Stage(scene, (640, 360))


def test_windows_of_surfaces_play_no_part(small):
    """The axes are those of the data."""
    near = stage_of(small, surface=Neuron(window=Window(-1, 1, -1, 1)))
    assert near.figure.axes[-1].get_xlim() == stage_of(small).figure.axes[-1].get_xlim()
