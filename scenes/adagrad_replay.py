"""The lecture's replay: gradient descent, momentum and NAG beside AdaGrad, all in step.

Copy this file to make a scene of your own. `python scenes/adagrad_replay.py` renders it.
"""

import sys

from gradreel.animate import After, Arrives, Caption, Hold, Play, ReadoutPanel, Rewind, Turns, main
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

ARRIVED = "with these rates: {nag} steps for NAG, {momentum} for momentum, {adagrad} for AdaGrad"
SHOWN = (
    Play("corner", 9),
    Play("last", 15.2),
    Rewind(0, 1.2),
    Play(8, 6.6, "once more: at first AdaGrad alone moves along $w$", claim=paths.AT_ONCE),
    Play("last", 5.4, ARRIVED, claim=paths.RANKING),
    Hold(1.6, ARRIVED, claim=paths.RANKING),
)
SAID = (
    Caption(0, "four from one start: which way does each go?"),
    Caption(13, "gradient descent falls along $b$ alone, AdaGrad goes along both", paths.BOTH_WAYS),
    Caption("corner", "gradient descent turns a right angle, AdaGrad goes straight", paths.ANGLE),
    Caption(112, "NAG and momentum swing past, yet arrive first", paths.SWINGS_YET_FIRST),
    Caption(188, "AdaGrad's history grows, so its steps shrink", rates.GROWS_AND_SHORTENS),
    Caption("adagrad", "with these rates AdaGrad is there before gradient descent", paths.RANKING),
)
ANSWER = Caption("corner", "AdaGrad moves along $w$ from the first step", paths.AT_ONCE)

SCENE = lecture.scene(
    name="adagrad_replay",
    summary="Gradient descent, momentum and NAG fall along b first; AdaGrad moves along w at once.",
    title="And AdaGrad: which way does it go?",
    card="And AdaGrad?",
    optimizers=lecture.FOUR,
    panels={
        "map": lecture.map_panel(marks=10, fan=True, aspect="equal"),
        "gradient w": lecture.gradient_curve("w", heading="$w$: sparse"),
        "gradient b": lecture.gradient_curve("b", heading="$b$: dense"),
        "history w": lecture.history_curve("w", scale="log"),
        "history b": lecture.history_curve("b", scale="log"),
        "rate w": lecture.rate_curve("w"),
        "rate b": lecture.rate_curve("b"),
        "sum": ReadoutPanel(lecture.STEPS, "adagrad"),
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
        SHOWN,
        SAID,
        titles=(ANSWER,),
        events={
            **lecture.arrivals("momentum", "adagrad"),
            "nag": Arrives("nesterov"),
            "corner": After(Turns("gradient_descent"), 5),
            "last": After(Arrives("gradient_descent"), 15),
        },
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "adagrad_replay.mp4", *sys.argv[1:]])
