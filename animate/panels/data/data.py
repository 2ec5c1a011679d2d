"""The data, and the fit that moves as (w, b) of an optimizer moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator

from gradreel.core import Dataset, allow
from gradreel.core.arrays import FloatArray
from gradreel.core.between import expect_same_points
from gradreel.core.brief_repr import brief_repr
from gradreel.core.dataset import DATASET
from gradreel.core.errors import InvalidInput

from ...drawing.limits import limits_of
from ...drawing.moving import figure_of
from ...drawing.pixel_map import PixelMap
from ...drawing.plain_axes import ROW, dress, name_axes, names_above, rows_of
from ...drawing.text import PictureText
from ...scene.clock import Moment
from ...scene.number_format import ticks
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT
from .fits import Fit, dataset_of
from .input_rows import InputRow
from .points import Batches, Cloud, CloudDots, Rings

_BATCHES = allow.having(
    "what tells the batch of a step, such as MiniBatch(data)", methods={"batch": 1}
)


@dataclass(frozen=True)
class DataPanel:
    """The points (x, y) of the surface's dataset and the fit f(x) at each optimizer's (w, b).

    Points with x = 0 stand in a strip of their own, side by side so that they can be seen; there
    the fit is f(0), which b alone decides. Two rows above tell the dense input from the sparse one.

    Attributes
    ----------
    optimizers
        Whose fit; everybody's if left out, an empty tuple for the data alone.
    before
        The same points before some x were set to 0. Where the timeline changes the panel
        (`Change`), they slide to 0 meanwhile; otherwise they stand at 0 from the beginning.
    batch
        Tells which points each step uses; they get a ring.
    x_label, y_label
        Of the axes.
    names
        Whether the optimizers' markers and names stand above the axes.
    name_rows
        In how many rows.

    Raises
    ------
    InvalidInput
        A surface without a dataset, or one whose fit is not known; `before` with other points.

    Examples
    --------
    >>> from gradreel.core import sparse_dataset
    >>> panel = DataPanel(before=sparse_dataset(sparsity=0.0))
    """

    optimizers: Sequence[str] | None = None
    before: Dataset | None = None
    batch: Batches | None = None
    x_label: str = "$x$"
    y_label: str = "$y$"
    names: bool = True
    name_rows: int = 1

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizers=allow.optional(allow.sequence_of(allow.name)),
            before=allow.optional(DATASET),
            batch=allow.optional(_BATCHES),
            x_label=allow.text,
            y_label=allow.text,
            names=allow.flag,
            name_rows=allow.whole(least=1),
        )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the axes, and for inputs and names above."""
        return Margins(left=76, right=20, bottom=58, top=ROW * (2 + self.name_rows * self._named))

    def stacking(self, runs: int) -> Stacking:
        """Ask for the whole width, and a row of names for every two."""
        names = rows_of(runs if self.optimizers is None else len(self.optimizers))
        return Stacking(least=130, grows=1.5, tight=95, instead=replace(self, name_rows=names))

    def draw(self, axes: Axes, context: PanelContext) -> DrawnData:
        """Draw the axes, the strip and, if they never move, the points."""
        dataset = dataset_of(context.surface)
        before = self._before(dataset, context)
        cloud = Cloud(before, dataset)
        axes.set_xlim(*cloud.limits)
        axes.set_ylim(*limits_of(dataset.y))
        self._dress(axes, context, cloud)
        moves = before is not dataset
        dots = CloudDots(
            axes, context.theme, cloud, self._inputs(axes, context, dataset, moves), moves
        )
        dots.set(0.0)
        fits = [Fit(axes, context, name, cloud) for name in self._runs(context)]
        return DrawnData(
            axes, context.panel, dots if moves else None, self._rings(axes, context, cloud), fits
        )

    @property
    def _named(self) -> bool:
        return self.names and self.optimizers != ()

    def _runs(self, context: PanelContext) -> Sequence[str]:
        return tuple(context.trajectories) if self.optimizers is None else self.optimizers

    def _before(self, dataset: Dataset, context: PanelContext) -> Dataset:
        """Return the points as they are at first."""
        if self.before is None or not context.clock.changes(context.panel):
            return dataset
        expect_same_points(self.before, dataset)
        return self.before

    def _dress(self, axes: Axes, context: PanelContext, cloud: Cloud) -> None:
        dress(axes, across=8, upright=5)
        name_axes(axes, self.x_label, self.y_label, TEXT.body, pads=(2, 6))
        if self._named:
            names_above(axes, context, self._runs(context), 8, self.name_rows)
        if cloud.strip is not None:
            axes.axvspan(
                *cloud.strip, color=context.theme.faint, alpha=0.4, linewidth=0, zorder=0.5
            )
            high = axes.get_xlim()[1]
            places = [t for t in axes.get_xticks() if cloud.low <= t <= high and t != 0]
            axes.xaxis.set_major_locator(FixedLocator([sum(cloud.strip) / 2, *places]))
            axes.xaxis.set_major_formatter(FixedFormatter(["$x$ = 0", *ticks(places)]))

    def _inputs(self, axes: Axes, context: PanelContext, dataset: Dataset, moves: bool) -> InputRow:
        """Write how often each input is on, and return the row of w's."""
        height = 8 + ROW * self.name_rows * self._named
        count = len(dataset)
        InputRow(axes, context, "input of $b$: always 1", count, height=height + ROW).set(0)
        return InputRow(axes, context, "input of $w$: $x$", count, height=height, moves=moves)

    def _rings(self, axes: Axes, context: PanelContext, cloud: Cloud) -> Rings | None:
        """Make the rings, and say below the panel what they are."""
        if self.batch is None:
            return None
        color, count = context.theme.spare, len(self.batch.batch(0))
        foot = axes.bbox.y0 - 50 * figure_of(axes).dpi / 100
        PictureText(
            axes.bbox.x1, foot, f"used in this step: {count:,}", size=TEXT.label, weight="bold",
            ha="right", color=color,
        ).put(axes)  # fmt: skip
        return Rings(axes, context.theme, cloud, self.batch, context.steps - 1)


class DrawnData:
    """A data panel whose axes stand, and whose points do if `dots` are None."""

    dots: CloudDots | None
    rings: Rings | None
    fits: Sequence[Fit]

    def __init__(
        self,
        axes: Axes,
        panel: str,
        dots: CloudDots | None,
        rings: Rings | None,
        fits: Sequence[Fit],
    ) -> None:
        self._panel, self._to_pixels = panel, PixelMap(axes)
        self.dots, self.rings, self.fits = dots, rings, fits

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the points if they move, the rings, and the fits with their markers."""
        progress = moment.changes.get(self._panel, 0.0) if self.dots else 1.0
        artists: list[Artist] = []
        if self.dots:
            self.dots.set(progress)
            artists += self.dots.artists
        if self.rings:
            self.rings.set(moment.whole, progress)
            artists.append(self.rings.rings)
        for fit in self.fits:
            fit.set(moment)
            artists += [fit.rim, fit.line, *fit.markers.values()]
        return artists

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the place of a point, or of the right end of a fit at a step, (2,) in pixels."""
        if point is not None:
            return self._to_pixels(np.array(point))
        for fit in self.fits:
            if optimizer in ("", fit.name):
                return fit.end(step)
        raise InvalidInput(
            f"A callout points at the fit of {optimizer!r}, which the panel does not draw; give "
            "the callout a point, or the panel that optimizer."
        )
