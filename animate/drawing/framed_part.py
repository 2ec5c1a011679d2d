"""Parts of a panel that fade, artist by artist, and get a frame where they are pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import IdentityTransform

from gradreel.core.quantities import COORDINATES

from ..scene.clock import Moment
from ..scene.panel import PanelContext
from ..style.theme import points
from .moving import MOVING, figure_of
from .text import PictureText

A = TypeVar("A", bound=Artist)

_PAD = 5.0  # between what glows and the frame around it


def free(axes: Axes, artist: A, *, layer: float = 0.0) -> A:
    """Let an artist move that is placed in pixels of the picture, not clipped to the axes."""
    artist.set_transform(IdentityTransform())
    artist.set_animated(True)
    artist.set_zorder(MOVING + layer)
    figure_of(axes).add_artist(artist)
    artist.set_clip_on(False)
    return artist


class Words:
    """A text that stays and, behind it, a number that changes: two artists, so few are laid out.

    Parameters
    ----------
    x, foot
        Where it begins, pixels of the picture.
    """

    def __init__(
        self, axes: Axes, x: float, foot: float, words: str, *, size: float, color: str
    ) -> None:
        self.words: PictureText = PictureText(
            x, foot, words, size=size, color=color, moves=True
        ).put(axes)
        gap = 0.34 * size * figure_of(axes).dpi / 100 if words else 0.0
        self.number: PictureText = PictureText(
            x + self.words.advance(figure_of(axes).dpi) + gap if words else x, foot, "",
            size=size, color=color, weight="bold", moves=True,
        ).put(axes)  # fmt: skip

    @property
    def artists(self) -> list[Artist]:
        """The words, then the number."""
        return [self.words, self.number] if self.words.get_text() else [self.number]


class Part:
    """Artists that are seen, stand back and glow together.

    Parameters
    ----------
    name
        By which a verb of the timeline finds it: "panel/name".
    box
        Left, bottom, right and top of what glows, pixels of the picture.
    artists
        In the order in which they are drawn.
    """

    target: str

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        name: str,
        box: tuple[float, float, float, float],
        artists: Sequence[Artist],
    ) -> None:
        self.target, self._name = f"{context.panel}/{name}", name
        self.artists: list[Artist] = list(artists)
        self._alphas = [_alpha(artist) for artist in self.artists]
        self._frame = _frame(axes, context.theme.glow, box)

    def at(self, moment: Moment, artists: Sequence[Artist] | None = None) -> list[Artist]:
        """Return the artists, or some of them, as they are seen at a moment."""
        presence = moment.presence(self.target)
        if presence == 0:
            return []
        named = moment.glow(self._name) if self._name in COORDINATES else 0.0  # w or b, everywhere
        glow = max(moment.glow(self.target), named)
        for artist, alpha in zip(self.artists, self._alphas, strict=True):
            artist.set_alpha(None if presence == alpha == 1 else alpha * presence)
        shown = list(self.artists if artists is None else artists)
        if glow > 0:
            self._frame.set_alpha(glow * presence)
            shown.append(self._frame)
        return shown


def _alpha(artist: Artist) -> float:
    own = artist.get_alpha()
    return float(own) if isinstance(own, int | float) else 1.0


def _frame(axes: Axes, color: str, box: tuple[float, float, float, float]) -> FancyBboxPatch:
    scale, (left, bottom, right, top) = figure_of(axes).dpi / 100, box
    pad = _PAD * scale
    frame = FancyBboxPatch(
        (left - pad, bottom - pad), right - left + 2 * pad, top - bottom + 2 * pad,
        boxstyle=f"round,pad=0,rounding_size={5 * scale}", fill=False, edgecolor=color,
        linewidth=points(3),
    )  # fmt: skip
    return free(axes, frame, layer=2.05)
