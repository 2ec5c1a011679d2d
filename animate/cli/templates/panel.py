"""My panel: a panel of your own. It works as it stands; change what a comment names.

The scene at the end shows it: `python my_panel.py` renders that. A package lets all scenes import
it from gradreel.animate.panels by a row in its pyproject.toml:

    [project.entry-points."gradreel.panels"]
    MyPanel = "my_panel:MyPanel"
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from gradreel import animate, core
from gradreel.animate.drawing.limits import limits_of
from gradreel.animate.drawing.plain_axes import dress
from gradreel.animate.panels import Margins, PanelContext, moving
from gradreel.animate.scene.clock import Moment
from gradreel.animate.style.theme import TEXT, points
from gradreel.core import FloatArray


@dataclass(frozen=True)
class MyPanel:
    """How far each run has come from the start, as a bar.

    Attributes
    ----------
    label
        What stands above the bars.
    """

    # What a scene can choose. A panel is data: a frozen dataclass.
    label: str = "distance from the start"

    @property
    def margins(self) -> Margins:
        """Room for the label, the numbers and the names."""
        # Around the axes, in design pixels: those of a picture 1280 wide and 720 high.
        return Margins(left=50, right=10, bottom=40, top=40)

    def draw(self, axes: Axes, context: PanelContext) -> "DrawnMyPanel":
        """Draw what stands still, and make what moves."""
        # `context` knows the surface, the runs, the colours: see PanelContext.
        runs = context.trajectories
        far = {name: np.hypot(*(run.params - run.params[0]).T) for name, run in runs.items()}
        # What stands still is drawn into `axes`, once.
        dress(axes, across=len(far), upright=5)
        axes.set_title(self.label, fontsize=points(TEXT.label), loc="left")
        axes.set_ylim(0, limits_of(np.concatenate([[0.0], *far.values()]))[1])
        # What moves is drawn by the axes, too, and handed to moving().
        colors = [context.theme.path_color(name) for name in far]
        bars = moving(axes.bar(range(len(far)), [0.0] * len(far), 0.6, color=colors))
        axes.set_xticks(range(len(far)), [context.mark(name).label for name in far])
        return DrawnMyPanel(axes, bars, far)


class DrawnMyPanel:
    """The panel whose axes stand."""

    def __init__(self, axes: Axes, bars: Sequence[Rectangle], far: dict[str, FloatArray]) -> None:
        self._axes, self._bars, self._far = axes, bars, far

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the bars as they are at a moment."""
        # A function of the moment alone: nothing that an earlier call did may show.
        for bar, far in zip(self._bars, self._far.values(), strict=True):
            bar.set_height(far[moment.whole])
        return self._bars

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return where a callout points to, in pixels of the picture."""
        # Without this method no callout can. An empty name is that of the first run.
        name = optimizer or next(iter(self._far))
        place = point or (list(self._far).index(name), self._far[name][int(step)])
        return np.asarray(self._axes.transData.transform(place))


SCENE = animate.Scene(
    name="my_panel",
    summary="My panel, with two runs.",
    title="My panel",
    surface=core.Quadratic(condition_number=20),
    start=(-1.5, 1.0),
    steps=60,
    optimizers=(core.GradientDescent(learning_rate=0.05), core.Adam(learning_rate=0.1)),
    panels={"mine": MyPanel()},
    rows=(("mine",),),
    timeline=animate.Timeline(
        (animate.Play(to=60, seconds=4), animate.Hold(1)),
        callouts=(animate.Callout("mine", "here at step 20", 20, "adam", offset=(0, 50)),),
    ),
)

if __name__ == "__main__":
    animate.main(["render", __file__, "-o", "my_panel.gif", *sys.argv[1:]])
