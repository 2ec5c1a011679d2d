"""The flip side: AdaGrad is right in w first and late in b; the others the other way round."""

from dataclasses import replace

from gradreel.animate import After, Arrives, Callout, Caption, Dim, Hold, Play, Reveal, TargetsPanel
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

NAMES = tuple(optimizer.name for optimizer in lecture.FOUR)
DESCENT = tuple(f"{panel}/gradient_descent" for panel in ("map", "w", "b"))
SWINGING = tuple(f"{panel}/{each}" for panel in ("map", "w", "b") for each in NAMES[1:3])
W, B = lecture.GOAL

SHOWN = (
    Play("momentum", 5.6),
    Play(130, 3),
    Dim(SWINGING),
    Play("descent_b", 3.2),
    Hold(1.4),
    Play("adagrad_w", 3.8),
    Dim(DESCENT),
    Hold(1.6),
    Play("adagrad_b", 2.5),
    Reveal("history"),
    Play("gradient_descent", 4.8),
    Reveal((*SWINGING, *DESCENT)),
    Play("last", 1),
    Hold(2.4),
)
EARLY = "gradient descent: in $b$ at {first_in_b}, for good from {descent_b}; $w$ far off"
SMALL = "the [history of $b$](history/adagrad) never shrinks, so its steps stay small"
SAID = (
    Caption(0, "all four want both; what comes first?"),
    Caption("momentum", "momentum and NAG: first $b$, then $w$", paths.SOON_AFTER),
    Caption("descent_b", EARLY, paths.W_IS_FAR_OFF),
    Caption("adagrad_w", "AdaGrad: right in $w$, but why not in $b$?", paths.RIGHT_IN_W_ALONE),
    Caption("adagrad_b", SMALL, rates.STEPS_STAY_SMALL),
    Caption("gradient_descent", "the others: $b$ first; AdaGrad: $w$ first", paths.ADAGRAD_ALONE),
)
ANSWER = "The flip side: AdaGrad is right in $w$ first, and late in $b$"
RIGHT_B = Callout("map", "the right $b$", point=(-2.6, B), offset=(0, 70), claim=paths.RIGHT_IN_B)
RIGHT_W = Callout("map", "the right $w$", point=(W, -2.4), offset=(-60, 0), claim=paths.RIGHT_IN_W)

SCENE = lecture.scene(
    name="flip_side",
    summary="AdaGrad finds the right w first and is late in b; gradient descent does the opposite.",
    title="Who is right in $w$ first, and who in $b$?",
    card="The flip side",
    optimizers=lecture.FOUR,
    panels={
        "map": lecture.map_panel(targets=True, fan=True),
        "w": TargetsPanel("w", optimizers=NAMES, step_axis=False, name_rows=2),
        "b": TargetsPanel("b", optimizers=NAMES, names=False),
        "history": lecture.history_curve("b", label="AdaGrad's history of $b$", step_axis=True),
    },
    rows=(("map", "w"), ("map", "b"), ("map", "history")),
    widths=(1.25, 1),
    keep=("w", "b"),
    heights=(1.4, 1.3, 1),
    timeline=lecture.timeline(
        SHOWN,
        SAID,
        (
            replace(RIGHT_B, start="descent_b", until="adagrad_w"),
            replace(RIGHT_W, start="adagrad_w"),
        ),
        titles=(Caption("adagrad_b", ANSWER, paths.LATE_IN_B),),
        events={
            **lecture.arrivals("momentum", "gradient_descent"),
            "first_in_b": Arrives("gradient_descent", coordinate="b", for_good=False),
            "descent_b": Arrives("gradient_descent", coordinate="b"),
            "descent_w": Arrives("gradient_descent", coordinate="w"),
            "adagrad_w": Arrives("adagrad", coordinate="w"),
            "adagrad_b": Arrives("adagrad", coordinate="b"),
            "last": After(Arrives("gradient_descent"), 15),
        },
    ),
)
