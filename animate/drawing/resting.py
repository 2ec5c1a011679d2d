"""Where names rest during a take, and when they go elsewhere.

To set out costs a name something, and so does every cell of its way; to stand somewhere costs what
the place costs (see name_placement.py). The cheapest way through all knots of the take is found at
once (dynamic programming), for one name after the other: a name rests until it is badly off, sets
out in time, goes quickly, around the names planned before it, to a place that will be good for
long, and rests again. Then each is planned once more, now that it is known where the others are.

All lengths are in pixels of the picture.
"""

from __future__ import annotations

import math
import pickle
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from gradreel.core.arrays import FloatArray

from .gliding import Manners
from .name_placement import Ground, Lattice, best_spot, costs

KNOTS_PER_SECOND = 10
MOST_KNOTS = 1000

_PITCH = 0.6  # of a name's height: how far the lines of the lattice are apart
_DIAGONAL = 0.99 / math.sqrt(2)  # so that one knot is enough to go across a cell
_SETTING_OUT, _MOVING = 2.0, 4.0  # what a trip costs, and each knot of it
# What it costs for a second to be on another name or on a head, and less so ...
_ON_NAME, _ON_HEAD = 1e5, 3e3
_BESIDE_NAME, _ROOM = 2.0, 0.5  # to be so near beside a name, in heights, that both read as one
_LED_ACROSS, _ALONG = 2.0, (0.5, 0.75)  # to have a name on these shares of the way to its head
_SWEEPS = 2
_MOST_KNOWN = 256  # takes, of 16 bytes a name and frame
_KNOWN: OrderedDict[bytes, FloatArray] = OrderedDict()
_EASE = 0.05  # seconds before and after a move over which it is rounded off


@dataclass(frozen=True)
class Pace:
    """When names are planned.

    Attributes
    ----------
    evenly
        (n,) numbers of frames, evenly apart, the first and the last among them.
    knots
        (knots,) those of them for which places are sought: while the picture is held, its first,
        its last and one for all between.
    still
        (frames,) whether names may not have moved since the frame before.
    fps
        Of the frames.
    """

    evenly: NDArray[np.intp]
    knots: NDArray[np.intp]
    still: NDArray[np.bool_]
    fps: float

    @classmethod
    def of(cls, holds: NDArray[np.intp], fps: float) -> Pace:
        """Return the one for frames of which some show the same held picture, -1 for none."""
        count = len(holds)
        apart = max(1, round(fps / KNOTS_PER_SECOND), math.ceil(count / MOST_KNOTS))
        evenly = np.unique(np.append(np.arange(0, count, apart), count - 1))
        still = np.zeros(count, np.bool_)
        still[1:] = (holds[1:] == holds[:-1]) & (holds[1:] >= 0)
        held = holds[evenly]
        same = (held[1:] == held[:-1]) & (held[1:] >= 0)
        within = np.append(False, same) & np.append(same, False)
        again = within & np.append(False, within[:-1])
        return cls(evenly, evenly[~again], still, fps)

    @property
    def apart(self) -> int:
        """Frames between two that are evenly apart, but for the last ones."""
        return int(self.evenly[1] - self.evenly[0]) if len(self.evenly) > 1 else 1

    @property
    def numbers(self) -> NDArray[np.intp]:
        """The place of each knot among those that are evenly apart, (knots,)."""
        return np.searchsorted(self.evenly, self.knots)

    @property
    def seconds(self) -> NDArray[np.float32]:
        """How long each knot stands for, (knots,)."""
        count: NDArray[np.intp] = np.diff(np.append(self.numbers, len(self.evenly)))
        return (count * (self.apart / self.fps)).astype(np.float32)

    @property
    def ease(self) -> int:
        """Frames before and after a move over which it is rounded off."""
        return round(_EASE * self.fps)

    def resting(self) -> NDArray[np.bool_]:
        """Whether names rest between each knot and the one before, (knots,)."""
        rest = np.ones(len(self.knots), np.bool_)
        if len(rest) > 1:
            wide = np.convolve(self.still, np.ones(2 * self.ease + 1), "same") > 0
            rest[1:] = np.logical_or.reduceat(wide[1:], self.knots[:-1])
            rest[1:] |= np.diff(self.knots) < self.apart  # too short for a whole cell
        return rest

    def hull(self, spots: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Least and most of spots, (frames, 2), from the knot before each to the one behind it."""
        if len(self.knots) == 1:
            return spots[:1], spots[:1]
        least, most = (self._between(spots, best) for best in (np.minimum, np.maximum))
        return np.minimum(least[:-1], least[1:]), np.maximum(most[:-1], most[1:])

    def _between(self, spots: FloatArray, best: np.ufunc) -> FloatArray:
        """The best between two knots, both included, with nothing new before and after all."""
        found = best(best.reduceat(spots, self.knots[:-1]), spots[self.knots[1:]])
        padded: FloatArray = np.pad(found, ((1, 1), (0, 0)), mode="edge")
        return padded


def rested(
    grounds: Sequence[Ground], manners: Manners, pace: Pace, heads: FloatArray
) -> FloatArray:
    """Return the centre of each name at each frame, (frames, names, 2).

    Parameters
    ----------
    grounds
        What is in the names' way, at pictures that are shown for all that are evenly apart.
    heads
        (frames, heads, 2) the markers.
    """
    # A scene is set again and again: in another theme, for another file, in a storyboard.
    key = sha256(pickle.dumps((grounds, manners, pace, heads))).digest()
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = _rested(grounds, manners, pace, heads)
        if len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.popitem(last=False)
    _KNOWN.move_to_end(key)  # what is not asked for again goes first
    return found.copy()


def _rested(
    grounds: Sequence[Ground], manners: Manners, pace: Pace, heads: FloatArray
) -> FloatArray:
    order = np.argsort(-manners.sizes[:, 0], kind="stable").tolist()
    plans = {i: _Plan(grounds, i, manners, pace, heads) for i in order}
    centres = np.zeros((len(pace.still), len(order), 2))
    for sweep in range(_SWEEPS):
        for number, i in enumerate(order):
            others = [j for j in (order if sweep else order[:number]) if j != i]
            centres[:, i] = plans[i].way([(centres[:, j], manners.apart(i, j)) for j in others])
    return centres


class _Plan:
    """What is known of one name's places before the other names are."""

    def __init__(
        self, grounds: Sequence[Ground], i: int, manners: Manners, pace: Pace, heads: FloatArray
    ) -> None:
        low, high = (each[i] for each in manners.room)
        apart = min(_PITCH * manners.sizes[i, 1], _DIAGONAL * manners.fastest * pace.apart)
        longest = max(grounds, key=lambda ground: int(ground.shown.max()))
        self._lattice = Lattice.around(best_spot(longest, i), low, high, apart)
        self._pace, self._seconds = pace, pace.seconds[:, None, None]
        until = np.concatenate([each.shown for each in grounds]).cumsum()
        pictures = np.searchsorted(until, pace.numbers, side="right")
        self._costs = np.concatenate([costs(each, i, self._lattice) for each in grounds])[pictures]
        for spots in np.moveaxis(heads, 1, 0):
            self._keep_off(self._costs, spots, manners.sizes[i] / 2, _ON_HEAD)
        self._resting = pace.resting()
        self._room = np.array([_ROOM * manners.sizes[i, 1], 0.0])
        self._half = manners.sizes[i] / 2
        self._own = [heads[:, i]] if heads.shape[1] else []

    def way(self, others: Sequence[tuple[FloatArray, FloatArray]]) -> FloatArray:
        """Return the cheapest way, (frames, 2), around the places of others and their reach."""
        rates = self._costs.copy()
        for spots, reach in others:
            self._keep_off(rates, spots, reach, _ON_NAME)
            self._keep_off(rates, spots, reach + self._room, _BESIDE_NAME)
            for own in self._own:  # its head, from which the others are seen
                for share in _ALONG:
                    seen, around = own + (spots - own) / share, (reach - self._half) / share
                    self._keep_off(rates, seen, around, _LED_ACROSS)
        rows, columns = _cheapest(rates * self._seconds, self._resting)
        frames = np.arange(len(self._pace.still))
        raw = np.column_stack(
            [
                np.interp(frames, self._pace.knots, lines[numbers])
                for lines, numbers in ((self._lattice.x, columns), (self._lattice.y, rows))
            ]
        )
        return self._rounded(raw, others)

    def _keep_off(
        self, rates: NDArray[np.float32], spots: FloatArray, reach: FloatArray, rate: float
    ) -> None:
        low, high = self._pace.hull(spots)
        inside = [
            (lines > low[:, axis, None] - reach[axis]) & (lines < high[:, axis, None] + reach[axis])
            for axis, lines in enumerate((self._lattice.x, self._lattice.y))
        ]
        rates += np.float32(rate) * (inside[1][:, :, None] & inside[0][:, None, :])

    def _rounded(
        self, raw: FloatArray, others: Sequence[tuple[FloatArray, FloatArray]]
    ) -> FloatArray:
        """Let a name set out and stop gently, wherever that brings it into nobody's way."""
        ease = self._pace.ease
        width, moving = 2 * ease + 1, _moving(raw, ease)
        padded = np.pad(raw, ((ease + 1, ease), (0, 0)), mode="edge").cumsum(axis=0)
        smooth = np.where(moving[:, None], (padded[width:] - padded[:-width]) / width, raw)
        hit = np.zeros(len(raw), np.bool_)
        for spots, reach in others:
            hit |= (np.abs(smooth - spots) < reach).all(axis=1)
        trips = np.cumsum(~moving)
        return np.where(np.isin(trips, trips[hit])[:, None], raw, smooth)


def _moving(raw: FloatArray, ease: int) -> NDArray[np.bool_]:
    """Whether a name moves within some frames of each."""
    moved = np.concatenate([[0], (np.diff(raw, axis=0) != 0).any(axis=1)])
    near = np.convolve(moved, np.ones(2 * ease + 1))[ease : ease + len(raw)]
    near[:-1] += near[1:] * (ease > 0)  # the last frame before it sets out
    found: NDArray[np.bool_] = near > 0
    return found


def _cheapest(
    here: NDArray[np.float32], resting: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return row and column of the cheapest way at each knot.

    Parameters
    ----------
    here
        (knots, rows, columns) what it costs to be there.
    resting
        (knots,) whether a name may not have moved since the knot before.
    """
    knots, rows, columns = here.shape
    here = here - here.min(axis=(1, 2), keepdims=True)  # or the sums would lose the small costs
    # The cheapest way up to a knot that ends at rest, and on a trip; with a rim that none reaches.
    totals = np.full((2, knots, rows + 2, columns + 2), np.inf, np.float32)
    rest, trip = totals[:, :, 1:-1, 1:-1]
    rest[0] = here[0]
    for k in range(1, knots):
        np.minimum(rest[k - 1], trip[k - 1], out=rest[k])
        rest[k] += here[k]
        if not resting[k]:
            out = np.minimum(totals[0, k - 1] + np.float32(_SETTING_OUT), totals[1, k - 1])
            beside = np.minimum(np.minimum(out[:, :-2], out[:, 2:]), out[:, 1:-1])
            trip[k] = np.minimum(np.minimum(beside[:-2], beside[2:]), beside[1:-1])
            trip[k] += here[k] + np.float32(_MOVING)
    return _traced(totals)


def _traced(totals: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Follow the cheapest way back from the last knot."""
    knots = totals.shape[1]
    on_trip, row, column = map(int, np.unravel_index(totals[:, -1].argmin(), totals[:, -1].shape))
    found = np.zeros((2, knots), np.intp)
    k = knots - 1
    while k >= 0:
        if not on_trip:  # it has rested since the last knot up to which a trip here was cheaper
            rest, trip = totals[:, :k, row, column]
            came = np.flatnonzero(trip < rest)
            first = int(came[-1]) + 1 if len(came) else 0
            found[:, first : k + 1] = [[row - 1], [column - 1]]
            k, on_trip = first - 1, 1
            continue
        found[:, k] = row - 1, column - 1
        rows, columns = (slice(line - 1, line + 2) for line in (row, column))
        near = totals[:, k - 1, rows, columns].copy()
        near[0] += _SETTING_OUT
        # As near as it can be, where it costs the same.
        spots = np.argwhere(near <= near.min())
        best = spots[np.abs(spots[:, 1:] - 1).sum(axis=1).argmin()].tolist()
        on_trip, row, column, k = best[0], row + best[1] - 1, column + best[2] - 1, k - 1
    return found[0], found[1]
