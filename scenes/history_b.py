"""For b, whose feature is dense: gradient, history and effective rate against the step."""

from gradreel.animate import Callout, CurvePanel, Hold, Peaks, Play
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="history_b",
    summary="For the dense b the history reaches five digits, so its rate is killed off.",
    title="Dense $b$: a huge history, so a tiny rate",
    card="The rate of $b$",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(names=False),
        "gradient": CurvePanel("gradient", "b", label="gradient of $b$", limits=(-27, 3)),
        "history": CurvePanel("sum_of_squares", "b", label="history $v_t$", step_axis=True),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            label=r"effective rate $\eta/\sqrt{v_t}$, on its own axis",
            limits=(0.0, 0.012),
            step_axis=True,
        ),
    },
    rows=(("map", "gradient"), ("map", "history"), ("rate", "rate")),
    widths=(1, 1.1),
    heights=(1, 1, 1.1),
    timeline=lecture.timeline(
        (
            Hold(
                4.6,
                "the input of $b$ is always on: a large gradient at once",
                callouts=(
                    Callout("gradient", "first gradient {gradient.b@0:.3}", at=0, offset=(70, -30)),
                    Callout("history", "$v_0$ = {sum_of_squares.b@0:.4}", at=0, offset=(70, 60)),
                ),
                claim=claims.SMALL_GRADIENT,
            ),
            Hold(
                5.2,
                r"$\eta$ divided by $\sqrt{{v_0}}$: far below "
                "the {adagrad.learning_rate} that was set",
                callouts=(
                    Callout(
                        "rate",
                        "first rate {effective_learning_rate.b@0:.3}",
                        at=0,
                        offset=(80, -14),
                    ),
                ),
                claim=claims.FAR_BELOW,
            ),
            Play(
                "peak",
                6,
                "the steeper the slope, the faster the history grows",
                claim=claims.BOTH_GROW["b"],
            ),
            Hold(
                3,
                callouts=(
                    Callout(
                        "gradient",
                        "largest at step {peak}",
                        at="peak",
                        offset=(60, 34),
                        claim=claims.AT_THE_PEAK["b"],
                    ),
                ),
            ),
            Play(
                400,
                7,
                "the gradient returns to 0; the history only ever grows",
                claim=claims.RETURNS_TO_0,
            ),
            Hold(
                4.3,
                "the same rule, the same $\\eta$: only the gradients were larger",
                callouts=(
                    Callout(
                        "history",
                        "{sum_of_squares.b@399:.2}: five digits",
                        at=399,
                        offset=(-70, -50),
                        claim=claims.FIVE_DIGITS,
                    ),
                    Callout("rate", "{effective_learning_rate.b@399:.2}", at=399, offset=(-60, 50)),
                ),
                claim=claims.LARGER_GRADIENTS,
            ),
        ),
        events={"peak": Peaks("adagrad", "gradient", "b")},
    ),
)
