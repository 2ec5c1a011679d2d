"""The tangent that rides on the loss along a path."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from gradreel.core.arrays import FloatArray
from gradreel.core.cross_section import Section

from ..scene.clock import Moment
from ..scene.panel import PanelContext
from .moving import figure_of
from .pixel_map import PixelMap
from .strokes import Stroke
from .trail import between

TANGENT = 120.0
"""Length of the tangent to each side of the head, in design pixels."""


class Tangent:
    """A straight line that touches the loss along a path at the head."""

    def __init__(
        self, axes: Axes, context: PanelContext, section: Section, layer: float = 0.3
    ) -> None:
        self._section, self._to_pixels = section, PixelMap(axes)
        self._reach = TANGENT * figure_of(axes).dpi / 100
        (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
        # Pixels of a unit of distance and of a unit of the loss.
        self._per_unit = np.array(
            [axes.bbox.width / (right - left), axes.bbox.height / (high - low)]
        )
        self.stroke: Stroke = Stroke(axes, context.theme.ink, 3.3, layer=layer)

    def set(self, moment: Moment, touch: FloatArray, grown: float = 1.0) -> None:
        """Lay it through `touch`, the place of the head, with the slope of that place.

        `grown` is the share of its length that there is.
        """
        slope = float(between(self._section.slope, moment.step * self._section.per_step))
        way = np.array([1.0, slope])
        way *= grown * self._reach / np.hypot(*(way * self._per_unit))
        ends = touch + np.array([[-1.0], [1.0]]) * way
        self.stroke.set_points(ends, self._to_pixels(ends))
