"""For b, whose feature is dense: gradient, history and effective rate against the step."""

from gradreel.animate import Callout, Caption, Hold, Peaks, Play
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import rates

SCENE = lecture.history_scene(
    "b",
    (-27, 3),
    summary="For the dense b the history reaches five digits, so its rate is killed off.",
    title="Dense $b$: which rate does AdaGrad give it?",
    timeline=lecture.timeline(
        (
            Play(
                1,
                4.2,
                "$v_0$ = {sum_of_squares.b@0:.4}: the first [gradient](gradient/adagrad) of $b$, "
                "squared",
                claim=rates.FIRST_SQUARE["b"],
            ),
            Play(
                6,
                4.6,
                "$v_1$ = {sum_of_squares.b@0:.4} + ({gradient.b@1:.3})² = "
                "{sum_of_squares.b@1:.3}: the [square](squares/b) grows fast",
                claim=rates.ADDS_UP_FAST,
            ),
            Play(
                20,
                5.2,
                "divided by its root: [first rate {effective_learning_rate.b@0:.3}](rates), "
                "far below {adagrad.learning_rate}",
                claim=rates.FAR_BELOW,
            ),
            Play(
                "peak",
                4.6,
                "the steeper the slope, the faster the [history](history/adagrad) grows",
                claim=rates.BOTH_GROW["b"],
            ),
            Play(
                200,
                4.6,
                "the gradient returns to 0; the [history](history/adagrad) only ever grows",
                claim=rates.RETURNS_TO_0,
            ),
            Play(400, 4),
            Hold(
                2.2,
                callouts=(
                    Callout(
                        "history",
                        "{sum_of_squares.b@399:.2}: five digits",
                        at=399,
                        offset=(-70, -50),
                        claim=rates.FIVE_DIGITS,
                    ),
                ),
            ),
        ),
        (
            Caption(
                200,
                r"one rule, one $\eta$: only the gradients are larger than those of $w$",
                rates.LARGER_GRADIENTS,
            ),
        ),
        events={"peak": Peaks("adagrad", "gradient", "b")},
        titles=(Caption("peak", "Dense $b$: a huge history, so a tiny rate", rates.HUGE_SO_TINY),),
    ),
)
