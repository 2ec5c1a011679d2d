"""A contour panel that zooms in while the run stands still."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate import Change, ContourPanel, CurvePanel, Hold, Play, Stage, Timeline
from gradreel.core import Window
from gradreel.scenes.adagrad_replay import SCENE

NEAR = Window(-3.0, -1.0, -2.5, -0.5)
ZOOM = replace(
    SCENE,
    panels={
        "map": ContourPanel(zoom=NEAR),
        "loss": CurvePanel("loss", optimizers=("adagrad",), step_axis=True),
    },
    rows=(("map", "loss"),),
    widths=(2, 1),
    heights=(),
    keep=(),
    timeline=Timeline(
        (Play(40, 1), Hold(0.5), Change("map", 1), Play(80, 1), Change("map", 1, to=0), Hold(1))
    ),
)


@pytest.fixture(scope="module")
def stage():
    return Stage(ZOOM, (320, 180), fps=10)


def window_at(stage, index):
    sheets = stage._changed_sheets(stage.moment(index))
    axes = sheets["map"].figure.axes[0] if sheets else stage.figure.axes[1]
    return Window(*axes.get_xlim(), *axes.get_ylim())


def test_it_shows_its_window_then_the_zoom_then_its_window_again(stage):
    whole = ZOOM.surface.window
    assert window_at(stage, 5) == pytest.approx(whole)
    assert window_at(stage, 27) == pytest.approx(NEAR)
    assert window_at(stage, len(stage) - 1) == pytest.approx(whole)


def test_on_the_way_the_sides_shrink_by_equal_factors_and_the_windows_lie_in_each_other():
    panel = ContourPanel(zoom=NEAR)
    windows = [panel.changed(ZOOM.surface, share).window for share in np.linspace(0, 1, 6)]
    sides = [w.w_max - w.w_min for w in windows]
    ratios = [b / a for a, b in pairwise(sides)]
    assert ratios == pytest.approx([ratios[0]] * 5)
    for outer, inner in pairwise(windows):
        assert outer.w_min <= inner.w_min < inner.w_max <= outer.w_max
        assert outer.b_min <= inner.b_min < inner.b_max <= outer.b_max


def test_only_its_own_cell_changes(stage):
    standing = [i for i in range(len(stage)) if stage.moment(i).step == 40]
    before, zoomed = stage.frame(standing[0]), stage.frame(standing[-1])
    left = stage.figure.axes[2].bbox.x0 - 76 * stage.scale  # the margin of the curve's numbers
    differ = (before != zoomed).any(axis=2)
    foot = int(stage.size[1] - 50 * stage.scale)
    assert not differ[:foot, int(left) :].any()
    assert differ[:foot, : int(left)].mean() > 0.3


def test_head_stands_at_the_same_place_of_the_surface_in_any_window(stage):
    place = ZOOM.trajectories["adagrad"].params[40]
    for index in (12, 18, 24):
        drawn = stage._sheets_at(stage.moment(index))["map"].panels["map"]
        stage.frame(index)
        head = next(p.head for p in drawn.paths if p.name == "adagrad")
        moment = stage.moment(index)
        assert moment.step == 40
        assert head.get_xydata()[0] == pytest.approx(place)


def test_frames_are_pure_and_equal_a_full_redraw(stage):
    indices = list(range(0, len(stage), 3))
    forward = [stage.frame(i).copy() for i in indices]
    again = Stage(ZOOM, (320, 180), fps=10)
    for i, frame in reversed(list(zip(indices, forward, strict=True))):
        assert np.array_equal(again.frame(i), frame)
        assert np.array_equal(stage.redraw(i), frame)


ALL = {"marks": 5, "arrival": 0.2, "ghosts": ("momentum",), "fan": True, "scale": True}
ALL |= {"targets": True, "fade": 30, "names": True, "aspect": "equal"}
BRIEF = Timeline((Play(40, 0.2), Change("map", 2), Hold(0.5)))


@pytest.mark.parametrize(
    ("zoom", "options"),
    [(NEAR, {}), (NEAR, ALL), ((-0.2, 0.2, -0.1, 0.2), ALL), ((-5.5, 3.0, -4.0, 4.0), ALL)],
)
@pytest.mark.parametrize("size", [(320, 180), (180, 320)])
def test_on_its_way_a_map_is_drawn_once_and_looks_as_where_it_rests(zoom, options, size):
    scene = replace(
        ZOOM, panels={"map": ContourPanel(zoom=zoom, **options)}, rows=(("map",),), widths=(),
        timeline=BRIEF,
    )  # fmt: skip
    stage = Stage(scene, size, fps=40)
    way = [i for i in range(len(stage)) if 0 < stage.moment(i).changes.get("map", 0) < 1]
    before, after = stage.frame(way[0] - 1), stage.frame(len(stage) - 1)
    for resting, index in ((before, way[0]), (after, way[-1])):
        # Names glide, and the frame of the zoom comes and goes: a picture of another part would
        # differ all over.
        differ = np.abs(resting.astype(int) - stage.frame(index)).max(axis=2) > 60
        assert differ.mean() < 0.12
    for index in way[:: len(way) // 5]:
        assert np.array_equal(stage.redraw(index), stage.frame(index))
    assert stage._changing.sheet_of.cache_info().misses == 2


def test_losses_on_the_way_are_those_of_the_surface():
    stage = Stage(ZOOM, (320, 180), fps=10)
    way = [i for i in range(len(stage)) if 0 < stage.moment(i).changes.get("map", 0) < 1]
    span = np.ptp(ZOOM.surface.loss(ZOOM.trajectories["adagrad"].params))
    for index in way:
        moment = stage.moment(index)
        zooming = stage._sheets_at(moment)["map"].panels["map"].zooming
        window = zooming.look(moment)
        picture = zooming._picture
        w = window.w_min + picture.across * (window.w_max - window.w_min)
        b = window.b_min + picture.upright * (window.b_max - window.b_min)
        true = ZOOM.surface.loss(np.stack(np.meshgrid(w, b), axis=-1))
        number = min(int(moment.changes["map"] * zooming._keys), zooming._keys - 1)
        found = zooming._looked_up(zooming._key(number), window)
        assert np.abs(found - true).max() < 0.01 * span
