"""Panels that are hidden, dimmed or pointed at as a whole, whatever they draw.

A veil in the colour of the ground lies over all that a panel draws, and below the callouts. On a
ground that is see-through it takes from the opacity of what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.transforms import IdentityTransform

from gradreel.core.errors import InvalidInput
from gradreel.core.quantities import COORDINATES

from ..drawing.fade import mix
from ..drawing.moving import MOVING
from ..scene.clock import Moment
from ..scene.emphasis import panel_of
from ..scene.layout import Box
from ..scene.panel import DrawnPanel, Parted
from ..style.theme import Theme, points
from .sheet import PictureLook

_ABOVE_PANELS = 2.1  # between all that our panels move and the callouts
_EDGE = 4.0
_INSET = 3.0
_OVERHANG = 8.0  # design pixels by which the outermost number of an axis may leave its cell


class Veils:
    """The veils and frames of a picture's panels, for those that a scene points at.

    Parameters
    ----------
    cells
        Of the panels, by name, in design pixels.
    """

    def __init__(
        self, figure: Figure, look: PictureLook, cells: Mapping[str, Box], targets: Iterable[str]
    ) -> None:
        whole = [name for name in targets if name in cells]
        self._veils = {name: Veil(figure, look, _with_edges(cells[name], cells)) for name in whole}
        self._frames = {name: frame_around(figure, look, cells[name]) for name in whole}

    def hidden(self, moment: Moment) -> set[str]:
        """Return the panels of which nothing is seen at a moment."""
        return {name for name in self._veils if moment.presence(name) == 0}

    def at(self, moment: Moment) -> list[Artist]:
        """Return the veils and frames of a moment, to be drawn over all panels."""
        artists: list[Artist] = []
        for name, veil in self._veils.items():
            presence, glow = moment.presence(name), moment.glow(name)
            if presence < 1:
                veil.set_alpha(1 - presence)
                artists.append(veil)
            if glow > 0:
                self._frames[name].set_alpha(glow)
                artists.append(self._frames[name])
        return artists


class Veil(Rectangle):
    """Covers what was drawn in a cell; its alpha says how well."""

    def __init__(self, figure: Figure, look: PictureLook, cell: Box) -> None:
        scale, height = figure.dpi / 100, look.size[1]
        self._pixels = cell.pixels(scale, int(height))
        rows, columns = self._pixels
        super().__init__(
            (columns.start, int(height) - rows.stop), columns.stop - columns.start,
            rows.stop - rows.start, facecolor=look.theme.background, linewidth=0,
            antialiased=False, transform=IdentityTransform(), zorder=MOVING + _ABOVE_PANELS,
            animated=True,
        )  # fmt: skip
        self._see_through = look.transparent
        self._ground = np.rint(255 * np.array(to_rgba(look.theme.background))).astype(np.uint8)
        figure.add_artist(self)
        self.set_clip_on(False)

    def draw(self, renderer: RendererBase) -> None:
        """Mix the ground into the cell, or take from its opacity."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        pixels = np.asarray(renderer.buffer_rgba())[self._pixels]
        seen = 1 - float(self.get_alpha() or 0)
        if self._see_through:
            shares = np.rint(np.arange(256) * seen).astype(np.uint8)
            pixels[..., 3] = shares[pixels[..., 3]]
        else:  # a third of the time that a see-through rectangle takes
            mix(self._ground, pixels, seen)
        self.stale = False


def _with_edges(cell: Box, cells: Mapping[str, Box]) -> Box:
    """Return a cell with what the outermost number of its axis may reach beside all panels."""
    left = min(each.left for each in cells.values())
    right = max(each.left + each.width for each in cells.values())
    begin, end = cell.left, cell.left + cell.width
    if begin <= left:
        begin = max(begin - _OVERHANG, 0.0)
    if end >= right:
        end += _OVERHANG
    return cell._replace(left=begin, width=end - begin)


def frame_around(figure: Figure, look: PictureLook, cell: Box) -> FancyBboxPatch:
    """Return a frame around a cell; its alpha says how much it glows."""
    scale = figure.dpi / 100
    left, bottom, width, height = (side * scale for side in cell)
    inset = _INSET * scale
    frame = FancyBboxPatch(
        (left + inset, bottom + inset), width - 2 * inset, height - 2 * inset,
        boxstyle=f"round,pad=0,rounding_size={8 * scale}", fill=False,
        edgecolor=look.theme.glow, linewidth=points(_EDGE), transform=IdentityTransform(),
        zorder=MOVING + _ABOVE_PANELS, animated=True,
    )  # fmt: skip
    figure.add_artist(frame)
    frame.set_clip_on(False)
    return frame


def hues_of(
    targets: Iterable[str], panels: Mapping[str, DrawnPanel], theme: Theme
) -> dict[str, str]:
    """Return the colour of each target, or raise InvalidInput for a part that no panel has."""
    hues = {}
    for target in targets:
        found = panel_of(target, [each for each in panels if each])
        if found is None:  # w or b, wherever they are; or a panel that this shape leaves out
            named = target in COORDINATES
            hues[target] = theme.parameter_color(target) if named else theme.glow
            continue
        name, part = found
        panel: object = panels[name]
        parts = panel.parts if isinstance(panel, Parted) else ()
        if part and part not in parts:
            known = f"it has {', '.join(parts)}" if parts else "it has none"
            raise InvalidInput(
                f"The timeline names the part {part!r} of the panel {name!r}; {known}."
            )
        hues[target] = parts[part] if part and isinstance(parts, Mapping) else theme.glow
    return hues
