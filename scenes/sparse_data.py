"""The data: a dense input and a sparse one, how the sparse one is made, and the fit to it."""

from gradreel.animate import (
    Arrives,
    Change,
    ContourPanel,
    DataPanel,
    Hold,
    Play,
    Scene,
    Timeline,
    Turns,
)
from gradreel.core import sparse_dataset
from gradreel.scenes.lecture_setup import B_LABEL, GRADIENT_DESCENT, START, SURFACE, W_LABEL

SCENE = Scene(
    name="sparse_data",
    summary="How the data is made sparse: four in five inputs of w become 0, those of b stay 1.",
    title="The input of $b$ is always on; that of $w$ is 0 four times in five",
    surface=SURFACE,
    start=START,
    steps=400,
    optimizers=(GRADIENT_DESCENT,),
    panels={
        "data": DataPanel(
            optimizers=("gradient_descent",), before=sparse_dataset(sparsity=0), names=False
        ),
        "map": ContourPanel(w_label=W_LABEL, b_label=B_LABEL),
    },
    rows=(("data", "map"),),
    widths=(1.25, 1),
    keep=("data",),
    timeline=Timeline(
        (
            Hold(4.5, "500 random points $(x, y)$; $w$ is multiplied by $x$, $b$ by 1"),
            Change("data", 5, caption="now 400 of the 500 $x$ are set to 0"),
            Hold(4.5, "the input of $w$ is sparse now; that of $b$ is always on"),
            Hold(
                5.5,
                "the curve is what the neuron says at the start: "
                "$w$ = {params.w@0:.1}, $b$ = {params.b@0:.1}",
            ),
            Play("corner", 4.5, "every point pulls at $b$, the level of the curve: it moves first"),
            Hold(
                5,
                "after {corner} steps $b$ has come to {params.b@corner:.2}, "
                "$w$ only to {params.w@corner:.3}",
            ),
            Play("arrived", 5.5, "only one point in five pulls at $w$, the slope: it takes longer"),
            Hold(4.5, "the best fit is nearly flat: $y$ is random, whatever $x$ is"),
        ),
        events={"corner": Turns("gradient_descent"), "arrived": Arrives("gradient_descent")},
    ),
)
