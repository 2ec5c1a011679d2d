"""A surface on its way to another: as its data go, or, without data, as the losses go."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from .arrays import FloatArray
from .asking import gradient_at, loss_at
from .dataset import Dataset
from .errors import InvalidInput
from .surface import Surface
from .window import Window

TAKES = 0.35
"""Share of a change that a single point takes; the points start one after the other."""


def shares_moved(points: int, progress: float) -> FloatArray:
    """Return the share of its time that each point has been on its way, 0 to 1: (points,).

    They set out in their order, which is random.
    """
    delays = np.linspace(0, 1 - TAKES, points)
    return np.asarray(np.clip((progress - delays) / TAKES, 0.0, 1.0))


def eased(share: FloatArray) -> FloatArray:
    """Return the share of the way at a share of the time: it starts and stops gently."""
    return share * share * (3 - 2 * share)


def expect_same_points(before: Dataset, after: Dataset) -> None:
    """Raise InvalidInput unless both are the same points, but for their x."""
    if not np.array_equal(before.y, after.y):
        raise InvalidInput(
            f"{before!r} was given as what the points were before, but its y are not "
            f"those of the surface's {after!r}; give the same points with other x."
        )


def data_between(before: Dataset, after: Dataset, progress: float) -> Dataset:
    """Return the data at a progress of the change from one to the other."""
    share = eased(shares_moved(len(after), progress))
    return Dataset(before.x + share * (after.x - before.x), after.y)


def surface_between(
    before: Surface, after: Surface, progress: float, *, inputs: int | None = None
) -> Surface:
    """Return the surface at a progress of the change from one to the other.

    Where both are made of data it is that of the data at this progress; otherwise its loss is a
    mean of both.

    Parameters
    ----------
    inputs
        Round the x to so many numbers: what shares an x is evaluated once, so a picture of it that
        is soon gone costs less.
    """
    if progress in (0.0, 1.0):
        return after if progress else before
    if not _share_data(before, after):
        return _Mean(before, after, progress)
    first: Dataset = before.dataset  # type: ignore[attr-defined]
    last: Dataset = after.dataset  # type: ignore[attr-defined]
    expect_same_points(first, last)
    data = data_between(first, last, progress)
    if inputs is not None:
        data = _rounded(data, inputs)
    made: Surface = dataclasses.replace(after, dataset=data)  # type: ignore[type-var]
    return made


def _share_data(before: Surface, after: Surface) -> bool:
    """Whether both are made of data, and in the same way."""
    made_of = [getattr(each, "dataset", None) for each in (before, after)]
    alike = type(before) is type(after) and hasattr(after, "__dataclass_fields__")
    return alike and all(isinstance(each, Dataset) for each in made_of)


def _rounded(data: Dataset, inputs: int) -> Dataset:
    low, high = float(data.x.min()), float(data.x.max())
    if low == high:
        return data
    places = np.round((data.x - low) / (high - low) * (inputs - 1)) / (inputs - 1)
    return Dataset(low + places * (high - low), data.y)


@dataclass(frozen=True)
class _Mean:
    """The mean of two surfaces, weighted by a progress."""

    before: Surface
    after: Surface
    progress: float

    name = "mean"

    @property
    def window(self) -> Window:
        return self.after.window

    @property
    def minimum(self) -> FloatArray | None:
        return None

    def loss(self, params: FloatArray) -> FloatArray:
        first, last = loss_at(self.before, params), loss_at(self.after, params)
        return first + self.progress * (last - first)

    def gradient(self, params: FloatArray) -> FloatArray:
        first, last = gradient_at(self.before, params), gradient_at(self.after, params)
        return first + self.progress * (last - first)
