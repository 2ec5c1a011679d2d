"""Heads that share a spot step aside, so that each of them can be seen, and the star below them.

They push each other away, and from the star where several crowd around it; one that is alone stays
where it is. How far goes by how near they are alone, so it eases by itself and a frame needs no
other.
"""

from __future__ import annotations

import numpy as np

from gradreel.core.arrays import FloatArray

_ROUNDS = 24
_FIRST = 0.12  # share of a marker by which those on one spot begin to go apart, each its own way


def fanned(heads: FloatArray, stars: FloatArray, apart: float, clear: float) -> FloatArray:
    """Return where heads are drawn, (moments, heads, 2), in pixels.

    Parameters
    ----------
    heads
        (moments, heads, 2) where they are.
    stars
        (moments, stars, 2).
    apart
        From the middle of one head to that of another, at the least.
    clear
        From the middle of a star to the head of a crowd.
    """
    count = heads.shape[1]
    if count < 2:
        return heads
    crowd = _nearness(heads, apart)
    if not crowd.any():
        return heads
    angles = 2 * np.pi * (np.arange(count) / count + 0.125)
    ways = np.column_stack([np.cos(angles), np.sin(angles)])
    moved: FloatArray = heads + _FIRST * apart * crowd[..., None] * ways
    for _ in range(_ROUNDS):
        shift = 0.4 * _pushes(moved, moved, apart)
        if stars.shape[1]:
            shift += 0.5 * _pushes(moved, stars, clear * crowd[..., None])
        if not shift.any():
            break
        moved = moved + shift
    return moved


def _nearness(heads: FloatArray, apart: float) -> FloatArray:
    """How near the nearest other head is, (moments, heads): 1 on the spot, 0 from `apart` on."""
    gaps = np.hypot(*np.moveaxis(heads[:, :, None] - heads[:, None], -1, 0))
    gaps += np.where(np.eye(heads.shape[1], dtype=bool), np.inf, 0.0)
    share = np.clip(1 - gaps.min(axis=2) / apart, 0.0, 1.0)
    return np.asarray(share * share * (3 - 2 * share))


def _pushes(heads: FloatArray, others: FloatArray, apart: float | FloatArray) -> FloatArray:
    """Return how far each head is pushed by the others nearer than `apart`, (moments, heads, 2)."""
    away = heads[:, :, None] - others[:, None]
    gaps = np.hypot(away[..., 0], away[..., 1])
    lacking = np.maximum(apart - gaps, 0.0)
    push = np.divide(lacking, gaps, out=np.zeros_like(gaps), where=gaps > 0)
    return np.asarray((push[..., None] * away).sum(axis=2))
