"""What the next step is made of: AdaGrad scales the gradient, momentum carries steps on.

`gradreel render examples/anatomy.py -o anatomy.gif` draws it.
"""

from gradreel.animate import AnatomyPanel, Caption, ContourPanel, Hold, Play, Scene, Timeline
from gradreel.core import AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset

SCENE = Scene(
    name="anatomy",
    summary="The parts of AdaGrad's and of momentum's next step, as arrows.",
    title="What the next step is made of",
    surface=Neuron(sparse_dataset()),
    start=(-4.0, -3.0),
    steps=200,
    optimizers=(
        GradientDescent(learning_rate=0.01),
        Momentum(learning_rate=0.01, momentum=0.9),
        Nesterov(learning_rate=0.01, momentum=0.9),
        AdaGrad(learning_rate=0.1),
    ),
    panels={
        "map": ContourPanel(),
        "adagrad": AnatomyPanel("adagrad"),
        "momentum": AnatomyPanel("momentum"),
    },
    rows=(("map", "adagrad", "momentum"),),
    widths=(1.2, 1, 1),
    timeline=Timeline(
        (Play(30, 6), Hold(2), Play(200, 8), Hold(2)),
        (Caption(0, "AdaGrad turns the plain step towards $w$; momentum adds what it carries"),),
    ),
)
