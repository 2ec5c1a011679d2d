"""Colours that come and go in few steps, so that pictures of texts are kept."""

from __future__ import annotations

from matplotlib.colors import to_hex, to_rgba

STEPS = 8
"""Opacities between nothing and the whole."""


def faded(color: str, share: float) -> str:
    """Return a colour with an opacity."""
    return str(to_hex(to_rgba(color, round(share * STEPS) / STEPS), keep_alpha=True))
