"""What to take home: AdaGrad's rule line by line, what it gives, and what it costs."""

from gradreel.animate import Arrives, Caption, CodePanel, Hold, Play, ReadoutPanel, Reveal
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

RULE = (
    ("g = gradient(p)", "gradient"),
    ("v += g**2", "sum_of_squares"),
    ("rate = eta / sqrt(v)", "effective_learning_rate"),
    ("p -= rate * g", "params@next"),
)
SIZE = 24

SCENE = lecture.scene(
    name="summary",
    summary="AdaGrad divides each rate by the root of its history: right in w at once, late in b.",
    title="What to take home?",
    card="To take home",
    optimizers=(lecture.GRADIENT_DESCENT, lecture.ADAGRAD),
    panels={
        "map": lecture.map_panel(marks=10),
        "code": CodePanel(RULE, "adagrad"),
        "gain": ReadoutPanel(("[sparse $w$:](sparse w) a small history, a large rate",), size=SIZE),
        "cost": ReadoutPanel(("[dense $b$:](dense b) a history that never shrinks",), size=SIZE),
    },
    rows=(("map", "code"), ("map", "gain"), ("map", "cost")),
    widths=(1.15, 1),
    heights=(4, 1, 1),
    timeline=lecture.timeline(
        (
            Play(50, 3.6),
            Reveal(("code/line 3", "code/line 4")),
            Play(111, 4.4),
            Reveal("gain"),
            Play("near", 4.4),
            Reveal("cost"),
            Play("adagrad", 7.4),
            Hold(2.5, "must a history remember everything?"),
        ),
        (
            Caption(0, "add up the [squared gradients](code/line 2): the history", rates.ADDS_UP),
            Caption(
                50,
                "[divide the rate](code/line 3) by its root, for each parameter",
                rates.EACH_ITS_OWN,
            ),
            Caption(
                111, "so AdaGrad goes straight along [$w$](w) and [$b$](b)", paths.GOES_STRAIGHT
            ),
            Caption("near", "but [$b$](b)'s history never shrinks: it slows down", rates.SLOWS),
        ),
        titles=(
            Caption("near", "To take home: each its own rate, ever smaller", rates.EVER_SMALLER),
        ),
        events={"near": Arrives("adagrad", radius=0.5), "adagrad": Arrives("adagrad")},
    ),
)
