"""A map as it is at a progress of its change, to be drawn as it stands there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from matplotlib.axes import Axes

from gradreel.core import Window

from ...scene.panel import DrawnPanel, Margins, Panel, PanelContext, Stacking


class Stacked(Panel, Protocol):
    """A panel that has its place in a tall picture."""

    def stacking(self, runs: int) -> Stacking:
        """Return what it needs there."""
        ...


@dataclass(frozen=True)
class ChangedMap:
    """A map at a progress of its change.

    Attributes
    ----------
    whole
        The map that changes.
    window
        That it shows.
    """

    whole: Stacked
    window: Window
    progress: float

    @property
    def margins(self) -> Margins:
        """Those of the map."""
        return self.whole.margins

    def stacking(self, runs: int) -> Stacking:
        """Ask for what the map does."""
        return self.whole.stacking(runs)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnPanel:
        """Draw the map as it is at the progress."""
        return self.whole.draw(axes, replace(context, progress=self.progress))
