"""Numbers as they are written on screen."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradreel.animate.numerals import number, signed, tick

MINUS = "\N{MINUS SIGN}"


def read(text):
    return float(text.replace(MINUS, "-").replace(",", ""))


@pytest.mark.parametrize(
    ("value", "written"),
    [  # the lecture reads out 0.019, 0.72, 84.45 and 0.010
        (0.01919, "0.0192"),
        (0.7220, "0.722"),
        (84.4537, "84.45"),
        (0.01088, "0.0109"),
        (-0.8215, f"{MINUS}0.822"),
        (11922.6, "11,923"),
        (72950.4, "72,950"),
        (540.36, "540.4"),
        (-21.8, f"{MINUS}21.80"),
        (0.000375, "0.000375"),
        (-3.42e-7, f"{MINUS}3.4e{MINUS}7"),
        (0.0, "0"),
        (-0.0, "0"),
        (99.999, "100.0"),
        (999.96, "1,000"),
        (0.99996, "1.00"),
        (math.nan, "\N{EM DASH}"),
        (math.inf, "+\N{INFINITY}"),
        (-math.inf, "-\N{INFINITY}"),
    ],
)
def test_number(value, written):
    assert number(value) == written


@given(st.floats(-1e12, 1e12))
def test_every_number_is_short_and_right_to_its_digits(value):
    written = number(value)
    assert len(written) <= 10
    if abs(value) > 1e-300:
        assert read(written) == pytest.approx(value, rel=0.05 if "e" in written else 0.006)


def test_signed_writes_the_plus():
    assert signed(0.0258) == "+0.0258"
    assert signed(-0.5) == f"{MINUS}0.500"
    assert signed(0.0) == "0"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-20.0, f"{MINUS}20"),
        (0.5, "0.5"),
        (10_000.0, "10,000"),
        (100_000.0, "100,000"),
        (0.001, "0.001"),
        (1e-6, f"1e{MINUS}6"),
        (2e8, "2e8"),
    ],
)
def test_tick(value, written):
    assert tick(value) == written


@given(st.floats(-1e300, 1e300))
def test_ticks_read_back(value):
    assert read(tick(value)) == pytest.approx(value, rel=0.05, abs=1e-300)
