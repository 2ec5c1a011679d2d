"""The flip side: AdaGrad is right in w first and late in b; the others the other way round."""

from gradreel.animate import (
    After,
    Arrives,
    Callout,
    Caption,
    CurvePanel,
    Dim,
    Hold,
    Play,
    Reveal,
    TargetsPanel,
)
from gradreel.scenes import lecture_last_claims as claims
from gradreel.scenes import lecture_setup as lecture

OPTIMIZERS = (lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD)
NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)
W, B = lecture.GOAL


def everywhere(*names: str) -> tuple[str, ...]:
    """Some runs, in each of the panels."""
    return tuple(f"{panel}/{name}" for panel in ("map", "w", "b") for name in names)


SCENE = lecture.scene(
    name="flip_side",
    summary="AdaGrad finds the right w first and is late in b; gradient descent does the opposite.",
    title="Who is right in $w$ first, and who in $b$?",
    card="The flip side",
    optimizers=OPTIMIZERS,
    panels={
        "map": lecture.map_panel(targets=True, fan=True),
        "w": TargetsPanel("w", optimizers=NAMES, step_axis=False, name_rows=2),
        "b": TargetsPanel("b", optimizers=NAMES, names=False),
        "history": CurvePanel(
            "sum_of_squares",
            "b",
            optimizers=("adagrad",),
            label="AdaGrad's history of $b$",
            step_axis=True,
        ),
    },
    rows=(("map", "w"), ("map", "b"), ("map", "history")),
    widths=(1.25, 1),
    keep=("w", "b"),
    heights=(1.4, 1.3, 1),
    timeline=lecture.timeline(
        (
            Play("momentum", 5.6),
            Play(130, 3),
            Dim(everywhere("momentum", "nesterov")),
            Play("gradient_descent_b", 3.2),
            Hold(1.4),
            Play("adagrad_w", 3.8),
            Dim(everywhere("gradient_descent")),
            Hold(1.6),
            Play("adagrad_b", 2.5),
            Reveal("history"),
            Play("gradient_descent", 4.8),
            Reveal(everywhere("momentum", "nesterov", "gradient_descent")),
            Play("last", 1),
            Hold(2.4),
        ),
        (
            Caption(0, "all four want both; what comes first?"),
            Caption("momentum", "momentum and NAG: first $b$, then $w$", claims.SOON_AFTER),
            Caption(
                "gradient_descent_b",
                "gradient descent: in $b$ at {first_in_b}, for good from {gradient_descent_b}; "
                "$w$ far off",
                claims.W_IS_FAR_OFF,
            ),
            Caption(
                "adagrad_w", "AdaGrad: right in $w$, but why not in $b$?", claims.RIGHT_IN_W_ALONE
            ),
            Caption(
                "adagrad_b",
                "the [history of $b$](history/adagrad) never shrinks, so its steps stay small",
                claims.STEPS_STAY_SMALL,
            ),
            Caption(
                "gradient_descent",
                "the others: $b$ first; AdaGrad: $w$ first",
                claims.ADAGRAD_ALONE,
            ),
        ),
        (
            Callout(
                "map",
                "the right $b$",
                point=(-2.6, B),
                offset=(0, 70),
                start="gradient_descent_b",
                until="adagrad_w",
                claim=claims.RIGHT_IN_B,
            ),
            Callout(
                "map",
                "the right $w$",
                point=(W, -2.4),
                offset=(-60, 0),
                start="adagrad_w",
                claim=claims.RIGHT_IN_W,
            ),
        ),
        titles=(
            Caption(
                "adagrad_b",
                "The flip side: AdaGrad is right in $w$ first, and late in $b$",
                claims.LATE_IN_B,
            ),
        ),
        events={
            "momentum": Arrives("momentum"),
            "first_in_b": Arrives("gradient_descent", coordinate="b", for_good=False),
            "gradient_descent_b": Arrives("gradient_descent", coordinate="b"),
            "gradient_descent_w": Arrives("gradient_descent", coordinate="w"),
            "adagrad_w": Arrives("adagrad", coordinate="w"),
            "adagrad_b": Arrives("adagrad", coordinate="b"),
            "gradient_descent": Arrives("gradient_descent"),
            "last": After(Arrives("gradient_descent"), 15),
        },
        ease=0.35,
    ),
)
