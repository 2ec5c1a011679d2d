"""Two squares whose area is the history, and the rates below."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Play, SquaresPanel, Stage, Timeline
from gradreel.animate.scene.number_format import number
from gradreel.core import AdaGrad, Quadratic, Restarted, Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

from ..told import check_parts, check_pictures, stage_of

RUN = SCENE.trajectories["adagrad"]
SUMS, RATES = RUN.channels["sum_of_squares"], RUN.channels["effective_learning_rate"]


def extent(shape):
    return shape.get_xy().max(axis=0) - shape.get_xy().min(axis=0)


def area(polygon):
    x, y = polygon.get_xy().T
    return 0.5 * abs(float(x @ np.roll(y, 1) - y @ np.roll(x, 1)))


def drawn_at(stage, step):
    panel = stage.panels["it"]
    panel.at(replace(stage.moment(0), step=float(step)))
    return panel


def test_sides_are_the_roots_of_the_history_on_one_scale_throughout():
    stage = stage_of(SquaresPanel(), (1280, 720))
    units = []
    for step in (1, 5, 60, 275, 399):
        for axis, square in enumerate(drawn_at(stage, step).squares):
            units.append(extent(square._body) / np.sqrt(SUMS[step, axis]))
            assert square._area.number.get_text() == number(SUMS[step, axis])
            assert square._side.number.get_text() == number(np.sqrt(SUMS[step, axis]))
    assert np.ptp(units) < 1e-9 * np.max(units)


def test_the_bright_strip_is_the_square_of_the_gradient():
    stage = stage_of(SquaresPanel(), (1280, 720))
    gradient = RUN.channels["gradient"]
    for step in (5, 30):
        square = drawn_at(stage, step).squares[1]
        share = area(square._lit) / area(square._body)
        assert share == pytest.approx(gradient[step, 1] ** 2 / SUMS[step, 1], rel=1e-6)


def test_a_history_that_is_set_back_loses_its_strips_with_its_area(make_small):
    set_back = Restarted(AdaGrad(learning_rate=0.2), after=10)
    scene = make_small(
        optimizers=(set_back,), panels={"it": SquaresPanel()}, rows=(("it",),), widths=(),
        timeline=Timeline((Play(20, 1),)),
    )  # fmt: skip
    stage = Stage(scene, (640, 480))
    for step in (9.3, 9.6, 10, 12):
        for square in drawn_at(stage, step).squares:
            edges, body = square._edges.get_xydata(), square._body.get_xy().max(axis=0)
            assert not (edges > body + 1e-9).any()


def test_numbers_stay_in_the_frame_around_their_square():
    stage = stage_of(SquaresPanel(), (1280, 720))
    for square in drawn_at(stage, 399).squares:
        right = square.part._frame.get_window_extent().x1
        for words in (square._area, square._side):
            number_ends = words.number.get_window_extent(stage.renderer).x1
            assert number_ends <= right


def test_bars_are_rates_on_one_scale_with_the_rate_that_was_set():
    stage = stage_of(SquaresPanel(), (1280, 720))
    rates = drawn_at(stage, 1).rates
    w, b = (bar.get_width() for bar in rates._bars)
    assert w / b == pytest.approx(RATES[1, 0] / RATES[1, 1])
    assert [each.number.get_text() for each in rates._words] == [number(r) for r in RATES[1]]
    line = rates.part.artists[-2]
    assert line.get_xdata()[0] - rates._left == pytest.approx(w * 0.1 / RATES[1, 0])


def test_pictures():
    check_pictures(SquaresPanel())


def test_parts():
    check_parts(SquaresPanel(), ("w", "b", "rates"))


@pytest.mark.parametrize("history", [0.0, 1e-300, 1e12, 1e290, np.inf, np.nan])
def test_any_history_is_drawn(make_small, history):
    channels = {"sum_of_squares": np.full((20, 2), history)}
    channels["sum_of_squares"][10:] = np.nan
    run = Trajectory("mine", np.ones((21, 2)), np.ones(21), channels)
    scene = make_small(runs=(run,), optimizers=())
    check_pictures(SquaresPanel(), scene)


def test_a_long_run_costs_no_more_than_a_short_one(make_small):
    optimizer = AdaGrad(learning_rate=1e-3)
    scene = make_small(surface=Quadratic(), optimizers=(optimizer,), steps=100_000)
    stage = stage_of(SquaresPanel(), scene=replace(scene, timeline=Timeline((Play(100_000, 1),))))
    stage.frame(len(stage) - 1)
    for square in stage.panels["it"].squares:
        assert len(square._edges.get_xdata()) < 4 * 270


def test_what_there_is_not_is_said(make_small):
    with pytest.raises(InvalidInput, match="gradient_descent has no channel 'sum_of_squares'"):
        stage_of(SquaresPanel("gradient_descent"))
    panels = {f"p{i}": SquaresPanel() for i in range(6)}
    scene = make_small(panels=panels, rows=(tuple(panels),), widths=())
    with pytest.raises(InvalidInput, match=r"A squares panel has .* give it a larger share"):
        Stage(scene, (640, 360))
