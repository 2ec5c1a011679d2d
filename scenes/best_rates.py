"""The ranking of the replay is one of its learning rates: with each at its best it is another."""

from gradreel.animate import After, Arrives, Caption, CurvePanel, Hold, Play, StandingsPanel
from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths

# As `gradreel.core.tune` finds them in 400 steps; tests/scenes/test_what_if.py holds that it does.
TUNED = (
    GradientDescent(learning_rate=0.0501),
    Momentum(learning_rate=0.02),
    Nesterov(learning_rate=0.0316),
    AdaGrad(learning_rate=1.0, eps=1e-8),
)
SCENE = lecture.scene(
    name="best_rates",
    summary="With each rate tuned by one rule AdaGrad is first by far: a ranking is one of rates.",
    title="And if each had its best learning rate?",
    card="With their best rates?",
    optimizers=TUNED,
    panels={
        "map": lecture.map_panel(marks=5, fan=True),
        "ranks": StandingsPanel(
            facts={each.name: f"{each.learning_rate:g}" for each in TUNED}, fact="rate"
        ),
        "distance": CurvePanel("distance", label="distance to the minimum", step_axis=True),
    },
    rows=(("map", "ranks"), ("map", "distance")),
    widths=(1.4, 1),
    heights=(1, 1.4),
    timeline=lecture.timeline(
        (
            Play("adagrad", 4.8, "the same four, each at the rate that arrives first"),
            Play("nesterov", 7),
            Play("gradient_descent", 3.4),
            Play("last", 4),
            Hold(
                4.3,
                "the rates decide who is first, not the ways they go",
                claim=paths.OTHER_RANKS,
            ),
        ),
        (
            Caption(
                "adagrad",
                "AdaGrad at {adagrad.learning_rate}: there after {adagrad} steps",
                paths.there("adagrad"),
            ),
            Caption(
                "nesterov",
                "NAG at {nesterov.learning_rate}: step {nesterov}",
                paths.there("nesterov"),
            ),
            Caption(
                "gradient_descent",
                "gradient descent at {gradient_descent.learning_rate}: step {gradient_descent}",
                paths.there("gradient_descent"),
            ),
        ),
        events={
            "adagrad": Arrives("adagrad"),
            "nesterov": Arrives("nesterov"),
            "gradient_descent": Arrives("gradient_descent"),
            "last": After(Arrives("momentum"), 8),
        },
        titles=(
            Caption("last", "Each at its best rate: AdaGrad is first by far", paths.FIRST_BY_FAR),
        ),
    ),
)
