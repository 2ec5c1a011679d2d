"""The lecture's replay: gradient descent, momentum and NAG beside AdaGrad, all in step.

Copy this file to make a scene of your own. `python scenes/adagrad_replay.py` renders it.
"""

import sys

from gradreel.animate import (
    After,
    Arrives,
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Play,
    ReadoutPanel,
    Replay,
    Scene,
    Timeline,
    Turns,
    main,
)
from gradreel.scenes import lecture_setup as lecture

HISTORY, RATE = "sum_of_squares", "effective_learning_rate"
ADAGRAD = ("adagrad",)  # whose numbers the curves show
RATE_LABEL = r"rate $\eta/\sqrt{v_t}$"

SCENE = Scene(
    name="adagrad_replay",
    summary="Gradient descent, momentum and NAG turn a right angle; AdaGrad moves along w at once.",
    title="AdaGrad moves along $w$ from the first step; the others turn a right angle",
    surface=lecture.SURFACE,
    start=lecture.START,
    steps=400,
    optimizers=(lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD),
    panels={
        "map": ContourPanel(w_label=lecture.W_LABEL, b_label=lecture.B_LABEL),
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
    timeline=Timeline(
        (
            Play("corner", 7, speeds=(0.5, 1)),
            Hold(3),
            Play("momentum", 3),
            Play(230, 4.5),
            Hold(2),
            Play("last", 4),
            Hold(2),
            Replay(0, "corner", 4.5, "once more: the first steps decide", speeds=(0.5, 1)),
            Hold(3, "the others moved along $b$ alone, AdaGrad along both"),
            Play("last", 3, "NAG and momentum first, then AdaGrad, then gradient descent"),
            Hold(3.5, "{nag} steps for NAG, {momentum} for momentum, {adagrad} for AdaGrad"),
        ),
        (
            Caption(0, "one start, one clock: which way does each go?"),
            Caption(11, "the others fall along $b$ first: its gradient is large"),
            Caption("corner", "they turn a right angle; AdaGrad went along $w$ as well"),
            Caption("nag", "momentum and NAG overshoot, yet they are first"),
            Caption(135, "AdaGrad slows down: its gradient shrinks, its history never does"),
            Caption("adagrad", "AdaGrad arrived before gradient descent: $w$ first, $b$ late"),
        ),
        events={
            "corner": After(Turns("gradient_descent"), 5),
            "nag": Arrives("nesterov"),
            "momentum": Arrives("momentum"),
            "adagrad": Arrives("adagrad"),
            "last": After(Arrives("gradient_descent"), 15),
        },
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "adagrad_replay.mp4", *sys.argv[1:]])
