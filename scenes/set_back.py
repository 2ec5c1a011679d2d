"""What slows AdaGrad down is its history: set back, it arrives at once."""

from gradreel.animate import Arrives, Caption, Change, Hold, Named, Play, SquaresPanel
from gradreel.core import Restarted, Window
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import measures, paths, rates

AT, CLOSE = 190, Window(-0.62, 0.26, -0.5, 0.36)
SET_BACK = Named(Restarted(lecture.ADAGRAD, after=AT), measures.SET_BACK)

SCENE = lecture.scene(
    name="set_back",
    summary="AdaGrad's history set back to 0 near the minimum: the rate jumps, and it is there.",
    title="Is it the history that slows AdaGrad down?",
    card="Is it the history?",
    optimizers=(lecture.ADAGRAD, SET_BACK),
    panels={
        "map": lecture.map_panel(marks=10, zoom=CLOSE, verdicts=False),
        "history": SquaresPanel(SET_BACK.name),
        "rate": lecture.rate_curve("b", optimizers=None, label=r"rate $\eta/\sqrt{v_t}$ of $b$"),
    },
    rows=(("map", "history"), ("map", "rate")),
    widths=(1.45, 1),
    heights=(2.5, 1),
    timeline=lecture.timeline(
        (
            Play(
                AT - 1,
                5,
                "two AdaGrads, alike so far: the [history of $b$](history/b) grows",
                claim=rates.ALIKE_AND_GROWING,
            ),
            Change("map", 2.6, caption="near the minimum both creep", claim=paths.BOTH_CREEP),
            Play(AT, 3.2, "now one of them forgets its history", claim=rates.EMPTIED),
            Play(
                "set_back",
                4,
                "its [rate](history/rates) jumps, its steps are long again",
                claim=rates.LONG_AGAIN,
            ),
            Play(
                "adagrad",
                5.4,
                "it is there at step {set_back}; AdaGrad creeps on",
                claim=paths.STILL_CREEPS,
            ),
            Hold(2.5, "AdaGrad: only at step {adagrad}", claim=paths.HELD_BACK),
        ),
        titles=(
            Caption(
                "set_back",
                "It is the history: without it AdaGrad is there at once",
                paths.IT_IS_THE_HISTORY,
            ),
        ),
        events={"set_back": Arrives(SET_BACK.name), "adagrad": Arrives("adagrad")},
    ),
)
