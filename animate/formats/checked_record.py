"""A record as it is found in a file: whole and of the right kind, or refused.

Whoever can write a file can write a record, so nothing of it is used before it was checked here.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gradreel.core.errors import InvalidInput

from ..scene.rates import LEAST_RATE, MOST_RATE
from .checks import MAX_SIDE

KEY = "gradreel"
"""The first key of the record; what is in a comment without it was not written here."""

EXPLORED = "explored"
"""What a page to explore says in place of pictures and their rate."""

MOST_FRAMES = 10**7
MOST_STEPS = 10**9
LARGEST = 1e300

_RATE = re.compile(r"[1-9]\d{0,11}(/[1-9]\d{0,11})?")

Check = Callable[[Any], bool]


def checked(path: Path, comment: str) -> dict[str, Any]:
    """Return the record that a comment is.

    Parameters
    ----------
    path
        Of the file that has it, for the sentence.

    Raises
    ------
    InvalidInput
        It is none, or says what gradreel would not say.
    """
    record = _parsed(comment)
    if not isinstance(record, dict) or KEY not in record:
        raise InvalidInput(
            f"{path} does not say what it shows: gradreel did not write it, or another program "
            "changed it; render it anew."
        )
    wrong = next(_wrong(record), None)
    if wrong is not None:
        raise InvalidInput(
            f"{path} says what gradreel does not write, {wrong}: another program changed it; "
            "render it anew."
        )
    return record


def _parsed(comment: str) -> Any:
    try:
        return json.loads(comment, object_pairs_hook=_distinct)
    except (ValueError, RecursionError):
        return None


def _distinct(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is there twice: two readers could take one for the other."""
    pairs = list(pairs)
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)


def _wrong(record: dict[str, Any]) -> Iterator[str]:
    """Go through what is missing in a record, or of another kind than it must be."""
    explored = EXPLORED in record
    yield from _wrong_in(record, _TOLD if explored else _RECORD)
    for run in record["runs"]:
        yield from _wrong_in(run, _RUN)
    if explored:
        yield from _wrong_in(record[EXPLORED], _EXPLORED)
    elif ("still" in record) == ("delivered" in record):
        yield "it is a still and a film, or neither"
    elif "delivered" in record:
        yield from _wrong_in(record["delivered"], _DELIVERED)
    elif not _is_whole(record["still"], 0, record["frames"] - 1):
        yield f"frame {reprlib.repr(record['still'])} of {record['frames']}"


def _wrong_in(values: Any, checks: Mapping[str, Check]) -> Iterator[str]:
    if not isinstance(values, dict):
        yield reprlib.repr(values)
        return
    for key, is_right in checks.items():
        if key not in values:
            yield f"no {key}"
        elif not is_right(values[key]):
            yield f"{key}={reprlib.repr(values[key])}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= LARGEST  # nan is not


def _are_two(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))


def _is_size(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == 2
    return is_pair and all(_is_whole(side, 1, MAX_SIDE) for side in value)


def _is_rate(value: Any) -> bool:
    return _is_number(value) and LEAST_RATE / 2 <= value <= 2 * MOST_RATE


def _are_ranges(value: Any) -> bool:
    if value is None:
        return True
    ranges = value.values() if isinstance(value, dict) and len(value) <= 2 else [None]
    return all(isinstance(each, list) and each and all(map(_is_number, each)) for each in ranges)


_TOLD: Mapping[str, Check] = {
    KEY: _is_text,
    "scene": _is_text,
    "title": _is_text,
    "alt": _is_text,
    "trajectories": _is_text,
    "runs": lambda value: isinstance(value, list) and len(value) == 1,
}
_EXPLORED: Mapping[str, Check] = {
    "vary": _are_ranges,
    "starts": lambda value: value is None or _is_whole(value, 1, 100),
    "radius": lambda value: _is_number(value) and value > 0,
    "decimals": lambda value: _are_two(value) and all(_is_whole(d, -300, 300) for d in value),
    "choices": _is_text,
}
_RECORD: Mapping[str, Check] = {
    KEY: _is_text,
    "scene": _is_text,
    "title": _is_text,
    "alt": _is_text,
    "size": _is_size,
    "fps": _is_rate,
    "frames": lambda value: _is_whole(value, 1, MOST_FRAMES),
    "theme": _is_text,
    "transparent": lambda value: isinstance(value, bool),
    "trajectories": _is_text,
    "runs": lambda value: isinstance(value, list) and bool(value),
}
_RUN: Mapping[str, Check] = {
    "surface": _is_text,
    "start": _are_two,
    "steps": lambda value: _is_whole(value, 0, MOST_STEPS),
    "shown": _are_two,
    "optimizers": _are_texts,
    "oracle": lambda value: value is None or isinstance(value, str),
    "recorded": _are_texts,
}
_DELIVERED: Mapping[str, Check] = {
    "frames": lambda value: _is_whole(value, 1, MOST_FRAMES),
    "fps": lambda value: isinstance(value, str) and bool(_RATE.fullmatch(value)),
}
