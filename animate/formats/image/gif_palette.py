"""One palette for a whole film, chosen from a few of its frames."""

import heapq
import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OPAQUE_COLORS = 255
OPAQUE = 85
"""A pixel at least as opaque as this is shown, the others are not: a GIF knows nothing between. At
a third, of 255, thin strokes of text stay whole; at a half they break."""

FLAT_AREA = 5e-4
MAX_DISTINCT = 32_768
ROUNDS = 4

Colors = NDArray[np.float64]


def fit_palette(
    samples: Sequence[NDArray[np.uint8]], enough: float = 0.0, most: int = OPAQUE_COLORS
) -> NDArray[np.uint8]:
    """Choose at most 255 colours for these frames, least squared error first.

    Colours that fill at least 1/2000 of the sampled area (contour bands, ground, paths) are taken
    exactly; the rest (antialiased edges, text) are fitted, weighted by area: the cell of colours
    with the largest squared error is cut in two where that lowers the error most, until the colours
    are used up (after Wu, 1991), then all move to the means of what is nearest to them (k-means,
    with the flat colours held fast).

    Parameters
    ----------
    samples
        Frames (height, width, 3) uint8; or (height, width, 4), of which the opaque pixels count.
    enough
        Squared distance of a pixel from its colour, in the mean, at which no more are chosen.
    most
        The most colours to choose, 2 to 255.

    Returns
    -------
    array (colours, 3) uint8
        All the colours there are if there are no more than ``most``; deterministic.
    """
    colors, area = count_colors(samples)
    if len(colors) <= most:
        return colors.astype(np.uint8)
    order = np.argsort(-area, kind="stable")
    flat_count = min(int(np.count_nonzero(area >= FLAT_AREA * area.sum())), most // 2)
    flat, rest = order[:flat_count], order[flat_count:]
    rest_colors, rest_area = _coarsen(colors[rest], area[rest])
    fitted = _split(rest_colors, rest_area, most - flat_count, enough * area.sum())
    fitted = _settle(rest_colors, rest_area, colors[flat], fitted)
    palette = np.vstack([colors[flat], fitted])
    return np.unique(np.rint(palette).astype(np.uint8), axis=0)


def count_colors(samples: Sequence[NDArray[np.uint8]]) -> tuple[Colors, NDArray[np.float64]]:
    """Return the distinct colours (n, 3) of some frames and how many pixels have each (n,).

    Of frames with alpha, those pixels count that are shown at all.
    """
    packed = (_pack(s[..., :3]) for s in map(_opaque, samples))
    codes, counts = zip(*(np.unique(p, return_counts=True) for p in packed), strict=True)
    distinct, place = np.unique(np.concatenate(codes), return_inverse=True)
    area = np.bincount(place, np.concatenate(counts)).astype(np.float64)
    return _unpack(distinct), area


def _opaque(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return frame if frame.shape[-1] == 3 else frame[frame[..., 3] >= OPAQUE]


def _pack(frame: NDArray[np.uint8]) -> NDArray[np.integer]:
    red, green, blue = (frame[..., i].ravel().astype(np.uint32) for i in range(3))
    return red << 16 | green << 8 | blue


def _unpack(codes: NDArray[np.integer]) -> Colors:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.float64)


def _coarsen(colors: Colors, area: NDArray[np.float64]) -> tuple[Colors, NDArray[np.float64]]:
    """Merge neighbouring colours until few enough are left to bound time and memory."""
    merged, weight = colors, area
    for step in (2, 4, 8):
        if len(merged) <= MAX_DISTINCT:
            break
        cell = _pack((colors // step).astype(np.uint8)[:, None])
        place = np.unique(cell, return_inverse=True)[1]
        merged, weight = _means(colors, area, place, int(place.max()) + 1)
    return merged, weight


def _means(
    colors: Colors, area: NDArray[np.float64], place: NDArray[np.intp], count: int
) -> tuple[Colors, NDArray[np.float64]]:
    """Return the mean colour and the area of each of ``count`` groups; nan where one is empty."""
    weight = np.asarray(np.bincount(place, area, count), np.float64)
    sums = [np.bincount(place, area * colors[:, i], count) for i in range(3)]
    with np.errstate(invalid="ignore"):
        return np.stack(sums, axis=1) / weight[:, None], weight


class _Cell(NamedTuple):
    """Colours that share one entry so far; sorts by squared error, largest first."""

    negative_error: float
    serial: int
    members: NDArray[np.intp]
    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]


def _cell(
    colors: Colors, area: NDArray[np.float64], members: NDArray[np.intp], serial: int
) -> _Cell:
    weight = area[members]
    mean = weight @ colors[members] / weight.sum()
    apart = colors[members] - mean
    covariance = (apart * weight[:, None]).T @ apart
    return _Cell(-float(np.trace(covariance)), serial, members, mean, covariance)


def _split(colors: Colors, area: NDArray[np.float64], count: int, enough: float) -> Colors:
    """Return ``count`` cell means, or fewer where fewer leave no more error than ``enough``."""
    serial = itertools.count()  # decides between cells of equal error
    cells = [_cell(colors, area, np.arange(len(colors)), next(serial))]
    error = -cells[0].negative_error
    while len(cells) < count and error > enough and len(cells[0].members) > 1:
        worst = heapq.heappop(cells)
        error += worst.negative_error
        for half in _cut(colors, area, worst):
            cell = _cell(colors, area, half, next(serial))
            heapq.heappush(cells, cell)
            error -= cell.negative_error
    return np.array([cell.mean for cell in cells])


def _cut(
    colors: Colors, area: NDArray[np.float64], cell: _Cell
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Cut a cell across its longest axis where the squared error falls most."""
    axis = np.linalg.eigh(cell.covariance)[1][:, -1]
    along = (colors[cell.members] - cell.mean) @ axis
    order = np.argsort(along, kind="stable")
    weight = area[cell.members][order]
    left_weight = np.cumsum(weight)[:-1]
    left_sum = np.cumsum(weight * along[order])[:-1]
    # Sums along the axis are taken from the mean, so both sides' sums are opposite.
    gain = left_sum**2 * (1 / left_weight + 1 / (weight.sum() - left_weight))
    place = int(gain.argmax()) + 1
    return cell.members[order[:place]], cell.members[order[place:]]


def _settle(colors: Colors, area: NDArray[np.float64], fixed: Colors, fitted: Colors) -> Colors:
    """Move the fitted colours to the means of the colours nearest to them, a few times."""
    exact = colors.astype(np.float32)
    for _ in range(ROUNDS):
        centers = np.vstack([fixed, fitted]).astype(np.float32)
        nearest = ((centers**2).sum(axis=1) - 2 * exact @ centers.T).argmin(axis=1)
        means, weight = _means(colors, area, nearest, len(centers))
        used = weight[len(fixed) :] > 0
        fitted = np.where(used[:, None], means[len(fixed) :], fitted)
    return fitted
