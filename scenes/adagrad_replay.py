"""The lecture's replay: gradient descent, momentum and NAG beside AdaGrad, all in step.

Copy this file to make a scene of your own. `python scenes/adagrad_replay.py` renders it.
"""

import sys

from gradreel.animate import (
    After,
    Arrives,
    Caption,
    CurvePanel,
    Hold,
    Play,
    ReadoutPanel,
    Rewind,
    Turns,
    main,
)
from gradreel.scenes import lecture_first_claims as claims
from gradreel.scenes import lecture_setup as lecture

HISTORY, RATE = "sum_of_squares", "effective_learning_rate"
ADAGRAD = ("adagrad",)  # whose numbers the curves show
RATE_LABEL = r"rate $\eta/\sqrt{v_t}$"
ARRIVED = "with these rates: {nag} steps for NAG, {momentum} for momentum, {adagrad} for AdaGrad"

SCENE = lecture.scene(
    name="adagrad_replay",
    summary="Gradient descent, momentum and NAG fall along b first; AdaGrad moves along w at once.",
    title="And AdaGrad: which way does it go?",
    card="And AdaGrad?",
    optimizers=(lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD),
    panels={
        "map": lecture.map_panel(marks=10, fan=True, aspect="equal"),
        "gradient w": CurvePanel("gradient", "w", ADAGRAD, label="gradient", heading="$w$: sparse"),
        "gradient b": CurvePanel("gradient", "b", ADAGRAD, label="gradient", heading="$b$: dense"),
        "history w": CurvePanel(HISTORY, "w", ADAGRAD, label="history $v_t$", scale="log"),
        "history b": CurvePanel(HISTORY, "b", ADAGRAD, label="history $v_t$", scale="log"),
        "rate w": CurvePanel(RATE, "w", ADAGRAD, label=RATE_LABEL, scale="log", step_axis=True),
        "rate b": CurvePanel(RATE, "b", ADAGRAD, label=RATE_LABEL, scale="log", step_axis=True),
        "sum": ReadoutPanel(
            (
                r"$\Delta w \,=\, -$ {effective_learning_rate.w} × {gradient.w} = {update.w:+}",
                r"$\Delta b \,=\, -$ {effective_learning_rate.b} × {gradient.b} = {update.b:+}",
            ),
            "adagrad",
        ),
    },
    rows=(
        ("map", "gradient w", "gradient b"),
        ("map", "history w", "history b"),
        ("map", "rate w", "rate b"),
        ("map", "sum", "sum"),
    ),
    widths=(2.6, 1, 1),
    keep=("map", "gradient w", "gradient b", "sum"),
    heights=(1, 1, 1, 0.6),
    timeline=lecture.timeline(
        (
            Play("corner", 9),
            Play("last", 15.2),
            Rewind(0, 1.2),
            Play(8, 6.6, "once more: at first AdaGrad alone moves along $w$", claim=claims.AT_ONCE),
            Play("last", 5.4, ARRIVED, claim=claims.RANKING),
            Hold(1.6, ARRIVED, claim=claims.RANKING),
        ),
        (
            Caption(0, "four from one start: which way does each go?"),
            Caption(
                13,
                "gradient descent falls along $b$ alone, AdaGrad goes along both",
                claims.ADAGRAD_GOES_ALONG_BOTH,
            ),
            Caption(
                "corner",
                "gradient descent turns a right angle, AdaGrad goes straight",
                claims.ANGLE_AND_STRAIGHT,
            ),
            Caption(112, "NAG and momentum swing past, yet arrive first", claims.SWINGS_YET_FIRST),
            Caption(
                188,
                "AdaGrad's history grows, so its steps shrink",
                claims.GROWS_AND_SHORTENS,
            ),
            Caption(
                "adagrad",
                "with these rates AdaGrad is there before gradient descent",
                claims.RANKING,
            ),
        ),
        events={
            "corner": After(Turns("gradient_descent"), 5),
            "nag": Arrives("nesterov"),
            "momentum": Arrives("momentum"),
            "adagrad": Arrives("adagrad"),
            "last": After(Arrives("gradient_descent"), 15),
        },
        ease=0.35,
        titles=(
            Caption(
                "corner",
                "AdaGrad moves along $w$ from the first step",
                claims.AT_ONCE,
            ),
        ),
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "adagrad_replay.mp4", *sys.argv[1:]])
