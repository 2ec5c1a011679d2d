"""AdaGrad near the minimum: the gradient shrinks, the history stays, so the steps get tiny."""

from gradreel.animate import Arrives, Callout, Caption, Change, CurvePanel, Hold, Peaks, Play
from gradreel.core import Window
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="slowing_down",
    summary="Near the minimum AdaGrad's gradient shrinks but its history stays: it slows down.",
    title="The minimum is near: why does AdaGrad slow down?",
    card="Near the minimum",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(zoom=Window(-0.75, 0.25, -0.65, 0.35), names=False, marks=10),
        "gradient": CurvePanel(
            "gradient", "b", label="gradient of $b$", heading="dense $b$", limits=(-27, 3)
        ),
        "history": CurvePanel("sum_of_squares", "b", label="its history $v_t$"),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            label=r"its rate $\eta/\sqrt{v_t}$",
            scale="log",
            step_axis=True,
        ),
    },
    rows=(("map", "gradient"), ("map", "history"), ("map", "rate")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        (
            Play("near", 7.6),
            Change("map", 2.6, caption="nearly there: a closer look", claim=claims.NEARLY_THERE),
            Play(
                "arrived",
                3.4,
                "the [gradient](gradient/adagrad) shrinks, the [history](history/adagrad) does not",
                claim=claims.ONLY_THE_GRADIENT_SHRINKS,
            ),
            Play(
                400,
                5,
                "small gradient times small [rate](rate/adagrad): steps of {update.b:.2}",
                claim=claims.SMALL_TIMES_SMALL,
            ),
            Hold(
                4.3,
                "$b$ hardly moves any more",
                claim=claims.HARDLY_MOVES,
                callouts=(
                    Callout(
                        "map",
                        "$b$ = {params.b@near:.2} at step {near},\n"
                        "at step 400 only {params.b@400:.2}",
                        at=400,
                        offset=(0, -170),
                    ),
                    Callout("rate", "{effective_learning_rate.b@399:.2}", at=399, offset=(-60, 46)),
                ),
            ),
        ),
        (
            Caption(
                0,
                "at first AdaGrad goes in long steps: {update.b@0:.1} in $b$",
                claims.LONG_AT_FIRST,
            ),
        ),
        callouts=(
            Callout(
                "gradient",
                "from {gradient.b@peak:.2} to {gradient.b@near:.2}",
                at="near",
                offset=(0, -34),
                claim=claims.GRADIENT_FELL,
                until="arrived",
            ),
            Callout(
                "history",
                "{sum_of_squares.b@near}: never shrinks",
                at="near",
                offset=(0, -40),
                claim=claims.NEVER_SHRINKS,
                until="arrived",
            ),
        ),
        events={
            "peak": Peaks("adagrad", "gradient", "b"),
            "near": Arrives("adagrad", radius=0.4),
            "arrived": Arrives("adagrad"),
        },
        titles=(
            Caption(
                "arrived", "AdaGrad slows down: its history never shrinks", claims.NEVER_SHRINKS
            ),
        ),
        ease=0.35,
    ),
)
