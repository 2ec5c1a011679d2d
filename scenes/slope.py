"""Why the gradient first grows and then shrinks: a cross-section of the surface along the path."""

from gradreel.animate import (
    Callout,
    Caption,
    ContourPanel,
    Hold,
    Play,
    Scene,
    SlopePanel,
    Steepest,
    Timeline,
)
from gradreel.scenes.lecture_setup import ADAGRAD, B_LABEL, START, SURFACE, W_LABEL

SCENE = Scene(
    name="slope",
    summary="Along the path the slope first grows and then shrinks to 0, and so does the gradient.",
    title="Why the gradient grows and then shrinks: the slope along the path",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(ADAGRAD,),
    panels={
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL, names=False),
        "loss": SlopePanel("loss", distance_axis=False),
        "derivative": SlopePanel("derivative"),
    },
    rows=(("map", "loss"), ("map", "derivative")),
    widths=(1, 1.15),
    keep=("loss", "derivative"),
    timeline=Timeline(
        (
            Hold(
                4.5,
                callouts=(Callout("loss", "it starts gently", at=0, offset=(10, -120)),),
            ),
            Play("steepest", 6),
            Hold(
                5.5,
                callouts=(
                    Callout("loss", "steepest here", at="steepest", offset=(-40, -40)),
                    Callout("derivative", "the slope is lowest", at="steepest", offset=(0, 60)),
                ),
            ),
            Play(400, 7),
            Hold(4.5),
        ),
        (
            Caption(0, "cut the surface open along AdaGrad's path"),
            Caption(0.01, "down the side it gets steeper: the slope is negative, its size grows"),
            Caption("steepest", "from here on the path levels out: the slope shrinks"),
            Caption(400, "in the valley the slope is nearly 0, and so is the gradient"),
        ),
        events={"steepest": Steepest("adagrad")},
    ),
)
