"""What there is, as it can be typed: an optimizer or a surface in the list of its kind."""

from inspect import getdoc
from numbers import Number
from typing import Any

from gradreel.core.expression import parameters_of

from .saying import say

INDENT = "    "


def say_kind(name: str, made: type[Any]) -> None:
    """Print what can be typed to get one, and below it what it is."""
    say(expression(name, made))
    say(f"{INDENT}{(getdoc(made) or '').splitlines()[0]}")


def expression(name: str, made: type[Any]) -> str:
    """Return what can be typed to get it: its name with each number and its default.

    Its convention, data and window have options of their own.
    """
    defaults = parameters_of(made).items()
    parameters = ", ".join(f"{key}={at:g}" for key, at in defaults if isinstance(at, Number))
    return f"{name}({parameters})" if parameters else name
