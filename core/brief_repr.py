"""What a large thing is in one line: notebooks and tracebacks print it."""

from dataclasses import MISSING, Field, fields
from typing import Any

from .checks import brief

MOST = 200
"""Characters; the data behind them may be megabytes."""


def brief_repr(thing: Any) -> str:
    """Return the class and the fields that are not as they are by default, at most `MOST` long.

    It is the `__repr__` of dataclasses whose fields hold others, or words.

    Examples
    --------
    >>> from gradreel.animate import Caption
    >>> Caption(40, "it is there")
    Caption(step=40, text='it is there')
    """
    shown = [each for each in fields(thing) if each.repr and not _usual(thing, each)]
    parts = [f"{each.name}={_written(getattr(thing, each.name))}" for each in shown]
    text = f"{type(thing).__name__}({', '.join(parts)})"
    return text if len(text) <= MOST else f"{text[: MOST - 4]}...)"


def _usual(thing: Any, each: Field[Any]) -> bool:
    value = getattr(thing, each.name)
    usual = each.default if each.default_factory is MISSING else each.default_factory()
    return value is usual or (type(value) is type(usual) and bool(value == usual))


def _written(value: object) -> str:
    """Write a value; words in full, as there is room for them or for nothing else."""
    return repr(value) if isinstance(value, str) else brief(value)
