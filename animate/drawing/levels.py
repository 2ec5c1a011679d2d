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

DEEPEST = 40
"""Bands below the first that are told apart, where edges rise by a factor."""

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

    def places(self, scaled: FloatArray) -> FloatArray:
        """Return where scaled losses are among the bands: 2.5 in the middle of the third.

        What is above all of them, or below, is as far off as if the outermost band went on, at most
        one; below it is as many bands as a factor tells, if the edges rise by one.
        """
        edges = self.scaled_edges
        places = np.interp(scaled, edges, np.arange(len(edges)))
        with np.errstate(invalid="ignore", over="ignore"):
            above = (scaled - edges[-1]) / (edges[-1] - edges[-2])
            below = (scaled - edges[0]) / (edges[1] - edges[0])
        places += np.clip(above, 0.0, 1.0)
        low, factor = self._rise
        if not factor:
            return np.asarray(places + np.clip(below, -1.0, 0.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            deeper = np.log((scaled - low) / (edges[0] - low)) / math.log(factor)
        deeper = np.maximum(np.nan_to_num(deeper, nan=-DEEPEST, neginf=-DEEPEST), -DEEPEST)
        return np.where(scaled < edges[0], deeper, places)

    def finer(self, parts: int) -> FloatArray:
        """Return the scaled losses that divide each band, also below the first, into parts."""
        edges = self.scaled_edges
        places = np.arange((len(edges) - 1) * parts + 1) / parts
        finer = np.interp(places, np.arange(len(edges)), edges)
        low, factor = self._rise
        if factor:
            below = low + (edges[0] - low) * factor ** (-np.arange(DEEPEST * parts, 0, -1) / parts)
            finer = np.concatenate([below, finer])
        return np.asarray(finer[np.append(True, np.diff(finer) > 0)])

    @property
    def _rise(self) -> tuple[float, float]:
        """The loss from which edges rise by a factor, and that factor; 0 where they do not."""
        edges = self.scaled_edges
        steps = np.diff(edges)
        if len(steps) < 2 or steps[-1] < 1.001 * steps[0]:
            return 0.0, 0.0
        factor = float((steps[-1] / steps[0]) ** (1 / (len(steps) - 1)))
        return float(edges[0] - steps[0] / (factor - 1)), factor


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
        return NOWHERE
    return f"flat: the loss is {near(float(finite.max()))} all over this window"


MOST_BANDS = 200

NOWHERE = "the loss is no finite number anywhere in this window"
