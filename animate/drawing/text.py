"""Text that is drawn from a cached picture of itself.

Matplotlib lays out and rasterises a text anew at each draw: about 1 ms for a word, 7 ms for a
formula, so a dozen of them would cost more than all the rest of a frame. A `PictureText` is
rasterised once, by matplotlib, and then only copied. It is still a Text: its string, place and
extent can be asked for, and a vector renderer gets real text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform, Transform
from numpy.typing import NDArray

from ..style.formulas import with_own_formulas
from ..style.theme import drawing, points
from .fixed_widths import fixed_width, is_fixed
from .moving import AS_IT_IS, MOVING, figure_of

NUMERALS = frozenset("0123456789.,+\N{MINUS SIGN}\N{MULTIPLICATION SIGN}e")
"""A string of these is put together from pictures of its characters."""

LONGEST_NUMBER = 24
"""Characters; see `_numerals`."""

HALO = 4.0
"""Width of a halo's rim, in design pixels (half of it is under the letters)."""


class TextLook(NamedTuple):
    """All that decides the pixels of a string besides the string itself."""

    family: tuple[str, ...]
    style: Any
    variant: Any
    weight: str | int
    stretch: str | int
    size: float  # points
    file: Any
    math_fontfamily: str
    color: str
    halo: str | None
    parse_math: bool
    dpi: float

    def font(self) -> FontProperties:
        """Return the font that this names."""
        return FontProperties(
            family=list(self.family), style=self.style, variant=self.variant, weight=self.weight,
            stretch=self.stretch, size=self.size, fname=self.file,
            math_fontfamily=self.math_fontfamily,
        )  # fmt: skip

    @property
    def plain(self) -> TextLook:
        """The look without what leaves the width as it is."""
        return self._replace(color="black", halo=None)


class Picture(NamedTuple):
    """A rasterised string.

    Attributes
    ----------
    image
        (height, width, 4) uint8, rows from the bottom up as renderers take them.
    left, below
        Where the image starts, relative to the text's origin on the baseline, pixels.
    advance
        Width that the string takes in a line, pixels.
    """

    image: NDArray[np.uint8]
    left: int
    below: int
    advance: int


class PictureText(Text):
    """A Text for moving panels: anchored on its baseline, drawn from a cached picture.

    Parameters
    ----------
    x, y, text
        As for Text; x and y are read through the transform given in `options`.
    size
        Design pixels.
    halo
        Colour of a rim around the letters, None for none.
    moves
        Whether it is drawn anew for each frame, above all that stands still.
    options
        Other properties of Text: weight, color, ha ("left", "center" or "right").
    """

    def __init__(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        halo: str | None = None,
        moves: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(
            x, y, text, fontsize=points(size), va="baseline", animated=moves,
            zorder=MOVING + 2 if moves else 3, **options,
        )  # fmt: skip
        self._halo = halo
        if halo is not None:
            self.set_path_effects([withStroke(linewidth=points(HALO), foreground=halo)])

    def draw(self, renderer: RendererBase) -> None:
        """Copy the picture of the string to its place; real text where pixels are not wanted."""
        if not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        if not (self.get_visible() and self.get_text()):
            return
        picture = self.picture(renderer.dpi)
        x, y = self.get_position()
        transform = self.get_transform()
        if not isinstance(transform, IdentityTransform):  # as most are, and to ask it takes time
            x, y = transform.transform((x, y))
        x -= {"left": 0, "center": picture.advance / 2, "right": picture.advance}[
            self.get_horizontalalignment()
        ]
        image = picture.image
        if (alpha := self.get_alpha()) is not None:
            image = faded(image, alpha)  # the renderer copies images as they are
        renderer.draw_image(AS_IT_IS, round(x) + picture.left, round(y) + picture.below, image)
        self.stale = False

    def put(self, axes: Axes, transform: Transform | None = None) -> PictureText:
        """Add the text to the figure of `axes`, not clipped; in pixels of the picture by default.

        It belongs to the figure as all that moves does (see moving.py).
        """
        self.set_transform(transform or IdentityTransform())
        figure_of(axes).add_artist(self)
        self.set_clip_on(False)
        return self

    def advance(self, dpi: float) -> int:
        """Width that the string takes in a line, pixels."""
        string = self.get_text()
        if is_fixed():
            size, family = float(self.get_fontsize()) * dpi / 72, self.get_fontfamily()[0]
            weight = self.get_fontweight()
            return round(max(fixed_width(e, size, weight, family) for e in string.split("\n")))
        if set(string) <= NUMERALS:  # no need to put the picture together
            plain = self._look(dpi).plain
            return sum(_advance(character, plain) for character in string)
        return _advance(string, self._look(dpi).plain)

    def picture(self, dpi: float) -> Picture:
        """Return the rasterised string, from the cache if it was drawn before."""
        look, string = self._look(dpi), self.get_text()
        return _numerals(string, look) if set(string) <= NUMERALS else _rasterise(string, look)

    def _look(self, dpi: float) -> TextLook:
        font = self.get_fontproperties()
        return TextLook(
            tuple(font.get_family()),
            font.get_style(),
            font.get_variant(),
            font.get_weight(),
            font.get_stretch(),
            font.get_size_in_points(),
            font.get_file(),
            font.get_math_fontfamily(),
            str(self.get_color()),
            self._halo,
            self.get_parse_math(),
            dpi,
        )


def faded(image: NDArray[np.uint8], alpha: float) -> NDArray[np.uint8]:
    """Return a picture of which only a share is to be seen."""
    image = image.copy()
    image[..., 3] = np.rint(image[..., 3] * alpha)
    return image


@lru_cache(maxsize=4096)
def _numerals(string: str, look: TextLook) -> Picture:
    """Put a number together from its characters: all digits advance alike, so nothing jitters.

    From one frame to the next the last ones change: what stands before them is there already. What
    is too long for a number is halved, so that no string is too long.
    """
    if len(string) == 1:
        return _rasterise(string, look)
    cut = len(string) - 1 if len(string) <= LONGEST_NUMBER else len(string) // 2
    return _beside(_numerals(string[:cut], look), _numerals(string[cut:], look))


def _beside(one: Picture, other: Picture) -> Picture:
    """Put a picture to the right of another."""
    pen = one.advance + other.left
    left, below = min(one.left, pen), min(one.below, other.below)
    right = max(one.left + one.image.shape[1], pen + other.image.shape[1])
    above = max(one.below + len(one.image), other.below + len(other.image))
    image = np.zeros((above - below, right - left, 4), np.uint8)
    for part, column in ((one, one.left - left), (other, pen - left)):
        row, (height, width) = part.below - below, part.image.shape[:2]
        target = image[row : row + height, column : column + width]
        # Rims of neighbours overlap: the more opaque pixel wins.
        np.copyto(target, part.image, where=part.image[..., 3:] > target[..., 3:])
    return Picture(image, left, below, one.advance + other.advance)


@lru_cache(maxsize=1024)
def _rasterise(string: str, look: TextLook) -> Picture:
    """Draw `string` once on a transparent ground, by the same settings whoever asks first."""
    with drawing():
        text, extent = _measured(string, look)
        rim = 2
        if look.halo is not None:
            text.set_path_effects([withStroke(linewidth=points(HALO), foreground=look.halo)])
            rim += round(points(HALO) * look.dpi / 72)
        left, below = int(np.floor(extent.x0)) - rim, int(np.floor(extent.y0)) - rim
        width, height = np.ceil([extent.x1, extent.y1]).astype(int) + rim - (left, below)
        canvas = with_own_formulas(RendererAgg(width, height, look.dpi))
        text.set_position((-left, -below))
        text.draw(canvas)
        image = np.asarray(canvas.buffer_rgba())[::-1].copy()
    return Picture(image, left, below, round(extent.width))


@lru_cache(maxsize=4096)
def _advance(string: str, look: TextLook) -> int:
    """Return the width of a string in a line, which takes no picture: many sizes may be tried."""
    with drawing():
        return round(_measured(string, look)[1].width)


def _measured(string: str, look: TextLook) -> tuple[Text, Bbox]:
    text = Text(
        0, 0, string, fontproperties=look.font(), color=look.color,
        parse_math=look.parse_math, va="baseline",
    )  # fmt: skip
    text.set_figure(_scratch(look.dpi))  # a text without a transform is placed in pixels
    return text, text.get_window_extent(_measuring(look.dpi))


@lru_cache(maxsize=4)
def _scratch(dpi: float) -> Figure:
    """A figure that lends texts its resolution."""
    return Figure(dpi=dpi)


@lru_cache(maxsize=4)
def _measuring(dpi: float) -> RendererAgg:
    return with_own_formulas(RendererAgg(1, 1, dpi))
