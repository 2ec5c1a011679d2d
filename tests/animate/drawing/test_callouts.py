"""Callouts: where they point, when they are shown, and that names give way to them."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Callout, ContourPanel, CurvePanel, Hold, Play, Stage, Timeline
from gradreel.animate.drawing.callout_box import TIP
from gradreel.animate.drawing.callouts import anchor_of
from gradreel.animate.drawing.dashes import clipped, dashed
from gradreel.animate.scene.loading import load_scene
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE

AT_HEAD = Callout("map", "here it is", at=30, optimizer="adagrad", offset=(70, -60), until=60)
ON_CURVE = Callout("loss", "loss {loss@30:.3}", at=30, optimizer="adagrad", offset=(40, 30))
OWN = Callout("map", "the direct way", point=(-2, -1.5), line=((-4, -3), (0, 0)))


def scene(*callouts, own=()):
    return replace(
        SCENE,
        panels={
            "map": ContourPanel(),
            "loss": CurvePanel("loss", optimizers=("adagrad",), step_axis=True),
        },
        rows=(("map", "loss"),),
        widths=(2, 1),
        heights=(),
        timeline=Timeline((Play(30, 1), Hold(1, callouts=own), Play(90, 1)), (), callouts),
    )


def plates(stage, index):
    """The plates on a frame, by their text: (centre, tip of the arrow)."""
    moment = stage.moment(index)
    stage.frame(index)
    return {c.text: stage._callouts._plates[c] for c in moment.callouts}


def test_one_points_at_the_place_of_its_step_in_the_map_and_on_the_curve():
    stage = Stage(scene(AT_HEAD, ON_CURVE), (640, 360), fps=10)
    shown = plates(stage, 15)
    run = stage.scene.trajectories["adagrad"]
    scale = stage.scale
    for callout, axes, place in (
        (AT_HEAD, stage.figure.axes[1], run.params[30]),
        (ON_CURVE, stage.figure.axes[2], (30, run.loss[30])),
    ):
        pixel = axes.transData.transform(place)
        arrow = shown[callout.text]._arrow.get_xydata()
        assert np.hypot(*(arrow[1] - pixel)) == pytest.approx(TIP * scale, rel=1e-6)


def test_by_step_it_comes_and_goes_and_a_verbs_own_lasts_as_long_as_the_verb():
    stage = Stage(scene(AT_HEAD, own=(OWN,)), (640, 360), fps=10)
    shown = [set(plates(stage, index)) for index in range(len(stage))]
    steps = [stage.moment(index).step for index in range(len(stage))]
    for step, texts in zip(steps, shown, strict=True):
        assert (AT_HEAD.text in texts) == (30 <= step < 60)
    holds = [step == 30 for step in steps]
    assert sum(OWN.text in texts for texts in shown) == pytest.approx(sum(holds), abs=1)


def test_its_numbers_are_those_of_the_run():
    stage = Stage(scene(ON_CURVE), (640, 360), fps=10)
    plate = plates(stage, 15)[ON_CURVE.text]
    loss = stage.scene.trajectories["adagrad"].loss[30]
    assert plate._texts[0].get_text() == f"loss {loss:.1f}"


def test_names_give_way_to_it():
    head = scene().trajectories["adagrad"].params[30]
    beside = Callout("map", "in the way", point=tuple(head), offset=(60, 0), start=0)
    stage = Stage(scene(beside), (1280, 720), fps=10)
    covered = 0
    for index in range(0, len(stage), 2):
        plate = plates(stage, index)[beside.text]
        left, bottom, width, height = plate._plate.get_bbox().bounds
        for text in stage.panels["map"].names.texts:
            box = text.get_window_extent(stage.renderer)
            covered += box.x1 > left and box.x0 < left + width and (
                box.y1 > bottom and box.y0 < bottom + height
            )  # fmt: skip
    assert covered == 0


def test_composite_equals_a_full_redraw_with_callouts():
    stage = Stage(scene(AT_HEAD, ON_CURVE, own=(OWN,)), (640, 360), fps=10)
    for index in (0, 12, 15, 25):
        assert np.array_equal(stage.frame(index), stage.redraw(index))


SIZE = np.array([100.0, 50.0])


@pytest.mark.parametrize(
    ("stretch", "seen"),
    [
        ([(0, 0), (10, 10)], [(0, 0), (10, 10)]),
        ([(0, 0), (1e9, 0)], [(0, 0), (200, 0)]),
        ([(-1e9, 10), (1e9, 10)], [(-100, 10), (200, 10)]),
        ([(1e9, 0), (-1e9, 0)], [(200, 0), (-100, 0)]),
        ([(10, 60), (10, -1e7)], [(10, 60), (10, -50)]),
        ([(0, -60), (300, -60)], None),
        ([(-1e9, 1e9), (-1e8, 1e9)], None),
        ([(5, 5), (5, 5)], None),
        ([(1e308, 0), (-1e308, 0)], None),  # farther apart than floats can count
    ],
)
def test_of_a_line_only_what_is_near_the_picture_is_drawn(stretch, seen):
    begin, end = (np.array([point], float) for point in stretch)
    cut = np.concatenate(clipped(begin, end, SIZE))
    assert (cut[0] == cut[1]).all() if seen is None else cut == pytest.approx(np.array(seen))
    line = dashed(np.array(stretch, float), 6, 4, SIZE)
    assert len(line) <= 3 * 30
    assert (len(line) == 0) == (seen is None)


def test_a_line_with_a_corner_far_away_comes_back_where_it_does():
    line = dashed(np.array([(0.0, 0.0), (1e6, 0.0), (0.0, 40.0)]), 6, 4, SIZE)
    assert np.nanmax(line) <= 200.01
    assert {0.0, 40.0} <= set(np.round(line[:, 1], 1))


def test_dashes_have_their_lengths_and_bend_with_the_line():
    line = np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)])
    pieces = dashed(line, 4, 2, SIZE)
    runs = np.split(pieces, np.flatnonzero(np.isnan(pieces[:, 0])))
    runs = [run[~np.isnan(run[:, 0])] for run in runs]
    lengths = [np.hypot(*np.diff(run, axis=0).T).sum() for run in runs]
    assert lengths == pytest.approx([4, 4, 4, 2])
    assert [tuple(run[0]) for run in runs] == [(0, 0), (6, 0), (10, 2), (10, 8)]


@pytest.mark.parametrize(
    ("callout", "words"),
    [
        (Callout("mop", "x"), "points into the panel 'mop'; choose one of map, loss"),
        (Callout("map", "x", optimizer="adam"), "names the optimizer 'adam'"),
        (Callout("loss", "x", optimizer="momentum"), "the curve of 'momentum'"),
    ],
)
def test_one_that_points_at_nothing_is_told_before_anything_is_drawn(callout, words):
    with pytest.raises(InvalidInput, match=words):
        Stage(scene(callout), (320, 180))


def test_a_panel_that_no_callout_can_point_into_says_what_it_needs():
    class Plain:
        """A drawn panel without an anchor."""

    with pytest.raises(InvalidInput, match="'mine', whose drawn panel has no method `anchor`"):
        anchor_of(Callout("mine", "x"), {"mine": Plain()})


@pytest.mark.parametrize("size", [(540, 540), (360, 640)])
@pytest.mark.parametrize("name", ["loss_surface", "right_angle", "slowing_down", "without_root"])
def test_on_a_narrow_map_one_hides_neither_start_nor_minimum(name, size):
    stage, seen = Stage(load_scene(name), size, fps=10), set()
    for index in range(len(stage)):
        moment, page = stage.moment(index), stage.page(index)
        new = [c for c in moment.callouts if c in page._callouts._plates and c.panel == "map"]
        if set(new) <= seen:
            continue
        stage.frame(index)
        drawn = page._sheets_at(moment)["map"].panels["map"]
        for callout in new:
            centre, half = page._callouts._plates[callout].stands
            assert not (np.abs(drawn.kept_clear - centre) < half).all(axis=1).any(), callout.text
            seen.add(callout)
    assert seen


@pytest.mark.parametrize("size", [(540, 540), (360, 640)])
@pytest.mark.parametrize("name", ["slowing_down", "history_w", "history_b"])
def test_in_a_narrow_picture_one_leaves_the_curve_that_it_speaks_of_to_be_seen(name, size):
    stage, seen = Stage(load_scene(name), size, fps=10), set()
    for index in range(len(stage)):
        moment, page = stage.moment(index), stage.page(index)
        for callout in {*moment.callouts} - seen:
            plate = page._callouts._plates[callout]
            if callout.panel == "map":
                continue
            stage.frame(index)
            seen.add(callout)
            centre, half = plate.stands
            drawn = page.panels[callout.panel]
            steps = range(0, plate._step + 1, 5)
            places = np.array([drawn.anchor("adagrad", step, None) for step in steps])
            covered = (np.abs(places - centre) < half).all(axis=1).mean()
            assert covered < 0.25, callout.text
            others = [box for other, box in page._cells.items() if other != callout.panel]
            assert sum(shared(plate.stands, box, stage.scale) for box in others) < 0.3
    assert seen


def shared(stands, box, scale):
    """The share of a plate that lies over a cell."""
    centre, half = stands
    low = np.array([box.left, box.bottom]) * scale
    high = low + np.array([box.width, box.height]) * scale
    ends = np.minimum(centre + half, high) - np.maximum(centre - half, low)
    return np.maximum(ends, 0).prod() / (4 * half.prod())


def test_one_that_is_wider_than_its_map_has_more_lines_but_no_torn_equation():
    said = "after so many steps it is still far from the star, at $b$ = {params.b@90:.2}"
    long = Callout("map", said, point=(-2, -1.5))
    tall = Stage(scene(own=(long,)), (360, 640), fps=10)
    (plate,) = tall._callouts._plates.values()
    assert len(plate._words) > 1
    assert any("$b$ = {params.b@90:.2}" in line for line in plate._words)
    assert " ".join(plate._words) == long.text
    low, high = plate._within[0]
    assert 2 * plate._half[0] <= high[0] - low[0]
    wide = Stage(scene(own=(long,)), (640, 360), fps=10)
    assert [each._words for each in wide._callouts._plates.values()] == [[long.text]]
