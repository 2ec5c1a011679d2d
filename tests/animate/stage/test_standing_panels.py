"""While a panel is on its way, what stands beside it is drawn once, and is as drawn each time."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from gradreel.animate import (
    Callout,
    Change,
    ContourPanel,
    CurvePanel,
    Dim,
    Hold,
    Play,
    Stage,
    Timeline,
)
from gradreel.animate.panels import Margins, moving
from gradreel.animate.scene.moment import Moment
from gradreel.animate.stage.standing import Standing
from gradreel.animate.style.theme import THEMES
from gradreel.core import Neuron, Window, sparse_dataset
from gradreel.scenes.adagrad_replay import SCENE

MAPS = {
    "zooms": ContourPanel(zoom=Window(-1.0, 0.6, -0.8, 0.8)),
    "data": ContourPanel(before=Neuron(sparse_dataset(sparsity=0))),
}
TIMELINE = Timeline(
    (
        Play(40, 0.4),
        Change("map", 0.6, caption="A caption that comes and goes."),
        Hold(0.2),
        Dim(("loss",), seconds=0.4),
        Change("map", 0.6, to=0.5),
        Play(80, 0.4),
    ),
    callouts=(Callout("map", "here", at=40, until=80, optimizer="adagrad"),),
    ease=0.1,
)


def stage_of(panel, theme="light", fps=25, **more):
    panels = {"map": panel, "loss": CurvePanel("loss"), **more}
    scene = replace(
        SCENE, panels=panels, rows=(tuple(panels),), widths=(), heights=(), keep=(),
        timeline=TIMELINE,
    )  # fmt: skip
    return Stage(scene, (480, 270), theme=THEMES[theme], fps=fps)


def on_the_way(stage):
    return [k for k in range(len(stage)) if 0 < stage.moment(k).changes.get("map", 0) < 1]


@pytest.mark.parametrize(("theme", "fps"), [("light", 25), ("dark", 10)])
@pytest.mark.parametrize("panel", MAPS)
def test_frames_are_pure_and_equal_a_full_redraw(panel, theme, fps):
    stage, again = (stage_of(MAPS[panel], theme, fps) for _ in range(2))
    ways = on_the_way(stage)
    indices = sorted({*ways[::3], ways[0] - 1, ways[0], ways[1], ways[-1], len(stage) - 1})
    frames = [stage.frame(index) for index in indices]
    for index, frame in reversed(list(zip(indices, frames, strict=True))):
        assert np.array_equal(again.frame(index), frame)
        assert np.array_equal(stage.redraw(index), frame)


def test_what_stands_is_drawn_once(monkeypatch):
    stage = stage_of(MAPS["zooms"])
    strokes = {id(each) for each in stage.panels["loss"].at(stage.moment(40))}
    drawn = []
    for each in stage.panels["loss"].at(stage.moment(40)):
        draw = each.draw
        monkeypatch.setattr(
            each, "draw", lambda r, draw=draw, each=each: (drawn.append(id(each)), draw(r))
        )
    before, alike, kept = None, 0, 0
    for index in on_the_way(stage)[:14]:  # later a veil lies over it
        drawn.clear()
        stage.frame(index)
        shown = replace(stage.moment(index), changes={}).shown
        alike = alike + 1 if shown == before else 0
        before = shown
        kept += alike >= 2
        assert len(drawn) == (0 if alike >= 2 else len(strokes))
    assert strokes
    assert kept > 5


def test_a_drawing_that_is_broken_off_leaves_nothing_behind():
    pixels, standing = np.zeros(3, np.uint8), Standing()
    for _ in range(2):
        standing.put("one", pixels, lambda: pixels.fill(1))
    with pytest.raises(ZeroDivisionError):
        standing.put("two", pixels, lambda: 1 / 0)
    for _ in range(3):
        standing.put("two", pixels, lambda: pixels.fill(2))
        assert (pixels == 2).all()
        pixels[:] = 9


@dataclass(frozen=True)
class Seeing:
    """A panel that keeps what it is told."""

    margins = Margins(left=20, right=20, top=20, bottom=20)

    def draw(self, axes, context):
        return DrawnSeeing(moving(axes.plot([0, 1], [0, 1])))


class DrawnSeeing:
    def __init__(self, artists):
        self.artists, self.told = artists, []

    def at(self, moment):
        self.told.append(dict(moment.changes))
        return self.artists


def test_a_panel_is_told_its_own_change_alone():
    stage = stage_of(MAPS["zooms"], seeing=Seeing())
    for index in (0, *on_the_way(stage)[:3]):
        stage.frame(index)
    told = stage.panels["seeing"].told
    assert len(told) > 2
    assert all(each == {} for each in told)
    moment = Moment(0, 0, 0, "", changes={"map": 0.4, "cut": 1.0})
    assert moment.told_to("map").changes == {"map": 0.4}
    assert moment.told_to("loss").changes == {}
    assert replace(moment, changes={"map": 0.4}).told_to("map").changes == {"map": 0.4}
