"""A small map for each run: names, ranks and verdicts against the runs, at every size."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from gradreel.animate import Callout, Race, Stage
from gradreel.animate.drawing.text import PictureText
from gradreel.animate.panels.contour.run_maps import RunMaps
from gradreel.animate.panels.contour.tiling import GAP, Wish, tiling
from gradreel.animate.scene.number_format import number
from gradreel.animate.style.theme import DARK, LIGHT
from gradreel.core import OPTIMIZERS, SURFACES, Trajectory
from gradreel.core.errors import InvalidInput
from gradreel.core.standing import Progress, Way, ranks
from gradreel.core.suggested import suggested_for

SIZES = [((480, 270), DARK), ((1280, 720), LIGHT), ((540, 960), LIGHT), ((540, 540), DARK)]

DONE = {
    Way.THERE: "arrived at",
    Way.LEFT: "left the window at",
    Way.THROWN_OUT: "thrown out at",
    Way.DIVERGED: "diverged at",
}


def race(surface="rosenbrock", count=6, **more):
    rates = suggested_for(SURFACES[surface]()).learning_rates
    makers = [(name, OPTIMIZERS[name]) for name in [*OPTIMIZERS][:count]]
    optimizers = tuple(make(learning_rate=rates.get(name, 0.01)) for name, make in makers)
    return Race(SURFACES[surface](), steps=60, optimizers=optimizers, **more)


def maps_at(stage, index):
    panel = stage.panels["maps"]
    panel.at(stage.moment(index))
    return {each.path.name: each for each in panel.maps}


@pytest.mark.parametrize(("size", "theme"), SIZES)
@pytest.mark.parametrize("count", [6, 12, 16])
def test_names_and_verdicts_touch_nothing_and_are_whole(count, size, theme):
    stage = Stage(race(count=count).scene(), size, theme=theme, fps=2)
    stage.frame(len(stage) - 1)
    texts = [t for t in stage.figure.findobj(PictureText) if t.get_visible() and t.get_text()]
    boxes = [(t.get_text(), t.get_window_extent(stage.renderer)) for t in texts]
    if size[0] > size[1]:  # in a small square even names are cut, and nothing is said below them
        assert len(boxes) >= 3 * count
        assert not any("…" in words for words, _ in boxes)
    names = [text for text in texts if text.get_weight() == "bold"]
    assert min(text.get_fontsize() / 0.72 for text in names) >= 16
    maps = [each.path.head.figure and each for each in stage.panels["maps"].maps]
    grounds = [axes.bbox for axes in stage.axes["maps"][1:]]
    assert len(maps) == len(grounds) == count
    for words, box in boxes:
        assert 0 <= box.x0 < box.x1 <= size[0], words
        assert 0 <= box.y0 < box.y1 <= size[1], words
        for ground in grounds:  # and none lies over a path
            assert not box.overlaps(ground), words
    for (words, box), (others, other) in combinations(boxes, 2):
        across = min(box.x1, other.x1) - max(box.x0, other.x0)
        assert min(across, min(box.y1, other.y1) - max(box.y0, other.y0)) <= 1, (words, others)


@pytest.mark.parametrize("surface", ["rosenbrock", "saddle", "beale", "quadratic"])
def test_ranks_and_verdicts_are_those_of_the_runs(surface):
    made = race(surface, 8)
    wild = replace(made.optimizers[0], learning_rate=5.0)  # diverges, or is thrown out
    stage = Stage(replace(made, optimizers=(*made.optimizers[1:], wild)).scene(), (480, 270), fps=5)
    scene, said = stage.scene, set()
    for index in range(0, len(stage), 4):
        step = stage.moment(index).whole
        standings = {
            name: Progress(run, scene.surface).at(step) for name, run in scene.trajectories.items()
        }
        order = dict(zip(standings, ranks([*standings.values()], number), strict=True))
        for name, each in maps_at(stage, index).items():
            way, value = standings[name]
            words = each.place.get_text()
            assert each.rank.get_text() == order[name]
            if way in DONE:
                assert words == f"{DONE[way]} {value:,.0f}"
            else:
                assert words.endswith(" away") or words.startswith("loss ")
            said.add(way)
    assert len(said) > 1


def test_each_map_has_one_run_and_all_the_same_ground():
    stage = Stage(race(count=7).scene(), (640, 360), fps=2)
    frame = stage.frame(0)
    grounds = [axes.bbox for axes in stage.axes["maps"][1:]]
    assert [tuple(np.round(box.size, 6)) for box in grounds] == [
        tuple(np.round(grounds[0].size, 6))
    ] * 7
    assert {(*axes.get_xlim(), *axes.get_ylim()) for axes in stage.axes["maps"][1:]} == {
        (-2.0, 2.0, -1.0, 3.0)
    }
    corners = []
    for box in grounds:
        x, y = int(box.x1) - 30, stage.size[1] - int(box.y0) - 12
        corners.append(frame[y, x].astype(int))
    assert np.abs(np.array(corners) - corners[0]).max() < 40


@pytest.mark.parametrize("surface", ["rosenbrock", "saddle"])
@pytest.mark.parametrize(("size", "theme"), SIZES[:2])
def test_composed_frames_equal_full_redraws_in_any_order(surface, size, theme):
    stage = Stage(race(surface, 12).scene(), size, theme=theme, fps=2)
    frames = {index: stage.frame(index).copy() for index in (10, 3, len(stage) - 1)}
    for index, frame in frames.items():
        assert np.array_equal(frame, stage.redraw(index))
        assert np.array_equal(frame, stage.frame(index))


def test_rates_and_notes_are_on_the_picture():
    stage = Stage(race(count=7, notes=("a note",)).scene(), (1280, 720), fps=2)
    words = {text.get_text() for text in stage.figure.findobj(PictureText)}
    rates = suggested_for(SURFACES["rosenbrock"]()).learning_rates
    assert f"η {rates['adam']:g}" in words
    assert {"★ minimum", "a note"} <= words
    full = Stage(race(count=8, notes=("a note",)).scene(), (1280, 720), fps=2)
    assert any("★ minimum  ·  a note" in t.get_text() for t in full.figure.findobj(PictureText))


def test_callouts_point_at_a_run_on_its_own_map():
    made = race(count=6).scene()
    callout = Callout("maps", "here", at=3, optimizer="adam")
    stage = Stage(
        replace(made, timeline=replace(made.timeline, callouts=(callout,))), (640, 360), fps=2
    )
    drawn = stage.panels["maps"]
    adam = next(each for each in drawn.maps if each.path.name == "adam")
    place = adam.to_pixels(adam.path.seen(3.0))
    assert drawn.anchor("adam", 3.0, None) == pytest.approx(place)
    assert stage.axes["maps"][6].bbox.contains(*place)
    with pytest.raises(InvalidInput, match="points at the map of 'nobody'; the panel has those of"):
        drawn.anchor("nobody", 3.0, None)


def test_a_long_name_is_cut_and_stays_in_its_place():
    places = np.zeros((5, 2))
    runs = [
        Trajectory(f"a_network_with_a_very_long_name_{i}" * 2, places, np.zeros(5))
        for i in range(9)
    ]
    stage = Stage(Race(SURFACES["quadratic"](), runs=runs).scene(), (640, 360), fps=2)
    texts = stage.figure.findobj(PictureText)
    names = [t for t in texts if t.get_weight() == "bold" and t.get_text().startswith("a n")]
    assert len({name.get_text() for name in names}) == 9
    boxes = [name.get_window_extent(stage.renderer) for name in names]
    for one, other in combinations(boxes, 2):
        assert not one.overlaps(other)


@pytest.mark.parametrize("count", range(1, 17))
@pytest.mark.parametrize("size", [(1236, 598), (1236, 1200), (1236, 2100), (500, 1000)])
def test_grids_hold_all_maps_and_stay_inside(count, size):
    grid = tiling(count, size, 40, 20, (Wish(200, 40), Wish(240, 80)))
    assert grid.columns * grid.rows >= count > grid.columns * (grid.rows - 1)
    assert grid.columns * (grid.width + GAP) - GAP <= size[0] + 1e-6
    assert grid.rows * (grid.height + 40 + GAP) - GAP <= size[1] + 1e-6


def test_wishes_come_true_where_they_can():
    for width in (150, 250):
        assert tiling(16, (1236, 598), 40, 20, (Wish(width, 80),)).width >= width
    assert tiling(16, (1236, 598), 40, 20, (Wish(1000, 40),)).height >= 40  # no stripes for it


def test_no_room_is_said():
    with pytest.raises(InvalidInput, match="A grid of 16 maps was given a panel of 100 x 100 pix"):
        tiling(16, (100, 100), 40, 20, ())


@pytest.mark.parametrize("radius", [0, -1, float("nan")])
def test_a_radius_must_be_one(radius):
    with pytest.raises(InvalidInput, match="give a finite number above 0"):
        RunMaps(radius=radius)
