"""My surface: a loss surface of your own. It works as it stands; change what a comment names.

A package makes it known to gradreel in its pyproject.toml:

    [project.entry-points."gradreel.surfaces"]
    my_surface = "my_surface:MySurface"
"""

from dataclasses import dataclass, field
from typing import ClassVar

from gradreel.core import FloatArray, Spacing, Window
from gradreel.core.surfaces.landscape import Landscape


@dataclass(frozen=True)
class MySurface(Landscape):
    """A bowl, four times as steep along b as along w.

    L = (w^2 + 4 b^2) / 2, with its minimum 0 at (0, 0).
    """

    # The first line above is what `gradreel surfaces` says of it.
    name = "my_surface"  # what is typed, the name of the entry point
    start: ClassVar[tuple[float, float]] = (-2.0, 1.0)  # (w, b), where races begin
    spacing: ClassVar[Spacing] = "linear"  # of the contours; "log" for a loss over powers of ten
    # Every place (w, b) where the loss is least; () where none is known.
    minima: ClassVar[tuple[tuple[float, float], ...]] = ((0.0, 0.0),)

    # The part of the plane to show: w from, w to, b from, b to.
    window: Window = field(default=Window(-3.0, 3.0, -2.0, 2.0), kw_only=True)

    # w and b are arrays of one shape: a point, a path or a grid. Write w * w, not w**2: a power is
    # rounded differently for one number and for many.

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        # The formula.
        return (w * w + 4.0 * b * b) / 2.0

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        # Its derivatives, along w and along b.
        return w, 4.0 * b
