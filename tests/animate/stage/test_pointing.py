"""A scene that uses every verb: composed equals drawn anew, in any order, and so on."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from gradreel.animate import (
    Callout,
    Caption,
    Change,
    ContourPanel,
    CurvePanel,
    Dim,
    Highlight,
    Hold,
    Play,
    ReadoutPanel,
    Reveal,
    Rewind,
    Scene,
    Stage,
    Timeline,
)
from gradreel.animate.export.stills import write_still
from gradreel.animate.style.theme import THEMES
from gradreel.core import AdaGrad, GradientDescent, Quadratic, Window
from gradreel.core.errors import InvalidInput

SCENE = Scene(
    name="every_verb",
    summary="All that points.",
    title="Which way does each go?",
    surface=Quadratic(condition_number=4),
    start=(1.0, 1.0),
    steps=20,
    optimizers=(GradientDescent(0.1), AdaGrad(0.3)),
    panels={
        "map": ContourPanel(zoom=Window(-0.5, 1.2, -0.5, 1.2)),
        "loss": CurvePanel("loss", label="loss"),
        "rate": CurvePanel("effective_learning_rate", "w", ("adagrad",), label="rate"),
        "rule": ReadoutPanel(
            (r"$\Delta w = -$ [{effective_learning_rate.w}](rate w) × [{gradient.w}](gradient)",),
            "adagrad", size=16,
        ),
    },
    rows=(("map", "loss"), ("map", "rate"), ("map", "rule")),
    widths=(1, 1),
    heights=(1, 1, 0.4),
    timeline=Timeline(
        (
            Play(4, 0.6),
            Reveal(("map/adagrad", "loss", "rule/rate w")),
            Play(8, 1, "[AdaGrad](map/adagrad) and its [rate](rule/rate w) of [$w$](w)"),
            Dim(("loss/gradient_descent", "rate"), 0.6, callouts=(Callout("map", "here", 5),)),
            Reveal("rule/gradient", 0.6, "the [gradient](rule/gradient) of step {loss}"),
            Change("map", 0.5),
            Rewind(2),
            Highlight(("loss", "rate/adagrad"), 0.8),
            Hold(0.5, "a longer caption that has to stand in two lines, so wide is it, and names "
                      "the [learning rate of it](rule/rate w) behind that"),
        ),
        (Caption(0, "begin"), Caption(3, "go on")),
        (Callout("map", "corner", 2, until=6),),
        titles=(Caption(6, "AdaGrad goes straight"),),
        ease=0.35,
    ),
)  # fmt: skip
LOOKS = (
    {"size": (320, 180), "fps": 10},
    {"size": (260, 280), "fps": 25, "theme": THEMES["dark"]},
    {"size": (320, 180), "fps": 50, "transparent": True},
)


@cache
def stage_of(number):
    return Stage(SCENE, **LOOKS[number])


def moments(stage):
    return [stage.moment(i) for i in range(len(stage))]


def is_easing(moment):
    values = [*moment.presences.values(), *moment.glows.values(), moment.said, moment.titled,
              *moment.callouts_seen]  # fmt: skip
    return any(0 < value < 1 for value in values)


@pytest.mark.parametrize("number", range(len(LOOKS)))
def test_composed_equals_drawn_anew_in_any_order(number):
    stage, other = Stage(SCENE, **LOOKS[number]), stage_of(number)
    easing = [moment.index for moment in moments(stage) if is_easing(moment)]
    assert len(easing) > len(stage) / 4
    chosen = [0, *easing[:: len(easing) // 12], len(stage) - 1]
    frames = {index: stage.frame(index) for index in chosen}
    for index in reversed(chosen):
        assert (other.frame(index) == frames[index]).all(), index
        assert (other.redraw(index) == frames[index]).all(), index


def test_frames_change_while_something_eases_and_not_while_all_rests():
    stage = stage_of(0)
    shown = moments(stage)
    for one, other in pairwise(shown):
        same = (stage.frame(one.index) == stage.frame(other.index)).all()
        assert same or one.shown != other.shown


@cache
def ink(*verbs):
    """The last picture after some verbs."""
    timeline = Timeline((*verbs, Play(8, 0.8)))
    stage = Stage(replace(SCENE, timeline=timeline), (320, 180), fps=10)
    return stage.frame(len(stage) - 1).astype(int)


@pytest.mark.parametrize("target", ["map", "map/adagrad", "loss/adagrad", "rate/adagrad",
                                    "rule/rate w", "rule/gradient", "rule"])  # fmt: skip
def test_what_is_hidden_is_not_seen_and_dimmed_is_seen_less(target):
    whole, dimmed, hidden = ink(), ink(Dim(target)), ink(Dim(target, to=0))
    for more, less in ((whole, dimmed), (dimmed, hidden)):
        assert (more != less).any()
    assert np.abs(whole - hidden).sum() > np.abs(whole - dimmed).sum()
    back = ink(Dim(target), Hold(0.5), Reveal(target))
    assert np.abs(back - ink(Hold(0.5))).max() <= 1  # a faint curve that can fade lies higher


def test_a_part_that_glows_has_more_of_its_colour():
    for target in ("map/adagrad", "loss/adagrad", "rule/rate w", "rule/gradient"):
        timeline = Timeline((Play(8, 0.8), Hold(0.5)))
        lit = Timeline((Play(8, 0.8), Highlight(target, 0.5)))
        dark, bright = (
            Stage(replace(SCENE, timeline=each), (320, 180), fps=10).frame(11)
            for each in (timeline, lit)
        )
        assert (dark != bright).any(axis=2).sum() > 10, target


def test_words_of_a_caption_wear_the_colour_of_what_they_name():
    stage = Stage(SCENE, (640, 360), theme=THEMES["dark"], fps=10)
    color = THEMES["dark"].path_color("adagrad")
    said = next(m.index for m in moments(stage) if "[AdaGrad]" in m.caption and m.said == 1)
    plain = next(m.index for m in moments(stage) if m.caption == "begin" and m.said == 1)
    rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]

    def worn(index):
        foot = stage.frame(index)[-30:, 80:].astype(int)
        return (np.abs(foot - rgb).max(axis=2) < 60).sum()

    assert worn(said) > 10 > worn(plain)


@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_vector_still_is_written_while_all_eases(tmp_path, suffix):
    stage = stage_of(0)
    easing = [moment.index for moment in moments(stage) if is_easing(moment)]
    path = tmp_path / f"still{suffix}"
    write_still(stage, easing[len(easing) // 2], path)
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(("target", "words"), [
    ("map/adam", "part 'adam' of the panel 'map'; it has gradient_descent, adagrad."),
    ("rule/x", "part 'x' of the panel 'rule'; it has rate w, gradient."),
])  # fmt: skip
def test_a_part_that_is_not_there_is_told(target, words):
    for timeline in (Timeline((Hold(1), Dim(target), Hold(1))),
                     Timeline((Hold(1, f"[x]({target})"),))):  # fmt: skip
        with pytest.raises(InvalidInput, match=words.replace(".", r"\.")):
            Stage(replace(SCENE, timeline=timeline), (320, 180))
