"""What every panel is: a static part drawn once, and a moving part asked for at each moment."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Optimizer, Surface, Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..style.run_styles import mark_of
from ..style.theme import Mark, Theme
from .clock import Clock, Moment

SHOT_IS_NOW = "Shot will go; it is called PanelContext now."


class Margins(NamedTuple):
    """Room around the axes for labels, in design pixels."""

    left: float = 0
    right: float = 0
    bottom: float = 0
    top: float = 0


class Stacking(NamedTuple):
    """What a panel needs in a tall or square picture, where panels stand below each other.

    Attributes
    ----------
    least
        Height of its axes at the least, in design pixels.
    grows
        Its share of the height that is left over; 0 for text.
    half
        Whether two of its kind may stand side by side.
    square
        Whether it is a map: the first of all, and nearly square.
    instead
        How it is drawn there, where that differs.
    axis
        What it goes by, "step" for one: of those below each other that go by the same, the
        lowest alone writes its numbers.
    inner
        How the others are drawn.
    small
        How it is drawn beside a map, where there is room for little; None where it is not small.
    tight
        Height at the least where a panel that is spoken of had else no place; 0 if it is `least`.
    """

    least: float = 100.0
    grows: float = 1.0
    half: bool = False
    square: bool = False
    instead: Panel | None = None
    axis: str = ""
    inner: Panel | None = None
    small: Panel | None = None
    tight: float = 0.0


@dataclass(frozen=True)
class PanelContext:
    """What a panel may know about the scene it stands in.

    Attributes
    ----------
    surface, trajectories
        What is walked on, and each run on it, by name.
    clock
        The timeline of the scene with its events found.
    theme
        With a colour for each of the runs.
    steps
        How many steps the runs take.
    optimizers
        Those that were run here, by name.
    panel
        The panel's own name in the scene.
    progress
        How far the panel has changed, as it is drawn now: 0 before, 1 after.
    fps
        Frames per second of the output.
    unchanged
        The panel as it was drawn before it changed.
    targets
        All that the scene ever reveals, dims or highlights, or its captions name.
    """

    surface: Surface
    trajectories: Mapping[str, Trajectory]
    clock: Clock
    theme: Theme
    steps: int
    optimizers: Mapping[str, Optimizer] = field(default_factory=dict)
    panel: str = ""
    progress: float = 0.0
    fps: float = 25.0
    unchanged: DrawnPanel | None = None
    targets: Collection[str] = ()

    @property
    def timeline(self) -> Clock:
        """The clock by its old name."""
        warnings.warn(
            "PanelContext.timeline will go; ask its clock.", DeprecationWarning, stacklevel=2
        )
        return self.clock

    def trajectory(self, name: str) -> Trajectory:
        """Return the run of the optimizer called `name`."""
        if name not in self.trajectories:
            raise InvalidInput(
                f"A panel asks for the optimizer {name!r}; the scene runs "
                f"{', '.join(self.trajectories)}."
            )
        return self.trajectories[name]

    def first(self, asked: str | None) -> str:
        """Return the name that a panel was given, or else that of the scene's first run."""
        return asked or next(iter(self.trajectories))

    def mark(self, name: str) -> Mark:
        """Name on screen and marker of the optimizer called `name`."""
        return mark_of(name, self.trajectories)


class DrawnPanel(Protocol):
    """A panel whose static part stands.

    One that may look different at another time though the step is the same, a turntable for one,
    has an attribute `timed` that is True. One that callouts can point into has a method
    `anchor(optimizer, step, point)`; see `Anchored`. One of which parts can be revealed, dimmed and
    highlighted names them in `parts`; see `Parted`.
    """

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the moving artists, set to `moment`, in the order in which they are drawn.

        A pure function of the moment: nothing that an earlier call did may show. Each belongs to
        the figure (not to the axes), is animated and lies above all that stands still, as
        `gradreel.animate.panels.moving` makes it; the stage tells one that does not.
        """
        ...


@runtime_checkable
class Anchored(Protocol):
    """A drawn panel into which callouts can point."""

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the place, (2,) in pixels of the picture, of a point of the panel's axes.

        Where no point is given: of that optimizer's path or curve at that step; the first one's if
        its name is empty.
        """
        ...


@runtime_checkable
class Named(Protocol):
    """A drawn panel with names that glide: they may do so while the step stands."""

    def name_places(self, moment: Moment) -> FloatArray:
        """Return where the names stand at a moment, (names, 2)."""
        ...


@runtime_checkable
class Parted(Protocol):
    """A drawn panel whose parts can be revealed, dimmed and highlighted one by one.

    For each part its `at(moment)` asks `moment.presence("panel/part")` (0 hidden, 1 whole), which
    it draws as opacity, and `moment.glow("panel/part")` (0 to 1); the panel's own name is in its
    context. That of the panel as a whole is drawn by the stage: no panel needs code for it.
    """

    @property
    def parts(self) -> Collection[str]:
        """The names of the parts; a mapping says the colour of each, too."""
        ...


@runtime_checkable
class Zoomable(Protocol):
    """A panel whose static part can change while the run stands still.

    It is drawn anew at each progress, which takes long. One with a member `in_one_go` that is True
    is drawn once for all of them but 0 and 1: its drawn panel goes by `moment.changes` then.
    """

    def changed(self, surface: Surface, progress: float) -> Panel:
        """Return the panel as it is at a progress from 0 to 1."""
        ...


@runtime_checkable
class Stackable(Protocol):
    """A panel that says what it needs in a tall or square picture."""

    def stacking(self, runs: int) -> Stacking:
        """Return what it needs, where the scene has so many runs."""
        ...


class Panel(Protocol):
    """A part of a scene, as data: what a new panel is, with its `DrawnPanel`.

    What stands still is drawn once, into the axes that it gets or a twin of them; what moves is
    given back by its drawn panel. Limits are set there too: no later frame changes them.
    """

    @property
    def margins(self) -> Margins:
        """Room that the panel needs around its axes."""
        ...

    def draw(self, axes: Axes, context: PanelContext, /) -> DrawnPanel:
        """Draw the static part into `axes` and return the panel that moves."""
        ...


if TYPE_CHECKING:
    Shot = PanelContext
    """`PanelContext` by its old name."""


def __getattr__(name: str) -> object:
    if name != "Shot":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(SHOT_IS_NOW, DeprecationWarning, stacklevel=2)
    return PanelContext
