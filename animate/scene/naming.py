"""Names for optimizers that run side by side: of one kind, only what differs, and as it ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, cast

import numpy as np

from gradreel.core import OPTIMIZERS, Optimizer, Scheduled
from gradreel.core.errors import InvalidInput
from gradreel.core.named import Named

_DIGITS = 9
"""Up to so many significant digits a number is written whole."""

_LEAST = 6
"""Digits of a longer one, such as 1/3, where fewer would not tell it from the others."""


def told_apart(optimizers: Sequence[Optimizer]) -> tuple[Optimizer, ...]:
    """Give each optimizer a name of its own: where two share one, with what differs between them.

    "adam(learning_rate=0.2)" and "adam(learning_rate=0.2000001)", for one. A name that a user gave
    with `Named` stays as it is. Whoever changes a hyperparameter does so before this is called.

    Raises
    ------
    InvalidInput
        Two are the same in everything, or nothing that can be written tells them apart.
    """
    alike: dict[str, list[int]] = {}
    for index, optimizer in enumerate(optimizers):
        alike.setdefault(optimizer.name, []).append(index)
    named = list(optimizers)
    for kind, places in alike.items():
        members = [optimizers[place] for place in places]
        names = [kind] if len(members) == 1 else _names(kind, members)
        for place, member, name in zip(places, members, names, strict=True):
            named[place] = member if name == kind else Named(member, name)
    return tuple(named)


def described(optimizer: Optimizer, varied: Collection[str] = ()) -> str:
    """Name an optimizer with its learning rate and whatever is not as usual.

    Parameters
    ----------
    varied
        Hyperparameters that have many values, and go without saying.
    """
    if isinstance(optimizer, Named):
        return optimizer.name
    name = optimizer.name
    while isinstance(optimizer, Scheduled):
        optimizer = optimizer.optimizer
    facts = dict(_parts(optimizer))
    make = OPTIMIZERS.get(name)
    usual = dict(_parts(make())) if make else facts
    special = [
        f"{key}={_text(value, ())}"
        for key, value in facts.items()
        if key not in (*varied, "convention")
        and (key == "learning_rate" or usual.get(key) != value)
    ]
    return f"{name}({', '.join(special)})" if special else name


def _names(kind: str, members: Sequence[Optimizer]) -> list[str]:
    facts = [dict(_facts(member)) for member in members]
    names = [f"{kind}({', '.join(_special(mine, facts))})" for mine in facts]
    name, count = Counter(names).most_common(1)[0]
    given = any(isinstance(member, Named) for member in members)
    if count == 1 and not given:
        return names
    twice = members[names.index(name)]
    raise InvalidInput(
        f"{len(members)} optimizers called {kind} were given; give each Named of them a name of "
        "its own."
        if given
        else f"{twice!r} was given {count} times; give each optimizer once, or change a parameter, "
        "or call one of them otherwise with Named(optimizer, name)."
    )


def _special(mine: Mapping[str, object], all_of_them: Sequence[Mapping[str, object]]) -> list[str]:
    """What differs from one of the others that has it too, each as "name=value"."""
    words = []
    for key, value in mine.items():
        whose = key.partition(".")[0]  # the steps of a cosine differ from those of another cosine
        alike = (facts for facts in all_of_them if facts.get(whose) == mine.get(whose))
        compared = alike if whose != key else all_of_them
        others = {facts[key] for facts in compared if key in facts} - {value}
        if others:
            words.append(f"{key}={_text(value, others)}")
    return words


def _facts(optimizer: Optimizer) -> Iterator[tuple[str, object]]:
    """Say what an optimizer is made of, by name: numbers, words and flags.

    Two that have not the same names differ in the class or the schedule, which all have.
    """
    schedules = []
    while isinstance(optimizer, Scheduled):
        schedules.append(optimizer.schedule)
        optimizer = optimizer.optimizer
    yield from (part for part in _parts(optimizer) if part[0] != "convention")
    yield "convention", getattr(optimizer, "convention", "paper")
    yield "class", type(optimizer).__name__
    yield "schedule", "+".join(schedule.name for schedule in schedules) or "None"
    for number, schedule in enumerate(schedules, start=1):
        for name, value in _parts(schedule):
            yield f"schedule.{number}.{name}", value


def _parts(thing: object) -> Iterator[tuple[str, object]]:
    """Name what a dataclass, or another object, was given; an optimizer inside by its parts."""
    known = [each.name for each in fields(cast(Any, thing))] if is_dataclass(thing) else []
    for name in known or getattr(thing, "__dict__", {}):
        if name.startswith("_"):
            continue
        value = getattr(thing, name)
        if isinstance(value, np.generic):
            value = value.item()
        if value is None or isinstance(value, bool | int | float | str):
            yield name, value
        elif hasattr(value, "update") and hasattr(value, "name"):
            yield name, value.name
            yield from ((f"{name}.{part}", its) for part, its in _parts(value))


def _text(value: object, others: Collection[object]) -> str:
    """Write a value so that none of the others would be written the same way."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    numbers = [float(other) for other in others if isinstance(other, int | float)]
    for digits in (_DIGITS, *range(_LEAST, 18)):
        text = written(value, digits)
        read = float(text)
        # What is near to 1 is read by its distance from it, as the betas are.
        near = 1e-4 * min(abs(value), abs(1 - value)) * (digits != _DIGITS)
        same = any(written(number, digits) == text for number in numbers)
        if read == value or (abs(read - value) <= near and not same):
            return text
    return repr(value)


def written(value: float, digits: int = _DIGITS) -> str:
    """Write a number with at most so many significant digits, as Python reads it.

    Examples
    --------
    >>> [written(x) for x in (0.2000001, 0.1 + 0.2, 50_000.0, 1e-5, 250)]
    ['0.2000001', '0.3', '5e4', '1e-5', '250']
    """
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    if not exponent or value == 0 or -4 <= int(exponent) <= 3:
        return f"{value:.{digits}g}"
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}e{int(exponent)}"
