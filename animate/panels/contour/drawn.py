"""A map whose surface stands: what of it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ...drawing.parts import PartOfRun, is_pointed_at
from ...drawing.pixel_map import PixelMap
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .changing import ChangingGround
from .fan import Fan
from .ground import Ground
from .landmarks import Rings, StarsAbove
from .names import Names
from .paths import Path
from .zooming import Zooming


class DrawnContour:
    """A contour panel whose surface stands.

    Parameters
    ----------
    ground
        The levels of the map.

    Attributes
    ----------
    landmarks
        (count, 2) where runs start, and the minima, in data coordinates.
    """

    ground: Ground
    paths: Sequence[Path]
    landmarks: FloatArray

    def __init__(self, axes: Axes, ground: Ground, paths: Sequence[Path]) -> None:
        self.ground, self.paths, self.landmarks = ground, paths, np.zeros((0, 2))
        self.names: Names | None = None
        self.changing: ChangingGround | None = None
        self.zooming: Zooming | None = None
        self.fan: Fan | None = None
        self.rings: Rings | None = None
        self._above: list[Rings | StarsAbove] = []
        self._parts: list[PartOfRun] = []
        self._to_pixels = PixelMap(axes)

    @property
    def parts(self) -> Mapping[str, str]:
        """The colour of each run, by its name."""
        return {path.name: path.color for path in self.paths}

    def mark_stars(
        self, axes: Axes, context: PanelContext, stars: FloatArray, radius: float | None
    ) -> None:
        """Draw stars above the trails, with rings around them if they have a radius."""
        if radius is not None:
            self.rings = Rings(axes, context, stars, radius)
        self._above = [*([self.rings] if self.rings else []), StarsAbove(axes, context, stars)]

    def let_fade(self, axes: Axes, context: PanelContext) -> None:
        """Make parts of the paths that the scene points at."""
        for number, path in enumerate(self.paths):
            if is_pointed_at(path.name, context):
                members: list[Artist] = [*path.strokes, path.head]
                if self.names is not None:
                    members += [self.names.leaders[number], self.names.texts[number]]
                self._parts.append(PartOfRun(axes, context, path.name, path.line, members))

    def name_places(self, moment: Moment) -> FloatArray:
        """Return where the names stand at a moment, (names, 2)."""
        return np.zeros((0, 2)) if self.names is None else self.names.places.at(moment)

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the pixels of a point (w, b), or of where a run is at a step."""
        if point is not None:
            return self._to_pixels(np.array(point, np.float64))
        found = [path for path in self.paths if path.name == (optimizer or path.name)]
        if not found:
            raise InvalidInput(
                f"A callout points at the path of {optimizer!r}; the panel has those of "
                f"{', '.join(path.name for path in self.paths)}."
            )
        return self._to_pixels(found[0].seen(step))

    @property
    def kept_clear(self) -> FloatArray:
        """What no callout should hide, (count, 2) in pixels: where runs start, and the minima."""
        return self._to_pixels(self.landmarks)

    def _look_through(self, zooming: Zooming, moment: Moment) -> None:
        """Let all that is put by the limits of the axes follow the zoom."""
        window = zooming.look(moment)
        self._to_pixels = zooming.to_pixels
        for path in self.paths:
            path.look_through(window, self._to_pixels)
        for above in self._above:
            above.look_through(self._to_pixels)
        if self.fan is not None:
            self.fan.look_through(self._to_pixels)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return the trails, then the lines to far names, the heads, and the names on top."""
        if self.zooming is not None:
            self._look_through(self.zooming, moment)
        for path in self.paths:
            path.set(moment)
        artists: list[Artist] = [] if self.zooming is None else self.zooming.at(moment)
        if self.changing is not None:
            artists += self.changing.at(moment)
        artists += [stroke for path in self.paths for stroke in path.strokes]
        artists += [each for above in self._above for each in above.artists]
        if self.fan is not None:
            self.fan.set(None if self.names is None else self.names.places.heads_at(moment))
            artists += self.fan.artists
        heads: list[Artist] = [path.head for path in self.paths]
        if self.names is None:
            artists += heads
        else:
            self.names.set(moment)
            artists += [*self.names.leaders, *heads, *self.names.texts]
        for part in self._parts:
            artists = part.among(artists, moment)
        return artists
