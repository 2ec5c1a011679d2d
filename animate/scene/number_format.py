"""How numbers are written on screen: as one reads them out, and never too wide to place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .naming import written

_MINUS = "\N{MINUS SIGN}"

_LEAST_PLAIN, _MOST_PLAIN = 1e-7, 1e15  # beyond them no number is written without a power of ten

_PLACES = 25  # before or after the point; with more a number is written as a power of ten
_EXACT = 6  # digits that a sentence has room for
_ROUNDED = 4  # digits of what is longer


def number(value: float, digits: int | None = None) -> str:
    """Write `value` with the digits that a viewer can use, or with `digits` significant ones.

    Left to itself, from 1 up two decimals while they fit in four digits, then none, in groups of
    three; below 1 three significant digits; below 0.0001 as a power of ten.

    Examples
    --------
    >>> [number(x) for x in (84.4537, 0.01919, -0.822, 72950.4, 0.000375, -3.42e-7, 0.0)]
    ['84.45', '0.0192', '−0.822', '72,950', '0.000375', '−3.4e−7', '0']
    """
    if not math.isfinite(value):
        return "\N{EM DASH}" if math.isnan(value) else f"{value:+}".replace("inf", "\N{INFINITY}")
    sign = _MINUS if value < 0 else ""
    return sign + (_magnitude(abs(value)) if digits is None else _rounded(abs(value), digits))


def signed(value: float, digits: int | None = None) -> str:
    """Write `value` with its sign, also the plus."""
    plus = "" if value <= 0 or not math.isfinite(value) else "+"
    return plus + number(value, digits)


def _rounded(value: float, digits: int) -> str:
    """Write with that many significant digits, in groups of three, as a power of ten if huge."""
    if value == 0:
        return "0"
    if not _LEAST_PLAIN <= value < _MOST_PLAIN:
        return _power(value, digits)
    decimals = digits - 1 - math.floor(math.log10(float(f"{value:.{digits - 1}e}")))
    return f"{round(value, decimals):,.{max(decimals, 0)}f}"


def _magnitude(value: float) -> str:
    if value == 0:
        return "0"
    if value >= 1e7 or value < 0.99995e-4:
        return _power(value, 2)
    if value >= 99.995:
        return f"{value:,.0f}" if value >= 999.95 else f"{value:.1f}"
    if value >= 0.9995:
        return f"{value:.2f}"
    return _rounded(value, 3)


def _power(value: float, digits: int) -> str:
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", _MINUS)


def near(value: float) -> str:
    """Write a number of the run in a sentence: as it is, or rounded and marked so.

    Examples
    --------
    >>> [near(x) for x in (2023.9, 0.1, 0.4989516765, 123456.789, 1234567.0, -3e-9)]
    ['2,023.9', '0.1', '≈0.499', '≈123,457', '1,234,567', '−3e−9']
    """
    if not math.isfinite(value):
        return number(value)
    size = abs(value)
    digits = _digits(size, 0.0)
    if digits <= _EXACT or (value.is_integer() and size < 1e9):
        return _written(value, digits)
    whole = math.floor(math.log10(size)) + 1  # what stands before the point is kept
    rounded = float(f"{value:.{max(_ROUNDED, min(whole, 9)) - 1}e}")
    return f"≈{tick(rounded)}"


def tick(value: float) -> str:
    """Write a round number that stands alone, without trailing zeros, with up to ten digits.

    Examples
    --------
    >>> [tick(x) for x in (0.0, -20.0, 0.01, 10_000.0, 1e-6, 2e8)]
    ['0', '−20', '0.01', '10,000', '1e−6', '2e8']
    """
    return _written(value, _digits(abs(value), 5e-11 * abs(value)))


def ticks(values: Sequence[float], *, factors: bool = False, widest: int = 9) -> list[str]:
    """Write the numbers along an axis: all different, each right to what it shows.

    Parameters
    ----------
    values
        Different numbers, in any order.
    factors
        Whether they lie by factors, as on a log axis, where none is as good as 0.
    widest
        Characters from which on a power of ten is preferred, if that is shorter.

    Examples
    --------
    >>> ticks([1e6, 1_000_020.0, 1_000_040.0])
    ['1,000,000', '1,000,020', '1,000,040']
    >>> ticks([1.0e-5, 1.05e-5, 1.1e-5])
    ['1e−5', '1.05e−5', '1.1e−5']
    """
    rising = sorted(set(values))
    gaps = [high - low for low, high in pairwise(rising)]
    apart = min(gaps, default=abs(rising[0]) if rising else 0.0)
    # What even steps leave of rounding is no digit to show, and on the way past 0 it is 0.
    shown = [0.0 if not factors and abs(v) <= 1e-9 * apart else v for v in values]
    slacks = [min(1e-4 * apart, 1e-9 * abs(v)) if factors else 1e-4 * apart for v in shown]
    digits = [_digits(abs(v), slack) for v, slack in zip(shown, slacks, strict=True)]
    forms = [_forms(v, count) for v, count in zip(shown, digits, strict=True)]
    # Large or small ones look alike: all in full where one of them is no longer so.
    full = any(f.full != f.power and len(f.full) <= len(f.power) for f in forms if not f.ordinary)
    return [
        f.power
        if len(f.power) < len(f.full) and not (f.ordinary and len(f.full) <= widest) and not full
        else f.full
        for f in forms
    ]


def shared_part(values: Sequence[float], widest: int) -> float:
    """Return a round number to be taken off all of them, so that what is left is short; 0 for none.

    Examples
    --------
    >>> shared_part([1e6, 1_000_000.001, 1_000_000.002], 9)
    1000000.0
    """
    if len(values) < 2 or max(map(len, ticks(values, widest=widest))) <= widest:
        return 0.0
    low, high = min(values), max(values)
    if low < 0 < high or max(abs(low), abs(high)) < 10 * (high - low):
        return 0.0
    unit = 10.0 ** math.ceil(math.log10(high - low))
    return float(f"{math.floor(low / unit) * unit:.15g}")


def _digits(size: float, slack: float) -> int:
    """Count the significant digits that come within `slack` of a number; all 17 are it itself."""
    if not math.isfinite(size):
        return 1
    return next(
        (n for n in range(1, 17) if abs(float(f"{size:.{n - 1}e}") - size) <= slack),
        17,
    )


class _Forms(NamedTuple):
    """A number in full and as a power of ten, and whether it is of a size to be read in full."""

    full: str
    power: str
    ordinary: bool


def _forms(value: float, digits: int) -> _Forms:
    if value == 0 or not math.isfinite(value):
        return _Forms(number(value), number(value), True)
    mantissa, exponent = f"{abs(value):.{digits - 1}e}".split("e")
    sign = _MINUS if value < 0 else ""
    power = sign + f"{mantissa}e{int(exponent)}".replace("-", _MINUS)
    if abs(int(exponent)) > _PLACES:
        return _Forms(power, power, False)
    decimals = max(digits - 1 - int(exponent), 0)
    full = sign + f"{float(f'{mantissa}e{exponent}'):,.{decimals}f}"
    return _Forms(full, power, 1e-4 < abs(value) < 1e6)


def _written(value: float, digits: int) -> str:
    """Write with so many significant digits: plain, or as a power of ten if it is then shorter."""
    full, power, ordinary = _forms(value, digits)
    return full if ordinary or len(full) <= len(power) else power


def given(value: float) -> str:
    """Write a number as it was given, with its own digits.

    Examples
    --------
    >>> [given(x) for x in (0.2000001, 50_000.0, 1e-5)]
    ['0.2000001', '5e4', '1e−5']
    """
    return written(value).replace("-", _MINUS)
