"""What the scenes of the lecture share: the surface, the start, the four optimizers, the map.

The figures that they show are those of the lecture; see the dataset's docstring for its seed.
"""

from functools import partial

from gradreel.animate import ContourPanel, CurvePanel, RatesPanel, Scene, Timeline
from gradreel.core import NEAR, AdaGrad, GradientDescent, Momentum, Nesterov, Neuron, sparse_dataset

SURFACE = Neuron(sparse_dataset())
START = (-4.0, -3.0)
assert SURFACE.minimum is not None
GOAL = (float(SURFACE.minimum[0]), float(SURFACE.minimum[1]))

RATE, ADAGRAD_RATE = 0.01, 0.1
GRADIENT_DESCENT = GradientDescent(learning_rate=RATE)
MOMENTUM = Momentum(learning_rate=RATE, momentum=0.9)
NAG = Nesterov(learning_rate=RATE, momentum=0.9)
ADAGRAD = AdaGrad(learning_rate=ADAGRAD_RATE, eps=1e-8)

map_panel = partial(
    ContourPanel, w_label="$w$  (sparse feature)", b_label="$b$  (dense feature)", arrival=NEAR
)
"""The map, with a ring around the minimum: within it a run counts as there."""

scene = partial(Scene, surface=SURFACE, start=START, steps=400)
timeline = partial(Timeline, reading=True, pace=True)
"""All that the lecture says stays as long as reading takes, and another pace is said on screen."""


def history_scene(
    parameter: str, gradients: tuple[float, float], *, summary: str, title: str, timeline: Timeline
) -> Scene:
    """Return the scene of AdaGrad's gradient and history of one parameter, and of both rates.

    The rates of w and b share an axis: only so their ratio is seen.
    """
    name = f"${parameter}$"
    return scene(
        name=f"history_{parameter}",
        summary=summary,
        title=title,
        card=f"The rate of {name}",
        optimizers=(ADAGRAD,),
        panels={
            "map": map_panel(names=False),
            "gradient": CurvePanel(
                "gradient", parameter, label=f"gradient of {name}", limits=gradients
            ),
            "history": CurvePanel(
                "sum_of_squares", parameter, label=f"history $v_t$ of {name}", step_axis=True
            ),
            "rates": RatesPanel(
                lines=((ADAGRAD_RATE, "was set"), (RATE, "gradient descent's")),
                label=r"effective rates $\eta/\sqrt{v_t}$",
            ),
        },
        rows=(("map", "gradient"), ("map", "history"), ("rates", "rates")),
        widths=(1, 1.1),
        heights=(1, 1, 1.2),
        timeline=timeline,
    )
