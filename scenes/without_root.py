"""AdaGrad with and without the square root, from the same start."""

from gradreel.animate import Arrives, Callout, Caption, Hold, Named, Play, RateFalls, RatesPanel
from gradreel.core import AdaGrad
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import measures, paths, rates

WITHOUT = Named(AdaGrad(learning_rate=0.1, eps=1e-8, exponent=1.0), measures.WITHOUT_ROOT)
LINES, LIMITS = ((lecture.ADAGRAD_RATE, "was set"),), (1e-7, 20)

SCENE = lecture.scene(
    name="without_root",
    summary="Dividing by the history itself, not by its root, kills the rate: b stays far off.",
    title="Why the square root?",
    card="Why the square root?",
    steps=2000,
    optimizers=(lecture.ADAGRAD, WITHOUT),
    panels={
        "map": lecture.map_panel(),
        "with": RatesPanel("adagrad", LINES, r"with: $\eta/\sqrt{v_t}$", LIMITS, step_axis=False),
        "without": RatesPanel(WITHOUT.name, LINES, r"without: $\eta/v_t$", LIMITS),
    },
    rows=(("map", "with"), ("map", "without")),
    widths=(1.4, 1),
    timeline=lecture.timeline(
        (
            Play(1, 4.4, "one start, one learning rate, with the root and without"),
            Play("killed", 5.6),
            Play("arrived", 6.6),
            Play(600, 4),
            Play(2000, 4),
            Hold(
                2.8,
                callouts=(
                    Callout(
                        "map",
                        "still at $b$ = {params.b@2000:.3}",
                        at=2000,
                        optimizer=WITHOUT.name,
                        offset=(0, 60),
                    ),
                ),
            ),
        ),
        (
            Caption(
                1,
                "[without](without) it: {Without_the_root.effective_learning_rate.w@0:.2} for "
                "$w$, {Without_the_root.effective_learning_rate.b@0:.2} for $b$, "
                "both wrong",
                rates.BOTH_FAR_OFF,
            ),
            Caption(
                "killed",
                "at step {killed} its rate of [$b$](b) is killed: "
                "{Without_the_root.effective_learning_rate.b@killed:.2}",
                rates.RATE_IS_KILLED,
            ),
            Caption("arrived", "[with](with) the root: arrived, step {arrived}", paths.HALFWAY),
            Caption(600, "without it $b$ is still far away", paths.STILL_FAR),
        ),
        events={"killed": RateFalls(WITHOUT.name, "b", 0.001), "arrived": Arrives("adagrad")},
        titles=(Caption("arrived", "Without the root the rate of $b$ is killed", rates.IS_KILLED),),
    ),
)
