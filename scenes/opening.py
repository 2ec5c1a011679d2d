"""The question that the lecture answers: the replay, stopped where the paths part."""

from gradreel.animate import Caption, Hold, Play
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SCENE = lecture.scene(
    name="opening",
    summary="The replay, stopped where the paths part: one of the four went another way.",
    title="Four ways down: why does one go another way?",
    card="Which way down?",
    steps=40,
    optimizers=(lecture.GRADIENT_DESCENT, lecture.MOMENTUM, lecture.NAG, lecture.ADAGRAD),
    panels={"map": lecture.map_panel()},
    rows=(("map",),),
    timeline=lecture.timeline(
        (Hold(4.5), Play(8, 10), Hold(5.5)),
        (
            Caption(
                0, "four optimizers start at one place; ★ is the lowest point", claims.AT_THE_START
            ),
            Caption(1, "three go along $b$ first", claims.THREE_FALL),
            Caption(8, "AdaGrad went along $w$ as well: how does it know?", claims.GOES_ALONG_W),
        ),
    ),
)
