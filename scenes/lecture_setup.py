"""What the scenes of the lecture share: the surface, the start, the four optimizers, the map.

The figures that they show are those of the lecture; see the dataset's docstring for its seed.
"""

from functools import partial

from gradreel.animate import (
    Arrives,
    CodePanel,
    ContourPanel,
    CurvePanel,
    RatesPanel,
    Scene,
    SquaresPanel,
    Timeline,
)
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
THREE = (GRADIENT_DESCENT, MOMENTUM, NAG)
FOUR = (*THREE, ADAGRAD)

map_panel: partial[ContourPanel] = partial(
    ContourPanel, w_label="$w$  (sparse feature)", b_label="$b$  (dense feature)", arrival=NEAR
)
"""The map, with a ring around the minimum: within it a run counts as there."""

gradient_curve: partial[CurvePanel] = partial(
    CurvePanel, "gradient", optimizers=("adagrad",), label="gradient"
)
history_curve: partial[CurvePanel] = partial(
    CurvePanel, "sum_of_squares", optimizers=("adagrad",), label="history $v_t$"
)
rate_curve: partial[CurvePanel] = partial(
    CurvePanel,
    "effective_learning_rate",
    optimizers=("adagrad",),
    label=r"rate $\eta/\sqrt{v_t}$",
    scale="log",
    step_axis=True,
)
"""The numbers of AdaGrad against the step, of the parameter that is given."""

STEPS = (
    r"$\Delta w \,=\, -$ {effective_learning_rate.w} × {gradient.w} = {update.w:+}",
    r"$\Delta b \,=\, -$ {effective_learning_rate.b} × {gradient.b} = {update.b:+}",
)
"""How a step of w and one of b come about, in numbers."""

scene: partial[Scene] = partial(Scene, surface=SURFACE, start=START, steps=400)
timeline: partial[Timeline] = partial(Timeline, reading=True, pace=True, ease=0.35)
"""All that the lecture says stays as long as reading takes, and another pace is said on screen."""


def code_panel(rate: str) -> CodePanel:
    """Return AdaGrad's rule line by line, with the numbers of each; `rate` is how that is made."""
    lines = (
        ("g = gradient(p)", "gradient"),
        ("v += g**2", "sum_of_squares"),
        (f"rate = {rate}", "effective_learning_rate"),
        ("p -= rate * g", "params@next"),
    )
    return CodePanel(lines, "adagrad")


def arrivals(*names: str) -> dict[str, Arrives]:
    """Return the event of each run's arrival, called after the run."""
    return {name: Arrives(name) for name in names}


def history_scene(
    parameter: str, gradients: tuple[float, float], *, summary: str, title: str, timeline: Timeline
) -> Scene:
    """Return the scene of AdaGrad's gradient and history of one parameter, and of both rates.

    Squares and rates of w and b share a scale: only so their ratio is seen.
    """
    name, own = f"${parameter}$", partial(CurvePanel, coordinate=parameter, hue="parameter")
    return scene(
        name=f"history_{parameter}",
        summary=summary,
        title=title,
        card=f"The rate of {name}",
        optimizers=(ADAGRAD,),
        panels={
            "map": map_panel(names=False, arrival=None, w_label="$w$", b_label="$b$"),
            "gradient": own(
                "gradient", label=f"gradient of {name}", limits=gradients, step_axis=True
            ),
            "history": own("sum_of_squares", label=f"history $v_t$ of {name}"),
            "squares": SquaresPanel(bars=False),
            "rates": RatesPanel(
                lines=((ADAGRAD_RATE, "was set"), (RATE, "gradient descent's")),
                limits=(0.0002, 1),
                label=r"effective rates $\eta/\sqrt{v_t}$",
            ),
        },
        rows=(
            ("map", "gradient", "history"),
            ("map", "gradient", "squares"),
            ("rates", "rates", "squares"),
        ),
        widths=(1.15, 1, 1.35),
        heights=(0.75, 0.6, 1.1),
        keep=("map", "rates"),
        timeline=timeline,
    )
