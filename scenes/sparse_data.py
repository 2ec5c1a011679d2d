"""The data: a dense input and a sparse one; how the sparse one is made."""

from gradreel.animate import Change, DataPanel, Hold
from gradreel.core import Neuron, sparse_dataset
from gradreel.scenes import lecture_first_claims as claims
from gradreel.scenes import lecture_setup as lecture

DENSE = sparse_dataset(sparsity=0)

SCENE = lecture.scene(
    name="sparse_data",
    summary="How the data is made sparse: four in five inputs of w become 0, those of b stay 1.",
    title="The input of $b$ is always on; that of $w$ is 0 four times in five",
    card="A sparse feature",
    optimizers=(lecture.GRADIENT_DESCENT,),
    panels={
        "data": DataPanel(optimizers=("gradient_descent",), before=DENSE, names=False),
        "map": lecture.map_panel(before=Neuron(DENSE)),
    },
    rows=(("data", "map"),),
    widths=(1.25, 1),
    keep=("data",),
    timeline=lecture.timeline(
        (
            Hold(4.6, "500 random points $(x, y)$; $w$ is multiplied by $x$, $b$ by 1"),
            Change(
                "data",
                5,
                also=("map",),
                caption="now 400 of the 500 $x$ are set to 0",
                claim=claims.SPARSE,
            ),
            Hold(4.9, "the input of $w$ is sparse now; that of $b$ always on", claim=claims.SPARSE),
            Hold(
                5.8,
                "the curve is what the neuron says at the start: "
                "$w$ = {params.w@0:.1}, $b$ = {params.b@0:.1}",
                claim=claims.AT_THE_START,
            ),
        ),
    ),
)
