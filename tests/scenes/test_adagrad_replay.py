"""The lecture's replay: its numbers, and that it can be read."""

import csv
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from gradreel.animate import Stage
from gradreel.animate.theme import THEMES
from gradreel.core import write_trace
from gradreel.scenes import adagrad_replay
from gradreel.scenes.adagrad_replay import SCENE

SOURCE = Path(__file__).parents[2] / "scenes" / "adagrad_replay.py"


@pytest.fixture(scope="module")
def trace(tmp_path_factory):
    """The trace of the scene as anyone gets it: rows of text by optimizer and step."""
    path = tmp_path_factory.mktemp("trace") / "trace.csv"
    write_trace(path, list(SCENE.trajectories.values()))
    with path.open(newline="") as file:
        return {(row["optimizer"], int(row["step"])): row for row in csv.DictReader(file)}


def number(trace, optimizer, step, column):
    return float(trace[optimizer, step][column])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sum_of_squares_w", 0.01919),
        ("sum_of_squares_b", 84.4537),
        ("effective_learning_rate_w", 0.7220),
        ("effective_learning_rate_b", 0.01088),
    ],
)
def test_first_numbers_are_the_lectures(trace, column, value):
    assert number(trace, "adagrad", 0, column) == pytest.approx(value, rel=5e-4)


def test_history_of_b_reaches_five_digits(trace):
    assert number(trace, "adagrad", 399, "sum_of_squares_b") == pytest.approx(73_000, rel=0.01)
    assert number(trace, "adagrad", 399, "sum_of_squares_w") == pytest.approx(540, rel=0.01)


def test_rate_of_b_ends_below_four_ten_thousandths(trace):
    assert number(trace, "adagrad", 399, "effective_learning_rate_b") < 0.0004


def test_gradient_of_w_grows_and_then_shrinks(trace):
    gradient = np.array([number(trace, "adagrad", k, "gradient_w") for k in range(400)])
    largest = int(np.abs(gradient).argmax())
    assert (gradient < 0).all()
    assert 50 < largest < 200
    assert (np.diff(np.abs(gradient[: largest + 1])) > 0).all()
    assert (np.diff(np.abs(gradient[largest:])) < 0).all()


def settles(trace, optimizer, columns="wb"):
    """First step from which the run stays within 0.1 of the minimum, by our own count."""
    target = {"w": SCENE.surface.minimum[0], "b": SCENE.surface.minimum[1]}
    far = [
        np.linalg.norm([number(trace, optimizer, k, c) - target[c] for c in columns]) > 0.1
        for k in range(401)
    ]
    away = np.flatnonzero(far)
    return away[-1] + 1


@pytest.mark.parametrize(
    ("optimizer", "step"),
    [("nesterov", 64), ("momentum", 84), ("adagrad", 275), ("gradient_descent", 345)],
)
def test_who_arrives_when(trace, optimizer, step):
    assert abs(settles(trace, optimizer) - step) <= 1


def test_adagrad_is_right_in_w_first_and_gradient_descent_in_b(trace):
    assert abs(settles(trace, "adagrad", "w") - 235) <= 1
    assert abs(settles(trace, "adagrad", "b") - 273) <= 1
    assert abs(settles(trace, "gradient_descent", "b") - 178) <= 1
    assert abs(settles(trace, "gradient_descent", "w") - 345) <= 1


def test_it_holds_at_the_corner_and_where_adagrad_slows_down(trace):
    holds = [s.first for s in SCENE.timeline.segments if s.first == s.last]
    corner, slowing, end = holds
    # gradient descent has done nine tenths of its way in b and hardly any in w
    b, w = (number(trace, "gradient_descent", corner, c) for c in "bw")
    assert (b + 3) / (SCENE.surface.minimum[1] + 3) > 0.9
    assert (w + 4) / (SCENE.surface.minimum[0] + 4) < 0.1
    # AdaGrad makes a tenth of the steps it began with, and is not there yet
    assert abs(number(trace, "adagrad", slowing, "gradient_w")) < 1
    assert settles(trace, "adagrad") > slowing
    assert end == 360 >= settles(trace, "gradient_descent")


def test_scene_is_short_and_data_only():
    lines = [line for line in SOURCE.read_text().splitlines() if line.strip()]
    assert len(lines) <= 70
    assert "matplotlib" not in SOURCE.read_text()
    assert adagrad_replay.SCENE.name == SOURCE.stem


def test_runs_as_a_script(tmp_path):
    """`python scenes/adagrad_replay.py` renders into the folder where it is typed."""
    few = ["--size", "320x180", "--fps", "2", "--to", "20", "--quiet"]
    subprocess.run([sys.executable, str(SOURCE), *few], cwd=tmp_path, check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["adagrad_replay.mp4"]
    assert runpy.run_path(str(SOURCE))["SCENE"].name == "adagrad_replay"


def visible_texts(stage, index):
    """Every text that can be read on a frame, with the box that it fills."""
    stage.frame(index)
    moving = set(stage._moving(stage.moment(index)))
    hidden = hidden_labels(stage.figure)
    found = []
    for text in stage.figure.findobj(Text):
        shown = text.get_visible() and text not in hidden
        if text.get_text().strip() and shown and (text in moving or not text.get_animated()):
            found.append((text.get_text(), text.get_window_extent(stage._renderer)))
    return found


def hidden_labels(figure):
    """Labels of ticks beyond the limits, and of axes that are off: there, but not drawn."""
    hidden = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not (axes.axison and tick.get_visible() and low <= tick.get_loc() <= high):
                    hidden |= {tick.label1, tick.label2}
    return hidden


@pytest.fixture(scope="module", params=[(1280, 720), (480, 270)], ids=["full", "small"])
def stages(request):
    return [Stage(SCENE, request.param, theme=theme) for theme in THEMES.values()]


@pytest.mark.parametrize("step", [0, 3, 8, 15, 22, 30, 48, 90, 150, 230, 300, 360])
def test_no_text_overlaps_another_or_is_cut_off(stages, step):
    for stage in stages:
        width, height = stage.size
        texts = visible_texts(stage, SCENE.timeline.frame_at_step(step, 25))
        assert len(texts) > 30
        for i, (words, box) in enumerate(texts):
            assert box.x0 >= 0, words
            assert box.y0 >= 0, words
            assert box.x1 <= width, words
            assert box.y1 <= height, words
            for others, other in texts[:i]:
                across = min(box.x1, other.x1) - max(box.x0, other.x0)
                upright = min(box.y1, other.y1) - max(box.y0, other.y0)
                # the boxes hold room for the tallest letters: a rim of it may be shared
                assert across <= 1 or upright <= 0.004 * height + 1, (words, others)


def test_text_is_a_45th_of_the_picture_at_least(stages):
    for stage in stages:
        for text in stage.figure.findobj(Text):
            if text.get_text().strip():
                pixels = FontProperties(size=text.get_fontsize()).get_size() * stage.figure.dpi / 72
                assert pixels >= stage.size[1] / 45 - 1e-6, text.get_text()


def test_names_cover_no_head_at_any_frame():
    stage = Stage(SCENE, (1280, 720))
    panel = stage._panels[1]
    for index in range(0, len(stage), 2):
        panel.at(stage.moment(index))
        heads = [path.head.pixel for path in panel.paths]
        for text in panel.names.texts:
            box = text.get_window_extent(stage._renderer)
            for x, y in heads:
                inside = box.x0 < x < box.x1 and box.y0 < y < box.y1
                assert not inside, (text.get_text(), stage.moment(index).whole)


def test_axes_do_not_move_during_the_run(stages):
    stage = stages[0]
    limits = [(axes.get_xlim(), axes.get_ylim()) for axes in stage.figure.axes]
    for index in range(0, len(stage), 40):
        stage.frame(index)
    assert [(axes.get_xlim(), axes.get_ylim()) for axes in stage.figure.axes] == limits


def test_what_is_said_is_on_screen():
    """The numbers that the lecture reads out stand on the first frame."""
    words = {words for words, _ in visible_texts(Stage(SCENE, (640, 360)), 0)}
    assert {"0.0192", "0.722", "84.45", "0.0109", "0"} <= words
