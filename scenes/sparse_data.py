"""The data: a dense input and a sparse one; how the sparse one is made, and what it pulls."""

from gradreel.animate import Caption, Change, DataPanel, Hold, Play, PullsPanel, Reveal
from gradreel.core import Neuron, sparse_dataset
from gradreel.scenes import lecture_setup as lecture
from gradreel.scenes.claims import paths, rates

DENSE = sparse_dataset(sparsity=0)
ALSO = ("map", "pulls")
DATA = "$b$ has the input 1, $w$ the input $x$"

SCENE = lecture.scene(
    name="sparse_data",
    summary="How the data is made sparse: four in five inputs of w become 0, those of b stay 1.",
    title="What is a sparse feature, and what does it pull?",
    card="A sparse feature",
    optimizers=(lecture.GRADIENT_DESCENT,),
    panels={
        "data": DataPanel(optimizers=("gradient_descent",), before=DENSE, names=False),
        "map": lecture.map_panel(before=Neuron(DENSE), names=False),
        "pulls": PullsPanel("gradient_descent", before=DENSE),
    },
    rows=(("data", "map"), ("data", "pulls")),
    widths=(1.25, 1),
    heights=(1.15, 1),
    keep=("data", "pulls"),
    timeline=lecture.timeline(
        (
            Hold(1.4, DATA),
            Reveal("pulls"),
            Hold(2.4, DATA),
            Change(
                "data",
                4.2,
                0.5,
                "now 400 of the 500 $x$ go to 0",
                also=ALSO,
                claim=rates.SPARSE,
            ),
            Change(
                "data",
                4.2,
                caption="where $x = 0$, nothing [pulls on $w$](pulls/w)",
                also=ALSO,
                claim=rates.NO_PULL,
            ),
            Play(
                2.3,
                4.6,
                "so the gradient of [$w$](w) is small, that of [$b$](b) large",
                claim=rates.SMALL_PULL,
            ),
            Play(
                4,
                3.4,
                "dense [$b$](b): large updates; sparse [$w$](w): small ones",
                claim=paths.MOVES_B,
            ),
        ),
        titles=(
            Caption(1, "A sparse feature is mostly 0, so what it pulls is small", rates.SMALL_PULL),
        ),
    ),
)
