"""My scene: a scene of your own. Change anything below; `python my_scene.py` renders it."""

import sys

from gradreel.animate import Caption, ContourPanel, CurvePanel, Hold, Play, Scene, Timeline, main
from gradreel.core import Adam, GradientDescent, Momentum, Quadratic

# What moves. `gradreel optimizers` lists them all, with their parameters.
OPTIMIZERS = (
    GradientDescent(learning_rate=0.05),
    Momentum(learning_rate=0.02, momentum=0.8),
    Adam(learning_rate=0.1),
)
NAMES = tuple(optimizer.name for optimizer in OPTIMIZERS)

SCENE = Scene(
    name="my_scene",
    summary="Three optimizers in a narrow bowl.",  # what `gradreel list` says of a scene
    title="My scene",  # above the picture; formulas stand between dollar signs: $w$
    # The ground they move on; `gradreel surfaces` lists them all, each with a start that suits it.
    surface=Quadratic(condition_number=20, angle=0.5),
    start=(-1.5, 1.0),  # (w, b)
    steps=120,
    optimizers=OPTIMIZERS,
    # The parts of the picture, by names of your own ...
    panels={
        "map": ContourPanel(),
        "loss": CurvePanel("loss", optimizers=NAMES, label="loss", scale="log"),
        "gradient": CurvePanel(
            "gradient", "b", optimizers=NAMES, label="gradient of $b$", step_axis=True
        ),
    },
    # ... and where they stand: a row of names for each row, one name for each column. A panel that
    # is named several times fills all these cells.
    rows=(
        ("map", "loss"),
        ("map", "gradient"),
    ),
    widths=(2, 1),  # shares of the columns
    # What is shown when: play to a step in so many seconds, stand still, go back.
    timeline=Timeline(
        (Play(to=30, seconds=4), Hold(1), Play(to=120, seconds=4), Hold(2)),
        # Sentences below the picture, each from its step on.
        (
            Caption(0, "all of them start at one place"),
            Caption(30, "the steep direction comes first, the flat one takes its time"),
        ),
    ),
)

if __name__ == "__main__":
    main(["render", __file__, "-o", "my_scene.gif", *sys.argv[1:]])
