"""Checks of what a field or an argument was given, done when the object is made.

A check gets where the value stands ("Play was given seconds") and the value, and returns what is to
be kept: numpy's scalars as Python's numbers, and whatever can be gone through as a tuple, so that a
frozen object holds nothing that changes. What is not allowed raises InvalidInput at once, in one
sentence. A dataclass names the check of each of its fields in `__post_init__`, by `settle`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from inspect import signature
from itertools import islice
from typing import Any, TypeAlias

import numpy as np

from .checks import brief, is_finite, within
from .errors import InvalidInput

Check: TypeAlias = Callable[[str, Any], Any]

MOST_ITEMS = 100_000
"""Of a sequence: far more than any picture shows, and an end to what has none."""


def settle(made: Any, **checks: Check) -> None:
    """Check all fields of a frozen dataclass and keep what the checks return."""
    owner = type(made).__name__
    for each in fields(made):
        given = getattr(made, each.name)
        kept = checks[each.name](f"{owner} was given {each.name}", given)
        if kept is not given:
            object.__setattr__(made, each.name, kept)


def refuse(where: str, given: object, allowed: str) -> InvalidInput:
    """Return the sentence that says what was given, and what may be given instead."""
    return InvalidInput(f"{where}={brief(given)}; give {allowed}.")


def number(
    *,
    least: float = -math.inf,
    most: float = math.inf,
    above: float = -math.inf,
    words: str = "",
) -> Check:
    """Allow a finite number from `least` to `most`, larger than `above`; `words` say so."""
    limits = f" above {above:g}" if math.isfinite(above) else within(least, most)
    words = words or f"a finite number{limits}"

    def check(where: str, given: Any) -> float:
        given = unwrapped(given)
        if is_finite(given) and least <= given <= most and given > above:
            return given if type(given) in (int, float) else float(given)
        raise refuse(where, given, words)

    return check


def whole(*, least: int | None = None, most: int | None = None, also: str = "") -> Check:
    """Allow a whole number from `least` to `most`; `also` says what more there is to know."""
    low = -math.inf if least is None else least
    high = math.inf if most is None else most
    limits = within(low, high)

    def check(where: str, given: Any) -> int:
        given = unwrapped(given)
        is_whole = isinstance(given, int | np.integer) and not isinstance(given, bool)
        if is_whole and low <= given <= high:
            return int(given)
        raise refuse(where, given, f"a whole number{limits}{also}")

    return check


def flag(where: str, given: Any) -> bool:
    """Allow True and False."""
    given = unwrapped(given)
    if isinstance(given, bool | np.bool_):
        return bool(given)
    raise refuse(where, given, "True or False")


def text(where: str, given: Any) -> str:
    """Allow any text."""
    if isinstance(given, str):
        return given if type(given) is str else str.__str__(given)
    raise refuse(where, given, "a text")


def name(where: str, given: Any) -> str:
    """Allow a text that is not empty and stands on one line."""
    if isinstance(given, str) and given.strip() and given.isprintable():
        return text(where, given)
    raise refuse(where, given, "a name, a text of printable characters")


def choice(*allowed: str) -> Check:
    """Allow a few words."""

    def check(where: str, given: Any) -> str:
        if isinstance(given, str) and given in allowed:
            return text(where, given)
        raise refuse(where, given, " or ".join(map(repr, allowed)))

    return check


def optional(check: Check) -> Check:
    """Allow None too."""
    return lambda where, given: None if given is None else check(where, given)


def sequence_of(check: Check, *, least: int = 0, most: int = MOST_ITEMS) -> Check:
    """Allow `least` to `most` items in a fixed order, each of which passes a check: a tuple."""

    def check_all(where: str, given: Any) -> tuple[Any, ...]:
        items = items_of(where, given, most)
        if len(items) < least:
            raise refuse(
                where, given, f"a sequence with at least {'one' if least == 1 else least} of them"
            )
        return tuple(check(f"{where}[{i}]", item) for i, item in enumerate(items))

    return check_all


def items_of(where: str, given: Any, most: int = MOST_ITEMS) -> tuple[Any, ...]:
    """Return the items of a sequence; of one without end no more are taken than needed."""
    flat = isinstance(given, np.ndarray) and given.ndim == 0
    unordered = isinstance(given, str | bytes | bytearray | Mapping | set | frozenset)
    if unordered or flat or isinstance(given, type) or not isinstance(given, Iterable):
        raise refuse(where, given, "a sequence, such as a tuple or a list")
    items = tuple(islice(given, most + 1))
    if len(items) > most:
        raise refuse(where, given, f"a sequence that ends, with at most {most:,} items")
    return items


def pair(check: Check, words: str) -> Check:
    """Allow two items, each of which passes a check; `words` say what they are."""

    def check_both(where: str, given: Any) -> tuple[Any, Any]:
        try:
            first, second = (check(where, item) for item in items_of(where, given, 2))
        except (InvalidInput, ValueError):
            raise refuse(where, given, words) from None
        return first, second

    return check_both


point: Check = pair(number(), "a point, two finite numbers")
"""Allow (w, b)."""


def limits(where: str, given: Any) -> tuple[float, float]:
    """Allow a lowest and a highest number."""
    words = "(lowest, highest), two finite numbers of which the first is the smaller"
    low, high = pair(number(), words)(where, given)
    if low < high:
        return low, high
    raise refuse(where, given, words)


def mapping_of(check: Check) -> Check:
    """Allow a mapping of names to what passes a check: a dict."""

    def check_all(where: str, given: Any) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise refuse(where, given, "a mapping by names, such as a dict")
        return {
            name(f"{where}, a key", key): check(f"{where}[{key!r}]", value)
            for key, value in given.items()
        }

    return check_all


def instance_of(*kinds: type, words: str) -> Check:
    """Allow instances of some classes; `words` say what they are."""

    def check(where: str, given: Any) -> Any:
        if isinstance(given, kinds):
            return given
        raise refuse(where, given, words + hint(given, kinds))

    return check


def hint(given: object, kinds: tuple[type, ...] = ()) -> str:
    """Say that a class wants brackets, where one was given in place of what it makes."""
    made = isinstance(given, type) and (not kinds or issubclass(given, kinds))
    return (
        f"; {given.__name__} is a class, write {given.__name__}(...)"
        if made and isinstance(given, type)
        else ""
    )


def having(words: str, *, methods: Mapping[str, int], members: Iterable[str] = ()) -> Check:
    """Allow whatever has some methods and members, also a stranger's; `words` say what it is.

    Parameters
    ----------
    methods
        How many arguments each of them is given, by its name.
    """
    members = tuple(members)

    def check(where: str, given: Any) -> Any:
        # Texts have a method `find`, which finds something else.
        is_text = isinstance(given, str | bytes | bytearray)
        has_all = not is_text and all(callable(getattr(given, each, None)) for each in methods)
        if isinstance(given, type):
            raise refuse(where, given, words + (hint(given) if has_all else ""))
        if not (has_all and has_members(given, *members)):
            raise refuse(where, given, words)
        for name, count in methods.items():
            if not _takes(getattr(given, name), count):
                told = "1 argument" if count == 1 else f"{count} arguments"
                raise refuse(where, given, f"{words}, whose {name} takes {told}")
        return given

    return check


def _takes(method: Callable[..., Any], count: int) -> bool:
    """Whether a method can be given so many arguments; one that does not tell may be."""
    try:
        signature(method).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # of a function that is not written in Python
        return True
    return True


def has_members(given: object, *names: str) -> bool:
    """Say whether all members are there, without working out those that are properties."""
    return all(hasattr(type(given), name) or hasattr(given, name) for name in names)


def unwrapped(given: Any) -> Any:
    """Return the one number that an array without axes holds; anything else as it is."""
    return given[()] if isinstance(given, np.ndarray) and given.ndim == 0 else given
