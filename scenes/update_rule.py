"""AdaGrad's rule per parameter: a formula, code and squares that grow, term by term."""

from gradreel.animate import (
    Caption,
    CodePanel,
    Hold,
    Peaks,
    Play,
    ReadoutPanel,
    Reveal,
    SquaresPanel,
)
from gradreel.scenes import lecture_first_claims as claims
from gradreel.scenes import lecture_setup as lecture

CODE = (
    ("g = gradient(p)", "gradient"),
    ("v += g**2", "sum_of_squares"),
    ("rate = eta / (sqrt(v)+ε)", "effective_learning_rate"),
    ("p -= rate * g", "params@next"),
)
OPPOSITE = "dense $b$: large history, small rate; sparse $w$: the opposite"

SCENE = lecture.scene(
    name="update_rule",
    summary="AdaGrad's rule, step by step: each parameter divides its rate by its own history.",
    title="One rate for two parameters: can each have its own?",
    card="AdaGrad's rule",
    optimizers=(lecture.ADAGRAD, lecture.GRADIENT_DESCENT),
    panels={
        "squares": SquaresPanel("adagrad"),
        "rule": ReadoutPanel(
            (
                r"[history  $v_t = v_{{t-1}} + g_t^{{\,2}}$](square)",
                r"[rate  $\eta\,/\,(\sqrt{{v_t}} + \epsilon)$](root)",
                r"[step  $w_{{t+1}} = w_t - $ rate $\cdot\, g_t$](step)",
            ),
            size=25,
        ),
        "code": CodePanel(CODE, "adagrad"),
    },
    rows=(("rule", "squares"), ("code", "squares")),
    widths=(1.3, 1),
    heights=(1, 1.9),
    keep=("rule", "code", "squares"),
    timeline=lecture.timeline(
        (
            Play(
                0.25,
                5.2,
                "the [gradient](code/line 1): small for sparse $w$, large for dense $b$",
                claim=claims.SMALL_GRADIENT,
            ),
            Reveal(("rule/square", "squares")),
            Play(
                0.5,
                5.2,
                "[squared](code/line 2), it is the history: {sum_of_squares.w@0:.2} for $w$, "
                "{sum_of_squares.b@0:.4} for $b$",
                claim=claims.FIRST_HISTORIES,
            ),
            Reveal("rule/root"),
            Play(
                0.75,
                5.2,
                "{adagrad.learning_rate} divided by its [root](code/line 3) is the rate: "
                "{effective_learning_rate.w@0:.2} for $w$, "
                "{effective_learning_rate.b@0:.3} for $b$",
                claim=claims.FIRST_RATES,
            ),
            Reveal("rule/step"),
            Play(
                1,
                5.2,
                "so the first [step](code/line 4) is {adagrad.update.w@0:.1} in both",
                claim=claims.STEPS_ALIKE,
            ),
            Play(
                3,
                4.2,
                "gradient descent's: {gradient_descent.update.w@0:.2} in $w$, "
                "{gradient_descent.update.b@0:.2} in $b$",
                claim=claims.PLAIN_IS_ALONG_B,
            ),
            Play(
                9,
                4.8,
                "every step adds a square, so the rate can only fall",
                claim=claims.RATES_FALL,
            ),
            Play("peak", 5.3, OPPOSITE, claim=claims.DENSE_AND_SPARSE),
            Hold(1.2, OPPOSITE, claim=claims.DENSE_AND_SPARSE),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w")},
        ease=0.35,
        titles=(
            Caption(
                1,
                "AdaGrad: each parameter has its own history, and so its own rate",
                claims.RATES_DIFFER,
            ),
        ),
    ),
)
