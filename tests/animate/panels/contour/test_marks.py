"""Marks every so many steps along the trails: whose, where, how many, and that they are seen."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.strokes import CHUNK
from gradreel.animate.panels.contour.marks import AUTO, every, said
from gradreel.animate.style.theme import THEMES
from gradreel.core import Trajectory, Window
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

ALONE = {"rows": (("map",),), "widths": (), "heights": (), "keep": ()}


def stage_of(scene, size=(640, 360), theme="light", runs=(), **panel):
    panels = {"map": ContourPanel(**{"marks": 10, "names": False, **panel})}
    scene = replace(scene, panels=panels, runs=runs, **ALONE)
    return Stage(scene, size, theme=THEMES[theme], fps=10)


def run_of(params, name="run"):
    params = np.asarray(params, np.float64)
    return Trajectory(name, params, np.where(np.isfinite(params).all(axis=1), 1.0, np.nan))


@pytest.mark.parametrize(
    ("marks", "steps", "apart"),
    [
        (None, 400, 0), (7, 400, 7), ("auto", 1, 1), ("auto", 50, 1), ("auto", 51, 2),
        ("auto", 400, 10), ("auto", 500, 10), ("auto", 501, 20), ("auto", 100_000, 2000),
    ],
)  # fmt: skip
def test_how_far_apart_marks_are(marks, steps, apart):
    assert every(marks, steps) == apart
    if marks == "auto":
        assert steps / apart <= AUTO


def test_it_is_said_how_far_apart_they_are():
    assert [said(k) for k in (1, 10, 2000)] == [
        "a mark every step", "a mark every 10 steps", "a mark every 2,000 steps"
    ]  # fmt: skip


@pytest.mark.parametrize("given", [0, -1, 1.5, True, "often", "", (), float("nan"), 10**7])
def test_other_marks_are_refused(given):
    with pytest.raises(InvalidInput, match=r"give a whole number of steps, 1 to .*'auto' or None"):
        ContourPanel(marks=given)


def test_a_mark_belongs_to_a_step_and_is_there_from_it_on():
    stage = stage_of(SCENE)
    for index in range(0, len(stage), 7):
        moment = stage.moment(index)
        stage.panels["map"].at(moment)
        for path in stage.panels["map"].paths:
            disc, dot = path.marks.strokes
            shown = [step for step in path.marks.steps if step <= moment.whole]
            places = np.column_stack(disc.get_data())[:-1:3]
            assert disc.get_visible() == (len(shown) > 0)
            assert np.array_equal(places, path.params[shown])
            assert np.array_equal(disc.get_data(), dot.get_data(), equal_nan=True)
            assert all(step % 10 == 0 for step in shown)


def test_the_marks_of_a_run_do_not_depend_on_what_comes_after(small):
    """In a cut timeline, and for a run that goes on, the same marks stand at the same steps."""
    rng = np.random.default_rng(3)
    params = rng.uniform(-0.9, 0.9, (2001, 2)).cumsum(axis=0) / 60
    longer, shorter = (
        stage_of(small, runs=(run_of(each),), marks=1).panels["map"].paths[-1]
        for each in (params, params[:700])
    )
    assert [s for s in longer.marks.steps if s < 700] == shorter.marks.steps.tolist()


@pytest.mark.parametrize("size", [(320, 180), (160, 90)])
def test_there_are_never_more_marks_than_places_for_them(small, size):
    """A run that jumps about for ever costs what a short one costs."""
    params = np.random.default_rng(0).uniform(-1, 1, (100_001, 2))
    stage = stage_of(small, size, runs=(run_of(params),), marks=1)
    path = stage.panels["map"].paths[-1]
    width, height = stage.axes["map"][0].bbox.size
    side = path.marks.strokes[0].get_linewidth() / 72 * stage.figure.dpi / 2
    assert len(path.marks.steps) <= (width / side + 4) * (height / side + 4)
    path.marks.set(100_000)
    disc = path.marks.strokes[0]
    assert disc._count - (disc._count - 1) // CHUNK * CHUNK <= CHUNK


def test_gaps_and_lost_runs_have_no_marks_where_they_are_not(small):
    params = np.column_stack([np.linspace(-0.9, 0.9, 31), np.zeros(31)])
    gap, lost = params.copy(), params.copy()
    gap[9:16], lost[18:] = np.nan, np.nan
    stage = stage_of(small, runs=(run_of(gap, "gap"), run_of(lost, "lost")), marks=5)
    marks = {path.name: path.marks.steps.tolist() for path in stage.panels["map"].paths}
    assert marks["gap"] == [5, 20, 25, 30]
    assert marks["lost"] == [5, 10, 15]
    for index in (0, len(stage) // 2, len(stage) - 1):
        assert np.array_equal(stage.frame(index), stage.redraw(index))


def test_marks_outside_of_the_window_are_left_out_and_far_ones_do_no_harm(small):
    params = np.array([[0.0, 0.0], [0.5, 0.5], [4.0, 0.0], [1e300, 0.0], [-0.5, 0.5]])
    stage = stage_of(small, runs=(run_of(params),), marks=1)
    assert stage.panels["map"].paths[-1].marks.steps.tolist() == [1, 4]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (480, 270), (270, 480)])
def test_marks_are_seen_on_the_trails(theme, size):
    """The middle of a mark is another colour than the trail before and after it."""
    stage = stage_of(SCENE, size, theme)
    frame = stage.frame(len(stage) - 1).astype(int)
    path = next(p for p in stage.panels["map"].paths if p.name == "adagrad")
    ax = stage.axes["map"][0]
    halo = np.array([int(THEMES[theme].halo[i : i + 2], 16) for i in (1, 3, 5)])
    color = np.array([int(THEMES[theme].path_color("adagrad")[i : i + 2], 16) for i in (1, 3, 5)])

    def at(step):
        x, y = ax.transData.transform(path.params[step])
        row, column = size[1] - 1 - int(y), int(x)
        return frame[row - 1 : row + 2, column - 1 : column + 2].reshape(-1, 3)

    for step in (20, 40, 60):
        light = np.abs(at(step) - halo).sum(axis=1).min()
        assert light < 0.4 * np.abs(color - halo).sum(), step
        between = np.abs(at(step + 5) - color).sum(axis=1).min()
        assert between < 0.2 * np.abs(color - halo).sum(), step


def test_where_a_run_stands_its_marks_are_one(small):
    params = np.zeros((101, 2)) + np.linspace(0, 1e-6, 101)[:, None]
    stage = stage_of(small, runs=(run_of(params),), marks=1)
    assert stage.panels["map"].paths[-1].marks.steps.tolist() == [1]


def test_marks_stand_at_their_steps_in_a_zoomed_map_too():
    timeline = Timeline((Play(60, 1), Change("map", 0.5), Hold(0.5)))
    scene = replace(SCENE, timeline=timeline)
    stage = stage_of(scene, zoom=Window(-4.2, -3.0, -3.1, -2.0), marks=2)
    whole = {path.name: set(path.marks.steps.tolist()) for path in stage.panels["map"].paths}
    moment = stage.moment(len(stage) - 1)
    zoomed = stage._sheets_at(moment)["map"].panels["map"]
    for path in zoomed.paths:
        near = {k for k in whole[path.name] if path.window.contains(path.params[k])}
        assert near
        assert near <= set(path.marks.steps.tolist())
    for index in range(0, len(stage), 2):
        assert np.array_equal(stage.frame(index), stage.redraw(index))
