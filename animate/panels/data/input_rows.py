"""How often the inputs of w and b are on: a row for each, with a bar and a count."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from gradreel.core.errors import InvalidInput

from ...drawing.fitting import LEAST
from ...drawing.moving import MOVING, figure_of
from ...drawing.text import PictureText
from ...scene.layout import is_wide
from ...scene.panel import PanelContext
from ...style.theme import TEXT

_WORDS = 200.0  # design pixels for what stands before the bar
_COUNT = 262.0  # and for what stands after it
_LEAST_BAR = 40.0
_THICK = 12.0


class InputRow:
    """A row above the axes: what a parameter is multiplied by, and how often that is not 0.

    The bar is as long as the share of the points at which it is on; more than half of them 0 is
    sparse.

    Parameters
    ----------
    height
        Of the row's foot above the axes, in design pixels.
    moves
        Whether the count changes during the run.
    """

    def __init__(
        self,
        axes: Axes,
        context: PanelContext,
        words: str,
        points: int,
        *,
        height: float,
        moves: bool = False,
    ) -> None:
        figure, box = figure_of(axes), axes.bbox
        self._scale, self._points = figure.dpi / 100, points
        foot = box.y1 + height * self._scale
        width = box.width - (_WORDS + _COUNT) * self._scale
        barred = width >= _LEAST_BAR * self._scale
        if not barred and is_wide(figure.bbox.size):
            raise InvalidInput(
                f"A data panel is {box.width / self._scale:.0f} pixels wide and needs "
                f"{_WORDS + _COUNT + _LEAST_BAR:.0f} to tell which input is sparse; give it more "
                "room."
            )
        ink = context.theme.ink
        self._size = TEXT.label if barred else LEAST
        PictureText(box.x0, foot, words, size=self._size, color=ink).put(axes)
        corner = (box.x0 + _WORDS * self._scale, foot + 0.5 * self._scale)
        width = max(width, 0.0)  # a tall picture has no room for bars
        track = Rectangle(
            corner, width, _THICK * self._scale, facecolor=context.theme.faint,
            transform=IdentityTransform(), clip_on=False, linewidth=0, zorder=2,
        )  # fmt: skip
        self._bar = Rectangle(
            corner, width, _THICK * self._scale, facecolor=ink, transform=IdentityTransform(),
            clip_on=False, linewidth=0, zorder=MOVING if moves else 2.1, animated=moves,
        )  # fmt: skip
        for part in (track, self._bar):
            figure.add_artist(part)
            part.set_visible(barred)
        self._width = width
        self._texts = self._count(axes, context, foot, moves)

    def set(self, zeros: int) -> None:
        """Show at how many points the input is 0."""
        word, number = self._texts
        self._bar.set_width(self._width * (1 - zeros / self._points))
        word.set_text("sparse:" if 2 * zeros > self._points else "dense:")
        number.set_text(f"{zeros:,}")

    @property
    def artists(self) -> list[Artist]:
        """What moves if the count does."""
        return [self._bar, *self._texts]

    def _count(
        self, axes: Axes, context: PanelContext, foot: float, moves: bool
    ) -> tuple[PictureText, PictureText]:
        """Write "sparse: 400 of 500 are 0" from the right, with room for any count."""
        dpi, ink = figure_of(axes).dpi, context.theme.ink
        right = axes.bbox.x1
        rest = PictureText(
            right, foot, f"of {self._points:,} are 0", size=self._size, color=ink, ha="right"
        ).put(axes)
        gap = 6 * self._scale
        right -= rest.advance(dpi) + gap
        number, word = (
            PictureText(
                0, foot, words, size=self._size, color=ink, weight="bold", ha="right", moves=moves
            ).put(axes)
            for words in (f"{self._points:,}", "")
        )
        number.set_x(right)
        word.set_x(right - number.advance(dpi) - gap)
        return word, number
