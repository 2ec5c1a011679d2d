"""What a loss surface is: the ground that optimizers move over."""

from typing import NamedTuple, Protocol

import numpy as np

from .arrays import BoolArray, FloatArray, real_array
from .errors import InvalidInput


class Window(NamedTuple):
    """The rectangle of parameters that shows a surface well, in units of w and of b."""

    w_min: float
    w_max: float
    b_min: float
    b_max: float

    def contains(self, params: FloatArray) -> BoolArray:
        """Say which params, shape (*batch, 2), lie in the window or on its edge: (*batch,)."""
        w, b = params[..., 0], params[..., 1]
        inside = (self.w_min <= w) & (w <= self.w_max) & (self.b_min <= b) & (b <= self.b_max)
        return np.asarray(inside, dtype=np.bool_)


class Surface(Protocol):
    """A loss L(w, b) of two parameters.

    Params are float64 of shape (*batch, 2), in the order (w, b): one call serves a point, a path
    and a grid. Calls are pure: equal params give equal results, alone or in a batch.

    To make one's own, write a class with these five members; nothing needs to be inherited.
    """

    @property
    def name(self) -> str:
        """What the surface is called, in lower case with underscores."""
        ...

    @property
    def window(self) -> Window:
        """The part of the plane to show."""
        ...

    @property
    def minimum(self) -> FloatArray | None:
        """Where the loss is least, shape (2,), or None where that is not known."""
        ...

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        ...

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        ...


def checked_window(window: tuple[float, float, float, float]) -> Window:
    """Return the window, or raise InvalidInput if its edges are not finite or in the wrong order.

    Parameters
    ----------
    window
        (w_min, w_max, b_min, b_max).
    """
    edges = real_array("the window", window)
    if edges.shape == (4,) and np.isfinite(edges).all():
        checked = Window(*edges.tolist())
        if checked.w_min < checked.w_max and checked.b_min < checked.b_max:
            return checked
    raise InvalidInput(
        f"The window is {tuple(window)}; give finite (w_min, w_max, b_min, b_max) "
        "with w_min < w_max and b_min < b_max."
    )
