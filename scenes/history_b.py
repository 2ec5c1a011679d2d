"""For b, whose feature is dense: gradient, history and effective rate against the step."""

from gradreel.animate import Callout, Caption, Hold, Peaks, Play
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.history_scene(
    "b",
    (-27, 3),
    summary="For the dense b the history reaches five digits, so its rate is killed off.",
    title="Dense $b$: which rate does AdaGrad give it?",
    timeline=lecture.timeline(
        (
            Play(
                2,
                4.6,
                "the input of $b$ is always on: a large [gradient](gradient/adagrad) at once",
                claim=claims.FIRST_IS_SMALL,
            ),
            Play(
                5,
                5.4,
                r"$\eta$ divided by $\sqrt{{v_0}}$: {effective_learning_rate.b@0:.3} for $b$, "
                "{adagrad.learning_rate} was set",
                claim=claims.FAR_BELOW,
            ),
            Play(
                "peak",
                4.6,
                "the steeper the slope, the faster the [history](history/adagrad) grows",
                claim=claims.BOTH_GROW["b"],
            ),
            Play(150, 4, "the gradient is largest at step {peak}", claim=claims.AT_THE_PEAK["b"]),
            Play(
                400,
                7.6,
                "the gradient returns to 0; the [history](history/adagrad) only ever grows",
                claim=claims.RETURNS_TO_0,
            ),
            Hold(
                4.3,
                "the same rule, the same $\\eta$: only the gradients were larger",
                claim=claims.LARGER_GRADIENTS,
            ),
        ),
        callouts=(
            Callout(
                "gradient", "first gradient {gradient.b@0:.3}", at=0, offset=(70, -30), until=5
            ),
            Callout("history", "$v_0$ = {sum_of_squares.b@0:.4}", at=0, offset=(70, 60), until=5),
            Callout("gradient", "largest here", at="peak", offset=(0, 40), until=150),
            Callout(
                "history",
                "{sum_of_squares.b@399:.2}: five digits",
                at=399,
                offset=(-70, -50),
                claim=claims.FIVE_DIGITS,
            ),
            Callout(
                "rates",
                "{effective_learning_rate.b@399:.2}",
                at=399,
                point=(399, 0.00037),
                offset=(-60, 14),
            ),
        ),
        events={"peak": Peaks("adagrad", "gradient", "b")},
        titles=(Caption(60, "Dense $b$: a huge history, so a tiny rate", claims.HUGE_AND_TINY),),
        ease=0.35,
    ),
)
