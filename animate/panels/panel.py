"""What every panel is: a static part drawn once, and a moving part asked for at each moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Surface, Trajectory
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..layout import Margins
from ..theme import MARKS, Mark, Theme
from ..timeline import Moment, Timeline


@dataclass(frozen=True)
class Shot:
    """What a panel may know about the scene it stands in."""

    surface: Surface
    trajectories: Mapping[str, Trajectory]
    timeline: Timeline
    theme: Theme
    steps: int

    def trajectory(self, name: str) -> Trajectory:
        """Return the run of the optimizer called `name`."""
        if name not in self.trajectories:
            raise InvalidInput(
                f"A panel asks for the optimizer {name!r}; the scene runs "
                f"{', '.join(self.trajectories)}."
            )
        return self.trajectories[name]

    def mark(self, name: str) -> Mark:
        """Name on screen and marker of the optimizer called `name`."""
        return MARKS.get(name, Mark(name.replace("_", " "), "X"))


class DrawnPanel(Protocol):
    """A panel whose static part stands."""

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the moving artists, set to `moment`, in the order in which they are drawn.

        A pure function of the moment: nothing that an earlier call did may show.
        """
        ...


class Panel(Protocol):
    """A part of a scene, as data."""

    @property
    def margins(self) -> Margins:
        """Room that the panel needs around its axes."""
        ...

    def draw(self, axes: Axes, shot: Shot) -> DrawnPanel:
        """Draw the static part into `axes` and return the panel that moves."""
        ...


COORDINATES = ("w", "b")


def series(trajectory: Trajectory, channel: str, coordinate: str | None) -> FloatArray:
    """Return a quantity of a run against the step, shape (steps,) or (steps + 1,).

    Parameters
    ----------
    channel : "params", "loss", "update" (what a step adds to the params) or any channel of the run.
    coordinate : "w" or "b"; None for the loss, which has none.
    """
    if channel == "loss":
        return trajectory.loss
    if coordinate not in COORDINATES:
        raise InvalidInput(f"Coordinate {coordinate!r} was given for {channel}; choose w or b.")
    column = COORDINATES.index(coordinate)
    if channel == "params":
        return trajectory.params[..., column]
    if channel == "update":
        return trajectory.params[1:, column] - trajectory.params[:-1, column]
    if channel not in trajectory.channels:
        known = ", ".join(["loss", "params", "update", *trajectory.channels])
        raise InvalidInput(f"{trajectory.name} has no channel {channel!r}; it has {known}.")
    return trajectory.channels[channel][..., column]


def check_choice(what: str, given: str, allowed: Sequence[str]) -> None:
    """Raise InvalidInput unless `given` is one of those allowed."""
    if given not in allowed:
        raise InvalidInput(f"{given!r} was given as {what}; choose {' or '.join(allowed)}.")
