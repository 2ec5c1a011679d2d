"""The lecture's replay: gradient descent, momentum and NAG beside AdaGrad, all in step.

Copy this file to make a scene of your own. `python scenes/adagrad_replay.py` renders it.
"""

import sys

from gradreel.animate import (
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Play,
    ReadoutPanel,
    Scene,
    Timeline,
    main,
)
from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset

HISTORY, RATE = "sum_of_squares", "effective_learning_rate"
RATE_LABEL = r"rate $\eta/\sqrt{v_t}$"

SCENE = Scene(
    name="adagrad_replay",
    summary="Gradient descent, momentum and NAG turn a right angle; AdaGrad moves along w at once.",
    title="AdaGrad moves along $w$ from the first step; the others turn a right angle",
    surface=Neuron(sparse_dataset()),
    start=(-4.0, -3.0),
    steps=400,
    optimizers=(
        GradientDescent(learning_rate=0.01),
        Momentum(learning_rate=0.01, momentum=0.9),
        Nesterov(learning_rate=0.01, momentum=0.9),
        AdaGrad(learning_rate=0.1, eps=1e-8),
    ),
    panels={
        "map": ContourPanel(w_label="$w$  (sparse feature)", b_label="$b$  (dense feature)"),
        "gradient w": CurvePanel("gradient", "w", label="gradient", heading="$w$: sparse"),
        "gradient b": CurvePanel("gradient", "b", label="gradient", heading="$b$: dense"),
        "history w": CurvePanel(HISTORY, "w", label="history $v_t$", scale="log"),
        "history b": CurvePanel(HISTORY, "b", label="history $v_t$", scale="log"),
        "rate w": CurvePanel(RATE, "w", label=RATE_LABEL, scale="log", step_axis=True),
        "rate b": CurvePanel(RATE, "b", label=RATE_LABEL, scale="log", step_axis=True),
        "sum": ReadoutPanel(
            (
                r"$\Delta w \,=\, -$ {effective_learning_rate.w} × {gradient.w} = {update.w:+}",
                r"$\Delta b \,=\, -$ {effective_learning_rate.b} × {gradient.b} = {update.b:+}",
            )
        ),
    },
    rows=(
        ("map", "gradient w", "gradient b"),
        ("map", "history w", "history b"),
        ("map", "rate w", "rate b"),
        ("map", "sum", "sum"),
    ),
    widths=(2.6, 1, 1),
    heights=(1, 1, 1, 0.6),
    timeline=Timeline(
        (Play(30, 4), Hold(2.5), Play(90, 3), Play(230, 2.8), Hold(2), Play(360, 2), Hold(3)),
        (
            Caption(0, "one start, one clock: which way does each of them go?"),
            Caption(12, "the others fall along $b$ first: always on, its gradient is large"),
            Caption(30, "in the valley they turn a right angle; AdaGrad went along $w$ as well"),
            Caption(60, "momentum and NAG overshoot, and still reach the minimum first"),
            Caption(120, "AdaGrad slows down: its gradient shrinks, its history never does"),
            Caption(280, "AdaGrad arrived before gradient descent: $w$ first, $b$ late"),
        ),
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "adagrad_replay.mp4", *sys.argv[1:]])
