"""The lecture's replay: gradient descent, momentum and NAG beside AdaGrad, all in step.

Copy this file to make a scene of your own: it is data only. Run it to render it:

    python scenes/adagrad_replay.py
"""

import sys

from gradreel.animate import (
    Caption,
    ContourPanel,
    CurvePanel,
    Field,
    Hold,
    Play,
    ReadoutPanel,
    Scene,
    Timeline,
    main,
)
from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset


def _column(coordinate: str, heading: str) -> dict[str, CurvePanel]:
    """Gradient, history and rate of one parameter, one above the other."""
    return {
        f"gradient_{coordinate}": CurvePanel(
            "gradient", coordinate, label="gradient", heading=heading
        ),
        f"history_{coordinate}": CurvePanel(
            "sum_of_squares", coordinate, label="history $v_t$", scale="log"
        ),
        f"rate_{coordinate}": CurvePanel(
            "effective_learning_rate",
            coordinate,
            label=r"rate $\eta/\sqrt{v_t}$",
            scale="log",
            step_axis=True,
        ),
    }


def _sum(coordinate: str) -> tuple[str | Field, ...]:
    """Write the step of one parameter with its numbers."""
    return (
        rf"$\Delta {coordinate} \,=\, -$",
        Field("effective_learning_rate", coordinate),
        r"$\times$",
        Field("gradient", coordinate),
        "$=$",
        Field("update", coordinate, sign=True),
    )


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
        **_column("w", "$w$: sparse"),
        **_column("b", "$b$: dense"),
        "sum": ReadoutPanel(lines=(_sum("w"), _sum("b"))),
    },
    rows=(
        ("map", "gradient_w", "gradient_b"),
        ("map", "history_w", "history_b"),
        ("map", "rate_w", "rate_b"),
        ("map", "sum", "sum"),
    ),
    widths=(2.6, 1, 1),
    heights=(1, 1, 1, 0.6),
    timeline=Timeline(
        (
            Play(to=30, seconds=4),
            Hold(2.5),
            Play(to=90, seconds=3),
            Play(to=230, seconds=2.8),
            Hold(2),
            Play(to=360, seconds=2),
            Hold(3),
        ),
        (
            Caption(0, "one start, one clock: which way does each of them go?"),
            Caption(
                12, "the others fall along $b$ first: its feature is always on, its gradient large"
            ),
            Caption(
                30, "in the valley they turn a right angle; AdaGrad went along $w$ all the time"
            ),
            Caption(60, "momentum and NAG overshoot, and still reach the minimum first"),
            Caption(120, "AdaGrad slows down: its gradient shrinks, its history never does"),
            Caption(
                280, "AdaGrad arrived before gradient descent: right in $w$ first, late in $b$"
            ),
        ),
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "adagrad_replay.mp4", *sys.argv[1:]])
