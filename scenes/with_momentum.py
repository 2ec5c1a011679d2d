"""AdaGrad beside AdaGrad with a momentum term, which the lecture wishes for."""

from gradreel.animate import Arrives, Caption, CurvePanel, Hold, Play
from gradreel.core import AdaGradMomentum
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths

BOTH = AdaGradMomentum(learning_rate=lecture.ADAGRAD_RATE, momentum=0.9, eps=1e-8)
NAMES = ("adagrad", "adagrad_momentum")

SCENE = lecture.scene(
    name="with_momentum",
    summary="With a momentum term AdaGrad swings past the minimum, and is there long before.",
    title="What if AdaGrad had momentum as well?",
    card="And with momentum?",
    optimizers=(lecture.MOMENTUM, lecture.ADAGRAD, BOTH),
    panels={
        "map": lecture.map_panel(
            marks=10, optimizers=NAMES, ghosts=("momentum", "adagrad"), fan=True
        ),
        "w": CurvePanel("params", "w", NAMES, label="$w$"),
        "b": CurvePanel("params", "b", NAMES, label="$b$", step_axis=True),
    },
    rows=(("map", "w"), ("map", "b")),
    widths=(1.6, 1),
    timeline=lecture.timeline(
        (
            Play("both", 14.2),
            Play(130, 4),
            Play("adagrad", 5),
            Hold(2.8, "AdaGrad alone: only at step {adagrad}", claim=paths.ADAGRAD_IS_LATE),
        ),
        (
            Caption(0, "both set out along $w$ and $b$", paths.BOTH_AT_ONCE),
            Caption(18, "but one gathers speed and swings past", paths.IT_SWINGS),
            Caption(44, "it swings to and fro, ever less far", paths.SWINGS_LESS),
            Caption("both", "there at step {both}; AdaGrad alone is far off", paths.BOTH_FIRST),
            Caption(131, "AdaGrad's steps get shorter and shorter", paths.SHORT_AND_SHORTER),
        ),
        titles=(
            Caption(
                "both",
                "With momentum AdaGrad swings past, and arrives much earlier",
                paths.MUCH_EARLIER,
            ),
        ),
        events={"both": Arrives("adagrad_momentum"), "adagrad": Arrives("adagrad")},
    ),
)
