"""AdaGrad's rule per parameter, with the numbers of the run put into it step by step."""

from gradreel.animate import AnatomyPanel, Caption, Hold, Peaks, Play, ReadoutPanel, Reveal
from gradreel.scenes import lecture_first_claims as claims
from gradreel.scenes import lecture_setup as lecture


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


SCENE = lecture.scene(
    name="update_rule",
    summary="AdaGrad's rule, step by step: each parameter divides its rate by its own history.",
    title="AdaGrad: each parameter has its own history, and so its own rate",
    card="AdaGrad's rule",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "arrows": AnatomyPanel(plain_rate=lecture.RATE, one_scale=True),
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
    timeline=lecture.timeline(
        (
            Hold(
                4.9,
                "each of $w$ and $b$ has a history $v_t$, and so a rate",
                claim=claims.RATES_DIFFER,
            ),
            Reveal(("head w", "w", "head b", "b")),
            Hold(
                5.2,
                "the first gradient, squared, is the history: {sum_of_squares.w@0:.2} for $w$, "
                "{sum_of_squares.b@0:.4} for $b$",
                claim=claims.FIRST_HISTORIES,
            ),
            Reveal("step"),
            Hold(
                5.5,
                "{adagrad.learning_rate} divided by its root is the rate: "
                "{effective_learning_rate.w@0:.2} for $w$, "
                "{effective_learning_rate.b@0:.3} for $b$",
                claim=claims.FIRST_RATES,
            ),
            Reveal("arrows"),
            Hold(
                4.6,
                "so the step is {update.w@0:.1} in both, however large the gradient was",
                claim=claims.STEPS_ALIKE,
            ),
            Play("peak", 12.5),
            Hold(4.6),
        ),
        (
            Caption(
                0.01,
                "every step adds a square to the history, so the rate can only fall",
                claims.RATES_FALL,
            ),
            Caption(
                55,
                "dense $b$: a large history, a small rate; sparse $w$: the opposite",
                claims.DENSE_AND_SPARSE,
            ),
            Caption(
                "peak",
                "a plain step goes nearly along $b$ alone, AdaGrad's along both",
                claims.PLAIN_IS_ALONG_B,
            ),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w")},
    ),
)
