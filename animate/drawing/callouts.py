"""All callouts of a scene, shown when their time has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..scene.annotations import Callout, step_at
from ..scene.clock import Moment
from ..scene.layout import Box, is_wide
from ..scene.panel import Anchored, DrawnPanel, PanelContext
from .callout_box import ABOVE_NAMES, Plate
from .cover import Cover
from .fade import Faded
from .moving import figure_of


class Callouts:
    """The plates of a scene's callouts, each made once, above all that moves.

    Parameters
    ----------
    panels
        The drawn panels by name.
    axes
        Those of each panel, its own first; the first panel's fill the picture.
    cells
        Where each stands with all that it writes, in design pixels.

    Raises
    ------
    InvalidInput
        A callout points into no panel, or into one that nothing can point into.
    """

    def __init__(
        self,
        context: PanelContext,
        panels: Mapping[str, DrawnPanel],
        axes: Mapping[str, Sequence[Axes]],
        cells: Mapping[str, Box],
    ) -> None:
        self._plates: dict[Callout, Plate] = {}
        covers: dict[str, Cover] = {}
        whole = next(iter(axes.values()))[0]
        narrow = not is_wide(figure_of(whole).bbox.size)
        for callout in context.clock.all_callouts:
            anchor_of(callout, panels)  # so that a wrong place is told before anything is drawn
            line_of(callout, panels)
            name, panel = callout.panel, panels[callout.panel]
            clear = getattr(panel, "kept_clear", None)
            if narrow and clear is None and name not in covers and isinstance(panel, Anchored):
                covers[name] = Cover.of(name, context, panel, axes[name][0], cells)
            self._plates[callout] = Plate(
                whole, context, callout, within=axes[name][0], clear=clear, cover=covers.get(name)
            )
        figure, eased = figure_of(whole), context.clock.ease > 0
        self._faded = {
            callout: Faded(figure, plate.artists, layer=ABOVE_NAMES + 0.01 + 1e-6 * number)
            for number, (callout, plate) in enumerate(self._plates.items())
            if eased
        }

    def hide(self) -> None:
        """Leave them out of the pictures: plates and arrows are as wide as their texts."""
        for artist in (each for plate in self._plates.values() for each in plate.artists):
            artist.set_visible(False)

    def at(self, moment: Moment, panels: Mapping[str, DrawnPanel]) -> list[Artist]:
        """Return the plates that are shown at a moment, over the panels as they are then."""
        artists: list[Artist] = []
        taken: list[FloatArray] = []
        shares = moment.callouts_seen or [1.0] * len(moment.callouts)
        for callout, share in zip(moment.callouts, shares, strict=True):
            if callout not in self._plates:  # its panel stands on another page
                continue
            plate = self._plates[callout]
            plate.set(anchor_of(callout, panels), moment.whole, taken)
            taken.append(plate.stands)
            plate.set_line(line_of(callout, panels))
            if share == 1:
                artists += plate.artists
                continue
            faded = self._faded[callout]
            faded.set_share(share)
            faded.set_around(plate.extent)
            artists.append(faded)
        return artists


def line_of(callout: Callout, panels: Mapping[str, DrawnPanel]) -> FloatArray:
    """Return the vertices of a callout's dashed line, (n, 2) in pixels of the picture."""
    ends = [anchor_of(replace(callout, point=point), panels) for point in callout.line]
    return np.array(ends).reshape(-1, 2)


def anchor_of(callout: Callout, panels: Mapping[str, DrawnPanel]) -> FloatArray:
    """Return the place that a callout points at, (2,) in pixels of the picture."""
    panel: object = panels.get(callout.panel)
    if not isinstance(panel, Anchored):
        known = ", ".join(name for name, each in panels.items() if isinstance(each, Anchored))
        raise InvalidInput(
            f"A callout points into the panel {callout.panel!r}, whose drawn panel has no method "
            f"`anchor`; {f'choose one of {known}, or ' if known else ''}give it one."
        )
    step = step_at(callout.at, {})
    place = panel.anchor(callout.optimizer, step, callout.point)
    if not np.isfinite(place).all():  # as what is 0 or less on a logarithmic scale
        told = f"step {step:g}" if callout.point is None else "({:g}, {:g})".format(*callout.point)
        raise InvalidInput(
            f"A callout points at {told} in the panel {callout.panel!r}, which has no place for "
            "that; choose a place that it shows."
        )
    return place
