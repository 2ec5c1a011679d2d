"""The block, cut along a path: what is cut unfolds into the curve of the loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core import allow
from gradreel.core.arrays import FloatArray
from gradreel.core.brief_repr import brief_repr
from gradreel.core.cross_section import Section, section_shown
from gradreel.core.errors import InvalidInput

from ...drawing.dots import HEAD, Dot, DotLook
from ...drawing.limits import limits_of
from ...drawing.pixel_map import PixelMap
from ...drawing.plain_axes import ROW, dress
from ...drawing.strokes import Stroke
from ...drawing.tangent import Tangent
from ...scene.clock import Moment
from ...scene.panel import Margins, PanelContext, Stacking
from .curtain import Curtain
from .flat_axes import FlatAxes
from .surface3d import DrawnSurface, SurfacePanel

OPENS = 0.3
"""Progress at which the block is gone and only the cut through it is left."""

_TILTS = 0.4
"""Progress at which a map has become the block, where it is a map first."""

_UNFOLDS = (0.2, 0.85)  # from where to where in the progress the cut unfolds
_AXES = (0.7, 1.0)  # and the axes come
_COLUMNS = 600  # of the curtain, at the most

_BLOCK = allow.instance_of(SurfacePanel, words="a SurfacePanel")


@dataclass(frozen=True)
class UnfoldPanel:
    """The surface as a block that is cut along the path of one run, and the cut as a curve.

    Until the timeline changes the panel (`Change`) the block stands with the path on it. Then it
    fades, the wall under the path is left, and unfolds: what was the way over the ground becomes
    the distance travelled, as in the panel of the slope, and the heights become losses. A tangent
    rides on the curve. With a block that tilts it is a map first, and the change begins with that.

    Attributes
    ----------
    optimizer
        Whose path; the first run's if left out.
    block
        How the block looks; it turns only to tilt, if it does that.
    limits
        Lowest and highest loss of the curve; from the whole run if left out.

    Raises
    ------
    InvalidInput
        Options that cannot be; a run without a finite step.
    """

    optimizer: str | None = None
    block: SurfacePanel = field(default_factory=SurfacePanel)
    limits: tuple[float, float] | None = None

    __repr__ = brief_repr

    def __post_init__(self) -> None:
        allow.settle(
            self,
            optimizer=allow.optional(allow.name),
            block=_BLOCK,
            limits=allow.optional(allow.limits),
        )

    @property
    def margins(self) -> Margins:
        """Room for the numbers of the curve's axes and the words above."""
        return Margins(left=70, right=12, top=ROW, bottom=58)

    def stacking(self, runs: int) -> Stacking:
        """Ask for what the block does, and for the room around the axes of the curve."""
        block = self.block.stacking(runs)
        return block._replace(least=180 + self.margins.left)

    def draw(self, axes: Axes, context: PanelContext) -> DrawnUnfold:
        """Fit the block and the axes of the curve into the panel; nothing of it stands still."""
        name = context.first(self.optimizer)
        section = section_shown(context.surface, context.trajectory(name), context.clock.last_step)
        standing = replace(self.block, optimizers=(name,), swing=0.0, names=False)
        block = standing.stand(axes, context)
        axes.set_xlim(0, float(section.distance[-1]) or 1.0)
        axes.set_ylim(self.limits or limits_of(section.loss))
        dress(axes, across=6, upright=4)
        tangent = Tangent(axes, context, section, layer=0.45)
        flat = FlatAxes(axes, context.theme)
        drawn = DrawnUnfold(axes, context, name, section, block, flat, tangent)
        drawn.tilts = _TILTS if self.block.tilt else 0.0
        return drawn


class DrawnUnfold:
    """A block, a curtain and a curve, of which the progress of the panel shows some.

    Parameters
    ----------
    name
        Of the run.
    section
        Of its path.

    Attributes
    ----------
    tilts
        Progress at which the block has tilted; 0 if it does not.
    """

    tilts: float
    name: str

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, section: Section,
        block: DrawnSurface, flat: FlatAxes, tangent: Tangent,
    ) -> None:  # fmt: skip
        self.tilts, self._tangent = 0.0, tangent
        self.name, self._panel, self._section = name, context.panel, section
        self._block, self._flat, self._theme = block, flat, context.theme
        self._params = context.trajectory(name).params
        self._to_pixels, self._low = PixelMap(axes), axes.get_ylim()[0]
        rows = len(section.distance)
        self._rows = np.unique(np.linspace(0, rows - 1, min(rows, _COLUMNS)).round()).astype(int)
        loss = section.loss[self._rows]
        shares = block.relief.block.height_of(loss) / block.relief.block.height
        self.curtain: Curtain = Curtain(axes, context.theme, shares)
        pixels, color = IdentityTransform(), context.theme.path_color(name)
        dashed = name in context.theme.dashed
        self.rest: Stroke = Stroke(axes, context.theme.muted, 2.0, layer=0.3, transform=pixels)
        self.rim: Stroke = Stroke(axes, context.theme.halo, 8.3, layer=0.35, transform=pixels)
        self.line: Stroke = Stroke(axes, color, 4.4, layer=0.4, transform=pixels, dashed=dashed)
        look = DotLook(context.mark(name).marker, color, context.theme.halo)
        self.head: Dot = Dot(axes, look, size=HEAD, rim=2.8)
        self.head.set_transform(pixels)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return block, curtain, path, head and axes, as far as they are seen."""
        progress = moment.changes.get(self._panel, 0.0)
        if self.tilts:
            tilted = min(progress / self.tilts, 1.0)
            moment = replace(moment, changes={**moment.changes, self._panel: tilted})
            progress = max((progress - self.tilts) / (1 - self.tilts), 0.0)
        opacity = self._block.opacity = 1 - eased(progress, 0.0, OPENS)
        block = list(self._block.at(moment))
        if progress == 0:
            return block
        artists: list[Artist] = []
        if opacity > 0:
            of_path = {id(each) for track in self._block.tracks for each in track.artists}
            artists = [each for each in block if id(each) not in of_path]
        self._set_path(moment, eased(progress, *_UNFOLDS))
        artists += [self.curtain, self.rest, self.rim, self.line]
        flat = eased(progress, *_AXES)
        if flat > 0 and self.head.get_visible():
            row = min(moment.step * self._section.per_step, len(self._section.distance) - 1)
            touch = _at(np.column_stack(self._section[:2]), np.array([row]))[0]
            self._tangent.set(moment, touch, flat)
            artists.append(self._tangent.stroke)
        return [*artists, self.head, *self._flat.at(flat)]

    def _set_path(self, moment: Moment, share: float) -> None:
        top, foot = self._edges(self._rows, moment, share)
        self.curtain.set_edges(top, foot)
        self.rest.set_points(top, top)
        row = min(moment.step * self._section.per_step, len(self._section.distance) - 1)
        walked = np.append(self._rows[self._rows < row], row)
        points = self._edges(walked, moment, share)[0]
        for stroke in (self.rim, self.line):
            stroke.set_points(points, points)
        self.head.set_point(points[-1], points[-1])
        self.head.set_visible(moment.whole <= self._section.steps)

    def _edges(
        self, rows: FloatArray, moment: Moment, share: float
    ) -> tuple[FloatArray, FloatArray]:
        """Return the pixels of the top and the foot of the cut at some rows of the section."""
        view, block = self._block.view(moment), self._block.relief.block
        params, loss = (
            _at(self._params, rows / self._section.per_step),
            _at(self._section.loss, rows),
        )
        ground = np.clip(block.ground(params), -1.0, 1.0)
        height = block.height_of(loss)
        distance = _at(self._section.distance, rows)
        edges = []
        for z, flat in ((height, loss), (np.zeros_like(height), np.full_like(loss, self._low))):
            solid = view.project(np.column_stack([ground, z]))
            unfolded = self._to_pixels(np.column_stack([distance, flat]))
            edges.append(solid + share * (unfolded - solid))
        return edges[0], edges[1]

    def anchor(self, optimizer: str, step: float, point: tuple[float, float] | None) -> FloatArray:
        """Return the place of a point, or of the curve at a step, (2,) in pixels."""
        if optimizer not in ("", self.name):
            raise InvalidInput(
                f"A callout points at the curve of {optimizer!r}; the panel draws {self.name}."
            )
        if point is not None:
            return self._to_pixels(np.array(point))
        row = min(step * self._section.per_step, len(self._section.distance) - 1)
        place = [_at(values, np.array([row]))[0] for values in self._section[:2]]
        return self._to_pixels(np.array(place))


def eased(progress: float, first: float, last: float) -> float:
    """Return the share of a way from one progress to another, starting and stopping gently."""
    share = min(max((progress - first) / (last - first), 0.0), 1.0)
    return share * share * (3 - 2 * share)


def _at(values: FloatArray, rows: FloatArray) -> FloatArray:
    """Return values, (n, ...), at real-valued rows."""
    first = np.minimum(rows.astype(int), len(values) - 1)
    share = rows - first
    later = values[np.minimum(first + 1, len(values) - 1)]
    if values.ndim > 1:
        share = share[:, None]
    return np.asarray(values[first] + share * (later - values[first]))
