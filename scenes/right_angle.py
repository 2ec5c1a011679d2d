"""Gradient descent, momentum and NAG from one start: first b, then w."""

from gradreel.animate import After, Arrives, Callout, Caption, Hold, Play, Turns
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

assert lecture.SURFACE.minimum is not None
GOAL = (float(lecture.SURFACE.minimum[0]), float(lecture.SURFACE.minimum[1]))
HALFWAY = ((lecture.START[0] + GOAL[0]) / 2, (lecture.START[1] + GOAL[1]) / 2)

SCENE = lecture.scene(
    name="right_angle",
    summary="Gradient descent, momentum and NAG settle b first and only then move along w.",
    title="Nobody taught them Pythagoras: first along $b$, then along $w$",
    card="Which way do they go?",
    optimizers=(lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG),
    panels={"map": lecture.map_panel(marks=10)},
    rows=(("map",),),
    timeline=lecture.timeline(
        (
            Play("corner", 5.5),
            Hold(
                5.6,
                callouts=(
                    Callout(
                        "map",
                        "the corner, at step {corner}:\n"
                        "$b$ from {params.b@0:.1} to {params.b@corner:.2},\n"
                        "$w$ from {params.w@0:.1} to {params.w@corner:.3}",
                        at="corner",
                        optimizer="gradient_descent",
                        offset=(120, -90),
                        claim=claims.B_FIRST,
                    ),
                ),
            ),
            Play("arrived", 12.8),
            Hold(4.9),
            Hold(
                4.6,
                "what one would have wanted: both in proportion, straight to the minimum",
                callouts=(
                    Callout(
                        "map",
                        "the direct way",
                        point=HALFWAY,
                        offset=(70, -70),
                        line=(lecture.START, GOAL),
                    ),
                ),
                claim=claims.LONGER_THAN_DIRECT,
            ),
        ),
        (
            Caption(
                0,
                "one start, learning rate {gradient_descent.learning_rate}, "
                "momentum {momentum.momentum}: which way will they go?",
            ),
            Caption(
                "corner",
                "the input of $w$ is mostly 0, so its gradient is small",
                claims.SMALL_PULL,
            ),
            Caption(
                "valley",
                "in the valley $w$ is left: a mark every 10 steps, close together is slow",
                claims.SLOW,
            ),
            Caption(
                175,
                "momentum and NAG are there; gradient descent takes until step {arrived}",
                claims.GRADIENT_DESCENT_IS_LATE,
            ),
            Caption(
                "arrived",
                "gradient descent turned a right angle; momentum and NAG swung past the valley",
                claims.ANGLE_AND_SWINGS,
            ),
        ),
        events={
            "corner": Turns("gradient_descent"),
            "valley": After(Turns("gradient_descent"), 2),
            "arrived": Arrives("gradient_descent"),
        },
    ),
)
