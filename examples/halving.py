"""An event of your own: the step at which the loss is half of what it was.

`gradreel render examples/halving.py -o halving.gif` draws it.
"""

from dataclasses import dataclass

from gradreel.animate import After, Callout, Caption, ContourPanel, Hold, Play, Scene, Timeline
from gradreel.core import Experiment, GradientDescent, InvalidInput, Quadratic


@dataclass(frozen=True)
class Halves:
    """The first step at which an optimizer's loss is half of what it was at the start."""

    optimizer: str

    def find(self, experiment: Experiment) -> float:
        """Return the step, found anew in whatever runs a scene has."""
        loss = experiment.trajectories[self.optimizer].loss
        below = loss <= loss[0] / 2
        if not below.any():
            raise InvalidInput(f"{self.optimizer} never halves its loss; give it more steps.")
        return int(below.argmax())


SCENE = Scene(
    name="halving",
    summary="Gradient descent, held where its loss is half of what it was.",
    title="Half of the loss is soon gone",
    surface=Quadratic(),
    start=(-1.6, 1.4),
    steps=40,
    optimizers=(GradientDescent(),),
    panels={"map": ContourPanel()},
    rows=(("map",),),
    timeline=Timeline(
        # Wherever a step may stand, so may a name of `events`.
        (
            Play("half", 2),
            Hold(1, callouts=(Callout("map", "half", "half"),)),
            Play("later", 1),
        ),
        (Caption(0, "from {loss@0}"), Caption("half", "half of it at {loss}")),
        (Callout("map", "here", at="half", until="later"),),
        {"half": Halves("gradient_descent"), "later": After(Halves("gradient_descent"), 5)},
    ),
)
