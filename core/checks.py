"""Checks of single numbers, shared by everything that takes one."""

import math
from numbers import Integral, Real
from typing import TypeGuard

import numpy as np

from .errors import InvalidInput

_MOST_SHOWN = 100


def whole_number(name: str, value: object, *, least: int) -> int:
    """Return `value` as int, or raise InvalidInput if it is no whole number of at least `least`."""
    is_flag = isinstance(value, bool)  # Python counts True as 1; as a count it is a mistake
    if isinstance(value, Integral) and not is_flag and int(value) >= least:
        return int(value)
    raise InvalidInput(f"{name}={brief(value)} was given; give a whole number of at least {least}.")


def finite_number(
    name: str, value: object, *, least: float = -math.inf, most: float = math.inf
) -> float:
    """Return `value` as float, or raise InvalidInput if it is not finite within [least, most]."""
    if is_finite(value) and least <= float(value) <= most:
        return float(value)
    raise InvalidInput(
        f"{name}={brief(value)} was given; give a finite number{within(least, most)}."
    )


def is_finite(value: object) -> TypeGuard[float]:
    """Say whether `value` is a finite number; True and False are none."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of more than 308 digits
        return False


def within(least: float, most: float) -> str:
    """Say in words from where to where numbers are allowed."""
    if math.isinf(least) and math.isinf(most):
        return ""
    if math.isinf(most):
        return f" of at least {least:g}"
    return f" from {least:g} to {most:g}"


def brief(given: object) -> str:
    """Return what was given, briefly; numpy's numbers as plain ones."""
    try:
        if isinstance(given, np.ndarray | np.generic) and given.size <= _MOST_SHOWN:
            given = given.tolist()
        text = " ".join(repr(given).split())
    except Exception:
        text = f"<{type(given).__name__}>"
    return text if len(text) <= 60 else f"{text[:57]}..."
