"""AdaGrad with and without the square root, from the same start."""

from gradreel.animate import Arrives, Callout, Caption, CurvePanel, Hold, Named, Play, RateFalls
from gradreel.core import AdaGrad
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

WITHOUT = Named(AdaGrad(learning_rate=0.1, eps=1e-8, exponent=1.0), "Without_the_root")

SCENE = lecture.scene(
    name="without_root",
    summary="Dividing by the history itself, not by its root, kills the rate: b stays far off.",
    title="Why the square root?",
    card="Why the square root?",
    steps=2000,
    optimizers=(lecture.ADAGRAD, WITHOUT),
    panels={
        "map": lecture.map_panel(),
        "rate": CurvePanel(
            "effective_learning_rate",
            "b",
            optimizers=("adagrad", WITHOUT.name),
            label=r"rate of $b$: $\eta/\sqrt{v_t}$ and $\eta/v_t$",
            scale="log",
        ),
        "b": CurvePanel(
            "params", "b", optimizers=("adagrad", WITHOUT.name), label="$b$", step_axis=True
        ),
    },
    rows=(("map", "rate"), ("map", "b")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        (
            Play(3, 5, "the same start and learning rate, with the root and without"),
            Play("killed", 6.4),
            Play("arrived", 8),
            Play(2000, 6.4),
            Hold(
                4.3,
                callouts=(
                    Callout(
                        "map",
                        "after 2,000 steps: $b$ = {params.b@2000:.3}",
                        at=2000,
                        optimizer=WITHOUT.name,
                        offset=(0, 60),
                    ),
                ),
            ),
        ),
        (
            Caption(
                3,
                "without it the first rates are {Without_the_root.effective_learning_rate.b@0:.2} "
                "for $b$ and {Without_the_root.effective_learning_rate.w@0:.2} for $w$: far off",
                claims.BOTH_FAR_OFF,
            ),
            Caption(
                "killed",
                "at step {killed} that of $b$ is only "
                "{Without_the_root.effective_learning_rate.b@killed:.2}",
                claims.RATE_IS_KILLED,
            ),
            Caption(
                "arrived",
                "with the root AdaGrad has arrived, at step {arrived}",
                claims.ADAGRAD_IS_THERE,
            ),
            Caption(2000, "without it $b$ is still far away", claims.STILL_FAR),
        ),
        callouts=(
            Callout(
                "rate",
                "with: {effective_learning_rate.b@0:.2}",
                optimizer="adagrad",
                offset=(60, -4),
                until="killed",
            ),
            Callout(
                "rate",
                "without: {effective_learning_rate.b@0:.2}",
                optimizer=WITHOUT.name,
                offset=(60, -50),
                until="killed",
            ),
        ),
        events={"killed": RateFalls(WITHOUT.name, "b", 0.001), "arrived": Arrives("adagrad")},
        titles=(
            Caption("arrived", "Without the root the rate of $b$ is killed", claims.RATE_IS_KILLED),
        ),
        ease=0.35,
    ),
)
