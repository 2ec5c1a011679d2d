"""Heads of a map that step aside for each other."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, Hold, Play, Stage, Timeline
from gradreel.animate.style.theme import THEMES
from gradreel.core import Window
from gradreel.scenes.adagrad_replay import SCENE

END = Timeline((Play(360, 2), Hold(0.2), Change("map", 0.4), Hold(0.2)))


def stage_of(size=(640, 360), theme="light", **panel):
    options = {"fan": True, "zoom": Window(-0.5, 0.5, -0.5, 0.5), **panel}
    scene = replace(
        SCENE, panels={"map": ContourPanel(**options)}, rows=(("map",),), widths=(), heights=(),
        keep=(), timeline=END,
    )  # fmt: skip
    return Stage(scene, size, theme=THEMES[theme], fps=10)


def heads_of(stage, index):
    moment = stage.moment(index)
    drawn = stage._sheets_at(moment)["map"].panels["map"]
    drawn.at(moment)
    return drawn, np.array([path.head.pixel for path in drawn.paths])


@pytest.mark.parametrize("size", [(1280, 720), (480, 270), (270, 480)])
def test_at_the_end_each_head_and_the_star_are_seen(size):
    stage = stage_of(size)
    standing = next(i for i in range(len(stage)) if stage.moment(i).step == 360)
    drawn, heads = heads_of(stage, standing)
    side = drawn.paths[0].head.get_markersize() / 72 * stage.figure.dpi
    star = drawn._to_pixels(SCENE.surface.minimum)
    assert min(np.hypot(*(a - b)) for a, b in combinations(heads, 2)) > 0.95 * side
    assert np.hypot(*(heads - star).T).min() > 0.8 * side
    frame = stage.frame(standing).astype(int)
    row, column = size[1] - 1 - int(star[1]), int(star[0])
    ink = np.array([0x1A, 0x1A, 0x1A])
    assert np.abs(frame[row - 1 : row + 2, column - 1 : column + 2] - ink).sum(axis=2).min() < 120


def test_each_is_tied_to_where_it_is_and_named_there():
    stage = stage_of()
    index = next(i for i in range(len(stage)) if stage.moment(i).step == 360)
    drawn, heads = heads_of(stage, index)
    for path, ties, head in zip(drawn.paths, drawn.fan._ties, heads, strict=True):
        here, there = ties[1]._pixels
        assert here == pytest.approx(drawn._to_pixels(path.seen(360)))
        assert there == pytest.approx(head)
        assert np.array(path.head.get_data()).T[0] == pytest.approx(drawn._to_pixels.back(head))
        assert np.column_stack(path.line.get_data())[-1] == pytest.approx(path.place(360))


def test_the_plan_for_all_frames_says_what_a_single_moment_does():
    planned, alone = stage_of(), stage_of(names=False)
    for index in range(len(planned)):
        assert heads_of(planned, index)[1] == pytest.approx(heads_of(alone, index)[1], abs=1e-6)


def test_those_that_are_apart_have_no_ties_and_stand_where_they_are():
    stage, seen = stage_of((1280, 720), names=False), 0
    for index in range(20):
        step = stage.moment(index).step
        drawn, heads = heads_of(stage, index)
        places = [drawn._to_pixels(path.seen(step)) for path in drawn.paths]
        if min(np.hypot(*(a - b)) for a, b in combinations(places, 2)) > drawn.fan._apart:
            seen += 1
            assert np.array_equal(heads, places)
            assert not any(tie.get_visible() for ties in drawn.fan._ties for tie in ties)
    assert seen >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_composed_equals_redrawn_in_any_order(theme):
    stage, again = stage_of((320, 180), theme, marks=20), stage_of((320, 180), theme, marks=20)
    indices = [0, 3, 8, 14, 19, 20, 22, 24, len(stage) - 1]
    frames = [stage.frame(index).copy() for index in indices]
    for index, frame in reversed(list(zip(indices, frames, strict=True))):
        assert np.array_equal(again.frame(index), frame)
        assert np.array_equal(stage.redraw(index), frame)
