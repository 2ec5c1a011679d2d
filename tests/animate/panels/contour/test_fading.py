"""Trails that fade with their age: where, to what, in any order and at what cost."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate import ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.panels.contour.fading import FAINT, MOST, faint
from gradreel.animate.style.theme import DARK, LIGHT, THEMES
from gradreel.core import Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

ALONG = Timeline((Play(300, 1), Hold(0.2)))


def stage_of(scene=SCENE, size=(320, 180), theme="light", timeline=ALONG, **panel):
    panels = {"map": ContourPanel(**{"fade": 60, "names": False, **panel})}
    scene = replace(
        scene, panels=panels, rows=(("map",),), widths=(), heights=(), keep=(), timeline=timeline
    )
    return Stage(scene, size, theme=THEMES[theme], fps=20)


@pytest.mark.parametrize(("theme", "marks"), [("light", None), ("dark", 10)])
def test_composed_equals_redrawn_in_any_order(theme, marks):
    stage, again = (stage_of(theme=theme, marks=marks) for _ in range(2))
    indices = [0, 1, 5, 11, 17, len(stage) - 1]
    frames = [stage.frame(index).copy() for index in indices]
    for index, frame in reversed(list(zip(indices, frames, strict=True))):
        assert np.array_equal(again.frame(index), frame)
        assert np.array_equal(stage.redraw(index), frame)


def test_pieces_go_on_end_from_the_old_part_to_the_head():
    stage = stage_of()
    for index in range(len(stage)):
        step = stage.moment(index).step
        stage.panels["map"].at(stage.moment(index))
        for path in stage.panels["map"].paths:
            pieces = [np.column_stack(each.get_data()) for each in path.fading.strokes]
            pieces = [each for each in pieces if len(each)]
            assert np.column_stack(path.line.get_data())[-1] == pytest.approx(
                path.place(max(step - 60, 0))
            )
            if not pieces:
                assert step == 0
                continue
            assert pieces[0][0] == pytest.approx(path.place(max(step - 60, 0)))
            assert pieces[-1][-1] == pytest.approx(path.place(step))
            for one, other in pairwise(pieces):
                assert one[-1] == pytest.approx(other[0])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_old_part_is_fainter_and_never_nothing(theme):
    stage = stage_of(theme=theme.name)
    path = stage.panels["map"].paths[-1]
    own, halo = theme.path_color(path.name), theme.halo
    assert path.line.get_color() == faint(theme, own) not in (own, halo)
    assert path.fading.strokes[-1].get_color() == own
    assert FAINT > 0.3
    frame = stage.frame(len(stage) - 1).astype(int)
    x, y = stage.axes["map"][0].transData.transform(path.params[80])
    seen = frame[stage.size[1] - 1 - int(y), int(x)]
    old = np.array([int(faint(theme, own)[i : i + 2], 16) for i in (1, 3, 5)])
    assert np.abs(seen - old).sum() < 60


def test_gaps_stay_gaps_and_lost_runs_end(small):
    params = np.column_stack([np.linspace(-0.9, 0.9, 301), np.zeros(301)])
    gap, lost = params.copy(), params.copy()
    gap[90:160], lost[180:] = np.nan, np.nan
    runs = [
        Trajectory(name, each, np.where(np.isfinite(each[:, 0]), 1.0, np.nan))
        for name, each in (("gap", gap), ("lost", lost))
    ]
    scene = replace(small, runs=tuple(runs), steps=300)
    stage = stage_of(scene, timeline=Timeline((Play(300, 3),)))
    for index in range(0, len(stage), 7):
        assert np.array_equal(stage.frame(index), stage.redraw(index))
        for path in stage.panels["map"].paths[-2:]:
            for stroke in path.fading.strokes:
                w = np.asarray(stroke.get_xdata())
                jumps = np.abs(np.diff(w))
                assert jumps[np.isfinite(jumps)].max(initial=0) < 0.02


def test_what_each_frame_draws_is_bounded(small):
    params = np.random.default_rng(0).uniform(-1, 1, (20_001, 2))
    run = Trajectory("long", params, np.ones(len(params)))
    scene = replace(small, runs=(run,), steps=20_000)
    stage = stage_of(scene, timeline=Timeline((Play(20_000, 1),)), fade=MOST)
    stage.panels["map"].at(stage.moment(len(stage) - 1))
    pieces = stage.panels["map"].paths[-1].fading.strokes
    assert sum(len(each.get_xdata()) for each in pieces) <= MOST + 2 * len(pieces) + 1


@pytest.mark.parametrize("given", [0, -1, 1.5, True, "x", MOST + 1, float("nan"), ()])
def test_other_fades_are_refused(given):
    with pytest.raises(InvalidInput, match=r"fade=.*; give a whole number from 1 to"):
        ContourPanel(fade=given)
