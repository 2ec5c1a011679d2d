"""Dashed lines through any points, however far out of the picture these are."""

from __future__ import annotations

import numpy as np

from gradreel.core.arrays import FloatArray


def dashed(vertices: FloatArray, on: float, off: float, size: FloatArray) -> FloatArray:
    """Cut what is near a picture of a line into dashes; rows of nan between them lift the pen.

    Parameters
    ----------
    vertices
        (n, 2) in pixels; `on` and `off` are lengths in the same units.
    size
        (width, height) of the picture: what is farther than that from it is left out.
    """
    gap = np.full((1, 2), np.nan)
    pieces = [part for run in _runs(vertices, size) for each in _cut(run, on, off)
              for part in (each, gap)]  # fmt: skip
    return np.concatenate(pieces[:-1]) if pieces else np.zeros((0, 2))


def clipped(
    begins: FloatArray, ends: FloatArray, size: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return begins and ends of what of some stretches is near a picture; far ones have no length.

    After Liang and Barsky, "A new concept and method for line clipping", 1984.

    Parameters
    ----------
    begins, ends
        (n, 2) in pixels; those that are near stay as they are.
    size
        (width, height); near is what is no farther from the picture than it is large.
    """
    with np.errstate(all="ignore"):
        way = ends - begins
        bounds = np.stack([-size - begins, 2 * size - begins]) / way
        # Along an edge a stretch is within both bounds, or beyond one, all the way.
        first, last = np.fmin(*bounds).max(axis=1), np.fmax(*bounds).min(axis=1)
        near = (first <= last) & (first <= 1) & (last >= 0)
        cut_begins = np.where((first > 0)[:, None], begins + first[:, None] * way, begins)
        cut_ends = np.where((last < 1)[:, None], begins + last[:, None] * way, ends)
    near &= np.isfinite(cut_begins + cut_ends).all(axis=1)
    nowhere = np.zeros_like(begins)
    return np.where(near[:, None], cut_begins, nowhere), np.where(near[:, None], cut_ends, nowhere)


def _runs(vertices: FloatArray, size: FloatArray) -> list[FloatArray]:
    """Return the parts of a line that are near the picture, each (n, 2)."""
    runs: list[list[FloatArray]] = []
    for begin, end in zip(*clipped(vertices[:-1], vertices[1:], size), strict=True):
        if (begin == end).all():
            continue
        if runs and (runs[-1][-1] == begin).all():
            runs[-1].append(end)
        else:
            runs.append([begin, end])
    return [np.array(run) for run in runs]


def _cut(vertices: FloatArray, on: float, off: float) -> list[FloatArray]:
    along = np.concatenate([[0.0], np.hypot(*np.diff(vertices, axis=0).T).cumsum()])
    pieces = []
    for start in np.arange(0, along[-1], on + off):  # none where all points are one
        end = min(start + on, along[-1])
        # What a dash may bend around is kept: its own ends and every vertex between them.
        inner = along[(along > start) & (along < end)]
        at = np.array([start, *inner, end])
        pieces.append(np.column_stack([np.interp(at, along, column) for column in vertices.T]))
    return pieces
