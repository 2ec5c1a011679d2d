"""Why the gradient first grows and then shrinks: a cross-section of the surface along the path."""

from gradreel.animate import Callout, Caption, Change, Hold, Peaks, Play, SlopePanel, UnfoldPanel
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="slope",
    summary="Along the path the slope first grows and then shrinks to 0, and so does the gradient.",
    title="Why does the gradient grow and then shrink?",
    card="Why does the gradient grow?",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(names=False),
        "cut": UnfoldPanel("adagrad"),
        "derivative": SlopePanel("derivative"),
    },
    rows=(("map", "cut"), ("map", "derivative")),
    widths=(1, 1.15),
    heights=(1.4, 1),
    keep=("cut", "derivative"),
    timeline=lecture.timeline(
        (
            Change("cut", 4.6, caption="cut the surface open along AdaGrad's path"),
            Play(
                "steepest",
                6.6,
                "down the side it gets steeper: the slope is below 0, its size grows",
                claim=claims.GETS_STEEPER,
            ),
            Play(400, 9.6),
            Hold(3.8),
        ),
        (
            Caption(
                "steepest",
                "from here on the path levels out: the slope shrinks",
                claims.LEVELS_OUT,
            ),
            Caption(400, "in the valley slope and gradient are nearly 0", claims.NEARLY_0),
        ),
        callouts=(
            Callout(
                "cut",
                "it starts gently",
                at=0,
                start=1,
                offset=(90, 20),
                until=25,
                claim=claims.STARTS_GENTLY,
            ),
            Callout(
                "derivative",
                "the slope is lowest",
                at="steepest",
                offset=(0, 60),
                claim=claims.STEEPEST,
            ),
        ),
        events={"steepest": Peaks("adagrad", "slope", None)},
        titles=(
            Caption("steepest", "The gradient is the slope along the path", claims.LEVELS_OUT),
        ),
        ease=0.35,
    ),
)
