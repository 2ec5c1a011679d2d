"""What to take home: AdaGrad's rule, what it gives, what it costs, and what comes next."""

from gradreel.animate import Arrives, Hold, Play, ReadoutPanel, Reveal
from gradreel.scenes import lecture_claims as claims
from gradreel.scenes import lecture_setup as lecture

SIZE = 24

SCENE = lecture.scene(
    name="summary",
    summary="AdaGrad divides each rate by the root of its history: right in w at once, late in b.",
    title="To take home",
    card="To take home",
    optimizers=(lecture.GRADIENT_DESCENT, lecture.ADAGRAD),
    panels={
        "map": lecture.map_panel(marks=10),
        "rule": ReadoutPanel(
            (r"rate $= \eta\, /\, \sqrt{{v_t}}$,", r"$v_t = v_{{t-1}} + g_t^2$"), size=SIZE
        ),
        "gain": ReadoutPanel(
            ("sparse $w$: a small history,", "a large rate: no right angle"), size=SIZE
        ),
        "cost": ReadoutPanel(("dense $b$: the history never", "shrinks, the rate dies"), size=SIZE),
        "next": ReadoutPanel(("next: a history that forgets",), size=SIZE),
    },
    rows=(("map", "rule"), ("map", "gain"), ("map", "cost"), ("map", "next")),
    widths=(1.25, 1),
    timeline=lecture.timeline(
        (
            Reveal("rule"),
            Hold(
                4.5,
                "each parameter divides its rate by the root of its history",
                claim=claims.RATES_DIFFER,
            ),
            Reveal("gain"),
            Play("near", 6, "so AdaGrad moves along $w$ from the first step", claim=claims.W_FIRST),
            Reveal("cost"),
            Play("adagrad", 8, "and so it slows down before the minimum", claim=claims.SLOWS),
            Reveal("next"),
            Hold(4, "next lecture: can a history forget?"),
        ),
        events={"near": Arrives("adagrad", radius=1.5), "adagrad": Arrives("adagrad")},
    ),
)
