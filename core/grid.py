"""A surface from losses on a grid: a slice through the loss of a network, say."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .arrays import BoolArray, FloatArray, IntArray, kept_array, real_array
from .errors import InvalidInput
from .files import known_suffix, reading
from .npz_arrays import read_arrays
from .surface import Spacing, Window, checked_point, corner_of

# Where the highest loss is more than so many times the lowest, contour levels lie by equal factors.
_LOG_FROM = 1000.0


@dataclass(frozen=True, eq=False, repr=False)
class GridSurface:
    """Losses on an even grid of w and b, with a smooth surface laid through them.

    Between the points it is the cubic convolution of Keys, "Cubic convolution interpolation for
    digital image processing", 1981: it goes through every point, its gradient is continuous, a
    quadratic comes out exactly, and the error falls as the cube of the spacing. The gradient is
    that of the very surface. Beyond the grid nothing is known: there the loss is nan, so a run that
    leaves it has diverged.

    Attributes
    ----------
    w, b
        Where the points are, evenly spaced and rising, shapes (columns,) and (rows,); 3 or more.
    values
        The losses, shape (rows, columns): values[j, i] is that of (w[i], b[j]).
    start
        (w, b) to start from; a tenth of the grid away from its upper left corner by default.
    minimum
        Where the loss is least, shape (2,); None where that is not known.
    name
        What it is called.

    Raises
    ------
    InvalidInput
        If the shapes do not go together, w or b is not even, or something is not finite.
    """

    w: FloatArray
    b: FloatArray
    values: FloatArray
    start: FloatArray | None = None
    minimum: FloatArray | None = None
    name: str = "grid"

    def __post_init__(self) -> None:
        for axis in ("w", "b"):
            object.__setattr__(self, axis, _even(axis, getattr(self, axis)))
        values = kept_array("the losses of the grid", self.values)
        if values.shape != (len(self.b), len(self.w)):
            raise InvalidInput(
                f"The losses of the grid have shape {values.shape} with {len(self.w)} w and "
                f"{len(self.b)} b; give shape {(len(self.b), len(self.w))}, a row for each b."
            )
        if not np.isfinite(values).all():
            row, column = np.argwhere(~np.isfinite(values))[0].tolist()
            raise InvalidInput(
                f"The loss of the grid is {values[row, column]} at w={self.w[column]:g} and "
                f"b={self.b[row]:g}; give finite numbers, on a smaller grid if need be."
            )
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
        lowest, highest = self.values.min(), self.values.max()
        return "log" if 0.0 < _LOG_FROM * lowest < highest else "linear"

    def loss(self, params: FloatArray) -> FloatArray:
        """Return L for params of shape (*batch, 2), shape (*batch,); nan beyond the grid."""
        along_w, along_b = self._cells(params)
        return self._convolved(along_w, along_b, _weights(along_w.part), _weights(along_b.part))

    def gradient(self, params: FloatArray) -> FloatArray:
        """Return (dL/dw, dL/db) for params of shape (*batch, 2), shape (*batch, 2)."""
        along_w, along_b = self._cells(params)
        at_w, at_b = _weights(along_w.part), _weights(along_b.part)
        by_w, by_b = _slopes(along_w), _slopes(along_b)
        return np.stack(
            [
                self._convolved(along_w, along_b, by_w, at_b),
                self._convolved(along_w, along_b, at_w, by_b),
            ],
            axis=-1,
        )

    def __reduce__(self) -> tuple[type["GridSurface"], tuple[object, ...]]:
        # numpy's pickles come back writeable; going through __init__ keeps the arrays read-only.
        return (GridSurface, (self.w, self.b, self.values, self.start, self.minimum, self.name))

    @cached_property
    def _padded(self) -> FloatArray:
        return _with_border(_with_border(self.values).T).T

    def _cells(self, params: FloatArray) -> "tuple[_Cell, _Cell]":
        return _cell(params[..., 0], self.w), _cell(params[..., 1], self.b)

    def _convolved(
        self, along_w: "_Cell", along_b: "_Cell", by_w: list[FloatArray], by_b: list[FloatArray]
    ) -> FloatArray:
        """Return the sum over the 4 x 4 points around each place, nan beyond the grid."""
        total = np.zeros(np.shape(along_w.part))
        for down, weight_b in enumerate(by_b):
            for right, weight_w in enumerate(by_w):
                points = self._padded[along_b.first + down, along_w.first + right]
                total = total + weight_b * weight_w * points
        return np.where(along_w.inside & along_b.inside, total, np.nan)

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
        Evenly spaced and rising, shapes (columns,) and (rows,).
    loss
        Shape (rows, columns), as np.meshgrid(w, b) lays them out.
    start, minimum
        (w, b).
    name
        What it is called.
    """
    return GridSurface(
        real_array("w", w),
        real_array("b", b),
        real_array("loss", loss),
        None if start is None else real_array("start", start),
        None if minimum is None else real_array("minimum", minimum),
        name,
    )


class _Cell(NamedTuple):
    """Where places lie along an axis: the point before, the part of the cell gone, its length."""

    first: IntArray
    part: FloatArray
    inside: BoolArray
    length: float


def _cell(places: FloatArray, axis: FloatArray) -> _Cell:
    length = float(axis[-1] - axis[0]) / (len(axis) - 1)
    gone = (places - axis[0]) / length
    # The last point may come out a rounding error beyond itself.
    inside = np.asarray((gone >= -1e-9) & (gone <= len(axis) - 1 + 1e-9))
    gone = np.where(inside, gone, 0.0)
    index = np.clip(gone.astype(np.int64), 0, len(axis) - 2)
    return _Cell(index, gone - index, inside, length)


def _weights(s: FloatArray) -> list[FloatArray]:
    """Return what the points at -1, 0, 1 and 2 count at s, from 0 to 1."""
    return [
        s * (s * (1.0 - 0.5 * s) - 0.5),
        s * s * (1.5 * s - 2.5) + 1.0,
        s * (s * (2.0 - 1.5 * s) + 0.5),
        s * s * (0.5 * s - 0.5),
    ]


def _slopes(cell: _Cell) -> list[FloatArray]:
    """Return the derivatives of the weights."""
    s = cell.part
    by_part = [
        s * (2.0 - 1.5 * s) - 0.5,
        s * (4.5 * s - 5.0),
        s * (4.0 - 4.5 * s) + 0.5,
        s * (1.5 * s - 1.0),
    ]
    return [slope / cell.length for slope in by_part]


def _with_border(rows: FloatArray) -> FloatArray:
    """Add a row before and after, such that a quadratic goes on."""
    before = 3.0 * (rows[0] - rows[1]) + rows[2]
    after = 3.0 * (rows[-1] - rows[-2]) + rows[-3]
    return np.concatenate([before[np.newaxis], rows, after[np.newaxis]])


def _even(axis: str, given: ArrayLike) -> FloatArray:
    places = kept_array(axis, given)
    if places.ndim == 1 and len(places) >= 3 and np.isfinite(places).all():
        gaps = np.diff(places)
        if gaps.min() > 0.0 and np.ptp(gaps) <= 1e-6 * gaps.mean():
            return places
    raise InvalidInput(
        f"The {axis} of the grid, of shape {places.shape}, are not 3 or more finite numbers that "
        "rise evenly; give them as np.linspace does."
    )
