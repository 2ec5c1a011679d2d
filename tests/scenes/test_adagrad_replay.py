"""The lecture's replay: its numbers, and that it can be read."""

import csv
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gradreel.animate import Stage
from gradreel.core import write_trace
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


def test_it_slows_at_the_corner_runs_back_and_rests_at_the_end(trace):
    corner, end, start, eight, last, rest = [s.last for s in SCENE.clock.segments]
    assert (end, start, eight, last, rest) == (360, 0, 8, 360, 360)
    # gradient descent has done nine tenths of its way in b and hardly any in w
    b, w = (number(trace, "gradient_descent", corner, c) for c in "bw")
    assert (b + 3) / (SCENE.surface.minimum[1] + 3) > 0.9
    assert (w + 4) / (SCENE.surface.minimum[0] + 4) < 0.1
    assert end >= settles(trace, "gradient_descent")


def test_what_speaks_of_speed_has_one_pace(trace):
    """From the corner to the end, where gradient descent creeps and AdaGrad slows down."""
    plays = [s for s in SCENE.clock.segments if s.last > s.first >= 30]
    first = plays[0]
    assert (first.first, first.last) == (30, 360)
    assert all(s.speeds == (1, 1) for s in SCENE.clock.segments if s.last > s.first)
    assert number(trace, "adagrad", 275, "gradient_w") < 0


def test_runs_as_a_script(tmp_path):
    """`python scenes/adagrad_replay.py` renders into the folder where it is typed."""
    few = ["--size", "320x180", "--fps", "2", "--to", "20", "--quiet"]
    subprocess.run([sys.executable, str(SOURCE), *few], cwd=tmp_path, check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["adagrad_replay.mp4"]
    assert runpy.run_path(str(SOURCE))["SCENE"].name == "adagrad_replay"


def test_names_cover_no_head_at_any_frame():
    stage = Stage(SCENE, (1280, 720))
    panel = [*stage.panels.values()][1]
    for index in range(0, len(stage), 2):
        panel.at(stage.moment(index))
        heads = [path.head.pixel for path in panel.paths]
        for text in panel.names.texts:
            box = text.get_window_extent(stage.renderer)
            for x, y in heads:
                inside = box.x0 < x < box.x1 and box.y0 < y < box.y1
                assert not inside, (text.get_text(), stage.moment(index).whole)


def test_what_is_said_is_on_screen(read):
    """The numbers that the lecture reads out stand on the first frame."""
    words = {text.get_text() for text, _ in read(Stage(SCENE, (640, 360), fps=5), 0)}
    assert {"0.0192", "0.722", "84.45", "0.0109", "0"} <= words
