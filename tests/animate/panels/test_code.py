"""A rule as code, whose running line is lit."""

from dataclasses import replace

import pytest

from gradreel.animate import CodePanel, Hold, Play, Timeline
from gradreel.animate.scene.number_format import number
from gradreel.core import Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

from .told import check_parts, check_pictures, stage_of

RUN = SCENE.trajectories["adagrad"]
PANEL = CodePanel(optimizer="adagrad")
SLOW = Timeline((Hold(0.5), Play(2, 4), Play(400, 2), Hold(0.5)))


def test_numbers_beside_the_lines_are_those_of_the_step():
    stage = stage_of(PANEL, (1280, 720), timeline=SLOW)
    panel = stage.panels["it"]
    for step in (0, 1, 60, 275):
        panel.at(replace(stage.moment(0), step=float(step)))
        shown = [[text.get_text() for text in line._numbers] for line in panel.lines]
        channels = RUN.channels
        rows = [
            channels["gradient"][step], channels["sum_of_squares"][step],
            channels["effective_learning_rate"][step], RUN.params[step + 1],
        ]  # fmt: skip
        assert shown == [[], [], *([number(each) for each in row] for row in rows)]


def test_lines_run_one_after_another_where_steps_are_slow_and_none_elsewhere():
    stage = stage_of(PANEL, timeline=SLOW)
    panel, walked = stage.panels["it"], []
    for index in range(len(stage)):
        moment = stage.moment(index)
        line = panel.running(moment)
        if line and (not walked or walked[-1] != line.name):
            walked.append(line.name)
        lit = [each for each in panel.lines if each._light in panel.at(moment)]
        assert lit == ([line] if line else [])
        assert line is None or moment.step < 2
    assert walked == [f"line {i}" for i in (3, 4, 5, 6)] * 2


def test_the_light_goes_along_the_line_that_runs():
    stage = stage_of(PANEL, timeline=SLOW)
    panel = stage.panels["it"]
    for step, which, share in ((0.05, 3, 0.2), (0.2, 3, 0.8), (1.3, 4, 0.2), (1.99, 6, 0.96)):
        panel.at(replace(stage.moment(10), step=step))
        line = panel.lines[which - 1]
        assert line._swept.get_width() == pytest.approx(share * line._light.get_width())


def test_what_is_not_worked_out_yet_stands_back():
    stage = stage_of(PANEL, timeline=SLOW)
    panel = stage.panels["it"]
    seen = []
    for step in (0.26, 0.3, 0.45):  # and comes by an ease
        panel.at(replace(stage.moment(10), step=step))
        seen.append([line._numbers[0].get_alpha() or 1 for line in panel.lines if line.fields])
    assert all((first, *ahead) == (1, 0.3, 0.3) for first, _, *ahead in seen)
    assert 0.3 < seen[0][1] < seen[1][1] < seen[2][1] <= 1
    panel.at(stage.moment(0))
    assert {line._numbers[0].get_alpha() for line in panel.lines if line.fields} == {None}


def test_pictures():
    check_pictures(PANEL)


@pytest.mark.parametrize("value", [0.0, 1e-300, 1e12, float("nan")])
def test_any_numbers(make_small, value):
    rows = {name: RUN.channels[name][:20] * 0 + value for name in RUN.channels}
    run = Trajectory("mine", RUN.params[:21], RUN.loss[:21], rows)
    check_pictures(CodePanel(), make_small(runs=(run,), optimizers=()))


def test_parts():
    lines = (("g = $x_1", "gradient"), ("p -= g", ""))
    check_parts(CodePanel(lines, "adagrad"), ("line 1", "line 2"))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), "CodePanel was given lines"),
        ((("a",),), "give code and a channel"),
        ("ab", "CodePanel was given lines"),
        ((("a", "speed"),), "no channel 'speed'"),
        ((("a", "g{"),), "is no format string"),
        ((("a\x1b", "gradient"),), "one line of code, in characters of the font"),
        ((("a\nb", "gradient"),), "one line of code"),
        ((("\u6f22", "gradient"),), "characters of the font DejaVu Sans Mono"),
        ((("a " * 90, "gradient"),), "give it a larger share or shorter lines"),
    ],
)
def test_what_there_is_not_is_said(lines, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(CodePanel(lines, "adagrad"))
