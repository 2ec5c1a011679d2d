"""Where a point of some axes is in the picture."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray


class PixelMap:
    """Data coordinates to pixels of the picture, for axes whose limits stand; see `renew`.

    For a single point ten times as fast as transData, which looks everything up again.
    """

    def __init__(self, axes: Axes) -> None:
        self._axes = axes
        self.renew()

    def renew(self) -> None:
        """Go by the limits that the axes have now."""
        axes = self._axes
        self._log = axes.get_yscale() == "log"
        data = np.array(list(zip(axes.get_xlim(), axes.get_ylim(), strict=True)))
        low, high = self._flat(data)
        first, last = axes.transData.transform(data)
        self._scale = (last - first) / (high - low)
        self._shift = first - low * self._scale

    def look_at(self, low: FloatArray, high: FloatArray) -> None:
        """Go by limits, (2,) each, that linear axes are given: in a tenth of the time."""
        first, last = self._axes.bbox.get_points()
        self._scale = (last - first) / (high - low)
        self._shift = first - low * self._scale

    def __call__(self, data: FloatArray) -> FloatArray:
        """Return the pixels of data of shape (..., 2)."""
        with np.errstate(over="ignore"):  # what is too far away for a number is nowhere
            pixels: FloatArray = self._flat(data) * self._scale + self._shift
        return pixels

    def back(self, pixels: FloatArray) -> FloatArray:
        """Return the data, (..., 2), whose pixels these are; not on a log axis."""
        data: FloatArray = (pixels - self._shift) / self._scale
        return data

    def _flat(self, data: FloatArray) -> FloatArray:
        if not self._log:
            return data
        flat = np.array(data, np.float64)  # a point may be of whole numbers
        with np.errstate(divide="ignore", invalid="ignore"):  # 0 and below are nowhere
            flat[..., 1] = np.log10(flat[..., 1])
        return flat
