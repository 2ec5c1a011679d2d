"""The ranking of the replay is one of its learning rates: with each at its best it is another."""

from gradreel.animate import After, Arrives, Caption, Hold, Play, StandingsPanel
from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

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
    panels={"map": lecture.map_panel(marks=5), "ranks": StandingsPanel()},
    rows=(("map", "ranks"),),
    widths=(1.4, 1),
    timeline=lecture.timeline(
        (
            Hold(4.5),
            Play("adagrad", 1),
            Hold(3.5),
            Play("last", 14),
            Hold(
                5.5,
                "who is first is a matter of the rates; the ways they go are not",
                claim=claims.OTHER_RANKS,
            ),
        ),
        (
            Caption(0, "the same four, each at the rate that arrives first"),
            Caption(
                "adagrad",
                "AdaGrad at {adagrad.learning_rate}: there after {adagrad} steps",
                claims.ADAGRAD_IS_THERE,
            ),
            Caption(
                "nesterov",
                "NAG at {nesterov.learning_rate}: step {nesterov}",
                claims.there("nesterov"),
            ),
            Caption(
                "gradient_descent",
                "gradient descent at {gradient_descent.learning_rate}: step {gradient_descent}",
                claims.there("gradient_descent"),
            ),
        ),
        events={
            "adagrad": Arrives("adagrad"),
            "nesterov": Arrives("nesterov"),
            "gradient_descent": Arrives("gradient_descent"),
            "last": After(Arrives("momentum"), 8),
        },
    ),
)
