"""A claim of your own: from when the words are shown, the loss of a run stays below a number.

`gradreel render examples/staying.py -o staying.gif` draws it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gradreel.animate import Arrives, Caption, ContourPanel, CurvePanel, Hold, Play, Scene, Timeline
from gradreel.core import Experiment, Momentum, Quadratic


@dataclass(frozen=True)
class StaysBelow:
    """An optimizer's loss is below a number, until they go.

    Attributes
    ----------
    optimizer
        Whose loss.
    loss
        The number.
    since
        The event from which on that is so; "" for when the words appear.
    """

    optimizer: str
    loss: float
    since: str = ""

    def fails(
        self, experiment: Experiment, first: float, last: float, events: Mapping[str, float]
    ) -> str:
        """Return "" where it holds from step `first` to `last`, else what the run says."""
        start = int(events[self.since] if self.since else first)
        shown = experiment.trajectories[self.optimizer].loss[start : int(last) + 1]
        if (shown < self.loss).all():
            return ""
        return f"{self.optimizer} has a loss of {shown.max():.3g}, not below {self.loss:g}"


SCENE = Scene(
    name="staying",
    summary="Momentum, which overshoots and comes back.",
    title="It comes back",
    surface=Quadratic(),
    start=(-1.6, 1.4),
    steps=60,
    optimizers=(Momentum(learning_rate=0.03, momentum=0.8),),
    panels={
        "map": ContourPanel(),
        "loss": CurvePanel("loss", optimizers=("momentum",), label="loss"),
    },
    rows=(("map", "loss"),),
    timeline=Timeline(
        (Play(60, 4), Hold(1)),
        (
            Caption(0, "it overshoots"),
            # Where a learning rate changes so that this is not true, the scene says it and ends.
            Caption("near", "from here on the loss is below 0.1", StaysBelow("momentum", 0.1)),
        ),
        events={"near": Arrives("momentum", 0.2)},
    ),
)
