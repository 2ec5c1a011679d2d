"""Every verb over every kind of panel: composed equals drawn anew, whatever was drawn before."""

from dataclasses import replace

import pytest

from gradreel import animate
from gradreel.animate import (
    AnatomyPanel,
    Change,
    CodePanel,
    ComponentsPanel,
    ContourPanel,
    CurvePanel,
    DataPanel,
    Dim,
    FeaturesPanel,
    Highlight,
    LengthsPanel,
    Play,
    PullsPanel,
    RatesPanel,
    ReadoutPanel,
    Reveal,
    Rewind,
    SlopePanel,
    SquaresPanel,
    Stage,
    StandingsPanel,
    SurfacePanel,
    Sweeping,
    TargetsPanel,
    TheoryPanel,
    Timeline,
    UnfoldPanel,
)
from gradreel.core import (
    GradientDescent,
    Momentum,
    Neuron,
    Quadratic,
    Window,
    sparse_dataset,
    sweep,
)
from gradreel.scenes.adagrad_replay import SCENE

DENSE = Neuron(sparse_dataset(sparsity=0))
BOWL = replace(
    SCENE,
    surface=Quadratic(),
    start=(1.0, 1.0),
    steps=20,
    optimizers=(GradientDescent(0.1),),
    timeline=Timeline((Play(9, 0.4),)),
)
GROUPS = (
    (ContourPanel(zoom=Window(-1.0, 1.0, -1.0, 1.0), arrival=0.3, fan=True, marks=20),
     CurvePanel("loss", optimizers=("adagrad",)), RatesPanel(), SquaresPanel()),
    (SurfacePanel(tilt=True), StandingsPanel(), UnfoldPanel(), SlopePanel()),
    (ContourPanel(before=DENSE), DataPanel(before=DENSE.dataset, names=False),
     PullsPanel("adagrad"), LengthsPanel()),
    (CodePanel(optimizer="adagrad"), ComponentsPanel("adagrad"),
     TargetsPanel("w", ("adagrad",)), ReadoutPanel(("{loss}",), "adagrad")),
    (AnatomyPanel(), TheoryPanel(("gradient_descent",)), FeaturesPanel()),
)  # fmt: skip


SWEPT = sweep(
    GradientDescent(), Quadratic(), (1.0, 1.0), steps=9, vary={"learning_rate": [0.05, 0.1, 0.2]}
)
OF_TWO = sweep(
    Momentum(), Quadratic(), (1.0, 1.0), steps=9,
    vary={"learning_rate": [0.05, 0.2], "momentum": [0.0, 0.9]},
)  # fmt: skip
SWEEPS = {
    "map": Sweeping(Momentum(), Quadratic(), (1.0, 1.0), OF_TWO, ("linear",) * 2),
    "curve": Sweeping(GradientDescent(), Quadratic(), (1.0, 1.0), SWEPT, ("linear",)),
}
"""The panels of sweeps, with the insets of runs, which races of this many runs have too."""


@pytest.mark.parametrize("kind", SWEEPS)
def test_the_panels_of_a_sweep_are_composed_as_drawn_anew_under_every_verb(kind):
    scene = SWEEPS[kind].scene()
    names = tuple(scene.panels)
    verbs = (Play(9, 0.4), Reveal(names, 0.4), Highlight(names, 0.4), Dim(names, 0.4))
    timeline = Timeline((*verbs, Rewind(seconds=0.6)), ease=0.3)
    stage = Stage(replace(scene, timeline=timeline), (320, 180), fps=10)
    for index in reversed(range(2, len(stage), 4)):
        stage._shown = None
        assert (stage.redraw(index) == stage.frame(index)).all(), index


def stage_of(panels, **look):
    """The panels of a group, and each verb said of all of them."""
    named = {str(number): panel for number, panel in enumerate(panels)}
    names = tuple(named)
    verbs = [Play(9, 0.4), Reveal(names, 0.4), Highlight(names, 0.4), Dim(names, 0.4)]
    if panels in GROUPS[:3]:
        verbs.insert(3, Change("0", 0.6, also=("1",) if panels is GROUPS[2] else ()))
    timeline = Timeline((*verbs, Rewind(seconds=0.6)), ease=0.3)
    rows = (names[:2], names[2:]) if len(names) == 4 else (names,)
    table = {"rows": rows, "widths": (), "heights": (), "keep": (), "timeline": timeline}
    scene = BOWL if panels is GROUPS[4] else SCENE  # theory is of quadratic surfaces alone
    return Stage(replace(scene, panels=named, **table), (320, 180), fps=10, **look)


@pytest.mark.parametrize(
    "panels", GROUPS, ids=lambda each: "-".join(type(p).__name__ for p in each)
)
def test_composed_equals_drawn_anew_in_any_order(panels):
    stage = stage_of(panels)
    chosen = range(2, len(stage), 4)
    frames = {index: stage.frame(index) for index in chosen}
    assert len({frame.tobytes() for frame in frames.values()}) > len(frames) / 2
    for index in reversed(chosen):
        stage._shown = None
        assert (stage.frame(index) == frames[index]).all(), index
        assert (stage.redraw(index) == frames[index]).all(), index


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("panels", GROUPS, ids=len)
def test_without_texts_no_panel_hangs_on_how_wide_they_are_drawn(panels):
    stage = stage_of(panels, text=False)
    assert stage.frame(0).any()
    assert stage.frame(len(stage) * 2 // 3).any()


def test_every_panel_is_there():
    shown = {type(panel) for group in GROUPS for panel in group}
    assert shown == {getattr(animate, name) for name in animate.__all__ if name.endswith("Panel")}
