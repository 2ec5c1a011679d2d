"""For w, whose feature is sparse: gradient, history and effective rate against the step."""

from gradreel.animate import After, Callout, Caption, Dim, Hold, Peaks, Play, Reveal
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import rates

SCENE = lecture.history_scene(
    "w",
    (-2.5, 0.3),
    summary="For the sparse w the history grows slowly, so its rate starts above the one set.",
    title="Sparse $w$: which rate does AdaGrad give it?",
    timeline=lecture.timeline(
        (
            Dim("rates"),
            Play(
                1,
                4.4,
                "$v_0$ = {sum_of_squares.w@0:.2}: the first [gradient](gradient/adagrad) of $w$, "
                "squared",
                claim=rates.FIRST_SQUARE["w"],
            ),
            Play(
                6,
                4.6,
                "$v_1$ = {sum_of_squares.w@0:.2} + ({gradient.w@1:.2})² = "
                "{sum_of_squares.w@1:.2}: a [tiny square](squares/w)",
                claim=rates.TINY_SQUARE,
            ),
            Reveal("rates"),
            Play(
                20,
                5.6,
                "divided by its root: [first rate {effective_learning_rate.w@0:.2}](rates), "
                "far above {adagrad.learning_rate}",
                claim=rates.FAR_ABOVE,
            ),
            Play(
                "peak",
                6.4,
                "down the slope the gradient grows, and the [history](history/adagrad) with it",
                claim=rates.BOTH_GROW["w"],
            ),
            Play(
                "behind",
                3.8,
                "largest at step {peak}: here the history grows fastest",
                (Callout("gradient", "largest", at="peak", offset=(-50, 30)),),
                claim=rates.AT_THE_PEAK,
            ),
            Play(
                300,
                4.6,
                "in the valley it returns to 0: less and less is added",
                claim=rates.LESS_IS_ADDED,
            ),
            Play(400, 3.4),
            Hold(
                2,
                callouts=(
                    Callout(
                        "history", "ends at {sum_of_squares.w@399:.2}", at=399, offset=(-70, -40)
                    ),
                ),
            ),
        ),
        (
            Caption(
                300,
                "the sparse [$w$](squares/w) keeps the larger [rate](rates)",
                rates.W_KEEPS_MORE,
            ),
        ),
        events={
            "peak": Peaks("adagrad", "gradient", "w"),
            "behind": After(Peaks("adagrad", "gradient", "w"), 12),
        },
        titles=(Caption(20, "Sparse $w$: a small history, so a large rate", rates.SMALL_SO_LARGE),),
    ),
)
