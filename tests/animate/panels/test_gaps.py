"""A step without numbers is a gap in every panel; only what never has numbers again diverged."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate import (
    ContourPanel,
    CurvePanel,
    Play,
    Race,
    ReadoutPanel,
    Scene,
    SlopePanel,
    Stage,
    StandingsPanel,
    SurfacePanel,
    TargetsPanel,
    Timeline,
)
from gradreel.animate.export.alt_text import told
from gradreel.core import GradientDescent, Quadratic, Trajectory, descend
from gradreel.core.errors import InvalidInput
from gradreel.core.events import Turns

SURFACE, STEPS = Quadratic(), 12
WHOLE = replace(descend(GradientDescent(0.1), SURFACE, (-1.5, 1.2), steps=STEPS), name="mine")


def run_without(steps, what="params"):
    """The run with nan at these steps, in the params or in the loss."""
    params, loss = WHOLE.params.copy(), WHOLE.loss.copy()
    (params if what == "params" else loss)[steps] = np.nan
    return Trajectory("mine", params, loss, WHOLE.channels)


def stage_of(run, **panels):
    """The panels, two in a row."""
    names = [*panels, *panels][: len(panels) + len(panels) % 2]
    scene = Scene(
        name="gaps", summary="", title="Gaps", surface=SURFACE, start=(-1.5, 1.2), steps=STEPS,
        optimizers=(), runs=(run,), panels=panels,
        rows=list(zip(names[::2], names[1::2], strict=True)),
        timeline=Timeline((Play(to=STEPS, seconds=4),)),
    )  # fmt: skip
    return Stage(scene, (1280, 720), fps=10)


def plots():
    return {
        "map": ContourPanel(),
        "loss": CurvePanel("loss", optimizers=("mine",), scale="log"),
        "w": TargetsPanel("w", ("mine",), target=0.0),
        "slope": SlopePanel(optimizer="mine"),
    }


def others():
    return {
        "block": SurfacePanel(),
        "table": StandingsPanel(),
        "said": ReadoutPanel(("loss {loss}",), optimizer="mine"),
        "more": ReadoutPanel(("loss {loss}",), optimizer="mine"),
    }


def moment_at(stage, step):
    return next(m for m in map(stage.moment, range(len(stage))) if m.whole == step)


def at(stage, step):
    """The drawn panels at the first moment of a step."""
    moment = moment_at(stage, step)
    for panel in stage.panels.values():
        panel.at(moment)
    return stage.panels


@pytest.mark.parametrize("what", ["params", "loss"])
def test_at_a_step_without_numbers_every_plot_has_a_gap(what):
    stage = stage_of(run_without([5, 6], what), **plots())
    for step in range(STEPS + 1):
        panels, known = at(stage, step), step not in (5, 6)
        [path], [text] = panels["map"].paths, panels["map"].names.texts
        assert path.head.get_visible() == known
        said = text.get_text().partition(": ")[2]
        assert said == ("" if known else f"no number at step {step}")
        for name in ("loss", "w"):
            assert panels[name].curves[0].marker.get_visible() == known
        assert panels["slope"].curve.marker.get_visible() == (step < 5)
        assert panels["slope"].tangent.stroke.get_visible() == (step < 5)
    stage.frame(len(stage) - 1)


@pytest.mark.parametrize("what", ["params", "loss"])
def test_the_block_and_the_numbers_have_it_too(what):
    stage = stage_of(run_without([5, 6], what), **others())
    for step in range(STEPS + 1):
        panels, known = at(stage, step), step not in (5, 6)
        assert panels["block"].tracks[0].head.get_visible() == known
        [field], [row] = panels["said"].fields, panels["table"].rows
        assert (field.text.get_text() == "\N{EM DASH}") == (not known)
        assert (row.place.get_text() == f"no number at {step}") == (not known)
    stage.frame(len(stage) - 1)


@pytest.mark.parametrize("what", ["params", "loss"])
def test_no_line_leads_over_the_gap(what):
    stage = stage_of(run_without([5, 6], what), **plots())
    panels = at(stage, STEPS)
    for line in (panels["map"].paths[0].line, panels["loss"].curves[0].line):
        vertices = np.column_stack(line.get_data())
        lifted = np.flatnonzero(np.isnan(vertices).any(axis=1))
        assert len(lifted) == 1
        before, after = vertices[lifted[0] - 1], vertices[lifted[0] + 1]
        if line is panels["map"].paths[0].line:
            assert np.array_equal([before, after], WHOLE.params[[4, 7]])
        else:
            assert [before[0], after[0]] == [4, 7]


def test_only_what_has_no_numbers_again_has_diverged():
    stage = stage_of(run_without(slice(9, None)), map=ContourPanel())
    panel = at(stage, 10)["map"]
    assert panel.names.texts[0].get_text() == "mine: diverged at step 9"
    assert panel.paths[0].head.get_visible()
    assert panel.paths[0].head.get_marker() == "X"


def test_numbers_may_be_missing_at_the_start():
    stage = stage_of(run_without([0, 1]), map=ContourPanel(), block=SurfacePanel())
    assert not at(stage, 0)["map"].paths[0].head.get_visible()
    assert at(stage, 3)["map"].paths[0].head.get_visible()
    stage.frame(0)


def test_a_run_without_any_number_is_refused():
    with pytest.raises(InvalidInput, match="mine has a number at no step; show another run"):
        stage_of(run_without(slice(None)), map=ContourPanel())


def test_words_tell_of_the_gap():
    scene = stage_of(run_without([5, 6]), map=ContourPanel()).scene
    assert "mine has no number at steps 5 to 6." in told(scene)
    assert not any("diverges" in sentence for sentence in told(scene))
    scene = stage_of(run_without([5, 7, 9], "loss"), map=ContourPanel()).scene
    assert "mine has no number at 3 of steps 5 to 9." in told(scene)


def test_the_corner_is_found_by_the_steps_of_the_run():
    slow = descend(GradientDescent(0.05), SURFACE, (-1.5, 1.2), steps=STEPS)
    whole = replace(slow, name="mine")
    corner = int(Turns("mine").find(stage_of(whole, map=ContourPanel()).scene))
    assert corner > 1
    params = whole.params.copy()
    params[corner - 1] = np.nan
    pierced = stage_of(replace(whole, params=params), map=ContourPanel()).scene
    assert Turns("mine").find(pierced) == corner


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_losses_of_zero_are_a_gap_on_a_log_axis_and_never_a_flat_line(scale):
    loss = np.where(np.arange(STEPS + 1) % 2, 0.0, 5.0)
    run = Trajectory("mine", WHOLE.params, loss)
    stage = stage_of(run, loss=CurvePanel("loss", optimizers=("mine",), scale=scale))
    curve = at(stage, STEPS)["loss"].curves[0]
    heights = curve.line.get_ydata()
    if scale == "linear":
        assert set(heights) == {0.0, 5.0}
        return
    x = curve.line.get_xdata()
    joined = [(a, b) for a, b in pairwise(x) if np.isfinite([a, b]).all()]
    assert all(a == b for a, b in joined)  # dots, one for each 5
    assert {a for a, _ in joined} >= {0.0, 2.0, 4.0}
    assert at(stage, 3)["loss"].curves[0].marker.get_visible() is False


def test_a_race_with_a_gap_is_drawn():
    race = Race(SURFACE, (-1.5, 1.2), STEPS, (GradientDescent(0.05),), runs=(run_without([5, 6]),))
    stage = Stage(race.scene(), (640, 360), fps=5)
    for index in range(0, len(stage), 7):
        stage.frame(index)


@pytest.mark.parametrize("where", [4, -1])
def test_a_place_as_far_as_floats_go_is_drawn_by_every_panel(where):
    params = WHOLE.params.copy()
    params[where] = 1e308, -1e308
    for panels in (plots(), others()):
        stage = stage_of(Trajectory("mine", params, WHOLE.loss), **panels)
        for index in range(0, len(stage), 6):
            stage.frame(index)
