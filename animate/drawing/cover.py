"""What a plate could cover in a tall or square picture, and where it covers least of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput

from ..scene.layout import Box
from ..scene.panel import Anchored, PanelContext
from .moving import figure_of

_APART = 6.0  # design pixels between the places that are tried
_PLACES = 33  # along each curve
_LINE, _MARK = 5.0, 14.0  # design pixels on each side of a curve, and of where an arrow points

# What it costs to cover, beside standing a design pixel farther than is wanted: ...
_COVERS_CURVE = 60.0  # a place of its panel's curves
_COVERS_AHEAD = 8.0  # one where they have not come to yet, which is drawn faintly
_COVERS_ANCHOR = 600.0  # where it points
_COVERS_ABOVE = 0.04  # a square design pixel of what is written above its panel's axes
_COVERS_OTHER = 0.25  # of other panels, and of what is written beside its own
_COVERS_PLATE = 2.0  # of other plates


class Cover(NamedTuple):
    """All that a plate could cover, in pixels of the picture.

    Attributes
    ----------
    curves
        (n, 3) places of the curves of the panel that it speaks of, and the step of each.
    above
        (1, 2, 2) lower left and upper right corner of where that panel writes above its axes.
    others
        (n, 2, 2) the same of where it writes beside and below them, and of other panels.
    low, high
        Corners of the room that the panels fill.
    scale
        Pixels per design pixel.
    """

    curves: FloatArray
    above: FloatArray
    others: FloatArray
    low: FloatArray
    high: FloatArray
    scale: float

    @classmethod
    def of(
        cls, name: str, context: PanelContext, panel: Anchored, axes: Axes,
        cells: Mapping[str, Box],
    ) -> Cover:  # fmt: skip
        """Return that of a drawn panel, by its name, its axes and all cells in design pixels."""
        scale = figure_of(axes).dpi / 100
        rooms = {name: np.array(_corners(cell)) * scale for name, cell in cells.items()}
        above, *beside = _around(rooms.pop(name), axes.bbox.get_points())
        others, ends = np.array([*beside, *rooms.values()]), np.array([*cells.values()]) * scale
        return cls(
            _walked(context, panel), above[None], others,
            ends[:, :2].min(0), (ends[:, :2] + ends[:, 2:]).max(0), scale,
        )  # fmt: skip

    def clearest(
        self, wanted: FloatArray, half: FloatArray, anchor: FloatArray, step: float,
        taken: FloatArray,
    ) -> FloatArray:  # fmt: skip
        """Return the centre, (2,), at which a plate covers least, near what is wanted.

        Parameters
        ----------
        half
            Half its size.
        anchor, step
            Where its arrow points, and when.
        taken
            (n, 2, 2) centres and half the sizes of other plates.
        """
        low, high = self.low + half, np.maximum(self.high - half, self.low + half)
        lines = (np.arange(a, b, _APART * self.scale) for a, b in zip(low, high, strict=True))
        lattice = np.stack(np.meshgrid(*lines), axis=-1).reshape(-1, 2)
        tried = np.concatenate([np.clip(wanted, low, high)[None], lattice])
        plates = np.stack([taken[:, 0] - taken[:, 1], taken[:, 0] + taken[:, 1]], axis=1)
        areas = (
            (_COVERS_ABOVE, self.above), (_COVERS_OTHER, self.others), (_COVERS_PLATE, plates),
        )  # fmt: skip
        drawn, places = self.curves[:, 2] <= step, self.curves[:, :2]
        near, mark = half + _LINE * self.scale, half + _MARK * self.scale
        cost = np.hypot(*(tried - wanted).T) / self.scale
        for rate, boxes in areas:
            cost += rate * _shared(tried, half, boxes) / self.scale**2
        cost += _COVERS_CURVE * _covered(tried, near, places[drawn])
        cost += _COVERS_AHEAD * _covered(tried, near, places[~drawn])
        cost += _COVERS_ANCHOR * _covered(tried, mark, anchor[None])
        return np.array(tried[int(cost.argmin())])


def _walked(context: PanelContext, panel: Anchored) -> FloatArray:
    """Return places of each curve that a panel draws, and their steps, (n, 3)."""
    steps, found = np.linspace(0, context.steps, _PLACES).round(), []
    for name in context.trajectories:
        try:
            found += [(*panel.anchor(name, float(step), None), step) for step in steps]
        except (InvalidInput, LookupError):  # it does not draw that one
            continue
    places = np.array(found, np.float64).reshape(-1, 3)
    return places[np.isfinite(places).all(axis=1)]


def _corners(cell: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    left, bottom, width, height = cell
    return (left, bottom), (left + width, bottom + height)


def _around(outer: FloatArray, inner: FloatArray) -> list[FloatArray]:
    """Return the boxes above, left of, right of and below an inner box in an outer one."""
    (left, bottom), (right, top) = outer
    (start, foot), (end, head) = inner
    sides = (
        ((left, head), (right, top)), ((left, bottom), (start, head)),
        ((end, bottom), (right, head)), ((start, bottom), (end, foot)),
    )  # fmt: skip
    return [np.array(each) for each in sides]


def _covered(tried: FloatArray, half: FloatArray, places: FloatArray) -> FloatArray:
    """Count the places in a box around each centre."""
    inside = (np.abs(tried[:, None] - places) < half).all(axis=2)
    return np.asarray(inside.sum(axis=1), np.float64)


def _shared(tried: FloatArray, half: FloatArray, boxes: FloatArray) -> FloatArray:
    """Return the area that a box around each centre has in common with boxes."""
    low = np.maximum((tried - half)[:, None], boxes[:, 0])
    high = np.minimum((tried + half)[:, None], boxes[:, 1])
    return np.asarray(np.maximum(high - low, 0).prod(axis=2).sum(axis=1))
