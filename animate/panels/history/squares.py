"""Two squares whose areas are the histories of w and b, and the rates that their sides leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core import allow
from gradreel.core.quantities import COORDINATES, has_quantity

from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from ...style.theme import TEXT
from .grown_square import GrownSquare
from .layout import OF_BARS, ROW, lay_out, scale_bar
from .rate_bars import RateBars
from .sides import HISTORY, history_of


@dataclass(frozen=True)
class SquaresPanel:
    """What AdaGrad does, in one picture: a square for w and one for b, on one scale.

    Each step adds a strip whose area is its squared gradient, so the area of a square is the
    history v and its side is the root of v. Below, the rate that was set, divided by that side, as
    a bar; both bars are on one scale. The strip of the running step is bright.

    Its parts are "w" and "b", the squares with their numbers, and "rates".

    Attributes
    ----------
    optimizer
        Whose history, of one that sums up squares (AdaGrad); the first that does if left out.
    bars
        Whether the rates are there too; a `RatesPanel` may show them instead.
    """

    optimizer: str | None = None
    bars: bool = True

    def __post_init__(self) -> None:
        allow.settle(self, optimizer=allow.optional(allow.name), bars=allow.flag)

    @property
    def margins(self) -> Margins:
        """A little room; squares and bars share what there is."""
        return Margins(left=8, right=8, bottom=6, top=6)

    def stacking(self, runs: int) -> Stacking:  # noqa: ARG002
        """Ask for as much as its words need."""
        return Stacking(least=270 if self.bars else 270 - OF_BARS * ROW * TEXT.label)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnSquares:
        """Choose the scale and write what stands."""
        axes.set_axis_off()
        having = [n for n, run in context.trajectories.items() if has_quantity(run, HISTORY)]
        history = history_of(context, self.optimizer or context.first(having[0] if having else ""))
        layout = lay_out(axes, history, bars=self.bars)
        scale_bar(axes, context, layout)
        squares = [GrownSquare(axes, context, history, layout, name) for name in COORDINATES]
        return DrawnSquares(
            squares, RateBars(axes, context, history, layout) if self.bars else None
        )


class DrawnSquares:
    """A squares panel whose scale stands.

    Attributes
    ----------
    parts
        The colour of each part, by its name.
    """

    squares: Sequence[GrownSquare]
    rates: RateBars | None

    def __init__(self, squares: Sequence[GrownSquare], rates: RateBars | None) -> None:
        self.squares, self.rates = squares, rates
        self._parts = [square.part for square in squares]
        self.parts: dict[str, str] = {square.name: square.color for square in squares}
        if rates:
            self._parts.append(rates.part)
            self.parts["rates"] = rates.color

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the squares with their numbers, then the bars."""
        for square in self.squares:
            square.set(moment)
        if self.rates:
            self.rates.set(moment)
        return [artist for part in self._parts for artist in part.at(moment)]
