"""Panels whose static part has changed: each is drawn on a sheet of its own, put into its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..scene.clock import Moment
from ..scene.panel import Panel, PanelContext, Zoomable
from ..scene.segments import Segment
from .places import Places
from .sheet import Draw, PictureLook, Sheet

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

ON_THE_WAY = 0.5
"""Progress at which a panel is drawn that is drawn once for all its way."""


class ChangedPanels:
    """The changed panels of a picture.

    Parameters
    ----------
    context
        What the panels know of the scene.
    whole
        The sheet of all panels, unchanged.
    """

    def __init__(
        self, look: PictureLook, places: Places, context: PanelContext, whole: Sheet
    ) -> None:
        self._look, self._places, self._context, self._whole = look, places, context, whole
        self.sheet_of: _lru_cache_wrapper[Sheet] = lru_cache(maxsize=3)(self._drawn)
        self._kept: tuple[dict[str, Sheet], NDArray[np.uint8]] | None = None

    def sheets(self, moment: Moment) -> dict[str, Sheet]:
        """Return the sheet of each panel that has changed."""
        panels: Mapping[str, Panel] = self._places.panels
        return {
            name: self.sheet_of(
                name, self._drawn_at(name, progress), -1.0 if progress == 1 else moment.step
            )
            for name, progress in moment.changes.items()
            if progress > 0 and isinstance(panels.get(name), Zoomable)
        }

    def ground(self, moment: Moment) -> NDArray[np.uint8]:
        """Return what stands still at a moment; kept while no other panel changes."""
        changed = self.sheets(moment)
        if not changed:
            return self._whole.ground
        if self._kept is None or self._kept[0] != changed:
            ground = self._whole.ground.copy() if self._kept is None else self._kept[1]
            np.copyto(ground, self._whole.ground)
            for name, sheet in changed.items():
                self.paste(ground, name, sheet.ground)
            self._kept = (changed, ground)
        return self._kept[1]

    def paste(self, ground: NDArray[np.uint8], name: str, pixels: NDArray[np.uint8]) -> None:
        """Put a panel's cell of one picture into another; cells do not overlap."""
        scale, height = self._whole.figure.dpi / 100, self._look.size[1]
        rows, columns = self._places.cells[name].pixels(scale, height)
        ground[rows, columns] = pixels[rows, columns]

    def _drawn_at(self, name: str, progress: float) -> float:
        """Return the progress at which a panel is drawn for one at which it is shown."""
        in_one_go = getattr(self._places.panels[name], "in_one_go", False)
        return ON_THE_WAY if in_one_go and 0 < progress < 1 else progress

    def _drawn(self, name: str, progress: float, step: float) -> Sheet:
        """Draw a panel as it is at a progress; on the way, for the step that stands meanwhile."""
        panel, clock = self._places.panels[name], self._context.clock
        assert isinstance(panel, Zoomable)
        if step >= 0:
            clock = replace(clock, segments=(Segment(step, step, 1.0),), captions=(), callouts=())
        context = replace(
            self._context, panel=name, clock=clock, progress=progress,
            unchanged=self._whole.panels[name],
        )  # fmt: skip
        changed = panel.changed(context.surface, progress)
        return Sheet(self._look, {name: (self._places.boxes[name], drawer(changed, context))})


def drawer(panel: Panel, context: PanelContext) -> Draw:
    """Return what draws a panel into axes."""
    return lambda axes: panel.draw(axes, context)
