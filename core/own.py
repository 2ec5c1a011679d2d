"""A surface from one's own function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from .arrays import FloatArray, real_array
from .errors import InvalidInput
from .window import Spacing, Window, checked_point, checked_window, corner_of

# Takes w and b, arrays of one shape.
LossFunction: TypeAlias = Callable[[FloatArray, FloatArray], ArrayLike]
GradientFunction: TypeAlias = Callable[[FloatArray, FloatArray], Sequence[ArrayLike]]

# Of central differences: here the rounding of f and the h^2 that is left out are equally large.
_STEP = float(np.finfo(np.float64).eps) ** (1 / 3)


@dataclass(frozen=True, eq=False, repr=False)
class FunctionSurface:
    """A loss surface that a function gives; `surface_from_function` makes and checks it.

    Attributes
    ----------
    name
        What it is called.
    function
        L(w, b) on arrays.
    slopes
        (dL/dw, dL/db) on arrays; None for central differences.
    window
        The part of the plane to show.
    start
        (w, b) of a start, shape (2,).
    minimum
        Where the loss is least, shape (2,); None where that is not known.
    spacing
        How contour levels suit: "linear" or "log".
    """

    name: str
    function: LossFunction
    slopes: GradientFunction | None
    window: Window
    start: FloatArray
    minimum: FloatArray | None
    spacing: Spacing

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,)."""
        w, b = params[..., 0], params[..., 1]
        return _answer(f"The loss of {self.name}", lambda: self.function(w, b), w.shape)

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2).

        Without a function for it, by central differences: (L(w + h, b) - L(w - h, b)) / (2 h) with
        h = eps^(1/3) max(1, |w|), and the same for b; right to about ten digits.
        """
        if self.slopes is None:
            return np.stack([self._difference(params, axis) for axis in (0, 1)], axis=-1)
        w, b = params[..., 0], params[..., 1]
        both = _answer(f"The gradient of {self.name}", lambda: self._pair(w, b), (2, *w.shape))
        return np.moveaxis(both, 0, -1)

    def _pair(self, w: FloatArray, b: FloatArray) -> ArrayLike:
        assert self.slopes is not None
        return np.stack([np.broadcast_to(slope, w.shape) for slope in self.slopes(w, b)])

    def _difference(self, params: FloatArray, axis: int) -> FloatArray:
        ahead, behind = params.copy(), params.copy()
        reach = _STEP * np.maximum(1.0, np.abs(params[..., axis]))
        ahead[..., axis] += reach
        behind[..., axis] -= reach
        # What was really gone, which rounding makes a little else than 2 h.
        gone = ahead[..., axis] - behind[..., axis]
        with np.errstate(all="ignore"):
            return np.asarray((self.loss(ahead) - self.loss(behind)) / gone)

    def __repr__(self) -> str:
        how = "by central differences" if self.slopes is None else "given"
        return f"<surface {self.name}, gradient {how}>"


def surface_from_function(
    function: LossFunction,
    gradient: GradientFunction | None = None,
    *,
    window: tuple[float, float, float, float] = (-2.0, 2.0, -2.0, 2.0),
    start: ArrayLike | None = None,
    minimum: ArrayLike | None = None,
    name: str | None = None,
    spacing: Spacing = "linear",
) -> FunctionSurface:
    """Make a surface of a function L(w, b).

    Parameters
    ----------
    function
        L(w, b). It gets float64 arrays of one shape, of any shape, and returns an array of that
        shape: written with numpy's functions (np.exp, not math.exp), it does.
    gradient
        Gets the same and returns (dL/dw, dL/db). Without it the gradient is taken by central
        differences, right to about ten digits, at four times the cost of the function.
    window
        (w_min, w_max, b_min, b_max): the part of the plane to show.
    start
        (w, b) to start from; a tenth of the window away from its upper left corner by default.
    minimum
        (w, b) where the loss is least, if that is known: distances are measured from it.
    name
        What the surface is called; the function's own name by default.
    spacing
        How contour levels suit: "linear", or "log" where the loss ranges over powers of ten.

    Returns
    -------
    FunctionSurface
        A surface as the built-in ones are. It pickles if the functions do.

    Raises
    ------
    InvalidInput
        If the functions, tried on the window, return something else than real numbers of that
        shape, or window, start or minimum are not allowed.

    Examples
    --------
    >>> bowl = surface_from_function(lambda w, b: w**2 + 5 * b**2, name="bowl")
    >>> bowl
    <surface bowl, gradient by central differences>
    >>> bowl.gradient(np.array([1.0, 1.0])).round(6).tolist()
    [2.0, 10.0]
    """
    edges = checked_window(window)
    own_name = getattr(function, "__name__", "own").replace("<lambda>", "own")
    surface = FunctionSurface(
        own_name if name is None else name,
        function,
        gradient,
        edges,
        checked_point("start", corner_of(edges) if start is None else start),
        None if minimum is None else checked_point("minimum", minimum),
        spacing,
    )
    grid = np.meshgrid(np.linspace(*edges[:2], 4), np.linspace(*edges[2:], 3))
    for params in (surface.start, np.stack(grid, axis=-1)):
        surface.loss(params)
        surface.gradient(params)
    return surface


def _answer(what: str, ask: Callable[[], ArrayLike], shape: tuple[int, ...]) -> FloatArray:
    """Return what a user's function answers, checked."""
    try:
        with np.errstate(all="ignore"):  # a loss may well end inside the window
            values = real_array(what, ask())
    except InvalidInput:
        raise
    except Exception as error:
        raise InvalidInput(
            f"{what} could not be worked out for arrays of w and b "
            f"({str(error) or type(error).__name__}); write it with numpy's functions."
        ) from error
    if values.shape != shape:
        raise InvalidInput(
            f"{what} has shape {values.shape} where shape {shape} is due; return a number for each "
            "of the w and b."
        )
    return values
