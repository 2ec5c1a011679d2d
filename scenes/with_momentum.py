"""AdaGrad beside AdaGrad with a momentum term, which the lecture wishes for."""

from gradreel.animate import Arrives, Caption, CurvePanel, Hold, Play
from gradreel.core import AdaGradMomentum
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

BOTH = AdaGradMomentum(learning_rate=lecture.ADAGRAD_RATE, momentum=0.9, eps=1e-8)
NAMES = ("momentum", "adagrad", "adagrad_momentum")

SCENE = lecture.scene(
    name="with_momentum",
    summary="With a momentum term AdaGrad swings past the minimum, and is there long before.",
    title="What if AdaGrad had momentum as well?",
    card="And with momentum?",
    optimizers=(lecture.MOMENTUM, lecture.ADAGRAD, BOTH),
    panels={
        "map": lecture.map_panel(marks=10),
        "w": CurvePanel("params", "w", NAMES, label="$w$"),
        "b": CurvePanel("params", "b", NAMES, label="$b$", step_axis=True),
    },
    rows=(("map", "w"), ("map", "b")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        (
            Hold(3.5, "momentum, AdaGrad, and both in one"),
            Play("both", 9),
            Hold(3),
            Play("adagrad", 8),
            Hold(3),
            Hold(
                4.5,
                "AdaGrad's way out, momentum's speed: Adam will do both, too",
                claim=claims.IN_ONE,
            ),
        ),
        (
            Caption(0, "both set out along $w$ and $b$, as AdaGrad does", claims.BOTH_AT_ONCE),
            Caption(42, "but it gathers speed and swings past, as momentum does", claims.IT_SWINGS),
            Caption("both", "both in one: there at step {both}; AdaGrad is not", claims.BOTH_FIRST),
            Caption("adagrad", "AdaGrad alone: there at step {adagrad}", claims.ADAGRAD_IS_THERE),
        ),
        events={"both": Arrives("adagrad_momentum"), "adagrad": Arrives("adagrad")},
    ),
)
