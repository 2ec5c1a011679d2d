"""The map that tilts into the block."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, Hold, Play, Stage, SurfacePanel, Timeline
from gradreel.animate.style.theme import THEMES
from gradreel.scenes.adagrad_replay import SCENE

TILTED = replace(
    SCENE,
    panels={"map": ContourPanel(names=False), "surface": SurfacePanel(azimuth=-62, tilt=True)},
    rows=(("map", "surface"),),
    widths=(),
    heights=(),
    timeline=Timeline(
        (Play(5, 0.5), Change("surface", 1), Play(40, 0.5), Change("surface", 0.5, to=0))
    ),
)


@pytest.fixture(scope="module", params=["light", "dark"])
def stage(request):
    return Stage(TILTED, (320, 180), theme=THEMES[request.param], fps=10)


def progress(stage, index):
    return stage.moment(index).changes.get("surface", 0.0)


def test_it_is_seen_from_above_before_and_from_its_usual_side_after(stage):
    drawn = stage.panels["surface"]
    views = [drawn.view(stage.moment(i)) for i in range(len(stage))]
    usual = SurfacePanel(azimuth=-62).turntable
    for index, view in enumerate(views):
        share = progress(stage, index)
        assert np.degrees(view.elevation) == pytest.approx(90 - share * (90 - usual.elevation))
        assert np.degrees(view.angle) == pytest.approx(-62 * share, abs=1e-6)
        assert view.near == (1.0, -1.0)  # so the numbers stay where they are
        assert (view.scale, view.centre) == (views[0].scale, views[0].centre)
    assert {progress(stage, 0), progress(stage, 16), progress(stage, len(stage) - 1)} == {0, 1}


def test_from_above_a_place_has_the_colour_that_it_has_on_the_map(stage):
    first = stage.frame(0).astype(int)
    surface, shown = stage.panels["surface"], stage.panels["map"]
    view, window = surface.view(stage.moment(0)), stage.scene.surface.window
    same = 0
    places = [(w, b) for w in np.linspace(-3, 1.2, 8) for b in np.linspace(-2.6, 2.2, 9)]
    for place in places:
        u = 2 * (place[0] - window.w_min) / (window.w_max - window.w_min) - 1
        v = 2 * (place[1] - window.b_min) / (window.b_max - window.b_min) - 1
        spots = (view.project(np.array([u, v, 0.0])), shown.anchor("", 0, place))
        one, other = (first[180 - int(y) - 1, int(x)] for x, y in spots)
        same += np.abs(one - other).max() < 30  # a line of equal loss may run there
    assert same > 0.75 * len(places)


def test_the_scale_of_the_loss_comes_with_the_height(stage):
    loss = stage.panels["surface"].cage.texts[-1]
    for index in range(len(stage)):
        stage.frame(index)
        share = progress(stage, index)
        assert bool(loss.get_text()) == (share > 0.32) or 0.3 < share < 0.34
        if share == 1:
            assert loss.get_color() == stage.theme.ink


def test_frames_are_pure_and_equal_a_full_redraw(stage):
    indices = range(0, len(stage), 4)
    forward = [stage.frame(i).copy() for i in indices]
    again = Stage(TILTED, (320, 180), theme=stage.theme, fps=10)
    for i, frame in reversed(list(zip(indices, forward, strict=True))):
        assert np.array_equal(again.frame(i), frame)
        assert np.array_equal(stage.redraw(i), frame)


def test_without_a_change_it_turns_as_ever():
    standing = replace(TILTED, timeline=Timeline((Hold(1),)))
    plain = replace(standing, panels=TILTED.panels | {"surface": SurfacePanel(azimuth=-62)})
    frames = [Stage(scene, (320, 180), fps=2).frame(1) for scene in (standing, plain)]
    assert np.array_equal(*frames)
