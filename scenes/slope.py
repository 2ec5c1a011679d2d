"""Why the gradient first grows and then shrinks: a cross-section of the surface along the path."""

from gradreel.animate import (
    Caption,
    Change,
    Hold,
    Peaks,
    Play,
    Reveal,
    SlopePanel,
    SurfacePanel,
    UnfoldPanel,
)
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import rates

SCENE = lecture.scene(
    name="slope",
    summary="Along the path the slope first grows and then shrinks to 0, and so does the gradient.",
    title="Why does the gradient grow and then shrink?",
    card="Why does the gradient grow?",
    optimizers=(lecture.ADAGRAD,),
    panels={
        "map": lecture.map_panel(names=False, arrival=None, w_label="$w$", b_label="$b$"),
        "cut": UnfoldPanel(block=SurfacePanel(height=0.6, azimuth=-62, tilt=True)),
        "slope": SlopePanel("derivative"),
    },
    rows=(("cut", "map"), ("cut", "slope")),
    widths=(1.5, 1),
    heights=(1.2, 1),
    keep=("cut", "slope"),
    timeline=lecture.timeline(
        (
            Change("cut", 3.8, to=0.4, caption="tilt the map: the loss is a landscape"),
            Change("cut", 5.4, caption="cut it open along AdaGrad's path, and unfold the cut"),
            Reveal("slope"),
            Play("steepest", 6),
            Play(150, 4.2),
            Play(400, 4.8),
            Hold(1.4),
        ),
        (
            Caption(
                0.5,
                "it gets steeper: the [slope](slope) is negative, its size grows",
                rates.GETS_STEEPER,
            ),
            Caption("steepest", "steepest here; then the path levels out", rates.LEVELS_OUT),
            Caption(
                150,
                "in the valley the slope goes to 0, and the gradient with it",
                rates.BOTH_GO,
            ),
        ),
        events={"steepest": Peaks("adagrad", "slope", None)},
        titles=(
            Caption(
                "steepest",
                "Steep side, flat valley: the gradient grows, then shrinks",
                rates.GROWS_AND_SHRINKS,
            ),
        ),
    ),
)
