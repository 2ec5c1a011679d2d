"""`Window`, `Spacing`, and the checks of points and windows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from .arrays import BoolArray, FloatArray, kept_array, real_array
from .checks import brief
from .errors import InvalidInput

if TYPE_CHECKING:
    from abc import ABCMeta as ProtocolType

else:
    ProtocolType = type(Protocol)


# How contour levels lie between the lowest and the highest: evenly, or by equal factors.
Spacing: TypeAlias = Literal["linear", "log"]


# A run whose w or b is larger than this has left for good; no picture or sum can use it.
DIVERGED_BEYOND = 1e12


# A side of a window has some 10,000 floats; squares of what is smaller vanish.
_NARROWEST, _SMALLEST = 1e-11, 1e-150


class _Edges(NamedTuple):
    w_min: float
    w_max: float
    b_min: float
    b_max: float


class Window(_Edges):
    """The rectangle of parameters that shows a surface well, in units of w and of b.

    Raises
    ------
    InvalidInput
        If the edges are not finite, in the wrong order, or too far or too near to tell the places
        inside apart.
    """

    __slots__ = ()

    def __new__(cls, w_min: float, w_max: float, b_min: float, b_max: float) -> Self:
        """Check the edges."""
        edges = _checked_edges((w_min, w_max, b_min, b_max))
        return super().__new__(cls, *edges)

    if not TYPE_CHECKING:  # types know that of the tuple, which checks nothing

        @classmethod
        def _make(cls, iterable: Iterable[Any]) -> Self:
            return cls(*iterable)  # also of `_replace`

    def contains(self, params: FloatArray) -> BoolArray:
        """Say which params, shape (*batch, 2), lie in the window or on its edge: (*batch,)."""
        w, b = params[..., 0], params[..., 1]
        inside = (self.w_min <= w) & (w <= self.w_max) & (self.b_min <= b) & (b <= self.b_max)
        return np.asarray(inside, dtype=np.bool_)


def checked_window(window: tuple[float, float, float, float]) -> Window:
    """Return the window, or raise InvalidInput if its edges are not finite or in the wrong order.

    Parameters
    ----------
    window
        (w_min, w_max, b_min, b_max).
    """
    return window if isinstance(window, Window) else Window(*_checked_edges(window))


def _checked_edges(window: Any) -> tuple[float, float, float, float]:
    edges = real_array("the window", window)
    if edges.shape == (4,) and np.isfinite(edges).all():
        w_min, w_max, b_min, b_max = edges.tolist()
        if w_min < w_max and b_min < b_max:
            checked = (w_min, w_max, b_min, b_max)
            _expect_places(checked)
            return checked
    raise InvalidInput(
        f"The window is {brief(window)}; give finite (w_min, w_max, b_min, b_max) "
        "with w_min < w_max and b_min < b_max."
    )


def _expect_places(window: tuple[float, float, float, float]) -> None:
    """Raise InvalidInput where floats or runs have no places inside that could be told apart."""
    farthest = max(map(abs, window))
    if farthest > DIVERGED_BEYOND:
        raise InvalidInput(
            f"The window {tuple(window)} reaches to {farthest:g}; end it within "
            f"{DIVERGED_BEYOND:g}, beyond which every run counts as lost."
        )
    for low, high in (window[:2], window[2:]):
        least = max(_NARROWEST * max(abs(low), abs(high)), _SMALLEST)
        if high - low < least:
            raise InvalidInput(
                f"The window goes from {low!r} to {high!r}, too narrow for floats to tell the "
                f"places in it apart; give it a side of {least:.1g} or more."
            )


def checked_point(name: str, given: ArrayLike) -> FloatArray:
    """Return the point (w, b), shape (2,), or raise InvalidInput if it is no finite point."""
    point = kept_array(name, given)
    if point.shape != (2,) or not np.isfinite(point).all():
        raise InvalidInput(f"{name}={given!r} was given; give one point (w, b) of finite numbers.")
    return point


def corner_of(window: Window) -> FloatArray:
    """Return the point a tenth of the window away from its upper left corner, shape (2,)."""
    w_min, w_max, b_min, b_max = window
    return np.array([0.9 * w_min + 0.1 * w_max, 0.1 * b_min + 0.9 * b_max])
