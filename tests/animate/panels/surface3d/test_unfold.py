"""The block, cut along a path: the cut unfolds into the curve of the loss."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import Change, Hold, Play, SlopePanel, Stage, SurfacePanel, Timeline
from gradreel.animate import UnfoldPanel as Unfold
from gradreel.animate.panels.surface3d.unfold import OPENS
from gradreel.animate.stage.vector import _as_changed
from gradreel.animate.style.theme import THEMES
from gradreel.core import GradientDescent, Quadratic
from gradreel.core.errors import InvalidInput
from gradreel.scenes.slope import SCENE

PANEL = Unfold(block=SurfacePanel(azimuth=-62))
TIMELINE = Timeline((Play(30, 0.5), Change("cut", 1), Play(60, 0.3), Change("cut", 0.5, to=0)))
CUT = replace(
    SCENE, panels={"cut": PANEL}, rows=(("cut",),), widths=(), heights=(), timeline=TIMELINE
)


@pytest.fixture(scope="module", params=[("light", (320, 180)), ("dark", (256, 144))])
def stage(request):
    theme, size = request.param
    return Stage(CUT, size, theme=THEMES[theme], fps=10)


def progress(stage, index):
    return stage.moment(index).changes.get("cut", 0.0)


def test_frames_are_pure_and_equal_a_full_redraw(stage):
    indices = range(0, len(stage), 2)
    forward = [stage.frame(i).copy() for i in indices]
    again = Stage(CUT, stage.size, theme=stage.theme, fps=10)
    for i, frame in reversed(list(zip(indices, forward, strict=True))):
        assert np.array_equal(again.frame(i), frame)
        assert np.array_equal(stage.redraw(i), frame)


def test_before_it_is_the_block_that_stands(stage):
    drawn = stage.panels["cut"]
    block = PANEL.block
    for index in (0, 4):
        stage.frame(index)
        shown = drawn.at(stage.moment(index))
        assert drawn.curtain not in shown
        assert drawn._block.relief in shown
        assert np.degrees(drawn._block.view(stage.moment(index)).angle) == pytest.approx(
            block.azimuth
        )


def test_after_it_is_the_curve_of_the_slope_panel(stage):
    slope = Stage(replace(CUT, panels={"cut": SlopePanel("loss")}), stage.size, fps=10)
    drawn, curve = stage.panels["cut"], slope.panels["cut"].curve
    index = next(i for i in range(len(stage)) if progress(stage, i) == 1)
    for step in (0, 12.5, 30, 60):
        moment = replace(stage.moment(index), step=step)
        shown = drawn.at(moment)
        assert drawn._block.relief not in shown
        assert drawn.head.pixel == pytest.approx(curve.pixel(step), abs=0.3)
        assert drawn.anchor("", step, None) == pytest.approx(drawn.head.pixel, abs=1e-6)
        assert drawn.line._pixels[-1] == pytest.approx(drawn.head.pixel)
    assert stage.axes["cut"][0].get_ylim() == slope.axes["cut"][0].get_ylim()


def test_on_the_way_nothing_jumps_and_the_block_is_gone_soon(stage):
    drawn, way = stage.panels["cut"], np.linspace(0.001, 1, 120)
    tops = []
    for share in way:
        moment = replace(stage.moment(6), step=30.0, changes={"cut": float(share)})
        shown = drawn.at(moment)
        assert (drawn._block.relief in shown) == (share < OPENS)
        tops.append(drawn.rest._pixels.copy())
    moved = np.abs(np.diff(tops, axis=0)).max(axis=(1, 2))
    assert moved.max() < 0.04 * stage.size[0]
    assert moved[0] < 1


def test_the_cut_is_as_high_as_the_path_and_stands_on_the_ground():
    stage = Stage(CUT, (320, 180), fps=10)
    drawn = stage.panels["cut"]
    moment = replace(stage.moment(6), step=30.0, changes={"cut": 1e-6})
    drawn.at(moment)
    foot, top = drawn.curtain._corners
    view, block = drawn._block.view(moment), drawn._block.relief.block
    params = drawn._params[[0]]
    assert top[0] == pytest.approx(view.project(block.place(params))[0], abs=1)
    on_ground = np.column_stack([block.ground(params), [0.0]])
    assert foot[0] == pytest.approx(view.project(on_ground)[0], abs=1e-3)
    assert (top[:, 1] >= foot[:, 1] - 1e-9).all()


def test_a_run_that_diverges_and_one_that_stands():
    for rate, steps in ((5.0, 40), (1e-12, 3)):
        scene = replace(
            CUT, surface=Quadratic(), start=(1.0, 1.0), steps=steps,
            optimizers=(GradientDescent(rate),),
            timeline=Timeline((Hold(0.2), Change("cut", 0.6), Play(steps, 0.4))),
        )  # fmt: skip
        stage = Stage(scene, (256, 144), fps=5)
        assert len(list(stage.frames())) == len(stage)


def test_what_cannot_be_is_told():
    with pytest.raises(InvalidInput, match="a SurfacePanel"):
        Unfold(block="flat")
    with pytest.raises(InvalidInput, match="sgd"):
        Stage(replace(CUT, panels={"cut": Unfold(optimizer="sgd")}), (256, 144))
    drawn = Stage(CUT, (256, 144)).panels["cut"]
    with pytest.raises(InvalidInput, match="points at the curve of 'adam'"):
        drawn.anchor("adam", 0, None)


def test_a_vector_still_shows_it_as_it_is_at_the_moment():
    stage = Stage(CUT, (256, 144), fps=10)
    for index in (4, 10, 15):
        still = Stage(_as_changed(CUT, stage.moment(index)), (256, 144), fps=10)
        assert np.array_equal(still.frame(index), stage.frame(index))


def test_a_map_tilts_first_and_a_tangent_rides_on_the_curve():
    tilting = replace(CUT, panels={"cut": Unfold(block=SurfacePanel(azimuth=-62, tilt=True))})
    stage = Stage(tilting, (320, 180), fps=10)
    drawn, moment = stage.panels["cut"], stage.moment(6)

    def shown(progress):
        return drawn.at(replace(moment, step=30.0, changes={"cut": progress}))

    views = []
    for progress in (0.0, 0.2, drawn.tilts):
        assert drawn._block.relief in shown(progress)
        assert drawn.curtain not in shown(progress)
        views.append(drawn._block._turning.tilted(replace(moment, changes={"cut": progress})))
    assert drawn._tangent.stroke not in shown(drawn.tilts)
    assert views[0] == 0 < views[1] < views[2]
    lengths = []
    for progress in (0.9, 1.0):
        assert drawn._tangent.stroke in shown(progress)
        ends = drawn._tangent.stroke._pixels
        assert ends.mean(axis=0) == pytest.approx(drawn.head.pixel, abs=1.5)
        lengths.append(np.hypot(*np.diff(ends, axis=0)[0]))
    assert 0 < lengths[0] < lengths[1]  # it grows while the axes come
    for index in range(0, len(stage), 3):
        assert np.array_equal(stage.frame(index).copy(), stage.redraw(index))
