"""What a loss surface is: the ground that optimizers move over."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from . import allow, kinds
from .arrays import BoolArray, FloatArray, kept_array, real_array
from .checks import brief
from .errors import InvalidInput

if TYPE_CHECKING:
    from abc import ABCMeta as ProtocolType

    from .own import FunctionSurface, GradientFunction, LossFunction
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

    @classmethod
    def _make(cls, iterable: Iterable[Any]) -> Self:  # type: ignore[override]
        return cls(*iterable)  # also of `_replace`

    def contains(self, params: FloatArray) -> BoolArray:
        """Say which params, shape (*batch, 2), lie in the window or on its edge: (*batch,)."""
        w, b = params[..., 0], params[..., 1]
        inside = (self.w_min <= w) & (w <= self.w_max) & (self.b_min <= b) & (b <= self.b_max)
        return np.asarray(inside, dtype=np.bool_)


class SurfaceType(ProtocolType):
    """The type of `Surface` itself; what stands here is no member that one's own must have."""

    def from_function(
        self, function: "LossFunction", gradient: "GradientFunction | None" = None, **options: Any
    ) -> "FunctionSurface":
        """Make a surface of a function L(w, b): `surface_from_function`, which says all of it."""
        from .own import surface_from_function  # noqa: PLC0415 (it needs this module)

        return surface_from_function(function, gradient, **options)


class Surface(Protocol, metaclass=SurfaceType):
    """A loss L(w, b) of two parameters.

    Params are float64 of shape (*batch, 2), in the order (w, b): one call serves a point, a path
    and a grid. Calls are pure: equal params give equal results, alone or in a batch.

    To make one's own, give a function to `Surface.from_function`, or write a class with these five
    members; nothing needs to be inherited.
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


def window(where: str, given: Any) -> Window:
    """Allow four finite edges in their order."""
    edges = given if isinstance(given, Window) else allow.items_of(where, given, 4)
    return checked_window(edges)


def checked_point(name: str, given: ArrayLike) -> FloatArray:
    """Return the point (w, b), shape (2,), or raise InvalidInput if it is no finite point."""
    point = kept_array(name, given)
    if point.shape != (2,) or not np.isfinite(point).all():
        raise InvalidInput(f"{name}={given!r} was given; give one point (w, b) of finite numbers.")
    return point


def start_of(surface: Surface) -> FloatArray:
    """Return the start that a surface suggests, shape (2,).

    One's own surface may have a member `start`, (w, b), as the built-in ones do; otherwise it is a
    tenth of the window away from its upper left corner.
    """
    kinds.surface("start_of was given surface", surface)
    given = getattr(surface, "start", None)
    if given is not None:
        return real_array("start", given)
    return corner_of(surface.window)


def corner_of(window: Window) -> FloatArray:
    """Return the point a tenth of the window away from its upper left corner, shape (2,)."""
    w_min, w_max, b_min, b_max = window
    return np.array([0.9 * w_min + 0.1 * w_max, 0.1 * b_min + 0.9 * b_max])


def spacing_of(surface: Surface) -> Spacing:
    """Return how contour levels suit a surface: its member `spacing`, "linear" without one."""
    return "log" if getattr(surface, "spacing", "linear") == "log" else "linear"


def minima_of(surface: Surface) -> FloatArray:
    """Return all known minima of a surface, shape (count, 2); count is 0 where none is known.

    They are its member `minima` where it has several, else its one `minimum`.
    """
    kinds.surface("minima_of was given surface", surface)
    several = getattr(surface, "minima", None)
    if several is not None:
        return real_array("minima", several).reshape(-1, 2)
    return np.zeros((0, 2)) if surface.minimum is None else surface.minimum.reshape(1, 2)


def minima_in_window(surface: Surface) -> FloatArray:
    """Return the known minima that can be seen, shape (count, 2): those in the surface's window."""
    minima = minima_of(surface)
    return minima[surface.window.contains(minima)]
