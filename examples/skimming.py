"""A verb of your own: go on to a step, fast at first and slowly at last, and say so.

`gradreel render examples/skimming.py -o skimming.gif` draws it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gradreel.animate import Arrives, Callout, Caption, ContourPanel, Play, Scene, Timeline
from gradreel.animate.scene.segments import Segment
from gradreel.core import GradientDescent, Quadratic


@dataclass(frozen=True)
class Skim:
    """Go on to a step, which may be the name of an event.

    Attributes
    ----------
    to
        The step at which it ends.
    seconds
        How long it takes.
    caption
        What is said meanwhile.
    callouts
        What points into the picture meanwhile.
    """

    to: float | str
    seconds: float
    caption: str | None = "skimming"
    callouts: tuple[Callout, ...] = ()

    def resolved(self, events: Mapping[str, float]) -> "Skim":
        """Return the verb with the step of an event in the place of its name."""
        return replace(self, to=events[self.to]) if isinstance(self.to, str) else self

    def resolve(self, before: float) -> Segment:
        """Return the stretch of time that it is, from the step where the last one ended."""
        # The speeds at its two ends, as multiples of the mean one.
        speeds = (2.0, 0.5)
        return Segment(
            before, float(self.to), self.seconds, self.caption, self.callouts, speeds=speeds
        )


SCENE = Scene(
    name="skimming",
    summary="Gradient descent, fast at first and slowly at last.",
    title="Fast, then slow",
    surface=Quadratic(),
    start=(-1.6, 1.4),
    steps=60,
    optimizers=(GradientDescent(learning_rate=0.1),),
    panels={"map": ContourPanel()},
    rows=(("map",),),
    timeline=Timeline(
        (Play(5, 1), Skim("there", 3), Play(60, 1)),
        (Caption(0, "it sets out"), Caption("there", "it is there")),
        events={"there": Arrives("gradient_descent", 0.5)},
    ),
)
