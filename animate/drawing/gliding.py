"""How names move between the places that were planned for them, frame by frame.

Two rules hold at every frame, whatever was planned and whatever the frame rate: no name lies on
another, and none moves farther than `fastest` from one frame to the next, or it could not be
followed. Names keep off the heads, too, wherever they are quick enough. Each goes its cheapest way
through the frames (see ways.py), around those that were planned before it. Where the picture is
held, names rest at their best places; they set out early enough to be there.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from .ways import Obstacle, way

FASTEST = 0.95
"""How far a name may move from one frame to the next, in heights of its letters."""

ROUNDED = 0.5
"""What a move may grow by where texts are drawn at whole pixels."""

_ON_NAME, _ON_HEAD, _ON_RIM, _IN_WAY = 1e5, 3e4, 3e3, 30.0  # what it costs to be there for a frame
_CLEAR = 1.0  # between two names
_EXACT = 1e-6
_LATTICE = 24  # places along each side that are tried where names must be put anew


@dataclass(frozen=True)
class Manners:
    """What names keep to.

    Attributes
    ----------
    sizes
        (names, 2) width and height of each name.
    bounds
        Left, bottom, right, top of where they may be.
    fastest
        How far a name may move from one frame to the next.
    radius
        Half the side of a head's marker.
    """

    sizes: FloatArray
    bounds: tuple[float, float, float, float]
    fastest: float
    radius: float = 0.0

    @property
    def room(self) -> tuple[FloatArray, FloatArray]:
        """Least and largest centre of each name, (names, 2) both; the middle if it is too wide."""
        half = self.sizes / 2
        low, high = np.array(self.bounds[:2]) + half, np.array(self.bounds[2:]) - half
        middle = (low + high) / 2
        return np.minimum(low, middle), np.maximum(high, middle)

    def apart(self, i: int, j: int) -> FloatArray:
        """How far apart the centres of two names must be, in one direction or the other."""
        reach: FloatArray = (self.sizes[i] + self.sizes[j]) / 2 + _CLEAR
        return reach


def glide(
    wanted: FloatArray, holds: NDArray[np.intp], manners: Manners, heads: FloatArray | None = None
) -> FloatArray:
    """Return the centre of each name at each frame, as near to the wanted one as the rules allow.

    Parameters
    ----------
    wanted
        (frames, names, 2).
    holds
        (frames,) a number for the frames of each held picture, -1 for those between.
    heads
        (frames, heads, 2) the markers; names keep off them where they are quick enough.

    Returns
    -------
    (frames, names, 2).
    """
    heads = np.zeros((len(wanted), 0, 2)) if heads is None else heads
    wanted = _rested(np.clip(wanted, *manners.room), holds, manners)
    return _kept_apart(_planned(wanted, holds >= 0, manners, heads), manners)


def _planned(
    wanted: FloatArray, held: NDArray[np.bool_], manners: Manners, heads: FloatArray
) -> FloatArray:
    """Plan one name after the other, the widest first: each keeps off those before it.

    One that finds no way comes first the next time.
    """
    order = np.argsort(-manners.sizes[:, 0], kind="stable").tolist()
    low, high = manners.room
    for _ in order:
        centres, stuck = wanted.copy(), []
        for number, i in enumerate(order):
            hard = [_name(manners, i, j, centres, _ON_NAME) for j in order[:number]]
            hard += _over(manners, i, heads, 0.0, _ON_HEAD)
            rims = _over(manners, i, heads, manners.radius, _ON_RIM)
            soft = [_name(manners, i, j, wanted, _IN_WAY) for j in order[number + 1 :]]
            room = (low[i], high[i])
            centres[:, i] = way(wanted[:, i], held, hard + rims, soft, room, manners.fastest)
            if any(each.holds(centres[:, i]).any() for each in hard):
                stuck.append(i)
        if not stuck:
            break
        order.remove(stuck[0])
        order.insert(0, stuck[0])
    return centres


def _name(manners: Manners, i: int, j: int, centres: FloatArray, cost: float) -> Obstacle:
    """Another name, as it is in the way of the name `i`."""
    return Obstacle(centres[:, j], manners.apart(i, j), cost)


def _over(manners: Manners, i: int, heads: FloatArray, rim: float, cost: float) -> list[Obstacle]:
    """The heads with a rim around each, as they are in the way of the name `i`."""
    reach = manners.sizes[i] / 2 + rim
    return [Obstacle(spots, reach, cost) for spots in np.moveaxis(heads, 1, 0)]


def disjoint(centres: FloatArray, manners: Manners) -> FloatArray:
    """Return places where no name lies on another, (names, 2): the nearest free ones, in turn.

    Names that are too many for the room they have stay where they overlap least.
    """
    (low, high), found = manners.room, centres.copy()
    for i in range(len(found)):
        places = [
            np.linspace(low[i, axis], high[i, axis], _LATTICE if axis == 0 else 3 * _LATTICE)
            for axis in (0, 1)
        ]
        lattice = np.stack(np.meshgrid(*places), axis=-1).reshape(-1, 2)
        tried = np.concatenate([found[i : i + 1], lattice])
        covered = np.zeros(len(tried))
        for j in range(i):
            depth = manners.apart(i, j) - _EXACT - np.abs(tried - found[j])
            covered += np.where((depth > 0).all(axis=1), depth.min(axis=1), 0.0)
        far = np.hypot(*(tried - found[i]).T)
        found[i] = tried[np.lexsort([far, covered])[0]]
    return found


def _rested(wanted: FloatArray, holds: NDArray[np.intp], manners: Manners) -> FloatArray:
    """Let names stand still, and on no other name, while the picture is held."""
    rested = wanted.copy()
    for number in np.unique(holds[holds >= 0]):
        frames = np.flatnonzero(holds == number)
        rested[frames] = disjoint(wanted[frames[len(frames) // 2]], manners)
    return rested


def _overlapping(places: FloatArray, manners: Manners) -> NDArray[np.bool_]:
    """Whether any two names overlap, at each frame."""
    found = np.zeros(len(places), np.bool_)
    for i, j in combinations(range(places.shape[1]), 2):
        gap = np.abs(places[:, i] - places[:, j])
        found |= (gap < manners.apart(i, j) - _EXACT).all(axis=1)
    return found


def _kept_apart(centres: FloatArray, manners: Manners) -> FloatArray:
    """Let names that could not be kept apart wait for each other, from the first time on."""
    trouble = np.flatnonzero(_overlapping(centres, manners))
    if not len(trouble):
        return centres
    first = int(trouble[0])
    kept = centres.copy()
    kept[first] = disjoint(centres[0], manners) if first == 0 else kept[first - 1]
    for k in range(max(first, 1), len(kept)):
        kept[k] = kept[k - 1]
        for i in range(kept.shape[1]):
            before, step = kept[k, i].copy(), centres[k, i] - kept[k, i]
            length = float(np.hypot(*step))
            kept[k, i] += step * min(1.0, manners.fastest / max(length, _EXACT))
            if _overlapping(kept[k : k + 1], manners)[0]:
                kept[k, i] = before
    return kept
