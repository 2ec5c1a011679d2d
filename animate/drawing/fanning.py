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
_TOUCHING = 1e-300  # nearer, there is no way to push


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
    start = heads + _FIRST * apart * crowd[..., None] * ways
    # A place as one complex number, and the same array in each round: each frame waits for these.
    moved, fixed = (np.ascontiguousarray(each).view(complex)[..., 0] for each in (start, stars))
    places = np.concatenate([moved, fixed], 1)
    moved = places[:, :count]
    most = np.full((len(heads), count, count), apart)
    reach = np.concatenate([most, np.repeat(clear * crowd[..., None], fixed.shape[1], 2)], 2)
    gain = np.array([0.4] * count + [0.5] * fixed.shape[1])
    for _ in range(_ROUNDS):
        away = moved[..., None] - places[:, None]
        gaps = np.abs(away)
        lacking = gain * np.maximum(reach - gaps, 0.0)
        away *= lacking / np.maximum(gaps, _TOUCHING)
        shift = away.sum(2)
        if not shift.any():
            break
        moved += shift
    return np.ascontiguousarray(moved).view(float).reshape(heads.shape)


def _nearness(heads: FloatArray, apart: float) -> FloatArray:
    """How near the nearest other head is, (moments, heads): 1 on the spot, 0 from `apart` on."""
    gaps = np.hypot(*np.moveaxis(heads[:, :, None] - heads[:, None], -1, 0))
    gaps += np.where(np.eye(heads.shape[1], dtype=bool), np.inf, 0.0)
    share = np.clip(1 - gaps.min(axis=2) / apart, 0.0, 1.0)
    return np.asarray(share * share * (3 - 2 * share))
