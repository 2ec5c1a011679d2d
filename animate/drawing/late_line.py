"""A Line2D that is told its data when somebody asks for them."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.path import Path

from gradreel.core.arrays import FloatArray


class LateLine(Line2D):
    """A Line2D for what moves, which is drawn by its pixels.

    The data are for those who ask where it is, and for renderers without pixels: at most frames
    nobody does, so they wait until then.
    """

    _untold: FloatArray | None = None

    def tell(self, data: FloatArray) -> None:
        """Take note of the data, (n, 2) or (2,), which must not change afterwards."""
        self._untold = data

    def _data_to_tell(self) -> FloatArray | None:
        """Return what the line has not been told yet, None for nothing."""
        data, self._untold = self._untold, None
        return data

    def catch_up(self) -> None:
        """Give Line2D the data that it has not been told yet."""
        if (data := self._data_to_tell()) is not None:
            self.set_data(*np.reshape(data, (-1, 2)).T)

    def get_xdata(self, orig: bool = True) -> Any:
        """Return the first coordinates of what is drawn."""
        self.catch_up()
        return super().get_xdata(orig)

    def get_ydata(self, orig: bool = True) -> Any:
        """Return the second coordinates of what is drawn."""
        self.catch_up()
        return super().get_ydata(orig)

    def get_xydata(self) -> Any:
        """Return what is drawn, (n, 2)."""
        self.catch_up()
        return super().get_xydata()

    def get_path(self) -> Path:
        """Return what is drawn as a path."""
        self.catch_up()
        return super().get_path()
