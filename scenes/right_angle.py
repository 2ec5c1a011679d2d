"""Gradient descent, momentum and NAG from one start: first b, then w."""

from gradreel.animate import (
    After,
    Arrives,
    Callout,
    Caption,
    ContourPanel,
    Hold,
    Play,
    Scene,
    Timeline,
    Turns,
)
from gradreel.scenes.lecture_setup import (
    B_LABEL,
    GRADIENT_DESCENT,
    MOMENTUM,
    NAG,
    START,
    SURFACE,
    W_LABEL,
)

assert SURFACE.minimum is not None
GOAL = (float(SURFACE.minimum[0]), float(SURFACE.minimum[1]))
HALFWAY = ((START[0] + GOAL[0]) / 2, (START[1] + GOAL[1]) / 2)

SCENE = Scene(
    name="right_angle",
    summary="Gradient descent, momentum and NAG settle b first and only then move along w.",
    title="Nobody taught them Pythagoras: first along $b$, then along $w$",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(GRADIENT_DESCENT, MOMENTUM, NAG),
    panels={"map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL)},
    rows=(("map",),),
    timeline=Timeline(
        (
            Hold(2),
            Play("corner", 4),
            Hold(
                8,
                callouts=(
                    Callout(
                        "map",
                        "the corner, at step {corner}:\n"
                        "$b$ from {params.b@0:.1} to {params.b@corner:.2},\n"
                        "$w$ from {params.w@0:.1} to {params.w@corner:.3}",
                        at="corner",
                        optimizer="gradient_descent",
                        offset=(120, -90),
                    ),
                ),
            ),
            Play("arrived", 6, speeds=(0.3, 1.5)),
            Hold(4),
            Hold(
                5.5,
                "what one would have wanted: both in proportion, straight to the minimum",
                callouts=(
                    Callout(
                        "map",
                        "the direct way",
                        point=HALFWAY,
                        offset=(70, -70),
                        line=(START, GOAL),
                    ),
                ),
            ),
        ),
        (
            Caption(
                0,
                "one start, learning rate {gradient_descent.learning_rate}, "
                "momentum {momentum.momentum}: which way will they go?",
            ),
            Caption("corner", "the input of $w$ is mostly 0, so its gradient is small"),
            Caption("valley", "in the valley only $w$ is left to go: gradient descent creeps"),
            Caption("arrived", "all three are there, and all three took the right angle"),
        ),
        events={
            "corner": Turns("gradient_descent"),
            "valley": After(Turns("gradient_descent"), 2),
            "arrived": Arrives("gradient_descent"),
        },
    ),
)
