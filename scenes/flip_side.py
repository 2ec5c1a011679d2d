"""The flip side: AdaGrad is right in w first and late in b; the others the other way round."""

from gradreel.animate import After, Arrives, Callout, Caption, CurvePanel, Hold, Play, TargetsPanel
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

OPTIMIZERS = (lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD)
NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)


SCENE = lecture.scene(
    name="flip_side",
    summary="AdaGrad finds the right w first and is late in b; gradient descent does the opposite.",
    title="The flip side: AdaGrad is right in $w$ first, and late in $b$",
    card="The flip side",
    optimizers=OPTIMIZERS,
    panels={
        "map": lecture.map_panel(),
        "w": TargetsPanel("w", optimizers=NAMES),
        "b": TargetsPanel("b", optimizers=NAMES, names=False, step_axis=True),
        "history": CurvePanel(
            "sum_of_squares",
            "b",
            optimizers=("adagrad",),
            label="AdaGrad's history of $b$",
            step_axis=True,
        ),
    },
    rows=(("map", "w"), ("map", "b"), ("history", "b")),
    widths=(1, 1.25),
    keep=("w", "b"),
    heights=(1.2, 0.35, 0.85),
    timeline=lecture.timeline(
        (
            Play("momentum", 6),
            Hold(2.4),
            Play("gradient_descent_b", 5),
            Hold(3.5),
            Play("adagrad", 5),
            Hold(
                4,
                callouts=(
                    Callout(
                        "history",
                        "it never shrinks",
                        at="adagrad",
                        offset=(-60, -50),
                        claim=claims.NEVER_SHRINKS,
                    ),
                ),
            ),
            Play("last", 4),
            Hold(4),
        ),
        (
            Caption(0, "$w$ and $b$ of all four against the step; when does each come to stay?"),
            Caption(
                "momentum",
                "momentum and NAG: first right in $b$, soon after in $w$",
                claims.SOON_AFTER,
            ),
            Caption(
                "gradient_descent_b",
                "gradient descent: in $b$ first at step {first_in_b}, for good at "
                "{gradient_descent_b}; $w$ is far off",
                claims.W_IS_FAR_OFF,
            ),
            Caption(
                "adagrad",
                "AdaGrad: right in $w$ at step {adagrad_w}, in $b$ only at step {adagrad_b}",
                claims.ADAGRAD_W_FIRST,
            ),
            Caption(
                "gradient_descent",
                "the others: $b$ first, then $w$; AdaGrad alone: $b$ last",
                claims.ADAGRAD_ALONE,
            ),
        ),
        events={
            "momentum": Arrives("momentum"),
            "first_in_b": Arrives("gradient_descent", coordinate="b", for_good=False),
            "gradient_descent_b": Arrives("gradient_descent", coordinate="b"),
            "gradient_descent_w": Arrives("gradient_descent", coordinate="w"),
            "adagrad_w": Arrives("adagrad", coordinate="w"),
            "adagrad_b": Arrives("adagrad", coordinate="b"),
            "adagrad": Arrives("adagrad"),
            "gradient_descent": Arrives("gradient_descent"),
            "last": After(Arrives("gradient_descent"), 15),
        },
    ),
)
