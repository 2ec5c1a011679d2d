"""A short sign of what the runs did, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np

from gradreel.core import Trajectory
from gradreel.core.arrays import FloatArray, IntArray

LEVELS = 2**20
"""Parts of the magnitude at the start that are told apart: a hundredth of a pixel and less.

Machines differ in the last of 16 digits. Digits of each number for itself would not hold: where a
gradient has died away, all of its digits are rounding errors. Of the 30,000 numbers of a scene one
lies so near to the border of two parts that it may fall to either side once in about 10,000 scenes.
"""

_NOT_FINITE = np.iinfo(np.int64).max


def digest_of(trajectories: Iterable[Trajectory]) -> str:
    """Return the SHA-256 of all runs: their names, params, losses and channels.

    Each series x (a channel of a run) counts as the whole numbers nearest to
    ``LEVELS * asinh(x / m)``, where m is its largest magnitude at the first step (or of all, where
    it starts from 0). So what dies away becomes 0, and of what explodes the first six digits count.
    What is not finite counts as one more number.
    """
    sha = hashlib.sha256()
    for run in trajectories:
        series = {"params": run.params, "loss": run.loss, **run.channels}
        for name in sorted(series):
            sha.update(f"{run.name}/{name}{series[name].shape}".encode())
            sha.update(_parts(series[name]).tobytes())
    return f"sha256:{sha.hexdigest()}"


def _parts(values: FloatArray) -> IntArray:
    """Return the series in whole numbers, eight bytes each in little-endian order."""
    finite = np.isfinite(values)
    known = np.where(finite, values, 0.0)
    magnitude = np.abs(known[0]).max() or np.abs(known).max() or 1.0
    with np.errstate(all="ignore"):  # beside a start below 1e-300 anything may be infinite
        share = np.nan_to_num(known / magnitude)
    parts: IntArray = np.rint(np.arcsinh(share) * LEVELS).astype("<i8")
    parts[~finite] = _NOT_FINITE
    return parts
