"""What slows AdaGrad down is its history: set back, it arrives at once."""

from gradreel.animate import Arrives, Callout, CurvePanel, Hold, Named, Play
from gradreel.core import Restarted
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

AT = 190
SET_BACK = Named(Restarted(lecture.ADAGRAD, after=AT), claims.SET_BACK)
NAMES = ("adagrad", SET_BACK.name)

SCENE = lecture.scene(
    name="set_back",
    summary="AdaGrad's history set back to 0 near the minimum: the rate jumps, and it is there.",
    title="Is it the history? Set it back and see",
    card="Is it the history?",
    optimizers=(lecture.ADAGRAD, SET_BACK),
    panels={
        "map": lecture.map_panel(),
        "history": CurvePanel("sum_of_squares", "b", NAMES, label="history $v_t$ of $b$"),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            NAMES,
            label=r"rate $\eta/\sqrt{v_t}$ of $b$",
            scale="log",
            step_axis=True,
        ),
    },
    rows=(("map", "history"), ("map", "rate")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        (
            Play(
                AT,
                5.5,
                "two AdaGrads; at step 190 one of them forgets its history",
                claim=claims.STILL_ONE,
            ),
            Hold(
                4.5,
                "until here they are one: the history large, the steps small",
                (
                    Callout(
                        "history",
                        "here one is set to 0",
                        at=AT - 1,
                        offset=(0, -100),
                    ),
                ),
                claim=claims.STILL_ONE,
            ),
            Play("set_back", 2, "its rate jumps", claim=claims.JUMPED),
            Hold(4.5, "without the history it is there, at step {set_back}", claim=claims.JUMPED),
            Play("adagrad", 4, "with its history AdaGrad creeps on", claim=claims.STILL_CREEPS),
            Hold(4.5, "AdaGrad: step {adagrad}. Its history held it back", claim=claims.HELD_BACK),
        ),
        events={"set_back": Arrives(SET_BACK.name), "adagrad": Arrives("adagrad")},
    ),
)
