"""Cells of a sweep of whose runs there is a picture, and the signs that point them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.transforms import IdentityTransform

from gradreel.core.arrays import FloatArray

from ...drawing.dots import Dot, DotLook
from ...drawing.signs import Sign, look_of, rim_of
from ...scene.panel import PanelContext

_RING, _SIGN = 24.0, 13.0


@dataclass(frozen=True)
class Chosen:
    """A cell that has a sign.

    Attributes
    ----------
    place
        Its index along each hyperparameter.
    sign
        That it has.
    since
        The step from which the sign is shown.
    """

    place: tuple[int, ...]
    sign: Sign
    since: int


class SignDots:
    """A sign in pixels of the picture, on a light rim: a ring is large enough to hold a cell."""

    def __init__(self, axes: Axes, context: PanelContext, sign: Sign, middle: FloatArray) -> None:
        look, size = look_of(sign, context.theme), _RING if sign == "ring" else _SIGN
        under = DotLook(look.marker, "none", context.theme.halo)
        self.dots: list[Dot] = [
            Dot(axes, under, size=size, rim=rim_of(sign) + 3.6),
            Dot(axes, look, size=size, rim=rim_of(sign)),
        ]
        for dot in self.dots:
            dot.set_transform(IdentityTransform())
            dot.set_point(middle, middle)

    def __iter__(self) -> Iterator[Dot]:
        return iter(self.dots)
