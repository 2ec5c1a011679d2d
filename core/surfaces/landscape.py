"""What the surfaces given by a formula share: a window, and where to look."""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..window import Spacing, Window, checked_window


@dataclass(frozen=True)
class Landscape:
    """Base of the surfaces that a formula gives; a subclass adds its formula and its constants.

    Attributes
    ----------
    name
        What the surface is called.
    start
        (w, b) of a start from which something can be seen.
    spacing
        How contour levels suit: "linear", or "log" where the loss ranges over powers of ten.
    minima
        All places where the loss is least, as far as they are known, each (w, b).
    window
        The part of the plane to show.
    """

    name: ClassVar[str]
    start: ClassVar[tuple[float, float]]
    spacing: ClassVar[Spacing] = "linear"
    minima: ClassVar[tuple[tuple[float, float], ...]] = ((0.0, 0.0),)

    window: Window = field(default=Window(-2.0, 2.0, -2.0, 2.0), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", checked_window(self.window))

    @property
    def minimum(self) -> FloatArray | None:
        """The first of the minima, shape (2,); None where there is none."""
        return np.array(self.minima[0]) if self.minima else None

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        return np.asarray(self._loss(params[..., 0], params[..., 1]))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        return np.stack(self._slopes(params[..., 0], params[..., 1]), axis=-1)

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        """The formula. No powers: np.power rounds differently for one number and for many."""
        raise NotImplementedError

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Its two derivatives."""
        raise NotImplementedError
