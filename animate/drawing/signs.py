"""Signs that point something out where colours already say something else."""

from __future__ import annotations

from typing import Literal

from gradreel.core import allow

from ..style.theme import Theme
from .dots import DotLook

Sign = Literal["ring", "cross", "square"]

SIGN = allow.choice("ring", "cross", "square")

SIZE = 15.0
"""Of a sign beside words, in design pixels."""


def look_of(sign: Sign, theme: Theme) -> DotLook:
    """Return how a sign looks: a ring is open, so that what it points out is seen in it."""
    if sign == "ring":
        return DotLook("o", "none", theme.ink)
    return DotLook("X" if sign == "cross" else "s", theme.ink, theme.halo)


def rim_of(sign: Sign) -> float:
    """Return the width of a sign's rim, in design pixels."""
    return 3.4 if sign == "ring" else 1.4
