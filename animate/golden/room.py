"""Room for what may change: regions, levels and a share of the pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypedDict

import numpy as np

from gradreel.core.errors import InvalidInput

from ..compare.pixels import Mask, Region, Regions

Place = str | tuple[int, int, int, int]
"""The name of a panel or of axes, or left, top, right and bottom in pixels."""


@dataclass(frozen=True)
class Room:
    """How much of a picture may change; by default nothing.

    Attributes
    ----------
    ignore
        What is not looked at: names of panels or axes ("curve", "axes 2"), or rectangles (left,
        top, right, bottom) in pixels from the upper left corner, ends excluded.
    levels
        Difference of a channel, of 255, up to which a pixel has not changed.
    share
        Of the picture's pixels that may have changed nevertheless, 0 to 1.
    """

    ignore: Sequence[Place] = ()
    levels: int = 0
    share: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.ignore or self.levels or self.share)

    def seen(self, shape: tuple[int, int], width: int, regions: Regions) -> Mask:
        """Return which pixels of a picture are looked at.

        Parameters
        ----------
        shape
            Of the pixels: those of a see-through picture stand twice beside each other, on white
            and on black.
        width
            Of the picture.

        Raises
        ------
        InvalidInput
            If there is no such region.
        """
        mask = np.ones((shape[0], width), bool)
        for place in self.ignore:
            left, top, right, bottom = self._region(place, regions)
            mask[top:bottom, left:right] = False
        return np.tile(mask, (1, shape[1] // width))

    def _region(self, place: Place, regions: Regions) -> Region:
        if not isinstance(place, str):
            return Region(*place)
        if place not in regions:
            names = ", ".join(regions) or "none here"
            raise InvalidInput(
                f"ignore={place!r} was given; choose a region by its name ({names}) or as "
                "(left, top, right, bottom) in pixels."
            )
        return regions[place]


NO_ROOM = Room()


def checked_room(given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return what was given of a room, checked; None counts as not given.

    Parameters
    ----------
    given
        Values by the names of a `Room`.
    where
        Where it was given, for errors.

    Raises
    ------
    InvalidInput
        If something is no region, level or share.
    """
    found = {name: value for name, value in given.items() if value is not None}
    unknown = found.keys() - {each.name for each in fields(Room)}
    if unknown:
        raise InvalidInput(
            f"{where} has {min(unknown)}=..., which there is not; choose ignore, levels or share."
        )
    if "ignore" in found:
        found["ignore"] = _places(found["ignore"], where)
    for name, most, kinds in (("levels", 255, (int, np.integer)), ("share", 1, (int, float))):
        value = found.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= most:
            raise InvalidInput(f"{where} has {name}={value!r}; give a number from 0 to {most}.")
    return found


def parse_room(
    typed: Mapping[str, Any], where: str = "golden_... in the settings of pytest"
) -> dict[str, Any]:
    """Return what was typed of a room: texts, and lines of places; "" is not given.

    Parameters
    ----------
    typed
        Texts by the names of a `Room`.
    where
        Where they stand, for errors.

    Raises
    ------
    InvalidInput
        As for `checked_room`.
    """
    given: dict[str, Any] = {}
    for name, kind in (("levels", int), ("share", float)):
        text = typed[name]
        try:
            given[name] = kind(text) if text else None
        except ValueError:
            given[name] = text  # and refused below
    lines = [line.replace(",", " ").split() for line in typed["ignore"]]
    given["ignore"] = [
        tuple(map(int, words)) if all(word.isdecimal() for word in words) else line.strip()
        for line, words in zip(typed["ignore"], lines, strict=True)
    ] or None
    return checked_room(given, where)


def _places(given: Any, where: str) -> tuple[Place, ...]:
    single = isinstance(given, str) or _is_rectangle(given)
    places = (given,) if single else tuple(given) if isinstance(given, Iterable) else (given,)
    for place in places:
        if not isinstance(place, str) and not _is_rectangle(place):
            raise InvalidInput(
                f"{where} has ignore={place!r}; give names of regions, or (left, top, right, "
                "bottom) in whole pixels from 0."
            )
    return tuple(place if isinstance(place, str) else tuple(place) for place in places)


def _is_rectangle(given: Any) -> bool:
    return isinstance(given, Sequence) and len(given) == 4 and all(map(_is_whole, given))


def _is_whole(number: object) -> bool:
    whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
    return whole and number >= 0  # type: ignore[operator]


class Given(TypedDict, total=False):
    """A room as it is given in a call, as far as it is."""

    ignore: Sequence[Place]
    levels: int
    share: float
