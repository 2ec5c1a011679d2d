"""For w, whose feature is sparse: gradient, history and effective rate against the step."""

from gradreel.animate import Callout, CurvePanel, Hold, Peaks, Play, RateFalls, Replay
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="history_w",
    summary="For the sparse w the history grows slowly, so its rate starts above the one set.",
    title="Sparse $w$: a small history, so a large rate",
    card="The rate of $w$",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(names=False),
        "gradient": CurvePanel("gradient", "w", label="gradient of $w$", limits=(-2.5, 0.3)),
        "history": CurvePanel("sum_of_squares", "w", label="history $v_t$", step_axis=True),
        "rate": CurvePanel(
            "effective_learning_rate",
            "w",
            label=r"effective rate $\eta/\sqrt{v_t}$, on its own axis",
            limits=(0.0, 0.8),
            step_axis=True,
        ),
    },
    rows=(("map", "gradient"), ("map", "history"), ("rate", "rate")),
    widths=(1, 1.1),
    heights=(1, 1, 1.1),
    timeline=lecture.timeline(
        (
            Hold(
                4,
                "the first gradient is small, so is its square",
                callouts=(
                    Callout("gradient", "first gradient {gradient.w@0:.3}", at=0, offset=(70, -44)),
                    Callout("history", "$v_0$ = {sum_of_squares.w@0:.2}", at=0, offset=(70, 60)),
                ),
                claim=claims.SMALL_GRADIENT,
            ),
            Hold(
                5.5,
                r"$\eta$ divided by $\sqrt{{v_0}}$: far above "
                "the {adagrad.learning_rate} that was set",
                callouts=(
                    Callout(
                        "rate",
                        "first rate {effective_learning_rate.w@0:.2}",
                        at=0,
                        offset=(80, -14),
                    ),
                    Callout(
                        "rate",
                        r"$\eta$ = {adagrad.learning_rate} was set",
                        point=(230, 0.1),
                        offset=(0, 54),
                        line=((0, 0.1), (400, 0.1)),
                    ),
                ),
                claim=claims.FAR_ABOVE,
            ),
            Play(
                "peak",
                7,
                "down the slope the gradient grows, and the history with it",
                claim=claims.BOTH_GROW["w"],
            ),
            Hold(
                4,
                "here the gradient is largest: the history grows fastest",
                callouts=(
                    Callout(
                        "gradient",
                        "largest at step {peak}",
                        at="peak",
                        offset=(60, 34),
                        claim=claims.AT_THE_PEAK["w"],
                    ),
                ),
                claim=claims.AT_THE_PEAK["w"],
            ),
            Play(
                400,
                7,
                "in the valley the gradient goes to 0: less and less is added",
                claim=claims.LESS_IS_ADDED,
            ),
            Hold(
                4.3,
                callouts=(
                    Callout(
                        "history", "ends at {sum_of_squares.w@399:.2}", at=399, offset=(-70, -46)
                    ),
                    Callout(
                        "rate",
                        "below {adagrad.learning_rate} from step {below}",
                        at="below",
                        offset=(60, 50),
                    ),
                ),
                caption="the sparse $w$ keeps a larger rate than the dense $b$",
                claim=claims.W_KEEPS_MORE,
            ),
            Replay(
                0,
                400,
                5,
                "once more: the rate only ever falls, most of it at first",
                claim=claims.FALLS_AT_FIRST,
            ),
            Hold(1),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w"), "below": RateFalls("adagrad", "w", 1)},
    ),
)
