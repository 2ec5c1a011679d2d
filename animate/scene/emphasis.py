"""What a verb points at, and how much of it is to be seen.

A target is named "panel" or "panel/part": "rate", "rate/adagrad".
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from gradreel.core import allow

EASE = 0.35
"""Seconds in which something appears, goes, or begins to glow."""

DIMMED = 0.25
"""How much is seen of what is not spoken of."""

_TARGETS = allow.sequence_of(allow.name)
_SHARE = allow.number(least=0, most=1)


class Presence(NamedTuple):
    """How much is to be seen of a target, 0 to 1; `before` if nothing has been said of it yet."""

    target: str
    share: float
    before: float = 1.0


def targets(where: str, given: Any) -> tuple[str, ...]:
    """Allow one target or several."""
    found: tuple[str, ...] = _TARGETS(where, (given,) if isinstance(given, str) else given)
    return found


def some_targets(where: str, given: Any) -> tuple[str, ...]:
    """Allow one target or several, not none."""
    found = targets(where, given)
    if not found:
        raise allow.refuse(where, given, "a panel or part, such as 'rate' or ('rate', 'map')")
    return found


def presence(where: str, given: Any) -> Presence:
    """Allow a target with how much of it is to be seen."""
    items = allow.items_of(where, given, 3)
    if len(items) < 2:
        raise allow.refuse(where, given, "a target and a share, such as ('rate', 0.25)")
    return Presence(allow.name(where, items[0]), *(_SHARE(where, each) for each in items[1:]))


def panel_of(target: str, panels: Collection[str]) -> tuple[str, str] | None:
    """Return the panel that a target names, and the part, "" for the whole; None for neither."""
    if target in panels:
        return target, ""
    found = [name for name in panels if target.startswith(f"{name}/")]
    name = max(found, key=len, default="")
    return (name, target[len(name) + 1 :]) if name else None
