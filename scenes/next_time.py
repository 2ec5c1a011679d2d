"""Where it leads: a history that forgets (RMSProp), and momentum beside it (Adam)."""

from gradreel.animate import Arrives, Caption, CurvePanel, Hold, Peaks, Play, Reveal
from gradreel.core import Adam, RMSProp
from gradreel.scenes import lecture_last_claims as claims
from gradreel.scenes import lecture_setup as lecture

RMSPROP = RMSProp(learning_rate=0.03, decay=claims.DECAY)
ADAM = Adam(learning_rate=0.1)


SCENE = lecture.scene(
    name="next_time",
    summary="RMSProp's history fades and Adam adds momentum: both arrive well before AdaGrad.",
    title="Must a history remember everything?",
    card="Next time",
    steps=140,
    optimizers=(lecture.ADAGRAD, RMSPROP, ADAM),
    panels={
        "map": lecture.map_panel(marks=10, fan=True),
        "sum": CurvePanel(
            "sum_of_squares", "b", optimizers=("adagrad",), label="AdaGrad's history of $b$: a sum"
        ),
        "average": CurvePanel(
            "second_moment", "b", optimizers=("rmsprop",), label="RMSProp's: an average"
        ),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            optimizers=("adagrad", "rmsprop", "adam"),
            label="rates of $b$, all three",
            scale="log",
            step_axis=True,
        ),
    },
    rows=(("map", "sum"), ("map", "average"), ("map", "rate")),
    widths=(1.5, 1),
    heights=(1, 1, 1.4),
    timeline=lecture.timeline(
        (
            Play(24, 4),
            Reveal(("average", "map/rmsprop")),
            Play("peak", 5),
            Reveal("rate"),
            Play("adam", 5),
            Reveal(("map/adam", "rate/adam")),
            Play("rmsprop", 6),
            Play(140, 3.5),
            Hold(3.1, "how does a history forget? Next lecture"),
        ),
        (
            Caption(0, "AdaGrad's [history of $b$](sum/adagrad) only grows", claims.ONLY_GROWS),
            Caption(
                24,
                "[RMSProp averages](average/rmsprop): what is old fades",
                claims.AN_AVERAGE,
            ),
            Caption(
                "peak",
                "its history shrinks again, so its [rate](rate/rmsprop) grows",
                claims.RATE_GROWS_AGAIN,
            ),
            Caption(
                "adam",
                "[Adam](rate/adam) has momentum too: there at step {adam}",
                claims.ADAM_IS_FIRST,
            ),
            Caption(
                "rmsprop",
                "RMSProp: at step {rmsprop}; AdaGrad is still far",
                claims.ADAGRAD_IS_FAR,
            ),
        ),
        titles=(Caption("rmsprop", "Next lecture: a history that forgets"),),
        events={
            "peak": Peaks("rmsprop", "second_moment", "b"),
            "adam": Arrives("adam"),
            "rmsprop": Arrives("rmsprop"),
        },
        ease=0.35,
    ),
)
