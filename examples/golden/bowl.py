"""A scene of gradreel: two optimizers in a bowl."""

from gradreel.animate import ContourPanel, CurvePanel, Hold, Play, Scene, Timeline
from gradreel.core import Adam, GradientDescent, Quadratic

SCENE = Scene(
    name="bowl",
    summary="Gradient descent and Adam in a bowl.",
    title="A bowl",
    surface=Quadratic(),
    start=(-1.5, 1.0),
    steps=40,
    optimizers=(GradientDescent(learning_rate=0.05), Adam(learning_rate=0.1)),
    panels={
        "map": ContourPanel(),
        "slope": CurvePanel(
            "gradient", "w", optimizers=("gradient_descent", "adam"), label="gradient of $w$"
        ),
    },
    rows=(("map", "slope"),),
    widths=(2, 1),
    timeline=Timeline((Play(to=40, seconds=2), Hold(1))),
)
