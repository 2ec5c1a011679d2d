"""A surface from losses on a grid: a slice through the loss of a network, say."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from .arrays import FloatArray, kept_array, real_array
from .cubic import Cell, cell_of, convolved, convolved_around_holes, slopes, weights, with_border
from .errors import InvalidInput
from .files import known_suffix
from .input_files import reading
from .npz_arrays import read_arrays
from .window import Spacing, Window, checked_point, checked_window, corner_of

# Where the highest loss is more than so many times the lowest, contour levels lie by equal factors.
_LOG_FROM = 1000.0


@dataclass(frozen=True, eq=False, repr=False)
class GridSurface:
    """Losses on an even grid of w and b, with a smooth surface laid through them.

    Between the points it is the cubic convolution of Keys, "Cubic convolution interpolation for
    digital image processing", 1981: it goes through every point, its gradient is continuous, a
    quadratic comes out exactly, and the error falls as the cube of the spacing. The gradient is
    that of the very surface. Beyond the grid nothing is known: there the loss is nan, so a run that
    leaves it has diverged. So it is in a hole: within the cells around a loss that is not finite.

    Attributes
    ----------
    w, b
        Where the points are, evenly spaced, shapes (columns,) and (rows,); 3 or more. They rise;
        given falling, they are turned round with the losses.
    values
        The losses, shape (rows, columns): values[j, i] is that of (w[i], b[j]), nan in a hole.
    start
        (w, b) to start from; a tenth of the grid away from its upper left corner by default.
    minimum
        Where the loss is least, shape (2,); None where that is not known.
    name
        What it is called.

    Raises
    ------
    InvalidInput
        If the shapes do not go together, w or b is not even but for the rounding of float32 or
        float16, or no loss is finite.
    """

    w: FloatArray
    b: FloatArray
    values: FloatArray
    start: FloatArray | None = None
    minimum: FloatArray | None = None
    name: str = "grid"

    def __post_init__(self) -> None:
        values = kept_array("the losses of the grid", self.values)
        w, b = (kept_array(axis, getattr(self, axis)) for axis in ("w", "b"))
        _expect_even("w", w)
        _expect_even("b", b)
        _expect_shape(values, w, b)
        # One that falls is turned round, with its losses.
        turned = values[:: 1 if b[-1] > b[0] else -1, :: 1 if w[-1] > w[0] else -1]
        values = kept_array("loss", np.where(np.isfinite(turned), turned, np.nan))
        if np.isnan(values).all():
            raise InvalidInput("No loss of the grid is a finite number; give some that are.")
        for name, axis in (("w", w), ("b", b)):
            object.__setattr__(self, name, kept_array(name, np.sort(axis)))
        checked_window(self.window)
        start = corner_of(self.window) if self.start is None else self.start
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "start", checked_point("start", start))
        if self.minimum is not None:
            object.__setattr__(self, "minimum", checked_point("minimum", self.minimum))

    @staticmethod
    def load(path: str | Path) -> "GridSurface":
        """Read a grid from an .npz file with arrays w, b and loss, and start and minimum if known.

        It is called as the file is.

        Raises
        ------
        InvalidInput
            If the file cannot be read, or its arrays are no grid.
        """
        path = Path(path)
        known_suffix(path, [".npz"])
        with reading(path):
            arrays = read_arrays(path)
        if not {"w", "b", "loss"} <= arrays.keys():
            raise InvalidInput(
                f"{path} holds {', '.join(arrays) or 'nothing'}; give arrays w and b, and loss of "
                "shape (number of b, number of w)."
            )
        try:
            return surface_from_grid(
                arrays["w"],
                arrays["b"],
                arrays["loss"],
                start=arrays.get("start"),
                minimum=arrays.get("minimum"),
                name=path.stem,
            )
        except InvalidInput as error:
            raise InvalidInput(f"{path}: {error}") from None

    @property
    def window(self) -> Window:
        """The whole grid."""
        return Window(*map(float, (self.w[0], self.w[-1], self.b[0], self.b[-1])))

    @property
    def spacing(self) -> Spacing:
        """By equal factors where all losses are above 0 and range over powers of ten."""
        lowest, highest = float(np.nanmin(self.values)), float(np.nanmax(self.values))
        return "log" if 0.0 < _LOG_FROM * lowest < highest else "linear"

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,); nan beyond the grid."""
        along_w, along_b = cells = self._cells(params)
        return self._convolved(cells, weights(along_w), weights(along_b))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        along_w, along_b = cells = self._cells(params)
        return np.stack(
            [
                self._convolved(cells, slopes(along_w), weights(along_b)),
                self._convolved(cells, weights(along_w), slopes(along_b)),
            ],
            axis=-1,
        )

    def __reduce__(self) -> tuple[type["GridSurface"], tuple[object, ...]]:
        # numpy's pickles come back writeable; going through __init__ keeps the arrays read-only.
        return (GridSurface, (self.w, self.b, self.values, self.start, self.minimum, self.name))

    @cached_property
    def _padded(self) -> FloatArray:
        return with_border(self.values)

    @cached_property
    def _has_holes(self) -> bool:
        return bool(np.isnan(self.values).any())

    def _cells(self, params: FloatArray) -> tuple[Cell, Cell]:
        return cell_of(params[..., 0], self.w), cell_of(params[..., 1], self.b)

    def _convolved(
        self, cells: tuple[Cell, Cell], by_w: list[FloatArray], by_b: list[FloatArray]
    ) -> FloatArray:
        """Return the sum over the 4 x 4 points around each place, nan beyond the grid."""
        sum_up = convolved_around_holes if self._has_holes else convolved
        with np.errstate(all="ignore"):  # losses may be as large as floats are
            total = sum_up(self._padded, cells, by_w, by_b)
        return np.where(cells[0].inside & cells[1].inside, total, np.nan)

    def __repr__(self) -> str:
        return f"<surface {self.name}, {len(self.w)} x {len(self.b)} losses with cubics between>"


def surface_from_grid(
    w: ArrayLike,
    b: ArrayLike,
    loss: ArrayLike,
    *,
    start: ArrayLike | None = None,
    minimum: ArrayLike | None = None,
    name: str = "grid",
) -> GridSurface:
    """Make a surface of losses on a grid: `GridSurface` says what is allowed and how it is smooth.

    Parameters
    ----------
    w, b
        Evenly spaced, shapes (columns,) and (rows,).
    loss
        Shape (rows, columns), as np.meshgrid(w, b) lays them out.
    start, minimum
        (w, b).
    name
        What it is called.

    Returns
    -------
    GridSurface
        Smooth between the points, nan beyond them.
    """
    return GridSurface(
        real_array("w", w),
        real_array("b", b),
        real_array("loss", loss),
        None if start is None else real_array("start", start),
        None if minimum is None else real_array("minimum", minimum),
        name,
    )


def _expect_shape(values: FloatArray, w: FloatArray, b: FloatArray) -> None:
    if values.shape == (len(b), len(w)):
        return
    remedy = f"give shape {(len(b), len(w))}, a row for each b"
    if values.shape == (len(w), len(b)):
        remedy += ", which is its transpose, loss.T"
    raise InvalidInput(
        f"The losses of the grid have shape {values.shape} with {len(w)} w and {len(b)} b; "
        f"{remedy}."
    )


def _expect_even(axis: str, places: FloatArray) -> None:
    """Raise InvalidInput unless the places rise or fall evenly, but for the rounding of floats."""
    wrong = f"are an array of shape {places.shape}"
    if places.ndim == 1:
        wrong = _what_is_uneven(axis, places)
    if wrong:
        raise InvalidInput(
            f"The {axis} of the grid {wrong}; give 3 or more finite numbers that rise or fall "
            "evenly, as np.linspace makes them."
        )


def _what_is_uneven(axis: str, places: FloatArray) -> str:
    if len(places) < 3:
        return f"are {len(places)} {'number' if len(places) == 1 else 'numbers'}"
    if not np.isfinite(places).all():
        k = int(np.argmin(np.isfinite(places)))
        return f"hold {places[k]} ({axis}[{k}])"
    with np.errstate(over="ignore"):
        gaps, side = np.diff(places), places[-1] - places[0]
    if not np.isfinite(side):
        return f"reach from {places[0]:g} to {places[-1]:g}, farther than floats can count"
    wrong_way = (gaps == 0.0) | ((gaps > 0.0) != (places[-1] > places[0]))
    for k in np.flatnonzero(wrong_way).tolist():
        way = "are equal" if gaps[k] == 0 else "turn back"
        here, after = places[k : k + 2].tolist()
        return f"{way} at {axis}[{k}] = {here!r}, {axis}[{k + 1}] = {after!r}"
    off = np.abs(places - np.linspace(places[0], places[-1], len(places)))
    gap = abs(side) / (len(places) - 1)
    if off.max() <= max(1e-6 * gap, min(_rounding(places), 0.05 * gap)):
        return ""
    k = int(off.argmax())
    return f"are uneven: {axis}[{k}] = {places[k].item()!r} is {off[k]:.2g} off its place"


def _rounding(places: FloatArray) -> float:
    """Return how far places may be off that were worked out in a shorter kind of float.

    Libraries of neural networks count in float32, some in float16; what such an axis holds then is
    a number of that kind.
    """
    with np.errstate(over="ignore"):
        half = bool((places == places.astype(np.float16)).all())
    kind = np.float16 if half else np.float32
    return 4.0 * float(np.finfo(kind).eps) * float(np.abs(places).max())
