"""AdaGrad's rule per parameter: a formula, code and squares that grow, term by term."""

from gradreel.animate import Caption, Dim, Hold, Peaks, Play, ReadoutPanel, Reveal, SquaresPanel
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import rates

RULE = (
    r"[history  $v_t = v_{{t-1}} + g_t^{{\,2}}$](square)",
    r"[rate  $\eta\,/\,(\sqrt{{v_t}} + \epsilon)$](root)",
    r"[step  $w_{{t+1}} = w_t - $ rate $\cdot\, g_t$](step)",
)
SMALL_GRADIENT = "the [gradient](code/line 1): small for sparse $w$, large for dense $b$"
SQUARED = (
    "[squared](code/line 2), it is the history: {sum_of_squares.w@0:.2} for $w$, "
    "{sum_of_squares.b@0:.4} for $b$"
)
DIVIDED = (
    "{adagrad.learning_rate} divided by its [root](code/line 3) is the rate: "
    "{effective_learning_rate.w@0:.2} for $w$, {effective_learning_rate.b@0:.3} for $b$"
)
STEP = "so the first [step](code/line 4) is {adagrad.update.w@0:.1} in both"
PLAIN = (
    "gradient descent's: {gradient_descent.update.w@0:.2} in $w$, "
    "{gradient_descent.update.b@0:.2} in $b$"
)
FALLS = "every step adds a [square](squares), so the rate can only fall"
OPPOSITE = "dense $b$: large [history](squares), small rate; sparse $w$: the opposite"
SHOWN = (
    Dim(("code/line 2", "code/line 3", "code/line 4")),
    Play(0.25, 5.2, SMALL_GRADIENT, claim=rates.SMALL_GRADIENT),
    Reveal(("rule/square", "code/line 2", "squares")),
    Play(0.5, 5.2, SQUARED, claim=rates.FIRST_HISTORIES),
    Reveal(("rule/root", "code/line 3")),
    Play(0.75, 5.2, DIVIDED, claim=rates.FIRST_RATES),
    Reveal(("rule/step", "code/line 4", "steps")),
    Play(1, 5.2, STEP, claim=rates.STEPS_ALIKE),
    Play(3, 4.2, PLAIN, claim=rates.PLAIN_IS_ALONG_B),
    Play(9, 4.8, FALLS, claim=rates.RATES_FALL),
    Play("peak", 5.3, OPPOSITE, claim=rates.DENSE_AND_SPARSE),
    Hold(1.2, OPPOSITE, claim=rates.DENSE_AND_SPARSE),
)
ANSWER = "AdaGrad: each parameter has its own history, and so its own rate"

SCENE = lecture.scene(
    name="update_rule",
    summary="AdaGrad's rule, step by step: each parameter divides its rate by its own history.",
    title="One rate for two parameters: can each have its own?",
    card="AdaGrad's rule",
    optimizers=(lecture.ADAGRAD, lecture.GRADIENT_DESCENT),
    panels={
        "squares": SquaresPanel("adagrad"),
        "rule": ReadoutPanel(RULE, size=40),
        "code": lecture.code_panel("eta / (sqrt(v)+ε)"),
        "steps": ReadoutPanel(lecture.STEPS, "adagrad"),
    },
    rows=(("rule", "squares"), ("code", "squares"), ("steps", "squares")),
    widths=(1.3, 1),
    heights=(0.82, 1, 0.52),
    keep=("code", "squares", "rule"),
    timeline=lecture.timeline(
        SHOWN,
        titles=(Caption(1, ANSWER, rates.EACH_ITS_OWN),),
        events={"peak": Peaks("adagrad", "gradient", "w")},
    ),
)
