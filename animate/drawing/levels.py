"""The levels of equal loss: any losses become edges of bands that rise, for the map and the block.

What is drawn between them is not the loss itself but the loss times a power of two: beyond 1e154
the squares and differences that matplotlib and contourpy take would overflow, below 1e-154 vanish.
A power of two changes no digit, so a line is where it would be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from gradreel.core.arrays import FloatArray

from ..scene.number_format import near

_ORDINARY = 100  # powers of two up to here, both ways, need no help

_DEEPEST = 1e-4  # of the range: nearer to the lowest loss a "log" spacing has no levels


@dataclass(frozen=True, eq=False)
class Levels:
    """Losses over a window and the edges of the bands that they are shown in.

    Attributes
    ----------
    edges
        Of the bands, (bands + 1,), finite and rising, in units of the loss; none where the surface
        is flat or nowhere finite.
    scaled_edges
        The same in the unit of `scaled`.
    scaled
        The losses times a power of two, of the shape given; nan where there is none.
    exponent
        Of that power, negated.
    flat
        Why there are no edges, in words; empty where there are some.
    """

    edges: FloatArray
    scaled_edges: FloatArray
    scaled: FloatArray
    exponent: int
    flat: str

    def scale(self, loss: FloatArray) -> FloatArray:
        """Return losses in the unit of `scaled`."""
        return np.ldexp(loss, -self.exponent) if self.exponent else loss


def levels_of(loss: FloatArray, bands: int, spacing: str) -> Levels:
    """Find the edges of so many bands, from the lowest to the highest finite loss.

    Parameters
    ----------
    loss
        Of any shape; what is not finite counts as absent.
    spacing
        "linear" in the loss, or "log" in the loss above its lowest value, down to 1e-4 of the
        range.
    """
    loss = np.where(np.isfinite(loss), loss, np.nan)
    finite = loss[~np.isnan(loss)]
    exponent = _exponent(finite)
    scaled = np.ldexp(loss, -exponent) if exponent else loss
    edges = _edges(scaled[~np.isnan(scaled)], bands, spacing)
    unscaled = np.ldexp(edges, exponent) if exponent else edges
    # Where all losses are one number but for its last digits, the edges fall together.
    if len(edges) and (np.diff(unscaled) > 0).all():
        return Levels(unscaled, edges, scaled, exponent, "")
    none = np.zeros(0)
    return Levels(none, none, scaled, exponent, _flat(finite))


def _exponent(finite: FloatArray) -> int:
    """Return the power of two next to the largest loss; 0 where arithmetic is safe without."""
    largest = float(np.abs(finite).max(initial=0.0))
    exponent = math.frexp(largest)[1]
    return exponent if largest and abs(exponent) > _ORDINARY else 0


def _edges(finite: FloatArray, bands: int, spacing: str) -> FloatArray:
    if not len(finite) or finite.min() == finite.max():
        return np.zeros(0)
    low, high = float(finite.min()), float(finite.max())
    if spacing == "linear":
        return np.linspace(low, high, bands + 1)
    above = finite[finite > low] - low
    first = max(float(above.min()), _DEEPEST * (high - low))
    if not first < high - low:  # the loss has two values
        return np.array([low, high])
    return low + np.geomspace(first, high - low, bands + 1)


def _flat(finite: FloatArray) -> str:
    if not len(finite):
        return "the loss is no finite number anywhere in this window"
    return f"flat: the loss is {near(float(finite.max()))} all over this window"


MOST_BANDS = 200
