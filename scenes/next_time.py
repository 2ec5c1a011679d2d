"""Where it leads: a history that forgets (RMSProp), and momentum beside it (Adam)."""

from gradreel.animate import Arrives, Callout, Caption, CurvePanel, Hold, Peaks, Play
from gradreel.core import Adam, RMSProp
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

RMSPROP = RMSProp(learning_rate=0.03, decay=0.9)
ADAM = Adam(learning_rate=0.1)


SCENE = lecture.scene(
    name="next_time",
    summary="RMSProp's history fades and Adam adds momentum: both arrive well before AdaGrad.",
    title="Next time: a history that forgets",
    card="Next time",
    steps=300,
    optimizers=(lecture.ADAGRAD, RMSPROP, ADAM),
    panels={
        "map": lecture.map_panel(),
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
    timeline=lecture.timeline(
        (
            Hold(
                4.5,
                callouts=(
                    Callout("sum", "AdaGrad's", at=120, offset=(40, -24)),
                    Callout("average", "RMSProp's", at=12, offset=(60, 0)),
                ),
            ),
            Play("adam", 5),
            Hold(4),
            Play("rmsprop", 2.5),
            Hold(4.5),
            Play("adagrad", 9),
            Hold(
                4,
                callouts=(
                    Callout("rate", "RMSProp", at=150, optimizer="rmsprop", offset=(-40, 10)),
                    Callout("rate", "Adam", at=60, optimizer="adam", offset=(0, 24)),
                    Callout("rate", "AdaGrad", at=200, optimizer="adagrad", offset=(0, 26)),
                ),
            ),
        ),
        (
            Caption(
                0,
                "can that be avoided? RMSProp's history fades, Adam has momentum too",
                claims.HISTORY_FADES,
            ),
            Caption(
                "adam",
                "Adam is there, at step {adam}: fading history and momentum",
                claims.ADAM_IS_FIRST,
            ),
            Caption(
                "rmsprop",
                "RMSProp is there at step {rmsprop}: its history has faded, its rate grows",
                claims.RATE_GROWS_AGAIN,
            ),
            Caption(
                150,
                "on the minimum its history dies out: a large rate throws it about a little",
                claims.THROWN_ABOUT,
            ),
            Caption(
                "adagrad",
                "AdaGrad, whose history never fades, only at step {adagrad}",
                claims.ADAGRAD_IS_LAST,
            ),
        ),
        events={
            "peak": Peaks("rmsprop", "second_moment", "b"),
            "adam": Arrives("adam"),
            "rmsprop": Arrives("rmsprop"),
            "adagrad": Arrives("adagrad"),
        },
    ),
)
