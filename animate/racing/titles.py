"""Surfaces and places in words."""

from __future__ import annotations

import math
from collections.abc import Iterable

from gradreel.core import Surface

from ..scene.number_format import near

_TITLES = {
    "styblinski_tang": "Styblinski–Tang",
    "six_hump_camel": "Six-hump camel",
    "three_hump_camel": "Three-hump camel",
}


def title_of(surface: Surface) -> str:
    """Write a surface's name as a title has it."""
    return _TITLES.get(surface.name, surface.name.replace("_", " ").capitalize())


def place(point: Iterable[float]) -> str:
    """Write (w, b), each as it is or marked as rounded: see `numerals.near`.

    Examples
    --------
    >>> place((-1.2, 0.4989516765))
    '(−1.2, ≈0.499)'
    """
    return f"({', '.join(map(_short, point))})"


def _short(value: float) -> str:
    return near(value) if math.isfinite(value) else f"{value:g}"
