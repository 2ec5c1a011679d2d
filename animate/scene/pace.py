"""How fast the step goes, in words, wherever that is not the scene's own pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from gradreel.core import allow
from gradreel.core.errors import InvalidInput

from .number_format import given
from .segments import Segment

_NUMBER = allow.number(above=0, words="True, False or a number of steps a second above 0")


def pace(where: str, given: Any) -> bool | float:
    """Allow True, False and a number of steps a second."""
    try:
        return allow.flag(where, given)
    except InvalidInput:
        kept: float = _NUMBER(where, given)
        return kept


def paced(segments: Sequence[Segment], own: bool | float) -> tuple[Segment, ...]:
    """Return segments that say their pace where it is not the scene's own.

    Parameters
    ----------
    own
        Steps a second; True for those of the first segment in which the step moves, False where
        nothing is to be said.
    """
    paces = [_pace(segment) for segment in segments]
    usual = next((pace for pace in paces if pace), 0.0) if own is True else float(own)
    if not usual:
        return tuple(segments)
    said = ["" if not pace or in_words(pace) == in_words(usual) else in_words(pace)
            for pace in paces]  # fmt: skip
    return tuple(
        replace(segment, pace=words) for segment, words in zip(segments, said, strict=True)
    )


def in_words(pace: float) -> str:
    """Say steps a second in two digits, so that what hardly differs reads alike.

    Examples
    --------
    >>> [in_words(pace) for pace in (13.3, 0.5, 1, 1234)]
    ['13 steps a second', '0.5 steps a second', '1 step a second', '1,200 steps a second']
    """
    rounded = float(f"{pace:.2g}")
    figure = f"{rounded:,.0f}" if 10 <= rounded < 1e6 else given(rounded)
    return f"{figure} step{'' if rounded == 1 else 's'} a second"


def _pace(segment: Segment) -> float:
    """Return the steps a second in the mean, however they are eased; 0 where the step stands."""
    moved = abs(segment.last - segment.first)
    return moved / segment.seconds if segment.seconds else 0.0
