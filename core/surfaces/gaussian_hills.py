"""Hills and hollows by seed."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from ..arrays import FloatArray
from ..checks import whole_number
from ..window import Window, checked_window
from .landscape import Landscape


class _Hills(NamedTuple):
    """Arrays of shape (hills,): where, how high (below 0: a hollow), and 1 / (2 width^2)."""

    w: FloatArray
    b: FloatArray
    height: FloatArray
    narrowness: FloatArray


@dataclass(frozen=True)
class GaussianHills(Landscape):
    """A rolling landscape: a shallow bowl with hills and hollows that a seed places.

    L = 0.05 (w^2 + b^2) + sum_k height_k exp(-((w - w_k)^2 + (b - b_k)^2) / (2 width_k^2)), with
    places uniform on [-3, 3), heights on [-1.5, 1.5) and widths on [0.5, 1.1). Where it is lowest
    is not known.

    Attributes
    ----------
    seed
        Of numpy's default generator; another seed, another landscape.
    hills
        How many hills and hollows, at least 1.
    window
        The part of the plane to show.
    """

    name = "gaussian_hills"
    start: ClassVar[tuple[float, float]] = (-2.5, 2.5)
    minima: ClassVar[tuple[tuple[float, float], ...]] = ()

    seed: int = 0
    hills: int = 12
    window: Window = field(default=Window(-3.5, 3.5, -3.5, 3.5), kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seed", whole_number("seed", self.seed, least=0))
        object.__setattr__(self, "hills", whole_number("hills", self.hills, least=1))
        object.__setattr__(self, "window", checked_window(self.window))

    @cached_property
    def _placed(self) -> _Hills:
        rng = np.random.default_rng(self.seed)
        w, b = rng.uniform(-3.0, 3.0, (2, self.hills))
        width = rng.uniform(0.5, 1.1, self.hills)
        return _Hills(w, b, rng.uniform(-1.5, 1.5, self.hills), 0.5 / (width * width))

    def _loss(self, w: FloatArray, b: FloatArray) -> FloatArray:
        loss = 0.05 * (w * w + b * b)
        for hill in zip(*self._placed, strict=True):  # in turn, so that a row adds up as alone
            loss = loss + _bump(w, b, *hill)
        return np.asarray(loss)

    def _slopes(self, w: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
        slope_w, slope_b = 0.1 * w, 0.1 * b
        for at_w, at_b, height, narrowness in zip(*self._placed, strict=True):
            steep = 2.0 * narrowness * _bump(w, b, at_w, at_b, height, narrowness)
            slope_w, slope_b = slope_w - steep * (w - at_w), slope_b - steep * (b - at_b)
        return slope_w, slope_b


def _bump(
    w: FloatArray, b: FloatArray, at_w: float, at_b: float, height: float, narrowness: float
) -> FloatArray:
    off_w, off_b = w - at_w, b - at_b
    return np.asarray(height * np.exp(-narrowness * (off_w * off_w + off_b * off_b)))
