"""How numbers are written on screen: as the lecture reads them out, and never too wide to place."""

from __future__ import annotations

import math

_MINUS = "\N{MINUS SIGN}"


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
    """Write with that many significant digits, in groups of three, never as a power of ten."""
    if value == 0:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(float(f"{value:.{digits - 1}e}")))
    return f"{round(value, decimals):,.{max(decimals, 0)}f}"


def _magnitude(value: float) -> str:
    if value == 0:
        return "0"
    if value >= 1e7 or value < 0.99995e-4:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", _MINUS)
    if value >= 99.995:
        return f"{value:,.0f}" if value >= 999.95 else f"{value:.1f}"
    if value >= 0.9995:
        return f"{value:.2f}"
    return _rounded(value, 3)


def tick(value: float) -> str:
    """Write a round number beside an axis, without trailing zeros.

    Examples
    --------
    >>> [tick(x) for x in (0.0, -20.0, 0.01, 10_000.0, 1e-6, 2e8)]
    ['0', '−20', '0.01', '10,000', '1e−6', '2e8']
    """
    size = abs(value)
    if size and not 1e-4 < size < 1e6:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{float(mantissa):g}e{int(exponent)}".replace("-", _MINUS)
    return f"{value:,.10g}".replace("-", _MINUS)
