"""Theory beside practice: the lines against the formulas and the measured runs."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.text import Text

from gradreel.animate import ContourPanel, Named, Play, Stage, TheoryPanel, Timeline
from gradreel.core import AdaGrad, Beale, GradientDescent, Momentum, Nesterov, Quadratic
from gradreel.core.errors import InvalidInput

KINDS = (
    GradientDescent(learning_rate=0.05),
    Momentum(learning_rate=0.02, momentum=0.8),
    Nesterov(learning_rate=0.02, momentum=0.8),
)
NAMES = tuple(optimizer.name for optimizer in KINDS)


def stage_of(small, panel, size=(640, 360), **changes):
    changes = {"surface": Quadratic(condition_number=20.0), "optimizers": KINDS, **changes}
    scene = replace(
        small, panels={"theory": panel}, rows=(("theory",),), widths=(), steps=120,
        timeline=Timeline((Play(to=120, seconds=2),)), **changes,
    )  # fmt: skip
    return Stage(scene, size, fps=10)


def lines_of(stage):
    return {line.get_label(): line for line in stage.figure.findobj() if dashed(line)}


def dashed(artist):
    return getattr(artist, "get_linestyle", str)() == "--" and not artist.get_animated()


@pytest.mark.parametrize(("of", "power"), [("distance", 1), ("loss", 2)])
def test_lines_fall_by_the_factor_that_the_run_falls_by(small, of, power):
    """Measured from the run itself: what it shrinks by over its last hundred steps."""
    stage = stage_of(small, TheoryPanel(NAMES, of=of))
    for name, line in lines_of(stage).items():
        steps, values = line.get_data()
        assert steps.tolist() == list(range(121))
        factors = values[1:] / values[:-1]
        assert np.ptp(factors) < 1e-12
        distance = np.hypot(*stage.scene.trajectories[name].params.T)
        # Momentum swings: the highest points of two stretches of a few swings each.
        measured = (distance[80:121].max() / distance[20:61].max()) ** (power / 60)
        assert factors[0] == pytest.approx(measured, abs=0.012 * power)
    assert set(lines_of(stage)) == set(NAMES)


def test_the_factor_stands_above_and_is_that_of_gradient_descent(small):
    """On curvatures 1 and 20 at a rate of 0.05: |1 - 0.05| is the slower."""
    stage = stage_of(small, TheoryPanel(("gradient_descent",)))
    assert "×0.950" in {text.get_text() for text in stage.figure.findobj(Text)}
    stage = stage_of(small, TheoryPanel(("gradient_descent",), of="loss"))
    assert "×0.902" in {text.get_text() for text in stage.figure.findobj(Text)}


def test_it_sees_through_another_name(small):
    stage = stage_of(
        small, TheoryPanel(("mine",)), optimizers=(Named(GradientDescent(0.05), "mine"),)
    )
    assert "×0.950" in {text.get_text() for text in stage.figure.findobj(Text)}


def test_composed_frames_equal_full_redraws(small):
    stage = stage_of(small, TheoryPanel(NAMES))
    for index in (0, 9, len(stage) - 1):
        assert np.array_equal(stage.frame(index), stage.redraw(index))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"surface": Beale(), "start": (1.0, 1.5)}, "beale is no quadratic"),
        ({"optimizers": (AdaGrad(),)}, "A panel asks for the optimizer 'gradient_descent'"),
    ],
)
def test_what_there_is_no_theory_of_is_said(small, changes, words):
    with pytest.raises(InvalidInput, match=words):
        stage_of(small, TheoryPanel(("gradient_descent",)), **changes)


def test_factors_that_do_not_fit_are_refused(small):
    panel = TheoryPanel(NAMES)
    with pytest.raises(InvalidInput, match="give the panel more room or name fewer"):
        Stage(
            replace(
                small, panels={"map": ContourPanel(), "theory": panel}, rows=(("map", "theory"),),
                widths=(9, 1), optimizers=KINDS,
            )
        )  # fmt: skip


def test_adagrad_has_no_such_theory(small):
    with pytest.raises(InvalidInput, match="For adagrad there is no such theory"):
        stage_of(small, TheoryPanel(("adagrad",)), optimizers=(AdaGrad(),))


def test_recorded_runs_have_no_theory(small):
    run = replace(small.trajectories["adagrad"], name="mine")
    with pytest.raises(InvalidInput, match="mine was recorded elsewhere"):
        stage_of(small, TheoryPanel(("mine",)), runs=(run,))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"of": "gradient"}, "give 'distance' or 'loss'"),
        ({"limits": (3, 1)}, "the first is the smaller"),
        ({"optimizers": ()}, "with at least one"),
    ],
)
def test_impossible_options_are_refused_when_the_panel_is_made(options, words):
    with pytest.raises(InvalidInput, match=words):
        TheoryPanel(**{"optimizers": ("momentum",), **options})
