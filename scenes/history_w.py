"""For w, whose feature is sparse: gradient, history and effective rate against the step."""

from gradreel.animate import Callout, Caption, Hold, Peaks, Play, Reveal
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.history_scene(
    "w",
    (-2.5, 0.3),
    summary="For the sparse w the history grows slowly, so its rate starts above the one set.",
    title="Sparse $w$: which rate does AdaGrad give it?",
    timeline=lecture.timeline(
        (
            Play(
                2,
                4.3,
                "the first [gradient](gradient/adagrad) is small, so is its square",
                claim=claims.FIRST_IS_SMALL,
            ),
            Reveal("rates"),
            Play(
                6,
                5.4,
                r"$\eta$ divided by $\sqrt{{v_0}}$: {effective_learning_rate.w@0:.2} for $w$, "
                "{adagrad.learning_rate} was set",
                claim=claims.FAR_ABOVE,
            ),
            Play(
                "peak",
                6.4,
                "down the slope the gradient grows, the [history](history/adagrad) with it",
                claim=claims.BOTH_GROW["w"],
            ),
            Play(
                160,
                4,
                "largest at step {peak}: here the history grows fastest",
                claim=claims.AT_THE_PEAK["w"],
            ),
            Play(
                400,
                7.4,
                "in the valley the gradient goes to 0: less and less is added",
                claim=claims.LESS_IS_ADDED,
            ),
            Hold(
                4.3,
                "the sparse $w$ keeps a larger rate than the dense $b$",
                claim=claims.W_KEEPS_MORE,
            ),
        ),
        callouts=(
            Callout(
                "gradient", "first gradient {gradient.w@0:.3}", at=0, offset=(70, -44), until=6
            ),
            Callout("history", "$v_0$ = {sum_of_squares.w@0:.2}", at=0, offset=(70, 60), until=6),
            Callout("gradient", "largest here", at="peak", offset=(60, 34), start="peak"),
            Callout("history", "ends at {sum_of_squares.w@399:.2}", at=399, offset=(-70, -46)),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w")},
        titles=(Caption(4, "Sparse $w$: a small history, so a large rate", claims.W_KEEPS_MORE),),
        ease=0.35,
    ),
)
