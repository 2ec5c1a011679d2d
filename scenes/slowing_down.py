"""AdaGrad near the minimum: the gradient shrinks, the history stays, so the steps get tiny."""

from gradreel.animate import Arrives, Callout, Caption, Change, Hold, Peaks, Play
from gradreel.core import Window
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

FELL = Callout(
    "gradient",
    "from {gradient.b@peak:.2} to {gradient.b@near:.2}",
    at="near",
    offset=(0, -34),
    until="arrived",
    claim=rates.GRADIENT_FELL,
)
STAYED = Callout(
    "history",
    "{sum_of_squares.b@near}: never shrinks",
    at="near",
    offset=(0, -40),
    until="arrived",
    claim=rates.NEVER_SHRINKS,
)
HARDLY = "$b$ = {params.b@near:.2} at step {near},\nat step 400 only {params.b@400:.2}"
AT_THE_END = (
    Callout("map", HARDLY, at=400, offset=(0, -170)),
    Callout("rate", "{effective_learning_rate.b@399:.2}", at=399, offset=(-60, 46)),
)
LONG = "at first AdaGrad goes in long steps: {update.b@0:.1} in $b$"
ONLY_ONE = "the [gradient](gradient/adagrad) shrinks, the [history](history/adagrad) does not"
SMALL = "small gradient times small [rate](rate/adagrad): steps of {update.b:.2}"
SHOWN = (
    Play("near", 7.6),
    Change("map", 2.6, caption="nearly there: a closer look", claim=paths.NEARLY_THERE),
    Play("arrived", 3.4, ONLY_ONE, claim=rates.ONLY_THE_GRADIENT_SHRINKS),
    Play(400, 5, SMALL, claim=rates.SMALL_TIMES_SMALL),
    Hold(4.3, "$b$ hardly moves any more", AT_THE_END, claim=paths.HARDLY_MOVES),
)
ANSWER = "AdaGrad slows down: its history never shrinks"

SCENE = lecture.scene(
    name="slowing_down",
    summary="Near the minimum AdaGrad's gradient shrinks but its history stays: it slows down.",
    title="The minimum is near: why does AdaGrad slow down?",
    card="Near the minimum",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(zoom=Window(-0.75, 0.25, -0.65, 0.35), names=False, marks=10),
        "gradient": lecture.gradient_curve(
            "b", label="gradient of $b$", heading="dense $b$", limits=(-27, 3), hue="parameter"
        ),
        "history": lecture.history_curve("b", label="its history $v_t$", hue="parameter"),
        "rate": lecture.rate_curve("b", label=r"its rate $\eta/\sqrt{v_t}$", hue="parameter"),
    },
    rows=(("map", "gradient"), ("map", "history"), ("map", "rate")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        SHOWN,
        (Caption(0, LONG, paths.LONG_AT_FIRST),),
        (FELL, STAYED),
        titles=(Caption("arrived", ANSWER, rates.SLOWS_DOWN),),
        events={
            "peak": Peaks("adagrad", "gradient", "b"),
            "near": Arrives("adagrad", radius=0.4),
            "arrived": Arrives("adagrad"),
        },
    ),
)
