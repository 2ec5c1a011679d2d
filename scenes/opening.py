"""The question that the lecture answers: the replay, stopped where the paths part."""

from gradreel.animate import Caption, Change, Hold, Play
from gradreel.core import Window
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths

PARTING = Window(-4.4, -3.0, -3.3, 1.2)
"""Where AdaGrad parts from the others."""

WHY = "AdaGrad went along [$w$](w) as well: how does it know?"

SCENE = lecture.scene(
    name="opening",
    summary="The replay, stopped where the paths part: one of the four went another way.",
    title="Four ways down: why does one go another way?",
    card="Which way down?",
    steps=40,
    optimizers=(lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD),
    panels={"map": lecture.map_panel(zoom=PARTING, fan=True, scale=True)},
    rows=(("map",),),
    timeline=lecture.timeline(
        (
            Play(8, 13.5),
            Change("map", 5, caption=WHY, claim=paths.GOES_ALONG_W),
            Hold(1.5, WHY, claim=paths.GOES_ALONG_W),
        ),
        (
            Caption(0, "four optimizers, one start; ★ is the lowest point", paths.ONE_START),
            Caption(2.5, "three fall along [$b$](b)", paths.THREE_FALL),
            Caption(5, "the fourth goes along both", paths.BOTH_WAYS),
        ),
    ),
)
