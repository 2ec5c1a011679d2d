"""Words with numbers of the run in them, and formulas as plain text."""

import pytest

from gradreel.animate.scene.placeholders import Numbers, parse
from gradreel.animate.scene.plain_text import plain
from gradreel.animate.stage.places import context_of
from gradreel.animate.style.theme import LIGHT
from gradreel.core.errors import InvalidInput
from gradreel.scenes.adagrad_replay import SCENE
from gradreel.scenes.right_angle import SCENE as CORNER

NUMBERS = Numbers(context_of(SCENE, LIGHT), "adagrad")


@pytest.mark.parametrize(
    ("text", "step", "said"),
    [
        ("{sum_of_squares.w@0:.2}", 50, "0.019"),
        ("{effective_learning_rate.w@0:.2}", 0, "0.72"),
        ("{sum_of_squares.b@0:.4}", 0, "84.45"),
        ("{effective_learning_rate.b@0:.3}", 0, "0.0109"),
        ("{sum_of_squares.b@399:.2}", 0, "73,000"),
        ("{momentum.params.w} at {params.w}", 0, "−4.00 at −4.00"),
        ("{sum_of_squares.w@before} then {sum_of_squares.w@0}", 0, "0 then 0.0192"),
        ("{update.w:+}", 0, "+0.100"),
        ("{adagrad.learning_rate} and {momentum.momentum}", 7, "0.1 and 0.9"),
        ("$v_{{t}}$ {minimum.b:.1}", 0, "$v_{t}$ 0.07"),
        ("{params.w@next:.3}", 0, "−3.90"),
    ],
)
def test_numbers_stand_where_they_are_named(text, step, said):
    assert NUMBERS.fill(text, step) == said


def test_an_events_step_is_a_number_too():
    numbers = Numbers(context_of(CORNER, LIGHT), "gradient_descent")
    corner = int(CORNER.events["corner"])
    assert numbers.fill("{corner}: {params.b@corner:.2}", 0) == f"{corner}: 0.16"


@pytest.mark.parametrize(
    "text",
    ["{}", "{a b c}", "{w!r}", "{gradient.w:>9}", "{one.two.three.four}", "{gradient.w:.0}", "{x"],
)
def test_what_is_no_number_is_a_sentence(text):
    with pytest.raises(InvalidInput, match=r"names no number|no format string"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{speed.w}", "has no channel 'speed'"),
        ("{adam.gradient.w}", "the scene runs gradient_descent"),
        ("{gradient.w@nowhere}", "no event 'nowhere'"),
        ("{los@0}", r"no channel 'los' \(did you mean loss\?\)"),
        ("{loss@100000}", "at step 100000 of"),
    ],
)
def test_numbers_that_are_not_there_are_told(text, words):
    with pytest.raises(InvalidInput, match=words):
        NUMBERS.fill(text, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"the rate $\eta/\sqrt{v_t}$ of $w$", "the rate η/√(v_t) of w"),
        (r"$\frac{\eta}{\sqrt{v_t} + \epsilon}\; g_t$", "(η)/(√(v_t) + ε) g_t"),
        (r"$v_{t-1} + g_t^{\,2}$", "v_t-1 + g_t^ 2"),
        (r"costs 5\$, no formula", "costs 5$, no formula"),
        ("no formula at all", "no formula at all"),
    ],
)
def test_formulas_become_plain_text(text, said):
    assert plain(text) == said
