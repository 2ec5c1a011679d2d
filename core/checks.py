"""Checks of single numbers, shared by everything that takes one."""

import math
from numbers import Integral, Real

from .errors import InvalidInput


def whole_number(name: str, value: object, *, least: int) -> int:
    """Return `value` as int, or raise InvalidInput if it is no whole number of at least `least`."""
    is_flag = isinstance(value, bool)  # Python counts True as 1; as a count it is a mistake
    if isinstance(value, Integral) and not is_flag and int(value) >= least:
        return int(value)
    raise InvalidInput(f"{name}={value!r} was given; give a whole number of at least {least}.")


def finite_number(
    name: str, value: object, *, least: float = -math.inf, most: float = math.inf
) -> float:
    """Return `value` as float, or raise InvalidInput if it is not finite within [least, most]."""
    is_flag = isinstance(value, bool)
    if isinstance(value, Real) and not is_flag:
        try:
            number = float(value)
        except OverflowError:  # a whole number of more than 308 digits
            number = math.inf
        if math.isfinite(number) and least <= number <= most:
            return number
    raise InvalidInput(f"{name}={value!r} was given; give a finite number{_within(least, most)}.")


def _within(least: float, most: float) -> str:
    if math.isinf(least) and math.isinf(most):
        return ""
    if math.isinf(most):
        return f" of at least {least:g}"
    return f" from {least:g} to {most:g}"
