"""Panels that are hidden, dimmed or highlighted as a whole: composed equals drawn anew."""

from dataclasses import replace

import numpy as np
import pytest

from gradreel.animate import (
    Callout,
    Change,
    ContourPanel,
    CurvePanel,
    Dim,
    Highlight,
    Hold,
    Play,
    Reveal,
    Scene,
    Stage,
    Timeline,
)
from gradreel.animate.export.stills import write_still
from gradreel.animate.scene.emphasis import DIMMED
from gradreel.animate.scene.layout import Box
from gradreel.animate.stage.veils import _OVERHANG, _with_edges
from gradreel.animate.style.theme import THEMES
from gradreel.core import AdaGrad, GradientDescent, Quadratic, Window
from gradreel.core.errors import InvalidInput

SCENE = Scene(
    name="pointing",
    summary="All that points.",
    title="Hidden, dimmed, highlighted",
    surface=Quadratic(condition_number=4),
    start=(1.0, 1.0),
    steps=20,
    optimizers=(GradientDescent(0.1), AdaGrad(0.3)),
    panels={
        "map": ContourPanel(zoom=Window(-0.5, 1.2, -0.5, 1.2)),
        "loss": CurvePanel("loss", optimizers=("adagrad",), label="loss"),
    },
    rows=(("map", "loss"),),
    widths=(1, 1),
    timeline=Timeline(
        (
            Play(5, 1),
            Reveal("loss"),
            Play(10, 1),
            Dim("map", 1, "it stands back", (Callout("map", "here", 5),)),
            Change("map", 0.6),
            Reveal("map", 0.5),
            Highlight("loss", 1, "look here"),
            Dim("loss", 1, to=0),
        )
    ),
)


def halves(frame):
    """Return what is seen of both panels, without the margins that hold title and caption."""
    middle = frame.shape[1] // 2
    rows = frame[frame.shape[0] // 8 : -frame.shape[0] // 8]
    return rows[:, :middle], rows[:, middle:]


@pytest.mark.parametrize(("size", "fps", "transparent", "theme"), [
    ((256, 144), 10, False, "light"), ((200, 220), 25, False, "dark"),
    ((256, 144), 10, True, "light"), ((256, 144), 10, True, "dark"),
])  # fmt: skip
def test_composed_equals_drawn_anew_and_in_any_order(size, fps, transparent, theme):
    look = {"theme": THEMES[theme], "fps": fps, "transparent": transparent}
    stage, other = Stage(SCENE, size, **look), Stage(SCENE, size, **look)
    moments = [stage.moment(i) for i in range(len(stage))]
    eased = [m.index for m in moments if any(m.glows.values()) or {*m.presences.values()} - {0, 1}]
    chosen = [0, *eased[:: max(len(eased) // 8, 1)], len(stage) - 1]
    frames = {index: stage.frame(index) for index in chosen}
    for index in reversed(chosen):
        assert (other.frame(index) == frames[index]).all(), index
        assert (other.redraw(index) == frames[index]).all(), index


def test_what_is_hidden_leaves_the_plain_ground():
    stage = Stage(SCENE, (256, 144), fps=10)
    assert np.unique(halves(stage.frame(3))[1].reshape(-1, 3), axis=0).shape == (1, 3)
    assert np.unique(halves(stage.frame(3))[0].reshape(-1, 3), axis=0).shape[0] > 20
    clear = Stage(SCENE, (256, 144), fps=10, transparent=True)
    assert halves(clear.frame(3))[1][..., 3].max() == 0
    last = halves(stage.frame(len(stage) - 1))[1]
    assert np.unique(last.reshape(-1, 3), axis=0).shape == (1, 3)


def test_settled_frames_are_those_of_a_scene_that_points_at_nothing():
    bare = replace(SCENE, timeline=Timeline((Play(5, 1), Play(10, 1), Hold(4))))
    stage, plain = Stage(SCENE, (256, 144), fps=10), Stage(bare, (256, 144), fps=10)
    index = 19
    assert stage.moment(index).step == pytest.approx(plain.moment(index).step, abs=0.2)
    whole = Stage(replace(SCENE, timeline=replace(SCENE.timeline, verbs=SCENE.timeline.verbs[:3])),
                  (256, 144), fps=10)  # fmt: skip
    short = Stage(replace(bare, timeline=Timeline((Play(5, 1), Play(10, 1)))), (256, 144), fps=10)
    assert (whole.frame(19) == short.frame(19)).all()


def test_a_dimmed_panel_is_its_picture_mixed_with_the_ground():
    stage = Stage(SCENE, (256, 144), fps=10)
    at = {i: stage.moment(i) for i in range(len(stage))}
    dimmed = next(i for i in at if at[i].presence("map") == DIMMED and not at[i].changes)
    seen = halves(stage.frame(dimmed))[0].astype(int)
    plain = replace(SCENE, timeline=Timeline((Play(10, 1), Hold(1))))
    whole = halves(Stage(plain, (256, 144), fps=10).frame(15))[0].astype(int)
    ground = stage.frame(0)[0, 0].astype(int)
    expected = ground + DIMMED * (whole - ground)
    assert np.median(np.abs(seen - expected)) <= 1  # the callout lies over a part of it


def test_a_highlighted_panel_has_a_frame_that_goes_again():
    stage = Stage(SCENE, (256, 144), fps=10)
    glowing = [i for i in range(len(stage)) if stage.moment(i).glow("loss") == 1]
    dark = [i for i in range(glowing[0] - 6, glowing[0]) if not stage.moment(i).glow("loss")][-1]
    changed = (stage.frame(glowing[0]) != stage.frame(dark)).any(axis=2)
    right = halves(changed)[1]
    assert 20 < right.sum() < right.size / 4


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_vector_still_of_a_veiled_frame_is_written(tmp_path, suffix):
    stage = Stage(SCENE, (256, 144), fps=10)
    path = tmp_path / f"still{suffix}"
    write_still(stage, 3, path)
    assert path.stat().st_size > 1000


def test_a_part_that_a_panel_does_not_have_is_told():
    timeline = Timeline((Hold(1), Dim("map/slope"), Hold(1)))
    with pytest.raises(InvalidInput, match="part 'slope' of the panel 'map'; it has"):
        Stage(replace(SCENE, timeline=timeline), (256, 144))


def test_a_veil_hides_the_numbers_that_leave_the_outermost_cells_and_no_other_panel():
    left, middle, right = (Box(40.0 + 100 * each, 10.0, 100.0, 50.0) for each in range(3))
    cells = {"left": left, "middle": middle, "right": right}
    out = _OVERHANG
    assert _with_edges(left, cells) == Box(left.left - out, 10.0, 100 + out, 50.0)
    assert _with_edges(middle, cells) == middle
    assert _with_edges(right, cells) == Box(right.left, 10.0, 100 + out, 50.0)
    alone = Box(3.0, 0.0, 90.0, 50.0)  # nothing lies left of the picture
    assert _with_edges(alone, {"it": alone}) == Box(0.0, 0.0, 93 + out, 50.0)


def test_no_letter_of_a_hidden_panel_is_left():
    """At the end of the axis half of its last number juts out of the cell."""
    hidden = replace(SCENE, timeline=Timeline((Play(20, 1), Dim(("map", "loss"), 1, to=0))))
    last = Stage(hidden, (480, 270), fps=10)
    frame = last.frame(len(last) - 1)
    rows = frame[270 // 8 : -270 // 8]
    assert (rows == rows[0, 0]).all()
