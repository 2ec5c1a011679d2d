"""What a surface made of data fits to it, drawn for the params of a run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from gradreel.core import Dataset, LinearRegression, LogisticRegression, Neuron, Surface
from gradreel.core.arrays import FloatArray
from gradreel.core.errors import InvalidInput
from gradreel.core.surfaces.points import sigmoid

from ...drawing.dots import Dot, DotLook
from ...drawing.pixel_map import PixelMap
from ...drawing.strokes import Stroke
from ...drawing.trail import between
from ...scene.clock import Moment
from ...scene.panel import PanelContext
from .points import Cloud

Output = Callable[[FloatArray, FloatArray], FloatArray]
"""f(params, x) for params of shape (2,) and x of shape (points,): shape (points,)."""

_VERTICES = 81


def dataset_of(surface: Surface) -> Dataset:
    """Return the dataset that a surface is made of, its member `dataset`."""
    dataset = getattr(surface, "dataset", None)
    if not isinstance(dataset, Dataset):
        raise InvalidInput(
            f"{surface.name} is not made of data, so a data panel has nothing to show; give the "
            "scene a surface with a dataset, such as Neuron."
        )
    return dataset


def output_of(surface: Surface) -> Output:
    """Return what a surface made of data fits to it.

    A surface of one's own may have it as its method `output(params, x)`.
    """
    own: Output | None = getattr(surface, "output", None)
    if own is not None:
        return own
    if isinstance(surface, Neuron | LogisticRegression):
        return lambda params, x: sigmoid(params[np.newaxis], x)[0][0]
    if isinstance(surface, LinearRegression):
        return lambda params, x: params[0] * x + params[1]
    raise InvalidInput(
        f"What {surface.name} fits to its data is not known; give the surface a method "
        "output(params, x), or the data panel no optimizers."
    )


class Fit:
    """One run's fit, with its marker at the right end and, if there is a strip, where x is 0."""

    def __init__(self, axes: Axes, context: PanelContext, name: str, cloud: Cloud) -> None:
        self.name = name
        self._output, self._params = output_of(context.surface), context.trajectory(name).params
        self._to_pixels, self._limits = PixelMap(axes), axes.get_ylim()
        self._x = self._across = np.linspace(cloud.low, cloud.high, _VERTICES)
        marked = [-1]
        if cloud.strip is not None:  # a level line in the strip, then the pen is lifted
            left, right = cloud.strip
            self._across = np.concatenate([[left, (left + right) / 2, right, np.nan], self._x])
            self._x = np.concatenate([[0.0, 0.0, 0.0, np.nan], self._x])
            marked.append(1)
        color, halo = context.theme.path_color(name), context.theme.halo
        self.rim: Stroke = Stroke(axes, halo, 9.7, layer=0.1)
        self.line: Stroke = Stroke(axes, color, 5.6, layer=0.2, dashed=name in context.theme.dashed)
        look = DotLook(context.mark(name).marker, color, halo)
        self.markers: dict[int, Dot] = {at: Dot(axes, look, size=13, rim=2.1) for at in marked}

    def curve(self, step: float) -> FloatArray:
        """Vertices of the fit at a real-valued step, (vertices, 2), in data coordinates."""
        params = between(self._params, step)
        return np.column_stack([self._across, self._output(params, self._x)])

    def end(self, step: float) -> FloatArray:
        """Right end of the fit at a step, (2,) in pixels of the picture."""
        return self._to_pixels(self.curve(step)[-1])

    def set(self, moment: Moment) -> None:
        """Set the line and its markers to the moment."""
        curve = self.curve(moment.step)
        pixels = self._to_pixels(curve)
        for line in (self.rim, self.line):
            line.set_points(curve, pixels)
        low, high = self._limits
        for at, marker in self.markers.items():
            marker.set_point(curve[at], pixels[at])
            marker.set_visible(bool(low <= curve[at, 1] <= high))  # false for nan
