"""AdaGrad's rule per parameter, with the numbers of the run put into it step by step."""

from gradreel.animate import AnatomyPanel, Caption, Hold, Peaks, Play, ReadoutPanel, Scene, Timeline
from gradreel.scenes.lecture_setup import ADAGRAD, START, SURFACE


def sums(parameter: str) -> tuple[str, ...]:
    """The three lines of the rule for one parameter; a number of the step in each place."""
    return (
        f"$v_t \\,=$ {{sum_of_squares.{parameter}@before}} $+\\;$ ( "
        f"{{gradient.{parameter}}} $)^2\\; =$ {{sum_of_squares.{parameter}}}",
        f"rate $=$ {{adagrad.learning_rate}} $/$ √( {{sum_of_squares.{parameter}}} "
        f"$)\\; =$ {{effective_learning_rate.{parameter}}}",
        f"${parameter} \\,=$ {{params.{parameter}}} $-$ rate × {{gradient.{parameter}}} $=$ "
        f"{{params.{parameter}@next}}",
    )


SCENE = Scene(
    name="update_rule",
    summary="AdaGrad's rule, step by step: each parameter divides its rate by its own history.",
    title="AdaGrad: each parameter has its own history, and so its own rate",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(ADAGRAD,),
    panels={
        "arrows": AnatomyPanel(),
        "history": ReadoutPanel((r"history:  $v_t = v_{{t-1}} + g_t^{{\,2}}$",), size=28),
        "step": ReadoutPanel(
            (r"step:  $w_{{t+1}} = w_t - \frac{{\eta}}{{\sqrt{{v_t}} + \epsilon}}\; g_t$",), size=28
        ),
        "head w": ReadoutPanel((r"for $w$, whose feature is sparse:",), size=23),
        "w": ReadoutPanel(sums("w"), size=25),
        "head b": ReadoutPanel((r"for $b$, whose feature is dense, the same:",), size=23),
        "b": ReadoutPanel(sums("b"), size=25),
    },
    rows=(
        ("arrows", "history"),
        ("arrows", "step"),
        ("arrows", "head w"),
        ("arrows", "w"),
        ("arrows", "head b"),
        ("arrows", "b"),
    ),
    widths=(1.25, 1.5),
    keep=("history", "step", "head w", "w", "head b", "b"),
    heights=(0.6, 0.75, 0.45, 1.2, 0.45, 1.2),
    timeline=Timeline(
        (
            Hold(4, "a history $v_t$ and a rate for each parameter, $w$ and $b$"),
            Hold(
                4.5,
                "the first gradient, squared, is the history: {sum_of_squares.w@0:.2} for $w$, "
                "{sum_of_squares.b@0:.4} for $b$",
            ),
            Hold(
                5.5,
                "{adagrad.learning_rate} divided by its root is the rate: "
                "{effective_learning_rate.w@0:.2} for $w$, "
                "{effective_learning_rate.b@0:.3} for $b$",
            ),
            Hold(5, "so the step is {update.w@0:.1} in both, however large the gradient was"),
            Play(1, 1),
            Hold(3),
            Play(2, 1),
            Hold(2),
            Play("peak", 8, speeds=(0.2, 1.5)),
            Hold(4.5),
        ),
        (
            Caption(0.01, "every step adds a square to the history, so the rate can only fall"),
            Caption(2.01, "dense $b$: a large history, a small rate; sparse $w$: the opposite"),
            Caption("peak", "a plain step goes nearly along $b$ alone, AdaGrad's along both"),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w")},
    ),
)
