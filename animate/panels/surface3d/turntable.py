"""Where a point of a block that turns is seen in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gradreel.core import allow
from gradreel.core.arrays import FloatArray

LOWEST, HIGHEST = 15.0, 80.0
"""Elevations, in degrees: flatter the block hides itself, steeper it is a map."""

AZIMUTH = allow.number(words="degrees, a finite number")
SWING = allow.number(least=0, most=180, words="degrees from 0 to 180")
PERIOD = allow.number(above=0)
ELEVATION = allow.number(
    least=LOWEST, most=HIGHEST, words=f"degrees from {LOWEST:g} to {HIGHEST:g}"
)

_LEAST_TURN = 1e-9
_ANGLES = 49  # a swing is looked at in so many places when the block is fitted into its panel


@dataclass(frozen=True)
class Turntable:
    """How a block is turned while time goes on, and how it is looked at.

    The block swings to and fro: azimuth + swing * sin(2 pi seconds / period_seconds).

    Attributes
    ----------
    azimuth
        Degrees by which it is turned, anticlockwise seen from above; at 0 w goes to the right and b
        away from the viewer.
    swing
        Degrees to either side, 0 to 180.
    period_seconds
        Of one swing to and fro.
    elevation
        Degrees above the horizon from which it is seen.
    """

    azimuth: float
    swing: float
    period_seconds: float
    elevation: float

    def __post_init__(self) -> None:
        allow.settle(self, azimuth=AZIMUTH, swing=SWING, period_seconds=PERIOD, elevation=ELEVATION)

    def angle(self, seconds: float) -> float:
        """Angle by which the block is turned, radians: a pure function of the time."""
        turned = self.swing * math.sin(2 * math.pi * seconds / self.period_seconds)
        return math.radians(self.azimuth + turned)

    def tilted(self, view: View, progress: float) -> View:
        """Return the view at a progress of the tilt: straight down like a map at 0, the usual at 1.

        While the block is turned it stays on one side of 0, so no edge changes its numbers.
        """
        angle = math.radians(self.azimuth * max(progress, _LEAST_TURN))
        return view._replace(
            angle=angle, elevation=math.radians(90 - (90 - self.elevation) * progress)
        )

    def views(self, scale: float, *, tilts: bool = False) -> list[View]:
        """Return views all over the swing, of a block whose centre is at pixel (0, 0).

        Those all over the tilt where it tilts.
        """
        if tilts:
            usual = View(0.0, 0.0, scale, (0.0, 0.0))
            return [self.tilted(usual, share) for share in np.linspace(0, 1, _ANGLES).tolist()]
        low, high = self.azimuth - self.swing, self.azimuth + self.swing
        elevation = math.radians(self.elevation)
        return [
            View(math.radians(angle), elevation, scale, (0.0, 0.0))
            for angle in np.linspace(low, high, _ANGLES if self.swing else 1).tolist()
        ]


class View(NamedTuple):
    """The block turned by an angle, seen in parallel projection.

    A point of the block is (u, v, z): u and v from -1 to 1 along w and b, z from 0 up.

    Attributes
    ----------
    angle, elevation
        radians.
    scale
        Pixels for 1 in the block's coordinates.
    centre
        Pixel at which (0, 0, 0) is seen.
    """

    angle: float
    elevation: float
    scale: float
    centre: tuple[float, float]

    def project(self, points: FloatArray) -> FloatArray:
        """Return the pixels of points of the block: (..., 3) to (..., 2).

        x = u cos(angle) - v sin(angle), depth = u sin(angle) + v cos(angle), and
        y = depth sin(elevation) + z cos(elevation).
        """
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        up, deep = math.cos(self.elevation), math.sin(self.elevation)
        axes = np.array([[cos, deep * sin], [-sin, deep * cos], [0.0, up]])
        pixels: FloatArray = points @ (self.scale * axes) + self.centre
        return pixels

    @property
    def towards_viewer(self) -> FloatArray:
        """The way to the viewer over the ground, a unit vector (u, v)."""
        return np.array([-math.sin(self.angle), -math.cos(self.angle)])

    @property
    def near(self) -> tuple[float, float]:
        """The u and the v, each -1 or 1, of the sides that face the viewer."""
        u, v = self.towards_viewer
        return (-1.0 if u <= 0 else 1.0, -1.0 if v <= 0 else 1.0)
