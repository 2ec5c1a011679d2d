"""Where it leads: a history that forgets (RMSProp), and momentum beside it (Adam)."""

from gradreel.animate import (
    Arrives,
    Callout,
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Play,
    Scene,
    Timeline,
)
from gradreel.core import Adam, RMSProp
from gradreel.scenes.lecture_setup import ADAGRAD, B_LABEL, START, SURFACE, W_LABEL

RMSPROP = RMSProp(learning_rate=0.03, decay=0.9)
ADAM = Adam(learning_rate=0.1)

SCENE = Scene(
    name="next_time",
    summary="RMSProp's history fades and Adam adds momentum: both arrive well before AdaGrad.",
    title="Next time: a history that forgets",
    surface=SURFACE,
    start=START,
    steps=300,
    optimizers=(ADAGRAD, RMSPROP, ADAM),
    panels={
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL),
        "sum": CurvePanel(
            "sum_of_squares", "b", optimizers=("adagrad",), label="history of $b$: a sum"
        ),
        "average": CurvePanel(
            "second_moment", "b", optimizers=("rmsprop",), label="history of $b$: an average"
        ),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            optimizers=("adagrad", "rmsprop", "adam"),
            label="effective rate of $b$, all three",
            scale="log",
            step_axis=True,
        ),
    },
    rows=(("map", "sum"), ("map", "average"), ("map", "rate")),
    widths=(1.5, 1),
    heights=(1, 1, 1.4),
    timeline=Timeline(
        (
            Hold(
                5.5,
                callouts=(
                    Callout("sum", "AdaGrad's", at=120, offset=(40, -24)),
                    Callout("average", "RMSProp's", at=12, offset=(60, 0)),
                ),
            ),
            Play("adam", 6),
            Hold(4.5),
            Play("rmsprop", 3),
            Hold(4),
            Play("adagrad", 5),
            Hold(
                6,
                callouts=(
                    Callout("rate", "RMSProp", at=150, optimizer="rmsprop", offset=(-40, 10)),
                    Callout("rate", "Adam", at=60, optimizer="adam", offset=(0, 24)),
                    Callout("rate", "AdaGrad", at=200, optimizer="adagrad", offset=(0, 26)),
                ),
            ),
        ),
        (
            Caption(0, "can that be avoided? RMSProp's history fades, Adam has momentum too"),
            Caption("adam", "Adam is there, at step {adam}: fading history and momentum"),
            Caption("rmsprop", "RMSProp at step {rmsprop}: its history fades, its rate recovers"),
            Caption("adagrad", "AdaGrad, whose history never fades, only at step {adagrad}"),
        ),
        events={
            "adam": Arrives("adam"),
            "rmsprop": Arrives("rmsprop"),
            "adagrad": Arrives("adagrad"),
        },
    ),
)
