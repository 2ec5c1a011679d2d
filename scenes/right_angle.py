"""Gradient descent, momentum and NAG from one start: first b, then w."""

from gradreel.animate import (
    After,
    Callout,
    Caption,
    ComponentsPanel,
    Hold,
    LengthsPanel,
    Play,
    Reveal,
    Turns,
)
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

SHOWN = (
    Play("corner", 9.3),
    Reveal("lengths"),
    Play("valley", 6.3),
    Play(125, 3.8),
    Play(400, 12.6),
    Hold(1.4),
)
RATES = "learning rate {gradient_descent.learning_rate}, momentum {momentum.momentum}"
ONE_LEG = "gradient descent walks [one leg](lengths/along b), then [the other](lengths/along w)"
SPARSE = "the input of [$w$](w) is mostly 0, so its gradient is small"
SAID = (
    Caption(0, f"one start, {RATES}: which way?"),
    Caption(10.5, SPARSE, rates.SMALL_PULL),
    Caption("corner", "gradient descent goes along [$b$](b) first", paths.B_FIRST),
    Caption("valley", "in the valley [$w$](w) is left: close marks are slow", paths.W_IS_LEFT),
    Caption(130, "momentum and NAG swing past the valley, yet are there", paths.SWUNG_YET_THERE),
    Caption(220, ONE_LEG, paths.RIGHT_ANGLE),
    Caption(315, "wanted: [straight](lengths/direct), both in proportion", paths.NOT_DIRECT),
)
ANSWER = "Nobody taught them Pythagoras: first along $b$, then along $w$"
CORNER = Turns("gradient_descent")
HALFWAY = ((lecture.START[0] + lecture.GOAL[0]) / 2, (lecture.START[1] + lecture.GOAL[1]) / 2)
DIRECT = (lecture.START, lecture.GOAL)
POINTED_AT = (
    Callout(
        "map",
        "the corner, at step {corner}:\n"
        "$b$ from {params.b@0:.1} to {params.b@corner:.2},\n"
        "$w$ from {params.w@0:.1} to {params.w@corner:.3}",
        at="corner",
        optimizer="gradient_descent",
        offset=(120, -90),
        until="valley",
        claim=paths.B_FIRST,
    ),
    Callout("map", "the direct way", point=HALFWAY, offset=(70, -70), line=DIRECT, start=315),
)

SCENE = lecture.scene(
    name="right_angle",
    summary="Gradient descent, momentum and NAG settle b first and only then move along w.",
    title="Three of them from one start: which way do they go?",
    card="Which way do they go?",
    optimizers=lecture.THREE,
    panels={
        "map": lecture.map_panel(marks=10, aspect="equal", scale=True, fan=True),
        "gradient": ComponentsPanel("gradient_descent"),
        "lengths": LengthsPanel(),
    },
    rows=(("map", "gradient"), ("map", "lengths")),
    widths=(1.5, 1),
    heights=(1.35, 1),
    keep=("map", "lengths", "gradient"),
    timeline=lecture.timeline(
        SHOWN,
        SAID,
        POINTED_AT,
        titles=(Caption(60, ANSWER, paths.FIRST_B),),
        events={"corner": CORNER, "valley": After(CORNER, 17)},
    ),
)
