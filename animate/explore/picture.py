"""What stands still in the page: the contours as a picture, ticks, and markers as outlines."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.markers import MarkerStyle
from matplotlib.ticker import MaxNLocator

from gradreel.core import Surface
from gradreel.core.arrays import FloatArray
from gradreel.core.asking import loss_at

from ..drawing.levels import Levels
from ..scene.number_format import ticks
from ..style.theme import Marker, Theme

BANDS = 28
"""As many as a race's map has."""

SIZE = (640, 560)
"""Pixels of the picture of the contours, across and upright."""

LINE = 0.35
"""Share of the ink in a line of equal loss."""

_MOST_TICKS = 5


class Tick(NamedTuple):
    """A number beside an axis, and where it is as a share of the axis."""

    share: float
    text: str


def losses(surface: Surface, across: int, upright: int) -> FloatArray:
    """Return the losses in the middles of cells, rows from above, shape (upright, across)."""
    low_w, high_w, low_b, high_b = surface.window
    w = low_w + (high_w - low_w) * (np.arange(across) + 0.5) / across
    b = high_b - (high_b - low_b) * (np.arange(upright) + 0.5) / upright
    return loss_at(surface, np.stack(np.meshgrid(w, b), axis=-1))


def contours(levels: Levels, themes: Sequence[Theme]) -> list[str]:
    """Return a PNG in base 64 for each theme: bands, and lines between them."""
    from PIL import Image  # noqa: PLC0415 - takes a while

    pictures = []
    index, bands = _index(levels)
    for theme in themes:
        image = Image.fromarray(index, "P")
        image.putpalette(_palette(theme, bands).tobytes())
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True)
        pictures.append(base64.b64encode(file.getvalue()).decode())
    return pictures


def _index(levels: Levels) -> tuple[np.ndarray, int]:
    """Return which colour of the palette each pixel has, and how many bands there are."""
    bands = max(len(levels.edges) - 1, 1)
    known = np.isfinite(levels.scaled)
    places = np.zeros(known.shape)
    if len(levels.edges):
        places[known] = levels.places(levels.scaled[known])
    else:
        places[known] = 0.5
    band = np.clip(np.floor(places), 0, bands - 1).astype(np.uint8)
    line = np.zeros(known.shape, bool)
    line[:, 1:] |= band[:, 1:] != band[:, :-1]
    line[1:] |= band[1:] != band[:-1]
    return np.where(known, 2 * band + line, 2 * bands).astype(np.uint8), bands


def _palette(theme: Theme, bands: int) -> np.ndarray:
    colors = np.array([to_rgb(each) for each in theme.bands(bands)])
    lines = (1 - LINE) * colors + LINE * np.array(to_rgb(theme.ink))
    pairs = np.stack([colors, lines], axis=1).reshape(-1, 3)
    colors = np.vstack([pairs, to_rgb(theme.background)])
    return np.asarray(np.rint(255 * colors), np.uint8)


def outline(marker: Marker, size: float = 14.0) -> str:
    """Return a marker of matplotlib's as the path of an SVG, round the origin."""
    style = MarkerStyle(marker)
    shape = style.get_path().transformed(style.get_transform())
    corners = np.vstack(shape.to_polygons()) * (1, -1)
    corners *= size / max(np.ptp(corners, axis=0).max(), 1e-9)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"


def even_ticks(low: float, high: float) -> list[Tick]:
    """Return round numbers between two ends."""
    found = MaxNLocator(_MOST_TICKS).tick_values(low, high)
    inside = [float(each) for each in found if low <= each <= high]
    texts = ticks(inside) if inside else []
    return [
        Tick((value - low) / (high - low), text) for value, text in zip(inside, texts, strict=True)
    ]


def decade_ticks(low: float, high: float) -> list[Tick]:
    """Return powers of ten between two ends that are above 0; the ends where there is none."""
    first, last = np.ceil(np.log10(low) - 1e-9), np.floor(np.log10(high) + 1e-9)
    powers = np.arange(first, last + 1, max(1, np.ceil((last - first) / (_MOST_TICKS - 1))))
    inside = [float(f"1e{int(power)}") for power in powers] or [low, high]
    reach = np.log10(high) - np.log10(low)
    shares = ((np.log10(inside) - np.log10(low)) / reach).tolist()
    texts = ticks([float(f"{each:.2g}") for each in inside], factors=True)
    return [Tick(*each) for each in zip(shares, texts, strict=True)]
