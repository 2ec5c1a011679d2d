"""Which signs a map has: of its stars, marks, rings and ghosts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray

from ...drawing.pixel_map import PixelMap
from ...drawing.stars import legend_of
from ...scene.number_format import given
from ...scene.panel import PanelContext
from .ghosts import ghost_sign
from .ghosts import said as ghosts_said
from .landmarks import ring_is_seen
from .legend import Sign, mark_sign, ring_sign, say_signs, say_stars
from .marks import every
from .marks import said as marks_said


class Signed(Protocol):
    """What of a map has signs; see `ContourPanel`."""

    @property
    def marks(self) -> int | Literal["auto"] | None:
        """Steps between two marks."""
        ...

    @property
    def arrival(self) -> float | None:
        """Radius of the rings."""
        ...

    @property
    def ghosts(self) -> Sequence[str]:
        """Whose paths lie in the background."""
        ...


def say_all(axes: Axes, context: PanelContext, panel: Signed, stars: FloatArray) -> None:
    """Say what the stars and the other signs are."""
    if len(stars):
        say_stars(axes, context, legend_of(stars))
    signs = []
    if panel.marks is not None:
        words = marks_said(every(panel.marks, context.steps))
        signs.append(Sign(words, words.removeprefix("a mark "), mark_sign))
    if panel.arrival is not None and len(stars):
        seen = ring_is_seen(axes, panel.arrival, PixelMap(axes))
        words, where = f"within {given(panel.arrival)}", " of ★" if seen else ", inside ★"
        short = f"arrived: {given(panel.arrival)} from ★"  # within which of nothing says little
        signs.append(Sign(f"arrived: {words}{where}", short, ring_sign if seen else None))
    if panel.ghosts:
        signs.append(Sign(*ghosts_said(context, panel.ghosts), ghost_sign))
    say_signs(axes, context, signs)
