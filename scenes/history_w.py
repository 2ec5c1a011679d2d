"""For w, whose feature is sparse: gradient, history and effective rate against the step."""

from gradreel.animate import (
    Callout,
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Peaks,
    Play,
    RateFalls,
    Replay,
    Scene,
    Timeline,
)
from gradreel.scenes.lecture_setup import ADAGRAD, B_LABEL, START, SURFACE, W_LABEL

SCENE = Scene(
    name="history_w",
    summary="For the sparse w the history grows slowly, so its rate starts above the one set.",
    title="Sparse $w$: a small history, so a large rate",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(ADAGRAD,),
    panels={
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL, names=False),
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
    timeline=Timeline(
        (
            Hold(
                5,
                "the first gradient is small, so is its square",
                callouts=(
                    Callout("gradient", "first gradient {gradient.w@0:.3}", at=0, offset=(70, -44)),
                    Callout("history", "$v_0$ = {sum_of_squares.w@0:.2}", at=0, offset=(70, 60)),
                ),
            ),
            Hold(
                7,
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
            ),
            Play("peak", 6, speeds=(0.3, 1.4)),
            Hold(
                3.5,
                callouts=(
                    Callout("gradient", "largest at step {peak}", at="peak", offset=(60, 34)),
                ),
            ),
            Play(400, 4),
            Hold(
                4,
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
            ),
            Replay(
                0,
                400,
                5,
                "once more: the rate is high at first and falls ever more slowly",
                speeds=(0.2, 1.8),
            ),
            Hold(4.5, "just what a sparse feature needs: large steps while it learns little"),
        ),
        (
            Caption(0, "down the slope the gradient grows, and the history with it"),
            Caption("peak", "in the valley the gradient goes to 0: hardly anything is added"),
        ),
        events={"peak": Peaks("adagrad", "gradient", "w"), "below": RateFalls("adagrad", "w", 1)},
    ),
)
