"""The cage of a block, as lines and texts that follow the view."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from ...drawing.strokes import Stroke
from ...drawing.text import PictureText
from ...scene.panel import PanelContext
from .cage import Cage
from .turntable import View


class DrawnCage:
    """The lines and texts of a cage."""

    def __init__(self, axes: Axes, context: PanelContext, cage: Cage) -> None:
        self._cage = cage
        self.lines = Stroke(axes, context.theme.ink, 1.9, layer=0.1, transform=IdentityTransform())
        self.texts = [
            PictureText(
                0, 0, label.words, size=label.size, ha="center", color=context.theme.ink, moves=True
            ).put(axes)
            for label in cage.labels
        ]

    def set(self, view: View) -> None:
        """Set everything to the view."""
        laid = self._cage.laid(view)
        self.lines.set_points(laid.lines, laid.lines)
        for text, label, centre in zip(self.texts, self._cage.labels, laid.centres, strict=True):
            drop = 0.36 * label.size * self._cage.pixels  # from a letter's middle to its foot
            text.set_position((float(centre[0]), float(centre[1]) - drop))
