"""Frame rates as exact fractions: an editor's timeline needs the very rate that was asked for."""

from __future__ import annotations

import math
import numbers
import re
from fractions import Fraction

from gradreel.core.checks import brief
from gradreel.core.errors import InvalidInput

LEAST_RATE, MOST_RATE = Fraction(1, 10), Fraction(120)

_FINEST = 1_000_000  # the largest denominator; a rate is the same again after it was a float

# Rates of television are a thousandth lower than their names, and are typed with a few decimals.
_TELEVISION = [Fraction(1000 * name, 1001) for name in (24, 30, 48, 60, 120)]


def exact_rate(fps: float | Fraction) -> Fraction:
    """Return frames per second as an exact fraction.

    What is a rate of television to two or more decimals (23.976, 29.97, 59.94) is that rate; others
    are the fraction that is written.

    Raises
    ------
    InvalidInput
        It is no number from 0.1 to 120.

    Examples
    --------
    >>> [str(exact_rate(each)) for each in (25, 12.5, 29.97, 23.976, 30000 / 1001)]
    ['25', '25/2', '30000/1001', '24000/1001', '30000/1001']
    """
    rate = _fraction(fps)
    if rate is None or not LEAST_RATE <= rate <= MOST_RATE:
        raise _impossible(fps)
    for exact in _TELEVISION:
        if any(rate == Fraction(f"{float(exact):.{decimals}f}") for decimals in range(2, 15)):
            return exact
    return rate.limit_denominator(_FINEST)


def parse_rate(text: str) -> Fraction:
    """Return the rate that is written, such as "25", "29.97" or "30000/1001": see `exact_rate`."""
    if not re.fullmatch(r"\d{1,9}(\.\d{0,15})?|\.\d{1,15}|\d{1,9}/0*[1-9]\d{0,8}", text.strip()):
        raise _impossible(text)
    return exact_rate(Fraction(text))


def _impossible(fps: object) -> InvalidInput:
    told = fps if isinstance(fps, float | Fraction) else brief(fps)
    return InvalidInput(
        f"{told} frames per second are not possible: give a number from {float(LEAST_RATE):g} to "
        f"{MOST_RATE}, such as 25, 29.97 or 30000/1001."
    )


def _fraction(fps: object) -> Fraction | None:
    """Return a number as a fraction; None if it is none."""
    if isinstance(fps, bool) or not isinstance(fps, numbers.Real):
        return None
    if isinstance(fps, numbers.Rational):
        return Fraction(int(fps.numerator), int(fps.denominator))
    # By its digits: 29.97 is 2997/100 and not the float next to it, also in a shorter float.
    return Fraction(str(fps)) if math.isfinite(fps) else None
