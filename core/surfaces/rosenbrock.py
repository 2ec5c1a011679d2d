"""Rosenbrock's banana valley."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ..arrays import FloatArray
from ..window import Spacing, Window, checked_window

_WINDOW = Window(-2.0, 2.0, -1.0, 3.0)


@dataclass(frozen=True)
class Rosenbrock:
    """A curved, flat-bottomed valley that is easy to find and hard to follow.

    L = (1 - w)^2 + 100 (b - w^2)^2, with its minimum 0 at (1, 1). The usual start is (-1.2, 1).
    Rosenbrock, "An automatic method for finding the greatest or least value of a function", 1960.

    Attributes
    ----------
    window
        The part of the plane to show.
    """

    name = "rosenbrock"
    start: ClassVar[tuple[float, float]] = (-1.2, 1.0)
    spacing: ClassVar[Spacing] = "log"

    window: Window = _WINDOW

    def __post_init__(self) -> None:
        object.__setattr__(self, "window", checked_window(self.window))

    @property
    def minimum(self) -> FloatArray:
        """(1, 1), shape (2,)."""
        return np.ones(2)

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        w, b = params[..., 0], params[..., 1]
        ahead, off = 1.0 - w, b - w * w
        return np.asarray(ahead * ahead + 100.0 * (off * off))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        w, b = params[..., 0], params[..., 1]
        off = b - w * w
        return np.stack([-2.0 * (1.0 - w) - 400.0 * (off * w), 200.0 * off], axis=-1)
