"""What a loss surface is: the ground that optimizers move over."""

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from . import allow, kinds
from .arrays import FloatArray, real_array
from .window import Spacing, Window, checked_window, corner_of

if TYPE_CHECKING:
    from abc import ABCMeta as ProtocolType

    from .own import FunctionSurface, GradientFunction, LossFunction
else:
    ProtocolType = type(Protocol)


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


def window(where: str, given: Any) -> Window:
    """Allow four finite edges in their order."""
    edges = given if isinstance(given, Window) else allow.items_of(where, given, 4)
    return checked_window(edges)


def start_of(surface: Surface) -> FloatArray:
    """Return the start that a surface suggests, shape (2,).

    One's own surface may have a member `start`, (w, b), as the built-in ones do; otherwise it is a
    tenth of the window away from its upper left corner.

    Parameters
    ----------
    surface
        Built-in or one's own.

    Returns
    -------
    FloatArray
        (w, b), shape (2,).
    """
    kinds.surface("start_of was given surface", surface)
    given = getattr(surface, "start", None)
    if given is not None:
        return real_array("start", given)
    return corner_of(surface.window)


def spacing_of(surface: Surface) -> Spacing:
    """Return how contour levels suit a surface: its member `spacing`, "linear" without one.

    Parameters
    ----------
    surface
        Built-in or one's own.

    Returns
    -------
    Spacing
        "linear" or "log".
    """
    return "log" if getattr(surface, "spacing", "linear") == "log" else "linear"


def minima_of(surface: Surface) -> FloatArray:
    """Return all known minima of a surface, shape (count, 2); count is 0 where none is known.

    They are its member `minima` where it has several, else its one `minimum`.

    Parameters
    ----------
    surface
        Built-in or one's own.

    Returns
    -------
    FloatArray
        Places (w, b), shape (count, 2).
    """
    kinds.surface("minima_of was given surface", surface)
    several = getattr(surface, "minima", None)
    if several is not None:
        return real_array("minima", several).reshape(-1, 2)
    return np.zeros((0, 2)) if surface.minimum is None else surface.minimum.reshape(1, 2)


def minima_in_window(surface: Surface) -> FloatArray:
    """Return the known minima that can be seen, shape (count, 2): those in the surface's window.

    Parameters
    ----------
    surface
        Built-in or one's own.

    Returns
    -------
    FloatArray
        Places (w, b), shape (count, 2).
    """
    minima = minima_of(surface)
    return minima[surface.window.contains(minima)]
