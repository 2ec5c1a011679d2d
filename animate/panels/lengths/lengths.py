"""How far the runs have come, beside the sides and the length of the way itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import Trajectory, allow, minima_of
from gradreel.core.arrays import FloatArray
from gradreel.core.quantities import COORDINATES

from ...drawing.limits import LARGEST
from ...drawing.trail import between
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from .length_bars import Length, LengthBar, bars_of

DIRECT = "direct"


@dataclass(frozen=True)
class LengthsPanel:
    """Lengths as bars on one scale: the legs of the way along w and b, the straight way, the runs.

    The way is that from the start to the nearest known minimum; on a surface without one there are
    the runs alone. A run's bar is what it has walked so far; a dashed line marks the straight way.

    Its parts are "along w", "along b", "direct" and the names of the runs.

    Attributes
    ----------
    optimizers
        Whose; all runs if left out.
    """

    optimizers: Sequence[str] | None = None

    def __post_init__(self) -> None:
        allow.settle(self, optimizers=allow.optional(allow.sequence_of(allow.name, least=1)))

    @property
    def margins(self) -> Margins:
        """A little room; names, numbers and bars share what there is."""
        return Margins(left=16, right=12, bottom=6, top=6)

    def stacking(self, runs: int) -> Stacking:
        """Ask for as much as its rows need."""
        return Stacking(least=27 * (3 + len(self.optimizers or range(runs))))

    def draw(self, axes: Axes, context: PanelContext) -> DrawnLengths:
        """Choose the scale and write the names."""
        axes.set_axis_off()
        names = self.optimizers or tuple(context.trajectories)
        last = int(max(context.clock.last_step, 1))
        runs = [walked(context.trajectory(name))[: last + 1] for name in names]
        theme, start = context.theme, context.trajectory(names[0]).params[0]
        lengths = _way(context, start) + [
            Length(name, context.mark(name).label, theme.path_color(name), run)
            for name, run in zip(names, runs, strict=True)
        ]
        return DrawnLengths(bars_of(axes, context, lengths))


def walked(run: Trajectory) -> FloatArray:
    """Return how long a run's path is up to each step, (steps + 1,); where it is lost it stays."""
    with np.errstate(over="ignore", invalid="ignore"):
        pieces = np.hypot(*np.diff(run.params, axis=0).T)
        lengths = np.append(0.0, np.cumsum(np.nan_to_num(pieces, posinf=0.0)))
    kept: FloatArray = np.minimum(lengths, LARGEST)
    return kept


def _way(context: PanelContext, start: FloatArray) -> list[Length]:
    """Return the legs and the length of the way from the start to the nearest known minimum."""
    minima = minima_of(context.surface)
    if not len(minima):
        return []
    legs = np.abs(minima - start)
    direct = np.hypot(*legs.T)
    nearest = int(np.argmin(direct))
    sides = [(name, float(leg)) for name, leg in zip(COORDINATES, legs[nearest], strict=True)]
    theme = context.theme
    way = [
        Length(f"along {name}", f"along ${name}$", theme.parameter_color(name), np.array([leg]))
        for name, leg in sides
    ]
    return [*way, Length(DIRECT, DIRECT, theme.ink, direct[nearest : nearest + 1])]


class DrawnLengths:
    """A lengths panel whose scale stands.

    Attributes
    ----------
    parts
        The colour of each part, by its name.
    """

    def __init__(self, bars: Sequence[LengthBar]) -> None:
        self.bars = bars
        self.parts: dict[str, str] = {bar.length.name: bar.length.color for bar in bars}

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return names, bars and numbers at a moment."""
        artists: list[Artist] = []
        for bar in self.bars:
            values = bar.length.values
            now = float(between(values, min(moment.step, len(values) - 1.0)))
            bar.set(now, float(values[min(moment.whole, len(values) - 1)]))
            artists += bar.part.at(moment)
        return artists
