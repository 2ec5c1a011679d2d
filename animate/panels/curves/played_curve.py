"""A curve of the run: faint as a whole, in the optimizer's colour as far as it was played."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.dots import Dot, DotLook
from ...drawing.moving import moving, weight
from ...drawing.parts import PartOfRun, is_pointed_at
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import TrailStroke
from ...drawing.trail import between, thin
from ...scene.clock import Moment
from ...scene.panel import PanelContext

_FAINT = -0.9  # layer of the faint curves where they can fade: below the played ones


class PlayedCurve:
    """One run's curve on axes whose limits are set.

    Parameters
    ----------
    name
        Of the optimizer; it decides colour and marker.
    places
        (steps * per_step + 1, 2) the curve in data coordinates, row k * per_step at step k.
    per_step
        Rows from one step to the next; more than one where the curve bends between steps.
    """

    name: str
    places: FloatArray
    faint: list[Line2D]

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, places: FloatArray, per_step: int = 1
    ) -> None:
        self.name, self.places, self._per_step = name, places, per_step
        self._to_pixels = PixelMap(axes)
        self._log = axes.get_yscale() == "log"
        with np.errstate(divide="ignore", invalid="ignore"):  # 0 and below are nowhere
            heights = np.log(places[:, 1]) if self._log else places[:, 1]
        self._flat = np.column_stack([places[:, 0], heights])
        self._low, self._high = axes.bbox.y0 - 1, axes.bbox.y1 + 1
        self._trail = thin(places, self._to_pixels(places))
        shown = self._trail.points
        self.faint = axes.plot(
            *shown.T, color=context.theme.faint, linewidth=weight(axes, 2), zorder=1.5
        )
        alone = shown[1:][(shown[1:] == shown[:-1]).all(axis=1)]
        if len(alone):  # a line of one place is none
            self.faint += axes.plot(
                *alone.T, "o", color=context.theme.faint, markersize=weight(axes, 3),
                markeredgewidth=0, zorder=1.5,
            )  # fmt: skip
        self.color: str = context.theme.path_color(name)
        self.line: TrailStroke = TrailStroke(
            axes, self.color, 4.4, shown, self._to_pixels(shown),
            dashed=name in context.theme.dashed,
        )  # fmt: skip
        look = DotLook(context.mark(name).marker, self.color, context.theme.halo)
        self.marker: Dot = Dot(axes, look, size=12, rim=2.1)

    def place(self, step: float) -> FloatArray:
        """Where the curve is at a real-valued step, shape (2,), data coordinates.

        Between two rows it is on a straight line of the picture, also if that has a log scale.
        """
        x, height = between(self._flat, step * self._per_step)
        return np.array([x, np.exp(height) if self._log else height])

    @property
    def values(self) -> FloatArray:
        """Heights of the curve, one for each row of `places`."""
        return self.places[:, 1]

    def set(self, moment: Moment) -> None:
        """Set line and marker to the moment.

        There is no marker where the run is lost, nor, as it is not clipped, outside the axes.
        """
        here = self.place(moment.step)
        pixel = self._to_pixels(here)
        row = min(int(moment.step * self._per_step + 1e-6), len(self.places) - 1)
        self.line.set_end(self._trail.count(row), here, pixel)
        self.marker.set_point(here, pixel)
        self.marker.set_visible(bool(self._low <= pixel[1] <= self._high))  # false for nan

    def pixel(self, step: float, point: tuple[float, float] | None = None) -> FloatArray:
        """Return the place of the curve at a step, or of a point, (2,) in pixels of the picture."""
        return self._to_pixels(self.place(step) if point is None else np.array(point))


class CurveParts:
    """Curves as parts of their panel; those that the scene points at fade and glow.

    Parameters
    ----------
    more
        What else belongs to a part, by its name.
    names
        Of the parts; those of the runs if left out.
    """

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        curves: Sequence[PlayedCurve],
        more: Callable[[str], Sequence[Artist]],
        names: Sequence[str] = (),
    ) -> None:
        parts = dict(zip(names or [curve.name for curve in curves], curves, strict=True))
        self.colors: Mapping[str, str] = {name: curve.color for name, curve in parts.items()}
        self._faint: list[Artist] = []  # what stands still, unless it may fade
        self._parts: list[PartOfRun] = []
        for name, curve in parts.items():
            if is_pointed_at(name, context):
                faint = moving(curve.faint, layer=_FAINT)
                members = [*faint, curve.line, curve.marker, *more(name)]
                self._faint += faint
                self._parts.append(PartOfRun(axes, context, name, curve.line, members))

    def among(self, artists: Sequence[Artist], moment: Moment) -> list[Artist]:
        """Return the artists of a panel and the faint curves, each run as far as it is seen."""
        kept = [*self._faint, *artists]
        for part in self._parts:
            kept = part.among(kept, moment)
        return kept


def in_color_of(context: PanelContext, runs: Iterable[str], parameter: str) -> PanelContext:
    """Return a context in which some runs have the colour of w or of b, and no dashes."""
    theme = context.theme
    colors = {**theme.paths, **dict.fromkeys(runs, theme.parameter_color(parameter))}
    return replace(context, theme=replace(theme, paths=colors, dashed=frozenset()))


def curve_of(curves: Sequence[PlayedCurve], optimizer: str) -> PlayedCurve:
    """Return the curve of the optimizer called so; the first one if the name is empty."""
    for curve in curves:
        if optimizer in ("", curve.name):
            return curve
    raise InvalidInput(
        f"A callout points at the curve of {optimizer!r}; the panel draws "
        f"{', '.join(curve.name for curve in curves)}."
    )
