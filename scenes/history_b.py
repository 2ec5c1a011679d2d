"""For b, whose feature is dense: gradient, history and effective rate against the step."""

from gradreel.animate import (
    Callout,
    Caption,
    ContourPanel,
    CurvePanel,
    Hold,
    Peaks,
    Play,
    Replay,
    Scene,
    Timeline,
)
from gradreel.scenes.lecture_setup import ADAGRAD, B_LABEL, START, SURFACE, W_LABEL

SCENE = Scene(
    name="history_b",
    summary="For the dense b the history reaches five digits, so its rate is killed off.",
    title="Dense $b$: a huge history, so a tiny rate",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(ADAGRAD,),
    panels={
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL, names=False),
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
    timeline=Timeline(
        (
            Hold(
                6,
                "the input of $b$ is always on: a large gradient at once",
                callouts=(
                    Callout("gradient", "first gradient {gradient.b@0:.3}", at=0, offset=(70, -30)),
                    Callout("history", "$v_0$ = {sum_of_squares.b@0:.4}", at=0, offset=(70, 60)),
                ),
            ),
            Hold(
                6.5,
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
            ),
            Play("peak", 5.5, speeds=(0.3, 1.4)),
            Hold(
                3.5,
                callouts=(
                    Callout("gradient", "largest at step {peak}", at="peak", offset=(60, 34)),
                ),
            ),
            Play(400, 4.5),
            Hold(
                4.5,
                callouts=(
                    Callout(
                        "history",
                        "{sum_of_squares.b@399:.2}: five digits",
                        at=399,
                        offset=(-70, -50),
                    ),
                    Callout("rate", "{effective_learning_rate.b@399:.2}", at=399, offset=(-60, 50)),
                ),
            ),
            Replay(
                0,
                400,
                5,
                "once more: the rate starts tiny and is killed off",
                speeds=(0.2, 1.8),
            ),
            Hold(4.5, "the same rule, the same $\\eta$: only the gradients were larger"),
        ),
        (
            Caption(0, "the steeper the slope, the faster the history grows"),
            Caption("peak", "the gradient returns to 0; the history only ever grows"),
        ),
        events={"peak": Peaks("adagrad", "gradient", "b")},
    ),
)
