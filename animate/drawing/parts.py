"""A part of a panel: its colour, and words that are revealed, dimmed and lit as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

from gradreel.core.quantities import COORDINATES

from ..scene.clock import Moment
from .fade import Faded
from .moving import MOVING, figure_of
from .strokes import Stroke, TrailStroke
from .text import PictureText

if TYPE_CHECKING:
    from ..scene.panel import PanelContext

_BELOW_TEXT = 1.9
_BELOW_LINES, _OF_RUN = -0.5, 0.5
_PLATE, _WIDE = 0.25, 0.4  # opacity of the plate behind words that are lit, of the wide line
_AROUND = 40.0  # design pixels around axes: a number above them, a head on their edge


def color_of(part: str, context: PanelContext) -> str:
    """Return the colour of a part: of w or b if its last word is one, of a run if it is one."""
    coordinate = _coordinate(part)
    if coordinate:
        return context.theme.parameter_color(coordinate)
    return context.theme.path_color(part) if part in context.trajectories else context.theme.glow


def seen(part: str, context: PanelContext, moment: Moment) -> float:
    """Return how much of a part is seen at a moment, 0 to 1."""
    return moment.presence(f"{context.panel}/{part}")


def lit(part: str, context: PanelContext, moment: Moment) -> float:
    """Return how much a part glows at a moment, 0 to 1: itself, or as one of w or b everywhere."""
    return max(moment.glow(f"{context.panel}/{part}"), moment.glow(_coordinate(part)))


def _coordinate(part: str) -> str:
    last = part.rsplit(maxsplit=1)[-1] if part.split() else ""
    return last if last in COORDINATES else ""


class PartOfText:
    """Words of a panel that are a part of it: hidden ones keep their place.

    What is lit has a plate in its colour behind it, on which words in ink can be read.

    Parameters
    ----------
    text
        That moves; its words and place may change, it is looked at for each moment.
    size
        Of the text, in design pixels.
    """

    part: str
    text: PictureText

    def __init__(
        self, axes: Axes, context: PanelContext, part: str, text: PictureText, size: float
    ) -> None:
        self.part, self.text, self._context, self._size = part, text, context, size
        self.color: str = color_of(part, context)
        self._scale = figure_of(axes).dpi / 100
        self._unlit = to_hex(text.get_color())
        self._plate = FancyBboxPatch(
            (0, 0), 1, 1, boxstyle=f"round,pad=0,rounding_size={4 * self._scale}",
            facecolor=self.color, linewidth=0, transform=IdentityTransform(), animated=True,
            zorder=MOVING + _BELOW_TEXT,
        )  # fmt: skip
        figure_of(axes).add_artist(self._plate)
        self._plate.set_clip_on(False)

    def at(self, moment: Moment) -> Sequence[Artist]:
        """Return what is seen of the words, from the lowest up."""
        share = seen(self.part, self._context, moment)
        glow = share * lit(self.part, self._context, moment)
        if not share or not self.text.get_text():
            return []
        self.text.set_alpha(None if share == 1 else share)
        self.text.set_color(_between(self._unlit, self._context.theme.ink, glow))
        if not glow:
            return [self.text]
        dpi, (x, y) = 100 * self._scale, self.text.get_position()
        wide, high = self.text.advance(dpi), self._size * self._scale
        left = x - (wide if self.text.get_horizontalalignment() == "right" else 0)
        pad = 4 * self._scale
        self._plate.set_bounds(left - pad, y - 0.32 * high, wide + 2 * pad, 1.35 * high)
        self._plate.set_alpha(_PLATE * glow)
        return [self._plate, self.text]


def _between(one: str, other: str, share: float) -> str:
    pairs = zip(to_rgb(one), to_rgb(other), strict=True)
    red, green, blue = (a + share * (b - a) for a, b in pairs)
    return to_hex((red, green, blue))


class PartOfRun:
    """A run's curve or path, with all that belongs to it, as a part of its panel.

    Parameters
    ----------
    name
        Of the run, or w or b where the panel has a curve of a run for each.
    line
        That is wider and faint below itself while it glows.
    members
        All that is seen of it, from the lowest up.
    """

    def __init__(
        self, axes: Axes, context: PanelContext, name: str, line: TrailStroke,
        members: Sequence[Artist],
    ) -> None:  # fmt: skip
        self._name, self._context, self._line, self._members = name, context, line, members
        figure, known = figure_of(axes), [*context.trajectories, *COORDINATES]
        tie, color = 1e-4 * known.index(name), color_of(name, context)
        self._wide = Stroke(axes, color, 15.0, transform=IdentityTransform())
        self._glow = Faded(figure, [self._wide], layer=_BELOW_LINES + tie)
        self._faded = Faded(figure, members, layer=_OF_RUN + tie)
        around = axes.bbox.padded(_AROUND * figure.dpi / 100).get_points()
        for faded in (self._glow, self._faded):
            faded.set_around(around)

    def among(self, artists: Sequence[Artist], moment: Moment) -> list[Artist]:
        """Return the artists of a panel, this part as far as it is seen and lit."""
        share = seen(self._name, self._context, moment)
        glow = share * lit(self._name, self._context, moment)
        kept = list(artists)
        if share < 1:
            kept = [each for each in kept if all(each is not member for member in self._members)]
            self._faded.set_share(share)
            kept += [self._faded] if share else []
        if glow:
            pixels = self._line.drawn_pixels()
            self._wide.set_points(pixels, pixels)
            self._glow.set_share(_WIDE * glow)
            kept.append(self._glow)
        return kept


def is_pointed_at(part: str, context: PanelContext) -> bool:
    """Whether the scene ever reveals, dims or highlights a part of a panel, or names it."""
    return f"{context.panel}/{part}" in context.targets
