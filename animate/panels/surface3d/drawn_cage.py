"""The cage of a block, as lines and texts that follow the view."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.transforms import IdentityTransform

from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.panel import PanelContext
from .cage import Cage
from .fading import faded
from .turntable import View

_RISEN, _COMES = 0.3, 0.3  # of the tilt: when the edge of the loss is long enough, and for how long
_FADES = 8


class DrawnCage:
    """The lines and texts of a cage."""

    def __init__(self, axes: Axes, context: PanelContext, cage: Cage) -> None:
        self._cage, self._theme, self._opacity = cage, context.theme, 1.0
        self.lines: Stroke = Stroke(
            axes, context.theme.ink, 1.9, layer=0.1, transform=IdentityTransform()
        )
        self.texts: list[PictureText] = [
            PictureText(
                0, 0, label.words, size=label.size, ha="center", color=context.theme.ink, moves=True
            ).put(axes)
            for label in cage.labels
        ]

    def set(self, view: View, tilted: float = 1.0, opacity: float = 1.0) -> None:
        """Set everything to the view; the scale of the loss comes as the block rises."""
        loss_seen = self._let_loss_come((tilted - _RISEN) / _COMES)
        self._fade(opacity)
        laid = self._cage.laid(view)
        ticks = 3 * len(self._cage.loss.places)  # rows, the last ones
        lines = laid.lines if loss_seen else laid.lines[: len(laid.lines) - ticks]
        self.lines.set_points(lines, lines)
        for text, label, centre in zip(self.texts, self._cage.labels, laid.centres, strict=True):
            drop = 0.36 * label.size * self._cage.pixels  # from a letter's middle to its foot
            text.set_position((float(centre[0]), float(centre[1]) - drop))

    def _fade(self, opacity: float) -> None:
        if opacity == self._opacity == 1:
            return
        self._opacity = opacity
        ink = self._theme.ink if opacity == 1 else faded(self._theme.ink, opacity)
        self.lines.set_ink(ink)
        for text in self.texts:
            text.set_color(ink)

    def _let_loss_come(self, share: float) -> bool:
        """Let what stands along the loss be seen as clearly as a share says; whether it is."""
        steps = round(min(max(share, 0.0), 1.0) * _FADES)  # a few, so that pictures are kept
        ground, ink = (np.array(to_rgb(each)) for each in (self._theme.background, self._theme.ink))
        color = to_hex(ground + steps / _FADES * (ink - ground))
        labels = self._cage.loss.labels
        for text, label in zip(self.texts[-len(labels) :], labels, strict=True):
            text.set_text(label.words if steps else "")  # whether it is visible is not ours to say
            text.set_color(self._theme.ink if steps == _FADES else color)
        return steps > 0
