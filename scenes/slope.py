"""Why the gradient first grows and then shrinks: a cross-section of the surface along the path."""

from gradreel.animate import Callout, Caption, Hold, Peaks, Play, SlopePanel
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="slope",
    summary="Along the path the slope first grows and then shrinks to 0, and so does the gradient.",
    title="Why the gradient grows and then shrinks: the slope along the path",
    card="Why does the gradient grow?",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(names=False),
        "loss": SlopePanel("loss", distance_axis=False),
        "derivative": SlopePanel("derivative"),
    },
    rows=(("map", "loss"), ("map", "derivative")),
    widths=(1, 1.15),
    keep=("loss", "derivative"),
    timeline=lecture.timeline(
        (
            Hold(
                3.1,
                "cut the surface open along AdaGrad's path",
                callouts=(
                    Callout(
                        "loss",
                        "it starts gently",
                        at=0,
                        offset=(10, -120),
                        claim=claims.STARTS_GENTLY,
                    ),
                ),
            ),
            Play(
                "steepest",
                6,
                "down the side it gets steeper: the slope is negative, its size grows",
                claim=claims.GETS_STEEPER,
            ),
            Hold(
                3.5,
                callouts=(
                    Callout(
                        "loss",
                        "steepest here",
                        at="steepest",
                        offset=(-40, -40),
                        claim=claims.STEEPEST,
                    ),
                    Callout(
                        "derivative",
                        "the slope is lowest",
                        at="steepest",
                        offset=(0, 60),
                        claim=claims.STEEPEST,
                    ),
                ),
            ),
            Play(400, 11),
            Hold(4.9),
        ),
        (
            Caption(
                "steepest", "from here on the path levels out: the slope shrinks", claims.LEVELS_OUT
            ),
            Caption(
                400, "in the valley the slope is nearly 0, and so is the gradient", claims.NEARLY_0
            ),
        ),
        events={"steepest": Peaks("adagrad", "slope", None)},
    ),
)
