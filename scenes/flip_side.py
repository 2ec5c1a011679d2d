"""The flip side: AdaGrad is right in w first and late in b; the others the other way round."""

from gradreel.animate import (
    After,
    Arrives,
    Callout,
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Play,
    Scene,
    TargetsPanel,
    Timeline,
)
from gradreel.scenes.lecture_setup import (
    ADAGRAD,
    B_LABEL,
    GRADIENT_DESCENT,
    MOMENTUM,
    NAG,
    START,
    SURFACE,
    W_LABEL,
)

OPTIMIZERS = (GRADIENT_DESCENT, MOMENTUM, NAG, ADAGRAD)
NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)

SCENE = Scene(
    name="flip_side",
    summary="AdaGrad finds the right w first and is late in b; gradient descent does the opposite.",
    title="The flip side: AdaGrad is right in $w$ first, and late in $b$",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=OPTIMIZERS,
    panels={
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL),
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
    timeline=Timeline(
        (
            Hold(4),
            Play("momentum", 4),
            Hold(4),
            Play("gradient_descent_b", 3.5),
            Hold(3.5),
            Play("adagrad", 3.5),
            Hold(
                5.5,
                callouts=(Callout("history", "it never shrinks", at="adagrad", offset=(-60, -50)),),
            ),
            Play("last", 3),
            Hold(4.5),
        ),
        (
            Caption(0, "$w$ and $b$ of all four against the step; when does each come to stay?"),
            Caption("momentum", "momentum and NAG: first right in $b$, soon after in $w$"),
            Caption(
                "gradient_descent_b",
                "gradient descent: right in $b$ at step {gradient_descent_b}, still far off in $w$",
            ),
            Caption(
                "adagrad",
                "AdaGrad: right in $w$ at step {adagrad_w}, in $b$ only at step {adagrad_b}",
            ),
            Caption("gradient_descent", "the others: $b$ first, then $w$; AdaGrad alone: $b$ last"),
        ),
        events={
            "momentum": Arrives("momentum"),
            "gradient_descent_b": Arrives("gradient_descent", coordinate="b"),
            "adagrad_w": Arrives("adagrad", coordinate="w"),
            "adagrad_b": Arrives("adagrad", coordinate="b"),
            "adagrad": Arrives("adagrad"),
            "gradient_descent": Arrives("gradient_descent"),
            "last": After(Arrives("gradient_descent"), 15),
        },
    ),
)
