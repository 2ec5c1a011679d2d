"""The labelled edges of a block that turns: w and b along the ground, the loss upright.

The edges nearest to the viewer carry w and b, the one on the left the loss. Numbers and names stand
outside the block, so at no angle do they cover it or each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from gradreel.core.arrays import FloatArray

from ...scene.plain_text import plain
from ...style.theme import TEXT
from .turntable import View

TICK = 7.0
"""Length of a tick, in design pixels."""

_GAP = 4.0  # between a tick and its number, and between the numbers and the edge's name
_LETTER = 0.62  # width of a letter, as a share of the text's size
_ROOM = 1.2  # height of a line, as a share of the text's size


class Label(NamedTuple):
    """A text of the cage and its size in design pixels."""

    words: str
    size: float

    @property
    def half(self) -> FloatArray:
        """Half the width and height that are kept free.

        Counted in letters, not measured: where a block stands must not depend on FreeType.
        """
        letters = max(len(plain(self.words)), 1)
        return np.array([letters * _LETTER, _ROOM]) * self.size / 2


@dataclass(frozen=True)
class Scale:
    """What stands along an edge: where (-1 to 1 along w and b, a height along the loss) and what.

    Attributes
    ----------
    places
        (ticks,) block coordinates, increasing.
    words
        Of each tick.
    name
        Of the edge; empty for none.
    """

    places: Sequence[float]
    words: Sequence[str]
    name: str

    @property
    def labels(self) -> list[Label]:
        """The numbers, then the name."""
        ticks = [Label(words, TEXT.tick) for words in self.words]
        return [*ticks, Label(self.name, TEXT.body)]

    def spaced(self, apart: float) -> Scale:
        """Return a scale without the numbers that are closer to a higher one than `apart`."""
        kept: list[int] = []
        for i in reversed(range(len(self.places))):
            if not kept or self.places[kept[0]] - self.places[i] >= apart:
                kept.insert(0, i)
        return replace(
            self, places=[self.places[i] for i in kept], words=[self.words[i] for i in kept]
        )


class Laid(NamedTuple):
    """A cage at an angle.

    Attributes
    ----------
    lines
        (vertices, 2) pixels, rows of nan between the strokes.
    centres
        (labels, 2) pixels, in the order of `Cage.labels`.
    """

    lines: FloatArray
    centres: FloatArray


@dataclass(frozen=True)
class Cage:
    """Three edges with their numbers and names.

    Attributes
    ----------
    w, b, loss
        What stands along them.
    height
        Of the block.
    pixels
        Of the picture in one design pixel.
    """

    w: Scale
    b: Scale
    loss: Scale
    height: float
    pixels: float

    @property
    def labels(self) -> list[Label]:
        """All texts."""
        return [*self.w.labels, *self.b.labels, *self.loss.labels]

    def thinned(self, view: View) -> Cage:
        """Return a cage with only as many numbers as a block of this scale has room for.

        On the ground, numbers d apart are |cos| d apart across the picture and |sin| sin(elevation)
        d upright; at the worst angle, texts w wide and h high need d = sqrt(w^2 + (h /
        sin(elevation))^2).
        """
        deep, up = math.sin(view.elevation), math.cos(view.elevation)
        line = _ROOM * TEXT.tick * self.pixels / view.scale
        ground = []
        for scale in (self.w, self.b):
            widths = [2 * label.half[0] for label in scale.labels[:-1]]
            width = max(widths, default=0.0) * self.pixels / view.scale
            ground.append(scale.spaced(math.hypot(width, line / deep)))
        return replace(self, w=ground[0], b=ground[1], loss=self.loss.spaced(line / up))

    def laid(self, view: View) -> Laid:
        """Return where everything is in a view."""
        near_u, near_v = view.near
        along_w = np.array([[s, near_v, 0.0] for s in (-1.0, 1.0, *self.w.places)])
        along_b = np.array([[near_u, s, 0.0] for s in (-1.0, 1.0, *self.b.places)])
        edges = [
            self._ground_edge(view, self.w, along_w),
            self._ground_edge(view, self.b, along_b),
            self._upright_edge(view),
        ]
        return Laid(*(np.concatenate(parts) for parts in zip(*edges, strict=True)))

    def _ground_edge(self, view: View, scale: Scale, points: FloatArray) -> Laid:
        """An edge of the ground with its numbers outside and its name beyond them."""
        first, last, *ticks = view.project(points)
        along = (last - first) / math.dist(first, last)
        outwards = np.array([along[1], -along[0]])
        middle = (first + last) / 2
        if outwards @ (middle - view.project(np.zeros(3))) < 0:
            outwards = -outwards
        *numbers, name = scale.labels
        reach = TICK + _GAP
        centres = [
            tick + outwards * self.pixels * (reach + _support(label, outwards))
            for tick, label in zip(ticks, numbers, strict=True)
        ]
        reach += 2 * max((_support(label, outwards) for label in numbers), default=0.0) + _GAP
        centres.append(middle + outwards * self.pixels * (reach + _support(name, outwards)))
        return Laid(self._strokes(first, last, ticks, outwards), np.array(centres))

    def _upright_edge(self, view: View) -> Laid:
        """The edge on the left, with its numbers beside it and its name over those."""
        corners = [(u, v) for u in (-1.0, 1.0) for v in (-1.0, 1.0)]
        u, v = min(corners, key=lambda corner: view.project(np.array([*corner, 0.0]))[0])
        heights = (0.0, self.height, *self.loss.places)
        first, last, *ticks = view.project(np.array([[u, v, z] for z in heights]))
        outwards = np.array([-1.0, 0.0])
        *numbers, name = self.loss.labels
        centres = [
            tick + outwards * self.pixels * (TICK + _GAP + label.half[0])
            for tick, label in zip(ticks, numbers, strict=True)
        ]
        lift = TEXT.tick * _ROOM / 2 + _GAP + name.half[1]
        centres.append(last + np.array([-_GAP - name.half[0], lift]) * self.pixels)
        return Laid(self._strokes(first, last, ticks, outwards), np.array(centres))

    def _strokes(
        self, first: FloatArray, last: FloatArray, ticks: Sequence[FloatArray], way: FloatArray
    ) -> FloatArray:
        lift = np.full(2, np.nan)
        rows = [first, last, lift]
        for tick in ticks:
            rows += [tick, tick + way * TICK * self.pixels, lift]
        return np.array(rows)

    def outline(self, view: View) -> FloatArray:
        """Return the corners of the block and of all its texts, in pixels, (corners, 2)."""
        block = [(u, v, z) for u in (-1, 1) for v in (-1, 1) for z in (0.0, self.height)]
        centres = self.laid(view).centres
        halves = np.array([label.half for label in self.labels]) * self.pixels
        return np.concatenate([view.project(np.array(block)), centres - halves, centres + halves])


def _support(label: Label, way: FloatArray) -> float:
    """How far a text's box reaches from its centre in a direction, in design pixels."""
    return float(np.abs(way) @ label.half)
