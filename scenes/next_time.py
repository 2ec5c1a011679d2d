"""Where it leads: a history that forgets (RMSProp), and momentum beside it (Adam)."""

from gradreel.animate import Caption, CurvePanel, Hold, Peaks, Play, Reveal
from gradreel.core import Adam, RMSProp
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates
from gradreel.scenes.claims.measures import DECAY

RMSPROP, ADAM = RMSProp(learning_rate=0.03, decay=DECAY), Adam(learning_rate=0.1)
ALL_THREE = ("adagrad", "rmsprop", "adam")

SHOWN = (
    Play(24, 4),
    Reveal(("average", "map/rmsprop")),
    Play("peak", 5),
    Reveal("rate"),
    Play("adam", 5),
    Reveal(("map/adam", "rate/adam")),
    Play("rmsprop", 6),
    Play(140, 3.5),
    Hold(3.1, "how does a history forget? Next lecture"),
)
GROWS_AGAIN = "its history shrinks again, so its [rate](rate/rmsprop) grows"
SAID = (
    Caption(0, "AdaGrad's [history of $b$](sum/adagrad) only grows", rates.NEVER_SHRINKS),
    Caption(24, "[RMSProp averages](average/rmsprop): what is old fades", rates.AN_AVERAGE),
    Caption("peak", GROWS_AGAIN, rates.RATE_GROWS_AGAIN),
    Caption("adam", "[Adam](rate/adam) has momentum too: there at step {adam}", paths.ADAM_FIRST),
    Caption("rmsprop", "RMSProp: at step {rmsprop}; AdaGrad is still far", paths.ADAGRAD_IS_FAR),
)

SCENE = lecture.scene(
    name="next_time",
    summary="RMSProp's history fades and Adam adds momentum: both arrive well before AdaGrad.",
    title="Must a history remember everything?",
    card="Next time",
    steps=140,
    optimizers=(lecture.ADAGRAD, RMSPROP, ADAM),
    panels={
        "map": lecture.map_panel(marks=10, fan=True),
        "sum": lecture.history_curve("b", label="AdaGrad's history of $b$: a sum"),
        "average": CurvePanel("second_moment", "b", ("rmsprop",), label="RMSProp's: an average"),
        "rate": lecture.rate_curve("b", optimizers=ALL_THREE, label="rates of $b$, all three"),
    },
    rows=(("map", "sum"), ("map", "average"), ("map", "rate")),
    widths=(1.5, 1),
    heights=(1, 1, 1.4),
    timeline=lecture.timeline(
        SHOWN,
        SAID,
        titles=(Caption("rmsprop", "Next lecture: a history that forgets"),),
        events={
            "peak": Peaks("rmsprop", "second_moment", "b"),
            **lecture.arrivals("adam", "rmsprop"),
        },
    ),
)
