"""What to take home: AdaGrad's rule line by line, what it gives, and what it costs."""

from gradreel.animate import Arrives, Caption, FeaturesPanel, Hold, Play, ReadoutPanel, Reveal
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

SHOWN = (
    Play(50, 3.6),
    Reveal(("code/line 3", "code/line 4")),
    Play(111, 4.4),
    Reveal("gain"),
    Play(150, 4.2),
    Reveal("features"),
    Play("near", 6),
    Reveal("cost"),
    Play("adagrad", 6.4),
    Hold(2.5, "must a history remember everything?"),
)
DIVIDE = "[divide the rate](code/line 3) by its root, for each parameter"
MANY = "networks have thousands of features, most of them 0 in a [batch](features)"
SAID = (
    Caption(0, "add up the [squared gradients](code/line 2): the history", rates.ADDS_UP),
    Caption(50, DIVIDE, rates.EACH_ITS_OWN),
    Caption(111, "so AdaGrad goes straight along [$w$](w) and [$b$](b)", paths.GOES_STRAIGHT),
    Caption(150, MANY, rates.MOSTLY_0),
    Caption("near", "but [$b$](b)'s history never shrinks: it slows down", rates.SLOWS),
)
ANSWER = "To take home: each its own rate, ever smaller"
SIZE = 24

SCENE = lecture.scene(
    name="summary",
    summary="AdaGrad divides each rate by the root of its history: right in w at once, late in b.",
    title="What to take home?",
    card="To take home",
    optimizers=(lecture.GRADIENT_DESCENT, lecture.ADAGRAD),
    panels={
        "map": lecture.map_panel(marks=10),
        "code": lecture.code_panel("eta / sqrt(v)"),
        "gain": ReadoutPanel(("[sparse $w$:](sparse w) a small history, a large rate",), size=SIZE),
        "features": FeaturesPanel(rates.FEATURES),
        "cost": ReadoutPanel(("[dense $b$:](dense b) a history that never shrinks",), size=SIZE),
    },
    rows=(("map", "code"), ("map", "gain"), ("map", "features"), ("map", "cost")),
    widths=(1.15, 1),
    heights=(2.5, 0.6, 2.3, 0.6),
    timeline=lecture.timeline(
        SHOWN,
        SAID,
        titles=(Caption("near", ANSWER, rates.EVER_SMALLER),),
        events={"near": Arrives("adagrad", radius=0.5), "adagrad": Arrives("adagrad")},
    ),
)
